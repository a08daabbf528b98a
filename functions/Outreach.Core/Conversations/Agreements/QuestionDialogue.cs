using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Answers a question by USSD: yes, no, other terms, or another weight.</summary>
internal static class QuestionDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, QuestionToAnswer screen, string typed, UssdTurn turn,
        Account account, Instant now)
    {
        if (Open(account, screen.Code, screen.Number, now) is not { } question) return Dialogue.Again(subscriber, trail);
        return (typed, question.Kind) switch
        {
            ("1" or "2", _) => Answer(subscriber, trail, screen, question.Kind, typed == "1", turn, now),
            ("3", QuestionKind.Terms) =>
                Dialogue.To(subscriber with { Action = new ActionInput(screen.Code, Change: new TermsChange()) }, trail,
                    new CounterMenu(screen.Code, screen.Number)),
            ("3", QuestionKind.Delivery) => Dialogue.To(subscriber, trail, new CorrectStep(screen.Code, screen.Number)),
            _ => Dialogue.Again(subscriber, trail),
        };
    }

    public static Question? Open(Account account, string code, int number, Instant now) =>
        account.Find(code) is { Question: { } question } entry && question.Number == number && entry.AwaitsAnswer(now) ? question : null;

    private static Transition Answer(Subscriber subscriber, IReadOnlyList<Screen> trail, QuestionToAnswer screen, QuestionKind kind,
        bool accept, UssdTurn turn, Instant now)
    {
        var answer = new AnswerQuestion(ActionDialogue.Caller(subscriber, turn), accept, screen.Number);
        return ActionDialogue.Refused(subscriber, trail, screen.Code, answer, turn, now)
            ?? new(subscriber, [.. trail, new QuestionAnswered(kind, accept)], [new Tell(AggregateId.Agreement(screen.Code), answer)]);
    }

    /// <summary>The fields that a counter-offer may change, in the order of their keys.</summary>
    public static IReadOnlyList<TermsField> Fields(Terms terms) => terms.Kind == TermsKind.Purchase
        ? [TermsField.Quantity, TermsField.Price, TermsField.DeliverBy, TermsField.PayBy]
        : [TermsField.Price, TermsField.PayBy];

    public static Transition Counter(Subscriber subscriber, IReadOnlyList<Screen> trail, CounterMenu menu, string typed, UssdTurn turn,
        Account account, Instant now)
    {
        if (Open(account, menu.Code, menu.Number, now) is null || subscriber.Action is not { Change: { } change })
            return Dialogue.Again(subscriber, trail);
        var fields = Fields(account.Find(menu.Code)!.Terms);
        if (!int.TryParse(typed, out var n) || n < 1 || n > fields.Count + 1) return Dialogue.Again(subscriber, trail);
        if (n <= fields.Count) return Dialogue.To(subscriber, trail, new CounterStep(menu.Code, menu.Number, AskOf(fields[n - 1])));
        // A counter-offer needs at least one change.
        if (change == new TermsChange()) return Dialogue.Again(subscriber, trail);
        var entry = account.Find(menu.Code)!;
        var sent = new TermsSentSms(menu.Code, entry.OtherName, change.Of(entry.Terms));
        return ActionDialogue.Tell(subscriber, trail, AgreementAction.Counter, menu.Code,
            new CounterOffer(ActionDialogue.Caller(subscriber, turn), change, menu.Number), turn, now, sent);
    }

    private static DraftPart AskOf(TermsField field) => field switch
    {
        TermsField.Quantity => DraftPart.Quantity,
        TermsField.Price => DraftPart.Price,
        TermsField.DeliverBy => DraftPart.DeliverBy,
        _ => DraftPart.PayBy,
    };

    /// <summary>Takes one changed value by the same rules as in an offer, and returns to the menu.</summary>
    public static Transition Change(Subscriber subscriber, IReadOnlyList<Screen> trail, CounterStep step, string typed, Account account,
        Instant now)
    {
        if (account.Find(step.Code) is not { } entry || subscriber.Action is not { Change: { } change } act)
            return Dialogue.Again(subscriber, trail);
        var (terms, draft) =
            (change.Of(entry.Terms), new OfferDraft(Unit: entry.Terms.Quantity.Unit, DeliverBy: change.Of(entry.Terms).DeliverBy));
        var (taken, fault) = DraftDialogue.Take(subscriber, draft, step.Field, typed, now);
        var changed = fault != DraftFault.None ? change : step.Field switch
        {
            DraftPart.Quantity => change with { QuantityMilli = taken.Quantity },
            DraftPart.Price => change with { PriceMinor = taken.Price!.Value.Minor },
            DraftPart.DeliverBy => change with { DeliverBy = taken.DeliverBy },
            _ => change with { PayBy = taken.PayBy },
        };
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        if (fault == DraftFault.None && changed.Of(entry.Terms).Fault(today) is not null && terms.Fault(today) is null)
            fault = DraftFault.TooMuch;
        return fault == DraftFault.None
            ? new Transition(subscriber with { Action = act with { Change = changed } }, [.. trail.SkipLast(1)])
            : new Transition(subscriber, [.. trail.SkipLast(1), step with { Fault = fault }]);
    }

    public static Transition Correct(Subscriber subscriber, IReadOnlyList<Screen> trail, CorrectStep step, string typed, UssdTurn turn,
        Account account, Instant now)
    {
        if (Open(account, step.Code, step.Number, now) is not { Delivery: { } said } || account.Find(step.Code) is not { } entry
            || QuantityReading.Parse(typed, subscriber.Language) is not { IsAmount: true } quantity || quantity.Value == said.Milli)
            return new Transition(subscriber, [.. trail.SkipLast(1), step with { Fault = true }]);
        var sent = new DeliverySentSms(step.Code, entry.OtherName, entry.Terms, said with { Milli = quantity.Value },
            entry.Role == Role.Farmer);
        return ActionDialogue.Tell(subscriber, trail, AgreementAction.Correct, step.Code,
            new CorrectDelivery(ActionDialogue.Caller(subscriber, turn), quantity.Value, step.Number), turn, now, sent);
    }
}
