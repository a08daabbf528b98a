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
    /// <summary>Parts of an agreement. Asked: the questions that a side was shown; room: how many wait for its answer.</summary>
    [Flags]
    private enum Part
    {
        Terms = 1, Status = 2, Dispute = 4, EarlyEnd = 8, Loads = 16, Claims = 32, TraderAsked = 64, FarmerAsked = 128, TraderRoom = 256,
        FarmerRoom = 512, Asked = TraderAsked | FarmerAsked, All = 1023,
    }

    /// <summary>What an act of a side needs, and what it changes for others (decision 330).</summary>
    private static (Part Needs, Part Changes) Of(Deed deed, Role side)
    {
        var (asked, room, others, told) = side == Role.Trader
            ? (Part.TraderAsked, Part.TraderRoom, Part.FarmerRoom, Part.FarmerRoom | Part.FarmerAsked)
            : (Part.FarmerAsked, Part.FarmerRoom, Part.TraderRoom, Part.TraderRoom | Part.TraderAsked);
        return deed switch
        {
            // A yes binds, ends, posts or settles.
            Deed.Yes => (asked, Part.All),
            Deed.No => (asked, asked | room | Part.Claims | Part.Terms | Part.EarlyEnd),
            Deed.Correct => (asked, asked | room | Part.Claims | Part.Loads),
            Deed.Counter => (asked | Part.Terms, Part.Terms),
            Deed.Withdraw => (Part.Terms, Part.Terms | Part.Asked),
            // Of two equal loads told by both sides the second is asked about.
            Deed.Deliver => (Part.Status | Part.Loads | others, Part.Claims | Part.Loads | told),
            Deed.Pay => (Part.Status | others, Part.Claims | told),
            // A claim has to be answered before an early end can be asked for.
            Deed.Cancel => (Part.Status | Part.Dispute | Part.EarlyEnd | Part.Claims, Part.EarlyEnd),
            // A dispute is about what was shown, and drops the question of an early end.
            Deed.Dispute => (Part.Status | Part.Dispute | Part.Asked, Part.Dispute | Part.EarlyEnd | Part.Asked),
            Deed.Close => (Part.Dispute, Part.Dispute | Part.Status | Part.Asked),
            _ => throw new ArgumentOutOfRangeException(nameof(deed)),
        };
    }

    /// <summary>Whether each order may have its own end: one act changes what the other needs.</summary>
    private static bool MayDepend(Deed trader, Deed farmer)
    {
        var (one, other) = (Of(trader, Role.Trader), Of(farmer, Role.Farmer));
        return (one.Changes & other.Needs) != 0 || (other.Changes & one.Needs) != 0;
    }

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
            Assert.True(MayDepend(first.Deed, second.Deed) && IsExplained(start, one, other, a, ab, b, ba),
                $"{one} and {other} depend on their order, from\n{Essence(start)}\nto\n{Essence(ab)}\nor\n{Essence(ba)}");
            Assert.All(new[] { ab, ba }, end => Assert.Null(AgreementEvent.FirstBroken(end.Code, end.Events)));
            Assert.All(new[] { ab, ba }, end => Assert.True(end.Events.Count(e => e.Kind == EventKind.Agreed) <= 1));
        }, iterations: 3_000, seeds: ["fhpoYzF7Vgl3", "cLl1OD9lh1X0", "ey1xIdB137a0", "3dK10TdIIZL0", "4wZEoM_466y0", "5q1mVp4_DLm0",
            "azCnMDgTCrd0", "ca1QBFwHEeG0", "6u178KpBVhZ0", "5xHj2Ed9m8p0", "4-sXUIxW3i50"]);
    }

    /// <summary>The rule leaves pairs that must end alike; a rule that allows all would find nothing.</summary>
    [Theory]
    [InlineData(Deed.Pay, Deed.Deliver)]
    [InlineData(Deed.Deliver, Deed.Pay)]
    [InlineData(Deed.Pay, Deed.Pay)]
    [InlineData(Deed.No, Deed.No)]
    [InlineData(Deed.Correct, Deed.No)]
    [InlineData(Deed.Correct, Deed.Correct)]
    internal void These_never_depend_on_their_order(Deed trader, Deed farmer) => Assert.False(MayDepend(trader, farmer));

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

    /// <summary>
    /// What may make the order count: in one order a command is refused and leaves no trace; a yes to what has changed is asked anew; an
    /// early end falls; or a dispute has nothing left.
    /// </summary>
    private static bool IsExplained(
        Agreement start, Command one, Command other, Agreement a, Agreement ab, Agreement b, Agreement ba) =>
        Essence(start) == Essence(a) || Essence(a) == Essence(ab) || Essence(start) == Essence(b) || Essence(b) == Essence(ba)
        || IsAskedAnew(start, one, other, ab, ba) || AnEndFalls(start, one, other, ab, ba)
        || EndsADispute(a, ab, b, ba) && IsPaidAlike(ab, ba);

    private static bool IsPaidAlike(Agreement ab, Agreement ba) =>
        (ab.Paid, ab.Delivered, ab.Balance) == (ba.Paid, ba.Delivered, ba.Balance);

    /// <summary>An early end is agreed to only while no claim waits and its figure is the one that was shown; else it is over.</summary>
    private static bool AnEndFalls(Agreement start, Command one, Command other, Agreement ab, Agreement ba) =>
        Answered(start, one, other).Any(q => q.Kind == QuestionKind.Cancel)
        && new[] { ab, ba }.Count(end => end.CancelledAt is not null) == 1
        && new[] { ab, ba }.All(end => end.Questions.All(q => q.Kind != QuestionKind.Cancel))
        && (ab.Paid, ab.Delivered) == (ba.Paid, ba.Delivered);

    private static List<Question> Answered(Agreement start, Command one, Command other) =>
        [.. new[] { Oracle.Answered(start, one), Oracle.Answered(start, other) }.OfType<Question>()];

    /// <summary>A dispute in which nothing is left ends at once. What comes after does not open it again, in whichever order.</summary>
    private static bool EndsADispute(params Agreement[] states) =>
        states.Any(state => state.Events[^1] is { Kind: EventKind.DisputeClosed, By: "-" });

    /// <summary>A yes accepts what its question showed. Where that has changed by then, the question comes again.</summary>
    private static bool IsAskedAnew(Agreement start, Command one, Command other, Agreement ab, Agreement ba)
    {
        var answered = Answered(start, one, other);
        return new[] { ab, ba }.Any(end => end.Questions.Any(q => answered.Any(a => q.Number > start.LastQuestion
            && (q.Kind, q.Fact) == (a.Kind, a.Fact) && (q.AskedAt is null || Shown(q) != Shown(a)))));

        static string Shown(Question q) => $"{q.After} {q.Over} {q.ToCome} {string.Join(' ', q.Back ?? [])}";
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
