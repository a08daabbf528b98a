using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.Core.Tests.Operations;

/// <summary>When a target is spared, and what wakes what is parked there.</summary>
public sealed class EventSparingTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>Five in a row, whatever time is between; one success begins anew, and a repeat counts once.</summary>
    [Theory]
    [InlineData("fffff", true)]
    [InlineData("ffff", false)]
    [InlineData("fffftfff", false)]
    [InlineData("ffff=", false)]
    [InlineData("ffftfffff", true)]
    public void Five_failures_in_a_row_spare_a_target(string answers, bool isSpared)
    {
        var (targets, tries) = (New(), 0);
        foreach (var answer in answers)
            targets = Do(targets, new EventTargetAnswered("e1", answer == 't', At(60), "d", answer == '=' ? tries - 1 : tries++), 60);
        Assert.Equal(isSpared, targets.Targets[0].IsSpared(At(60)));
    }

    [Fact]
    public void Each_probe_that_fails_spares_it_longer_and_what_was_under_way_does_not()
    {
        var targets = Failed(New());
        var waits = new List<double>();
        for (var n = 0; n < 7; n++)
        {
            var until = targets.Targets[0].Sparing!.Until!.Value;
            var minute = (until - start).TotalMinutes;
            Assert.Equal(targets, Do(targets, new ProbeEventTarget("e1", "p"), minute - 0.5));
            var probed = Do(targets, new ProbeEventTarget("e1", "p"), minute);
            Assert.True(probed.Targets[0].IsSpared(At(minute)));
            var late = Do(probed, new EventTargetAnswered("e1", false, At(minute), $"late {n}", 0), minute);
            Assert.Equal(probed.Targets[0].Sparing!.Until, late.Targets[0].Sparing!.Until);
            targets = Do(late, new EventTargetAnswered("e1", false, At(minute), "p", n), minute);
            waits.Add((targets.Targets[0].Sparing!.Until!.Value - until).TotalMinutes);
        }
        Assert.Equal([2, 4, 8, 16, 30, 30, 30], waits);
    }

    /// <summary>However many park, one wake-up waits for the target; a success, a switch or a new address wakes them at once.</summary>
    [Fact]
    public void What_parks_is_woken_once()
    {
        var outcome = Decide(Failed(New()), new EventParked("e1"), 0);
        Assert.Equal(outcome.State!.Targets[0].Sparing!.Until, Assert.IsType<WakeAt>(Assert.Single(outcome.Effects)).At);
        var parked = outcome.State!;
        Assert.Empty(Decide(parked, new EventParked("e1"), 0.5).Effects);
        Command[] ends = [new EventTargetAnswered("e1", true, At(1), "p", 9), new SwitchEventTarget("e1", false, "office"),
            new SetEventTarget("e1", "https://new.example.org/", [], false, "office", 1)];
        foreach (var end in ends)
        {
            var freed = Decide(parked, end, 1);
            Assert.IsType<WakeNow>(Assert.Single(freed.Effects));
            Assert.Null(freed.State!.Targets[0].Sparing);
            // A waking that began before is no end of this one.
            Assert.True(Do(freed.State, new WakeParked("e1", ["a"], parked.Targets[0].Parked, "a", IsLast: true), 1).Targets[0].Parked > 0);
            var now = freed.State.Targets[0].Parked;
            Assert.Equal(0, Do(freed.State, new WakeParked("e1", ["a"], now, "a", IsLast: true), 1).Targets[0].Parked);
        }
        // Who is spared again is probed, and not flooded.
        Assert.Equal(parked, Do(parked, new WakeParked("e1", ["a"], 1, "a", IsLast: true), 30));
        Assert.Equal(0, Do(parked, new WakeParked("e1", [], 1, "a", IsLast: true), 30).Targets[0].Parked);
    }

    private static EventTargets New() =>
        new("maize", [new("e1", "https://erp.example.org/", PartnerEvents.Types, false, "office", "second", start)]);

    private static EventTargets Failed(EventTargets targets)
    {
        for (var n = 0; n < Sparing.After; n++) targets = Do(targets, new EventTargetAnswered("e1", false, start, "d", n), 0);
        return targets;
    }

    private static Instant At(double minute) => start + Duration.FromMinutes(minute);

    private static EventTargets Do(EventTargets targets, Command command, double minute) => Decide(targets, command, minute).State!;

    private static Outcome<EventTargets> Decide(EventTargets targets, Command command, double minute) =>
        EventTargetDecisions.Decide(targets, "maize", command, At(minute));
}
