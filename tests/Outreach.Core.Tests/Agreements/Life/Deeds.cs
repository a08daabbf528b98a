using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>Turns a step into a command to an agreement: sensible, slightly wrong, or nonsense.</summary>
internal static class Deeds
{
    public static readonly Party Trader = new("t", "Juma", "+254711000001");
    public static readonly Party Farmer = new("f", "Wanjiru", "+254711000002");
    public static readonly Party Second = new("g", "Amina", "+254711000003");
    public static readonly Party Stranger = new("x", "Nobody", "+254711000099");

    private static readonly string[] proofs = ["", "", "", "QX1", "QX2"];

    public static OfferTerms Offer(string id, int which, int size, History history, LocalDate today) =>
        new(id, World.Programme, Trader, which % 3 == 1 ? Second : Farmer, TermsOf(size, history.Currency, today), "Officer",
            RulesOf(history.Rules));

    private static AgreementRules RulesOf(int n) => n switch
    {
        < 4 => AgreementRules.Default with { Mediators = [new("Asha", "+254711000050")] },
        < 6 => AgreementRules.Default with { PinAboveMinor = 100, AnswerDays = 1, CloseDays = 3 },
        < 8 => new([7, 3, 0, -3, -7], [3, 0], [7, 0, -7], []),
        8 => new([30, 0, -30], [30, -30], [30, 0, -30], []),
        _ => new([], [], [], []),
    };

    private static Terms TermsOf(int n, string currency, LocalDate today)
    {
        Money M(long minor) => new(minor, currency);
        Terms Goods(long milli, long price, long advance, InstalmentPlan? plan = null) =>
            new("Maize", "A", new Quantity(milli, Unit.Kg), M(price), today.PlusDays(4), plan?.Last ?? today.PlusDays(9), M(advance),
                Plan: plan);
        return (n % 8) switch
        {
            0 => Goods(500_000, 4_500, 0),
            1 => Goods(500_000, 4_500, 500_000),
            2 => Goods(100_000, 999, 0, new(Cadence.Weekly, 4, today.PlusDays(7))),
            3 => Goods(7_777, 3_333, 11, new(Cadence.Monthly, 3, today.PlusDays(30))),
            4 => Templates.Loan(M(10_000), M(1_800), today.PlusMonths(1)),
            5 => Templates.Planned(TermsKind.Savings, M(500), new(Cadence.Weekly, 5, today.PlusDays(7)), null),
            6 => Templates.Planned(TermsKind.Loan, M(101), new(Cadence.Fortnightly, 2, today.PlusDays(3)), M(150)),
            _ => Goods(1_000, 100, 100),
        };
    }

    public static Caller By(Agreement a, Step s, string id)
    {
        var side = s.Who switch { 0 or 3 or 6 => Role.Trader, 1 or 4 or 7 => Role.Farmer, _ => Asked(a) };
        var who = s.Who == 9 && s.Which % 2 == 0 ? Stranger : a.Of(side);
        return new Caller(id, who.PersonId, s.Size % 2 == 0 ? who.Phone : null, Ack: s.Size % 4 == 0,
            Via: s.Which % 10 == 7 ? "coordinator" : null, Pin: s.Which % 3 > 0, Second: s.Which % 20 == 7 ? "second" : null);
    }

    /// <summary>The side with an open question.</summary>
    private static Role Asked(Agreement a) => a.Questions.Count > 0 ? a.Questions[0].Of : Role.Farmer;

    public static Command Of(Agreement a, Step s, string id)
    {
        var by = By(a, s, id);
        return s.Deed switch
        {
            Deed.Yes => new AnswerQuestion(by, true, Named(a, by, s)),
            Deed.No => new AnswerQuestion(by, false, Named(a, by, s)),
            Deed.YesTo => new AnswerQuestion(by, true, s.Which % (a.LastQuestion + 2) - 1),
            Deed.Counter => new CounterOffer(by, ChangeOf(a, s), Named(a, by, s)),
            Deed.Withdraw => new WithdrawOffer(by),
            Deed.Deliver =>
                new ReportDelivery(by, new Delivery(Milli(a, s), "A", s.Size % 5 == 0 ? new string('x', 99) : "Kitale", s.Which % 3 == 0)),
            Deed.Correct => new CorrectDelivery(by, Milli(a, s), Named(a, by, s)),
            Deed.Pay => new ReportPayment(by, Amount(a, s), s.Size % 5 == 0),
            Deed.Receive => new ReportReceipt(by, Amount(a, s), s.Size % 5 == 0),
            Deed.Cancel => new AskToCancel(by, s.Size % 4 == 0 ? a.Money(-s.Size) : null),
            Deed.Dispute => new OpenDispute(by, (DisputeAbout)(s.Size % 4), s.Size % 7 == 0 ? new string('n', 500) : "",
                s.Size % 3 == 0 ? null : Amount(a, s)),
            Deed.Close => new CloseDispute(by),
            Deed.Pulse => new AnswerPulse(by, s.Size % 6 - 1),
            Deed.Wrong => new ReportMistake(by),
            Deed.Check => new CheckAgreement(by.PersonId, "+254711000077"),
            _ => FromOutside(a, s, id),
        };
    }

    /// <summary>Commands from neither side: from the coordinator, the mediator or the gateway.</summary>
    private static Command FromOutside(Agreement a, Step s, string id) => s.Deed switch
    {
        Deed.Record =>
            new RecordPayment(id, Amount(a, s), s.Who switch { 0 => Role.Trader, 1 => Role.Farmer, _ => null },
                proofs[s.Which % proofs.Length], s.Size % 2 == 0, s.Size % 3 == 0, s.Size % 7 == 0),
        Deed.Reverse => new RecordReversal(id, s.Size % 9, s.Which % 3 == 0 ? "QX1" : "", s.Which % 2 == 0 ? "coordinator" : null),
        Deed.Assign => (s.Which % 8) switch
        {
            0 or 1 when a.Dispute?.Mediator is { } named => new MediatorAgreed(id, named.Phone, Instant.MaxValue, "1", "", null),
            2 when a.Dispute?.Mediator is { } named => new MediatorEnded(named.Phone, ContactEnd.Left, Instant.MaxValue),
            3 => new EndMediator(id, "coordinator"),
            _ => new AssignMediator(id, new Mediator("Otieno", s.Size % 2 == 0 ? "+254711000051" : "+99")),
        },
        Deed.Speak => new AnswerDispute(id, "heard both"),
        Deed.Propose => new ProposeResolution(id, new Resolution(Adjustment(a, s), "split it")),
        Deed.Seen => new QuestionSeen(s.Which % 2 == 0 ? a.LastQuestion : s.Size % 9),
        _ => new QuestionUndeliverable(s.Which % 2 == 0 ? a.LastQuestion : s.Size % 9),
    };

    /// <summary>The question number in an answer: none, the right one, or at times a wrong one.</summary>
    private static int Named(Agreement a, Caller by, Step s) => (s.Which % 8) switch
    {
        < 4 => 0,
        < 7 => a.SideOf(by.PersonId) is { } side ? a.AskOf(side)?.Number ?? 0 : 0,
        _ => s.Size % 12,
    };

    private static Money Amount(Agreement a, Step s) => s.Which is 98 ? new Money(5, "EUR") : a.Money((s.Which % 14) switch
    {
        0 or 1 => a.Left.Minor,
        2 => a.Left.Minor / 2,
        3 or 4 => (a.Terms.ToPay.Minor + 3) / 4,
        5 => 1,
        6 => a.Left.Minor + 1 + s.Size,
        7 => Math.Abs(a.Balance.Minor),
        8 => a.Terms.Total.Minor / Math.Max(1, a.Terms.Plan?.Count ?? 1),
        9 => 10 * a.Terms.Total.Minor + s.Size - 50,
        10 => s.Size == 0 ? long.MinValue : -s.Size,
        11 => s.Size < 50 ? long.MaxValue : Amounts.Limit + 1,
        _ => a.Terms.Total.Minor * s.Size / 100,
    });

    private static Money Adjustment(Agreement a, Step s) => s.Which is 98 ? new Money(5, "EUR") : a.Money((s.Which % 8) switch
    {
        0 => 0,
        1 => long.MinValue,
        2 => long.MaxValue,
        3 => -a.Balance.Minor,
        4 => Amounts.Limit,
        _ => (s.Size - 50) * 7,
    });

    private static long Milli(Agreement a, Step s) => (s.Which % 10) switch
    {
        0 or 1 => a.Terms.Quantity.Milli,
        2 or 3 => a.Terms.Quantity.Milli / 2,
        4 => 1,
        5 => a.Terms.Quantity.Milli + s.Size,
        6 => 10 * a.Terms.Quantity.Milli + s.Size - 50,
        7 => s.Size < 50 ? long.MaxValue : long.MinValue,
        8 => 0,
        _ => a.Terms.Quantity.Milli * s.Size / 100,
    };

    private static TermsChange ChangeOf(Agreement a, Step s) => (s.Which % 9) switch
    {
        0 => new(),
        1 => new(PriceMinor: a.Terms.Price.Minor),
        2 => new(PriceMinor: long.MaxValue),
        3 => new(QuantityMilli: long.MaxValue, PriceMinor: s.Size),
        4 => new(PayBy: s.Size < 50 ? LocalDate.MinIsoValue : LocalDate.MaxIsoValue),
        5 => new(PayBy: a.Terms.PayBy.PlusDays(s.Size % 9)),
        6 => new(QuantityMilli: a.Terms.Quantity.Milli / 2, DeliverBy: a.Terms.DeliverBy.PlusDays(1)),
        _ => new(PriceMinor: a.Terms.Price.Minor + s.Size - 20),
    };
}
