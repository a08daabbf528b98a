using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>The two deadlines of a dispute, with only the wake-ups that the agreement requested.</summary>
public sealed class DeadlineTests
{
    private const string Code = "K7M4P";
    private const string NotAnswered = "dispute not answered in time";
    private const string NotClosed = "dispute unresolved";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);

    private Agreement agreement = Disputed();
    private readonly List<(string Kind, double Days)> raised = [];
    private readonly SortedSet<Instant> wakes = [start + Duration.FromDays(2)];

    [Fact]
    public void A_silent_mediator_is_told_of_twice()
    {
        WakeUntil(60);
        Assert.Equal([(NotAnswered, 2), (NotClosed, 14)], raised);
    }

    [Fact]
    public void Who_has_answered_has_until_the_second()
    {
        Do(new AnswerDispute("a", "heard both"), 1);
        WakeUntil(60);
        Assert.Equal([(NotClosed, 14)], raised);
    }

    /// <summary>A proposal counts as an answer; a refused proposal keeps the second deadline.</summary>
    [Fact]
    public void Who_has_proposed_has_until_the_second()
    {
        Do(new ProposeResolution("p", new Resolution(new Money(-500, "KES"), "split it")), 1);
        Do(new AnswerQuestion(new Caller("n", "f"), false), 1);
        WakeUntil(60);
        Assert.Equal([("proposal refused", 1), (NotClosed, 14)], raised);
    }

    [Fact]
    public void Nobody_is_late_once_it_is_closed()
    {
        Do(new CloseDispute(new Caller("c", "f")), 1);
        WakeUntil(60);
        Assert.Empty(raised);
    }

    /// <summary>A proposal binds only after both sides said yes, in either order.</summary>
    [Theory]
    [InlineData("f", "t")]
    [InlineData("t", "f")]
    public void A_proposal_needs_both(string first, string second)
    {
        Do(new ProposeResolution("p", new Resolution(new Money(-500, "KES"), "split it")), 1);
        Do(new AnswerQuestion(new Caller("1", first), true), 2);
        Assert.Equal((true, 450_000), (agreement.Dispute is not null, agreement.Left.Minor));
        Do(new AnswerQuestion(new Caller("2", first), true), 2);
        Assert.Equal((true, 450_000), (agreement.Dispute is not null, agreement.Left.Minor));
        Do(new AnswerQuestion(new Caller("3", second), true), 3);
        Assert.Equal((false, 449_500), (agreement.Dispute is not null, agreement.Left.Minor));
    }

    private void WakeUntil(int days)
    {
        while (wakes.Count > 0 && wakes.Min <= start + Duration.FromDays(days))
        {
            var at = wakes.Min;
            wakes.Remove(at);
            Do(new Wake(), (at - start).TotalDays);
        }
    }

    private void Do(Command command, double days)
    {
        var outcome = AgreementDecisions.Decide(agreement, Code, command, start + Duration.FromDays(days));
        agreement = outcome.State!;
        raised.AddRange(
            outcome.Effects.OfType<RaiseTask>()
                .Where(t => t.Kind.Contains("dispute", StringComparison.Ordinal) || t.Kind.Contains("proposal", StringComparison.Ordinal))
                .Select(t => (t.Kind, days)));
        wakes.UnionWith(outcome.Effects.OfType<WakeAt>().Select(w => w.At));
    }

    private static Agreement Disputed()
    {
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_500, "KES"), new LocalDate(2026, 3, 9),
                new LocalDate(2026, 3, 16), Money.Zero("KES"));
        var offer =
            new OfferTerms("o", "p", new Party("t", "Juma", "+254711000001"), new Party("f", "Wanjiru", "+254711000002"), terms, "Officer");
        var offered = AgreementDecisions.Decide(null, Code, offer, start).State;
        var bound = AgreementDecisions.Decide(offered, Code, new AnswerQuestion(new Caller("y", "f"), true), start).State;
        return AgreementDecisions.Decide(bound, Code, new OpenDispute(new Caller("d", "f"), DisputeAbout.Weight), start).State!;
    }
}
