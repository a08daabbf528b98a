using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The screens of open questions and of actions on one agreement.</summary>
internal static class ActionText
{
    public static string Of(Words words, Subscriber subscriber, Screen screen, Account account, Instant now)
    {
        if (screen is MoreMenu)
            return Menu(words.MoreHeader,
                [words.StatementItem, words.LetterItem, words.ChangePinItem, words.ChangeNumberItem, words.EraseItem, words.DataItem,
                    words.ContactItem],
                words.BackHome);
        if (screen is ErasureCheck) return ErasureDialogue.Text(words, account);
        return CodeOf(screen) is { } code && account.Find(code) is { } entry
            ? OfEntry(words, subscriber, screen, entry, now)
            : words.NothingOwed + "\n" + words.BackHome;
    }

    private static string? CodeOf(Screen screen) => screen switch
    {
        AgreementDetail s => s.Code,
        QuestionToAnswer s => s.Code,
        Actions s => s.Code,
        DeliveryReadBack s => s.Code,
        DeliveryMore s => s.Code,
        DeliveryStep s => s.Code,
        DeliveryBefore s => s.Code,
        PaymentBefore s => s.Code,
        PaymentReadBack s => s.Code,
        CancelCheck s => s.Code,
        DisputeMenu s => s.Code,
        DisputeAmount s => s.Code,
        CounterMenu s => s.Code,
        CounterStep s => s.Code,
        CorrectStep s => s.Code,
        _ => null,
    };

    private static string OfEntry(Words words, Subscriber subscriber, Screen screen, AccountEntry entry, Instant now) => screen switch
    {
        AgreementDetail => Detail(words, entry),
        QuestionToAnswer ask => Question(words, entry, ask.Number, now),
        Actions => Menu(entry.Code, [.. ActionDialogue.ActsOn(entry).Select(words.ActionItem)], words.BackHome),
        DeliveryStep step => Delivery(words, entry, step),
        DeliveryReadBack back => words.LoadReadBack(DeliveryDialogue.Said(entry, back.Load)),
        DeliveryMore more => Menu(entry.Code,
            [words.GradeItem(more.Load.Grade), words.PlaceItem(more.Load.Place), words.MoreToCome], words.BackHome),
        DeliveryBefore before =>
            Menu(words.LoadBefore(entry.Code, entry.Terms.Quantity with { Milli = before.Load.Milli }, before.On, before.In),
                [words.SameItem, words.AnotherItem], words.BackHome),
        PaymentReadBack back => words.PaymentReadBack(
            new PaymentSentSms(entry.Code, entry.OtherName, back.Amount), Over(entry, back.Amount), back.Fault),
        PaymentBefore before => Menu(words.PaymentBefore(entry.Code, before.Amount, before.On, before.In),
            [words.SameItem, words.AnotherItem], words.BackHome),
        CancelCheck =>
            words.CancelQuestion(entry.Code, entry.OtherName, entry.AfterEnd(Country.OfPhone(subscriber.Phone)!.Today(now))) + "\n"
                + words.DoIt + "\n" + words.BackHome,
        DisputeMenu => Menu(words.DisputeHeader(entry.Code), [.. ActionDialogue.Abouts.Select(words.About)], words.BackHome),
        DisputeAmount step => Menu(Faulty(words, step.Fault) + words.HowMuchInDispute, [words.AmountNotKnown], words.BackHome),
        CounterMenu => Counter(words, subscriber, entry),
        CounterStep step => Change(words, subscriber, entry, step, now),
        CorrectStep step => Faulty(words, step.Fault) + words.HowMuchReally(entry.Terms.Quantity.Unit) + "\n" + words.BackHome,
        _ => throw new InvalidOperationException($"No text for the screen {screen.GetType().Name}."),
    };

    private static string Detail(Words words, AccountEntry entry)
    {
        var keys =
            new[] { ActionDialogue.ActsOn(entry).Count > 0 ? words.ActionsKey : "",
                ActionDialogue.CanDispute(entry) ? words.ProblemKey : "" };
        var footer = string.Join('\n', new[] { string.Join(' ', keys.Where(k => k.Length > 0)), words.BackHome }.Where(l => l.Length > 0));
        return words.AgreementDetail(entry, footer) + "\n" + footer;
    }

    private static string Question(Words words, AccountEntry entry, int number, Instant now)
    {
        if (entry.Question is not { } question || question.Number != number || !entry.AwaitsAnswer(now))
            return words.NothingToAnswer + "\n" + words.BackHome;
        var footer = question.Kind switch
        {
            QuestionKind.Terms => words.ConfirmOrDecline(words.ChangeKey),
            QuestionKind.Delivery => words.ConfirmOrDecline(words.CorrectKey),
            _ => words.ConfirmOrDecline(""),
        };
        return words.AskScreen(entry, question, footer) + "\n" + footer;
    }

    private static string Delivery(Words words, AccountEntry entry, DeliveryStep step)
    {
        var unit = entry.Terms.Quantity.Unit;
        var (question, items) = step.Part switch
        {
            DeliveryPart.Quantity => (words.HowMuchDelivered(unit), (IReadOnlyList<string>)[]),
            DeliveryPart.Grade =>
                (words.Question(DraftPart.Grade, unit), [.. DeliveryDialogue.Grades(entry).Select(g => g.Length == 0 ? words.NoGrade : g)]),
            DeliveryPart.Place => (words.WhereDelivered, [words.NoPlace]),
            _ => (words.MoreToCome, [words.MoreComes, words.ThatWasAll]),
        };
        return Menu(Faulty(words, step.Fault) + question, items, words.BackHome);
    }

    private static string Counter(Words words, Subscriber subscriber, AccountEntry entry)
    {
        var terms = (subscriber.Action?.Change ?? new TermsChange()).Of(entry.Terms);
        var items = QuestionDialogue.Fields(terms).Select(f => words.ChangeItem(f, terms)).Append(words.SendItem);
        return Menu(words.CounterHeader(terms.Total), [.. items], words.BackHome);
    }

    private static string Change(Words words, Subscriber subscriber, AccountEntry entry, CounterStep step, Instant now)
    {
        var terms = (subscriber.Action?.Change ?? new TermsChange()).Of(entry.Terms);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var header =
            (step.Fault == DraftFault.None ? "" : words.Fault(step.Fault) + "\n") + words.Question(step.Field, terms.Quantity.Unit);
        IReadOnlyList<string> days = step.Field switch
        {
            DraftPart.DeliverBy => DraftText.Days(words, today),
            DraftPart.PayBy => DraftText.Days(words, terms.DeliverBy),
            _ => [],
        };
        return Menu(header, days, words.BackHome);
    }

    private static Money? Over(AccountEntry entry, Money amount) => entry.IsPayer && amount > entry.Left ? entry.Left : null;

    private static string Faulty(Words words, bool fault) => fault ? words.Fault(DraftFault.NotUnderstood) + "\n" : "";

    private static string Menu(string header, IReadOnlyList<string> items, string footer) => Pages.Of(header, items, "", footer, 0).Text;
}
