using System.Collections.Concurrent;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>Every screen at its longest.</summary>
public partial class ScreenTests
{
    private static readonly string[] longCrops = [.. Enumerable.Range(1, 9).Select(n => $"{n}wwwwwww wwwwwwwwwww")];

    private static JoinDraft Joining { get; } =
        new(Longest.Now, new("p", "Nakuru horticulture alliance", "ALLIANCE10", "", "KES", longCrops, "Officer"),
        [.. Enumerable.Range(1, JoinDialogue.MostChoices).Select(n => new JoinChoice($"p{n}", $"{n} Nakuru horticulture alliance"))]);

    private static ConsentQuestion AskedAll { get; } = new("Nakuru horticulture alliance", Consent.Purposes, 1, Longest.Now);

    private sealed record Case(Subscriber Line, Screen Screen, Account? Account);

    private static readonly ConcurrentDictionary<(Language, Role), (Case Case, string Whole)[]> shown = new();

    /// <summary>Each case and its whole text, written once for all tests.</summary>
    private static (Case Case, string Whole)[] Shown(Language language, Role role) => shown.GetOrAdd((language, role), static reader =>
        [.. Cases(reader.Item1, reader.Item2).Select(c =>
            (c, Assert.Single(ScreenText.PagesOf(c.Line, c.Screen, c.Account, Longest.Now, null, 10_000))))]);

    /// <summary>
    /// No screen's width depends on role and currency together, so each role meets only a share of the currencies. OUTREACH_FULL=1 combines
    /// all.
    /// </summary>
    private static IEnumerable<string> CurrenciesOf(Role role) => Longest.Currencies
        .Where((_, n) => Environment.GetEnvironmentVariable("OUTREACH_FULL") == "1" || n % Enum.GetValues<Role>().Length == (int)role);

    private static IEnumerable<Case> Cases(Language language, Role role)
    {
        foreach (var currency in CurrenciesOf(role))
        {
            // These accounts differ from the owed ones only in their open questions, so lists without questions are left out.
            Account[] asked = [.. Enum.GetValues<QuestionKind>().Select(kind => Asked(currency, kind))];
            Account[] accounts =
            [
                Account(currency, owed), Account(currency, offered), .. asked, Core.Accounts.Account.Empty("a"),
                Longest.Ages(currency, 1_000_000_000_000, Side.Owes), Longest.Ages(currency, 1_000_000_000_000, Side.Owes, Side.IsOwed),
            ];
            var subscriber = Longest.Line(language, role, currency);
            foreach (var screen in Samples(accounts[0]).Where(s => !s.NeedsAccount))
            {
                var all = DraftDialogue.Units.SelectMany(unit => Longest.Largest(currency, unit));
                foreach (var terms in screen is DraftScreen ? all : all.Take(1))
                {
                    yield return new(screen is StrangerHome or JoinStep ? subscriber with { Holder = null, Joining = Joining }
                        : screen is WhoIsThis
                            ? PersonSamples.Shared(subscriber)
                            : subscriber with { Draft = Draft(terms), Question = AskedAll }, screen, null);
                }
            }
            foreach (var account in accounts)
            {
                foreach (var screen in Samples(account)
                    .Where(s => s.NeedsAccount
                        && (s is not (ByPerson or AgreementList or DueList or PaymentList or DeliveryList or DeliveryStep)
                            || !asked.Contains(account))))
                        yield return new(subscriber with { Draft = Draft(Longest.Largest(currency, Unit.Maund).First()) }, screen, account);
            }
        }
    }

    private static IEnumerable<Screen> Samples(Account account) =>
    [
        new Home(), new MyMessages(), new GetMessages(null), new ErasureBegun(), new GetMessages(ConsentPurpose.Service),
        new StrangerHome(), new InterestNoted(), new HelpScreen(), new PickLanguage(), new Goodbye(),
        new ResumeAt([]),
        new AskPin(), new AskPin(true), new ChoosePin(), new ChoosePin(true), new ChoosePin(TooEasy: true), new RepeatPin(),
        new PinLocked(),
        new OldPin(), new OldPin(true), new PinChanged(), new ResetAsked(), new ResetRefused(), new DraftFound(),
        new BalanceTotals(), new ByAge(),
        .. PagesOf(account).Select(p => new ByPerson(p)),
        .. PagesOf(account).Select(p => new AgreementList(null, p)),
        .. account.Entries.Select(e => new AgreementList(e.OtherId, 0)),
        .. account.Entries.Select(e => new AgreementDetail(e.Code)),
        new AgreementDetail("gone"),
        .. PagesOf(account).Select(p => new OpenQuestions(p)),
        .. PagesOf(account).Select(p => new DueList(p)),
        .. PagesOf(account).Select(p => new PaymentList(p)),
        .. PagesOf(account).Select(p => new DeliveryList(p)),
        .. account.Entries.Select(e => new QuestionToAnswer(e.Code, 3)),
        new QuestionToAnswer("gone", 1), new MoreMenu(), new ErasureCheck(), new Erased(),
        new MyContact(), new LeaveCheck(), new LeaveBegun(), new ReadMail(0),
        new CodeShown(AgreementAction.Letter, "MWQMWQMWQM"), new CodeShown(AgreementAction.Data, "MWQMWQMWQM"), new ContactRemoved(),
        .. from kind in Enum.GetValues<QuestionKind>() from yes in new[] { true, false } select new QuestionAnswered(kind, yes),
        .. Enum.GetValues<AgreementAction>().Select(act => new ActionSent(act)),
        .. account.Entries.Take(3).SelectMany(e => Sent(e)),
        .. account.Entries.Take(8).SelectMany(OnAgreement),
        .. account.Entries.Take(8).DistinctBy(e => e.Terms.Quantity.Unit).SelectMany(Steps),
        new SaidBefore(), .. Enum.GetValues<AgreementRefusal>().Select(why => new ActionRefused(new RefusalSms(Longest.Code, why))),
        .. from ask in Enum.GetValues<DraftPart>() from fault in Enum.GetValues<DraftFault>() select new DraftStep(ask, fault),
        new DraftReadBack(), new DraftMore(), new NotConfirmed(), new DraftSent(Longest.Code),
        new OfferBefore(new(Longest.Code, Longest.Deliver)),
        .. from part in Enum.GetValues<JoinPart>() from fault in new[] { false, true } select new JoinStep(part, fault),
        new Joined("Nakuru horticulture alliance"), new NotJoined(), new ConsentAsk(), new OneMoreProgramme(), new NoOtherProgramme(),
        .. Enum.GetValues<ProgrammeMatter>().Select(m => new WhichProgramme(m, Joining.Choices!)), .. PersonSamples.Screens,
        new LessonQuestionScreen(), new CourseList(), new CourseScreen("nuts", true), new CourseScreen("nuts", false),
        .. Enum.GetValues<LessonReply>().Select(r => new LessonSaid(new LessonReplySms(r, 'D', null, ['A', 'B', 'C', 'D']))),
    ];

    private static IEnumerable<Screen> Sent(AccountEntry e) =>
    [
        new ActionSent(AgreementAction.Paid, new PaymentSentSms(e.Code, e.OtherName, e.Terms.Total, Longest.Pay)),
        new ActionSent(AgreementAction.Counter, new TermsSentSms(e.Code, e.OtherName, e.Terms)),
        new ActionSent(AgreementAction.Cancel, new EarlyEndSentSms(e.Code, e.OtherName, e.Terms.Total)),
        .. from last in new[] { true, false } from mine in new[] { true, false } select new ActionSent(AgreementAction.Delivered,
            new DeliverySentSms(e.Code, e.OtherName, e.Terms,
                Longest.AskOf(QuestionKind.Delivery, e.Terms).Delivery! with { Last = last }, mine, e.Terms.Quantity)),
    ];

    /// <summary>All pages of a list, and one page beyond the last.</summary>
    private static IEnumerable<int> PagesOf(Account account) => Enumerable.Range(0, account.Entries.Count + 1);

    private static IEnumerable<Screen> OnAgreement(AccountEntry e) => OnAgreement(e.Code, e.Terms.Total,
        Longest.AskOf(QuestionKind.Delivery, e.Terms).Delivery! with { Last = true });

    private static IEnumerable<Screen> OnAgreement(string code, Money total, Delivery load) =>
    [
        new Actions(code), new CancelCheck(code), new DisputeMenu(code), new CounterMenu(code, 3),
        new DisputeAmount(code, DisputeAbout.Grade, true),
        new DeliveryReadBack(code, load), new DeliveryMore(code, load), new DeliveryBefore(code, load, Longest.Deliver, code),
        new PaymentBefore(code, total, Longest.Deliver, code), new PaymentReadBack(code, total), new PaymentReadBack(code, total, true),
        new CorrectStep(code, 3, true), new CorrectStep(code, 3, false),
    ];

    /// <summary>What is asked for one at a time; of the agreement only its unit is shown.</summary>
    private static IEnumerable<Screen> Steps(AccountEntry e) => Steps(e.Code, Longest.AskOf(QuestionKind.Delivery, e.Terms).Delivery!);

    private static IEnumerable<Screen> Steps(string code, Delivery load) =>
    [
        .. from part in Enum.GetValues<DeliveryPart>() from fault in new[] { true, false } select new DeliveryStep(code, part, load, fault),
        .. from field in new[] { DraftPart.Quantity, DraftPart.Price, DraftPart.DeliverBy,
            DraftPart.PayBy } from fault in Enum.GetValues<DraftFault>() select new CounterStep(code, 3, field, fault),
    ];

    private static int Choices(Screen screen) => screen switch
    {
        Home => 9,
        MyMessages => 8,
        WhichProgramme => Subscriber.MostProgrammes,
        OneMoreProgramme => 1,
        BalanceTotals => 5,
        DisputeMenu => 4,
        DraftMore => 2,
        DeliveryMore => 3,
        PaymentBefore or DeliveryBefore or OfferBefore => 2,
        DisputeAmount => 1,
        PickLanguage => Languages.All.Count + 1,
        StrangerHome => 4,
        ResumeAt or ResetAsked or DraftFound or StillYours or NewcomerAsk or KeepChange => 2,
        WhoIsThis or PickFarmer => Subscriber.MostHolders,
        DraftStep { Part: DraftPart.Crop } => 9,
        JoinStep { Part: JoinPart.Crops } => 9,
        JoinStep { Part: JoinPart.Programme } => JoinDialogue.MostChoices,
        JoinStep { Part: JoinPart.Place } => 1,
        JoinStep { Part: JoinPart.Consent } => 4,
        JoinStep { Part: not JoinPart.Name } => 2,
        DraftStep { Part: DraftPart.Grade } => DraftDialogue.Grades.Count,
        DraftStep { Part: DraftPart.Unit } => DraftDialogue.Units.Length,
        DraftStep { Part: DraftPart.DeliverBy or DraftPart.PayBy } => 3,
        DraftStep { Part: DraftPart.Advance } => 1,
        _ => 0,
    };

    private static string[] Items(Words words, DraftPart part, Subscriber subscriber) => part switch
    {
        DraftPart.Grade => [.. DraftDialogue.Grades.Select(g => g.Length == 0 ? words.NoGrade : g)],
        DraftPart.Unit => [.. DraftDialogue.Units.Select(words.Unit)],
        DraftPart.DeliverBy => Days(words, Country.OfPhone(subscriber.Phone)!.Today(Longest.Now)),
        DraftPart.PayBy => Days(words, subscriber.Draft!.DeliverBy!.Value),
        DraftPart.Advance => [words.NoAdvance],
        _ => [],
    };

    private static string[] Days(Words words, LocalDate from) =>
        [.. new[] { 0, 7, 30 }.Select(days => "= " + words.Day(from.PlusDays(days)))];

    private static OfferDraft Draft(Terms t) =>
        new(new Party("p", Longest.BanglaFarmer, "+254711000002"), t.Crop, t.Grade, t.Quantity.Unit, t.Quantity.Milli,
        t.Price, t.DeliverBy, t.PayBy, t.Advance);

    /// <summary>Every agreement with a question of this kind.</summary>
    private static Account Asked(string currency, QuestionKind kind) => Account(currency, owed) is var account
        ? account with { Entries = [.. account.Entries.Select((e, n) => e with { Question = kind == QuestionKind.Reversal && n % 3 > 0
            ? Longest.WrongLoad(e.Terms, n % 3 == 2) : Longest.AskOf(kind, e.Terms) })] }
        : account;

    private static Account Account(string currency, params AgreementStatus[] statuses) => Longest.Account(currency, statuses);
}
