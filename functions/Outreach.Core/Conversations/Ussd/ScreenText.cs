using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The text of each screen, in pages where it is longer than the gateway takes.</summary>
public static class ScreenText
{
    public static bool Ends(Screen screen) =>
        screen is Goodbye or PinLocked or FreedSoon
            or PinFromCoordinator or NumberChanged or NumberChangesSoon or NumberRefused or InterestNoted
            or QuestionAnswered or DraftSent or ActionSent or SaidBefore or Joined or NotJoined or Erased or ErasureBegun or LeaveBegun;

    /// <param name="page">The page, from 0; the last one for a number beyond it.</param>
    public static string Of(Subscriber subscriber, Screen screen, Account? account, bool notice, Instant now,
        PersonFact? person = null, int septets = Pages.Limit, int page = 0)
    {
        var pages = PagesOf(subscriber, screen, account, now, person, septets);
        return Noticed(pages[Math.Min(page, pages.Count - 1)], notice, Words.Ussd(subscriber.Language), septets);
    }

    public static IReadOnlyList<string> PagesOf(Subscriber subscriber, Screen screen, Account? account, Instant now, PersonFact? person,
        int septets) =>
        Pages.Split(Whole(subscriber, screen, account, now, person), septets, Words.Ussd(subscriber.Language).More);

    /// <summary>Says that the key was no choice, where there is room.</summary>
    public static string Noticed(string page, bool notice, Words words, int septets) =>
        notice && words.NotAChoice + "\n" + page is var noticed && Pages.Fits(noticed, septets) ? noticed : page;

    /// <summary>Whether the line of this key is on one of these pages.</summary>
    public static bool IsShown(string key, Subscriber subscriber, Screen screen, Account? account, Instant now, PersonFact? person,
        IEnumerable<string> pages) =>
        Whole(subscriber, screen, account, now, person).Split('\n').FirstOrDefault(l => l.StartsWith(key + " ", StringComparison.Ordinal))
            is { } line && pages.Any(p => p.Split('\n').Contains(line));

    private static string Whole(Subscriber subscriber, Screen screen, Account? account, Instant now, PersonFact? person)
    {
        var words = Words.Ussd(subscriber.Language);
        return screen switch
        {
            MyMessages => Menu(words.MessagesItem, MyMessagesDialogue.Rows(words, subscriber, person), words.BackHome),
            GetMessages get => MyMessagesDialogue.Text(words, subscriber, get, person),
            MyContact => ContactDialogue.Text(words, person?.Person),
            LessonQuestionScreen or CourseList or CourseScreen or LessonSaid =>
                CourseDialogue.Text(words, subscriber, screen, person?.Learning, now),
            ReadMail mail => MailDialogue.Text(words, person?.Person, mail.Page),
            LeaveCheck => Leaving.Text(words, account, person?.Programme ?? subscriber.Programme),
            _ => Plain(words, subscriber, screen, account, now),
        };
    }

    private static string Plain(Words words, Subscriber subscriber, Screen screen, Account? account, Instant now) => screen switch
    {
        Home =>
            Menu(words.Title,
                [words.Balance, words.ToAnswer, words.PaymentItem, words.DeliveryItem, words.MessagesItem, words.PinItem, words.NumberItem,
                    words.LanguageHelpItem, .. WhichProgrammeDialogue.IsTrader(subscriber) ? Lines(words.OfferTerms) : [],
                    words.LessonsItem],
                words.Exit),
        StrangerHome =>
            Menu(words.NotRegistered,
                Lines(words.AskToJoin, Dialogue.Other(subscriber)?.OwnName() ?? words.LanguageItem, words.HelpItem, words.OldNumberItem),
                words.Exit),
        WhichProgramme which => WhichProgrammeDialogue.Text(words, which),
        OneMoreProgramme => Menu(words.OneMoreItem, Lines(words.Yes), words.BackHome),
        NoOtherProgramme => words.NoOtherProgramme + "\n" + words.BackHome,
        InterestNoted => words.InterestNoted,
        HelpScreen => words.HelpText + "\n" + words.BackHome,
        PickLanguage => Menu(words.ChooseLanguage, [.. Languages.All.Select(l => l.OwnName()), words.HelpItem], words.BackHome),
        WhoIsThis => Menu(words.WhoIsThis, [.. WhoDialogue.Names(subscriber).Select(words.ShortName)], words.Exit),
        PinFromCoordinator => words.PinFromCoordinator,
        ResumeAt => Menu(words.SessionDropped, Lines(words.GoOn, words.StartAgain), ""),
        AskPin ask => (ask.WrongBefore ? words.WrongPin + "\n" : "") + words.EnterPin + "\n" + words.BackHome,
        OldPin old => (old.WrongBefore ? words.WrongPin + "\n" : "") + words.EnterOldPin + "\n" + words.BackHome,
        ChoosePin choose =>
            (choose.MismatchBefore ? words.PinsDiffer + "\n" : choose.TooEasy ? words.EasyPin + "\n" : "")
                + OfProgramme(words, subscriber) + words.ChoosePin + "\n" + words.BackHome,
        PinChanged => words.PinChanged + "\n" + words.BackHome,
        ResetAsked => Menu(OfProgramme(words, subscriber) + words.ResetQuestion(subscriber.Reset?.By ?? ""), Lines(words.Yes, words.No),
            words.BackHome),
        ResetRefused => words.ResetRefused + "\n" + words.BackHome,
        RepeatPin => words.RepeatPin + "\n" + words.BackHome,
        PinLocked => words.PinLocked(Math.Max(1, (int)Math.Ceiling((subscriber.Pin?.LockedUntil - now)?.TotalMinutes ?? 1))),
        QuestionAnswered answered => answered.Accepted ? words.YouConfirmed(answered.Kind) : words.YouDeclined(answered.Kind),
        ActionRefused refused => words.Of(refused.Why) + "\n" + words.BackHome,
        SaidBefore => words.SaidBefore,
        ActionSent sent => words.ActionSent(sent.Act, sent.Said),
        PickFarmer pick => Menu(words.WhoThere, [.. pick.Farmers.Select(f => words.ShortName(f.Name))], words.BackHome),
        DraftScreen => DraftText.Of(words, subscriber, screen, account, now),
        JoinScreen => JoinText.Of(words, subscriber, screen),
        Erased => words.ErasureDone,
        ErasureBegun => words.ErasureBegun,
        CodeShown code => words.CodeShown(code.Act, code.Code) + "\n" + words.BackHome,
        LeaveBegun => words.LeaveBegun,
        ContactRemoved => words.ContactRemoved + "\n" + words.BackHome,
        Goodbye => words.Goodbye,
        AccountScreen => OfAccount(words, subscriber, screen, account!, now),
        _ => NumberText(words, subscriber, screen),
    };

    private static string NumberText(Words words, Subscriber subscriber, Screen screen) => screen switch
    {
        KeepChange keep => Menu(words.KeepQuestion(keep.Kind == IdentityActKind.NumberMoved, keep.Number), Lines(words.Yes, words.No),
            words.BackHome),
        NewcomerAsk asks => Menu(words.NewcomerQuestion(asks.Name), Lines(words.Yes, words.No), words.BackHome),
        StillYours => Menu(words.StillYours, Lines(words.StillMine, words.NotTheirs), words.Exit),
        NewNumber number => Faulted(words, number.Fault, words.NewNumber),
        NewNumberAgain => words.NewNumberAgain + "\n" + words.BackHome,
        MoveCode code => Faulted(words, code.Fault, words.TypeMoveCode(NumberChange.Ending(code.Phone))),
        ArriveCode code => Faulted(words, code.Fault, words.TypeMoveCode(NumberChange.Ending(subscriber.Phone))),
        OldNumber number => Faulted(words, number.Fault, words.OldNumber),
        OldNumberPin pin => Faulted(words, pin.Fault, words.OldNumberPin),
        FreedSoon => words.FreedSoon,
        NumberChanged => words.NumberChanged,
        NumberChangesSoon => words.NumberChangesIn((int)NumberChange.MayRefuseFor.TotalHours),
        NumberRefused refused => words.Fault(refused.Fault),
        _ => throw new InvalidOperationException($"No text for the screen {screen.GetType().Name}."),
    };

    private static string Faulted(Words words, NumberFault fault, string question) =>
        (fault == NumberFault.None ? "" : words.Fault(fault) + "\n") + question + "\n" + words.BackHome;

    private static string OfAccount(Words words, Subscriber subscriber, Screen screen, Account account, Instant now) => screen switch
    {
        BalanceTotals => Totals(words, subscriber, account),
        ByPerson list => AccountLists.People(subscriber, account, list.Page).Text,
        ByAge => AgesText(words, subscriber, account, now),
        AgreementList list => AccountLists.Agreements(subscriber, account, list.OtherId, list.Page).Text,
        DueList list => AccountLists.Due(subscriber, account, list.Page, now).Text,
        PaymentList list => AccountLists.Payments(subscriber, account, list.Page, now).Text,
        DeliveryList list => AccountLists.Deliveries(subscriber, account, list.Page).Text,
        OpenQuestions list => AccountLists.Questions(subscriber, account, list.Page, now).Text,
        _ => ActionText.Of(words, subscriber, screen, account, now),
    };

    private static string Totals(Words words, Subscriber subscriber, Account account)
    {
        var zero = Money.Zero(subscriber.Holder!.Currency);
        return Menu(words.OwedToYou(account.Total(Side.IsOwed) ?? zero) + "\n" + words.YouOwe(account.Total(Side.Owes) ?? zero),
            Lines(words.ByPersonItem, words.ByAgeItem, words.AllItem, words.DueItem, words.MoreItem), words.BackHome);
    }

    /// <summary>
    /// Shows each side that has a debt, or both. When space is short, shows each side's total and its oldest debts, so that no debt looks
    /// smaller.
    /// </summary>
    private static string AgesText(Words words, Subscriber subscriber, Account account, Instant now)
    {
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var sides = new[] { Side.IsOwed, Side.Owes }.Where(side => account.Total(side) is not null).ToList();
        if (sides.Count == 0) return words.NothingOwed + "\n" + words.BackHome;
        for (var youngest = Age.NotDue; ; youngest++)
        {
            var rows = sides.SelectMany(side => AgesOf(words, account, side, today, youngest));
            var text = string.Join('\n', [.. rows, words.BackHome]);
            if (Pages.Size(text) <= Pages.Limit || youngest > Age.Older) return text;
        }
    }

    private static IEnumerable<string> AgesOf(Words words, Account account, Side side, LocalDate today, Age youngest)
    {
        var total = account.Total(side)!.Value;
        var header = (side, youngest) switch
        {
            (Side.IsOwed, Age.NotDue) => words.OwedToYouHeader,
            (_, Age.NotDue) => words.YouOweHeader,
            (Side.IsOwed, _) => words.OwedToYou(total),
            _ => words.YouOwe(total),
        };
        return AccountLists.ByAge(account, side, today).Where(a => a.Age >= youngest).Select(a => words.AgeRow(a.Age, a.Amount))
            .Prepend(header);
    }

    /// <summary>Which programme's PIN it is, for somebody in several.</summary>
    private static string OfProgramme(Words words, Subscriber subscriber) =>
        subscriber is { HasSeveral: true, Reset.Programme: { Length: > 0 } name } ? $"{words.Named(name)}: " : "";

    private static string Menu(string header, IReadOnlyList<string> items, string footer) =>
        string.Join('\n', ((string[])[header, .. items.Select((item, n) => $"{n + 1} {item}"), footer]).Where(line => line.Length > 0));

    private static string[] Lines(params string[] lines) => lines;
}
