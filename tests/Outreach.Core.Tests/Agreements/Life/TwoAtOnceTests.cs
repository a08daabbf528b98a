using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>
/// Both sides act at the same instant. Both orders end alike; or one command excludes the other, and the second is refused whole.
/// </summary>
public sealed class TwoAtOnceTests
{
    /// <summary>
    /// Pairs for which each order has its own valid outcome: one command removes or enables the other, or both exclude each other.
    /// </summary>
    private static readonly HashSet<(Deed, Deed)> ordered =
    [
        (Deed.Yes, Deed.Withdraw), (Deed.No, Deed.Withdraw), (Deed.Counter, Deed.Withdraw), (Deed.Counter, Deed.Counter),
        (Deed.Yes, Deed.Pay), (Deed.Yes, Deed.Deliver), (Deed.Yes, Deed.Correct), (Deed.Yes, Deed.Cancel), (Deed.No, Deed.Cancel),
        (Deed.Yes, Deed.Dispute), (Deed.Yes, Deed.Close), (Deed.Yes, Deed.No),
        (Deed.No, Deed.Dispute), (Deed.Cancel, Deed.Cancel), (Deed.Cancel, Deed.Dispute), (Deed.Cancel, Deed.Close),
        (Deed.Dispute, Deed.Dispute), (Deed.Dispute, Deed.Close), (Deed.No, Deed.Close),
        (Deed.Pay, Deed.Close), (Deed.Yes, Deed.Yes),
        // An answer frees a place when the maximum of questions waits.
        (Deed.No, Deed.Deliver), (Deed.No, Deed.Pay), (Deed.Deliver, Deed.Correct), (Deed.Correct, Deed.Pay),
        // A claim has to be answered before an early end can be asked for.
        // Of two equal loads told by both sides the second is asked about.
        (Deed.Deliver, Deed.Deliver),
        (Deed.Deliver, Deed.Cancel), (Deed.Pay, Deed.Cancel), (Deed.Correct, Deed.Cancel),
        // A dispute keeps a question open whose time is over.
        (Deed.Correct, Deed.Dispute),
    ];

    private static readonly Deed[] deeds =
        [Deed.Yes, Deed.Yes, Deed.No, Deed.Counter, Deed.Withdraw, Deed.Deliver, Deed.Correct, Deed.Pay, Deed.Cancel, Deed.Dispute,
            Deed.Close];

    private static readonly Gen<Step> act =
        Gen.Select(Gen.Int[0, deeds.Length - 1], Gen.Int[0, 99], Gen.Int[0, 97],
            (deed, which, size) => new Step(deeds[deed], 0, which, size));

    [Fact]
    public void Both_orders_end_alike_or_the_second_leaves_nothing()
    {
        Gen.Select(History.Any, act, act).Check((history, first, second) =>
        {
            var world = new World(history).PlayAll();
            var start = world.Agreements.Values.First();
            var one = Named(start, Role.Trader, Deeds.Of(start, first with { Who = 0 }, "first"));
            var other = Named(start, Role.Farmer, Deeds.Of(start, second with { Who = 1 }, "second"));
            var (a, ab) = Run(start, one, other, world.Now);
            var (b, ba) = Run(start, other, one, world.Now);
            if (Essence(ab) == Essence(ba)) return;
            var pair = first.Deed < second.Deed ? (first.Deed, second.Deed) : (second.Deed, first.Deed);
            Assert.True(ordered.Contains(pair), $"{one} and {other} depend on their order:\n{Essence(ab)}\n{Essence(ba)}");
            if (pair == (Deed.Yes, Deed.Yes)) ChangesTheFigure(start, one, other, ab, ba);
            else if (pair == (Deed.Yes, Deed.No)) YesAndNo(start, one, other, ab, ba);
            else Whole(start, a, ab, b, ba);
        }, iterations: 3_000, seeds: ["fhpoYzF7Vgl3", "cLl1OD9lh1X0", "ey1xIdB137a0", "3dK10TdIIZL0", "4wZEoM_466y0"]);
    }

    /// <summary>The two most important pairs, tested without chance: each order has one of the two outcomes, whole.</summary>
    [Fact]
    public void A_yes_meets_a_withdrawal_and_a_dispute_a_dispute()
    {
        var now = Instant.FromUtc(2026, 3, 2, 9, 0);
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_500, "KES"), new LocalDate(2026, 3, 9),
                new LocalDate(2026, 3, 16), Money.Zero("KES"));
        var offer =
            new OfferTerms("o", "p", new Party("t", "Juma", "+254711000001"), new Party("f", "Wanjiru", "+254711000002"), terms, "Officer");
        var offered = AgreementDecisions.Decide(null, "K7M4P", offer, now).State!;
        Command yes = new AnswerQuestion(new Caller("y", "f"), true, 1), back = new WithdrawOffer(new Caller("w", "t"));
        Assert.Equal((AgreementStatus.Confirmed, 450_000),
            (Run(offered, yes, back, now).Whole.Status, Run(offered, yes, back, now).Whole.Left.Minor));
        Assert.Equal((AgreementStatus.Withdrawn, 0),
            (Run(offered, back, yes, now).Whole.Status, Run(offered, back, yes, now).Whole.Balance.Minor));
        var bound = AgreementDecisions.Decide(offered, "K7M4P", yes, now).State!;
        Command weight =
            new OpenDispute(new Caller("d1", "f"), DisputeAbout.Weight), grade = new OpenDispute(new Caller("d2", "t"), DisputeAbout.Grade);
        Assert.Equal(DisputeAbout.Weight, Run(bound, weight, grade, now).Whole.Dispute!.About);
        Assert.Equal(DisputeAbout.Grade, Run(bound, grade, weight, now).Whole.Dispute!.About);
    }

    /// <summary>An answer names the question that its side saw, as phones do; without a question, the answer names none.</summary>
    private static Command Named(Agreement start, Role side, Command command) => command switch
    {
        AnswerQuestion yes => yes with { Ask = start.AskOf(side)?.Number ?? -1 },
        CorrectDelivery correct => correct with { Ask = start.AskOf(side)?.Number ?? -1 },
        _ => command,
    };

    private static (Agreement Half, Agreement Whole) Run(Agreement start, Command first, Command second, Instant now)
    {
        var half = AgreementDecisions.Decide(start, start.Code, first, now).State!;
        return (half, AgreementDecisions.Decide(half, start.Code, second, now).State!);
    }

    /// <summary>In at least one order, one command is refused and leaves no trace; or a yes ends a dispute about what it accepts.</summary>
    private static void Whole(Agreement start, Agreement a, Agreement ab, Agreement b, Agreement ba)
    {
        Assert.True(Essence(start) == Essence(a) || Essence(a) == Essence(ab) || Essence(start) == Essence(b) || Essence(b) == Essence(ba)
            || new[] { ab, ba }.Any(end => end.Events[^1] is { Kind: EventKind.DisputeClosed, By: "-" }), "Neither was refused.");
        Assert.All(new[] { ab, ba }, end => Assert.Null(AgreementEvent.FirstBroken(end.Code, end.Events)));
        Assert.All(new[] { ab, ba }, end => Assert.True(end.Events.Count(e => e.Kind == EventKind.Agreed) <= 1));
    }

    /// <summary>
    /// A yes to an early end or to a settlement accepts one figure. Goods or money that change the figure end the early end, and ask about
    /// the settlement anew. Once settled, what was asked beside is over.
    /// </summary>
    private static void ChangesTheFigure(Agreement start, Command one, Command other, Agreement ab, Agreement ba)
    {
        var answered = new[] { Oracle.Answered(start, one)!, Oracle.Answered(start, other)! };
        var figure = Assert.Single(answered, q => q.Kind is QuestionKind.Cancel or QuestionKind.Resolution);
        if (figure.Kind == QuestionKind.Resolution)
        {
            Assert.Contains(new[] { ab, ba }, end => end.Questions.Any(q => q.Kind == figure.Kind && q.After != figure.After));
            return;
        }
        Assert.Equal((ab.Paid, ab.Delivered), (ba.Paid, ba.Delivered));
        Assert.Single(new[] { ab, ba }, end => end.CancelledAt is not null);
        Assert.All(new[] { ab, ba }, end => Assert.DoesNotContain(end.Questions, q => q.Kind == QuestionKind.Cancel));
    }

    /// <summary>
    /// A yes to a figure that has changed since asks both sides anew, and a no to the old figure is then none to the new one. A yes to an
    /// early end while a claim waits falls; after a no to the claim it ends.
    /// </summary>
    private static void YesAndNo(Agreement start, Command one, Command other, Agreement ab, Agreement ba)
    {
        var (yes, no) = one is AnswerQuestion { Accept: true } ? (one, other) : (other, one);
        var (accepted, refused) = (Oracle.Answered(start, yes)!, Oracle.Answered(start, no)!);
        Assert.Equal((ab.Paid, ab.Delivered), (ba.Paid, ba.Delivered));
        if (accepted.Kind != refused.Kind)
        {
            Assert.Equal((QuestionKind.Cancel, true), (accepted.Kind, refused.Kind is QuestionKind.Payment or QuestionKind.Delivery));
            Assert.Single(new[] { ab, ba }, end => end.CancelledAt is not null);
            return;
        }
        var anew = Assert.Single(new[] { ab, ba }.Select(end => end.Questions.Where(q => q.Kind == accepted.Kind).ToList()),
            q => q.Count > 0);
        Assert.Equal([Role.Farmer, Role.Trader], anew.Select(q => q.Of).Order());
        Assert.All(anew, q => Assert.NotEqual(accepted.After, q.After));
    }

    /// <summary>
    /// Money, status, terms and open questions: the state that both orders must share. Numbers and times of questions are left out.
    /// </summary>
    private static string Essence(Agreement a) => string.Join('\n',
    [
        $"{a.Status} {a.Balance} {a.Paid} {a.Left} {a.Delivered} {a.Version} {a.Proposer} {a.Hash} {a.IsBound} "
            + $"{a.CancelledAt} {a.Dispute?.About} {a.Dispute?.By} {a.Dispute?.Accepted?.Count}",
        .. a.Questions.Select(q => $"{q.Kind} {q.Of} {q.Delivery} {q.Payment} {q.Resolution}").Order(StringComparer.Ordinal),
    ]);
}
