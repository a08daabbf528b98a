using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;

namespace Outreach.Core.Tests.Broadcasts;

public sealed class BroadcastDecisionsTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly CreateBroadcast create =
        new(new Audience("p"), new Dictionary<string, string> { ["en"] = "Weed twice." }, "test");

    /// <summary>A broadcast paused during its last batch is done as soon as it resumes.</summary>
    [Fact]
    public void A_pause_at_the_very_end_does_not_keep_it_running_for_ever()
    {
        var broadcast = Run(create, new LaunchBroadcast(), new BatchFilled(0, 3, "", "c", true), new PauseBroadcast(),
            new BatchCounted(0, 1, new Counts(3, 3), true));
        Assert.Equal(BroadcastStatus.Paused, broadcast.Status);
        Assert.Equal(BroadcastStatus.Done, BroadcastDecisions.Decide(broadcast, "b", new ResumeBroadcast(), now).State!.Status);
    }

    [Fact]
    public void A_tip_that_asks_for_a_1_is_not_taken()
    {
        var outcome = BroadcastDecisions.Decide(null, "b",
            create with { Texts = new Dictionary<string, string> { ["en"] = "Come on Friday.", ["zu"] = "Phendula ngo-1." } }, now);
        Assert.Equal((null, new AsksForAnswer("zu", "Phendula ngo-1")), (outcome.State, outcome.Reply));
    }

    /// <summary>A word for an empty field does not hide what a text asks.</summary>
    [Theory]
    [InlineData("Hi {name}", typeof(TipFault))]
    [InlineData("Re{crop|ply} 1 now.", typeof(AsksForAnswer))]
    public void A_text_that_is_wrong_is_not_taken(string text, Type reply)
    {
        var outcome = BroadcastDecisions.Decide(null, "b", create with { Texts = new Dictionary<string, string> { ["en"] = text } }, now);
        Assert.Null(outcome.State);
        Assert.Equal(reply, outcome.Reply!.GetType());
    }

    [Fact]
    public void An_audience_that_nobody_can_read_is_not_taken()
    {
        var outcome = BroadcastDecisions.Decide(null, "b", create with { Audience = new("p", "role farmer") }, now);
        Assert.Null(outcome.State);
        Assert.Equal(6, Assert.IsType<QueryFault>(outcome.Reply).Column);
    }

    /// <summary>A batch of people who all are held back has nothing to send, and the broadcast does not wait for it.</summary>
    [Fact]
    public void A_broadcast_to_people_who_are_all_held_back_is_done()
    {
        var broadcast = Run(create, new LaunchBroadcast(), new BatchFilled(0, 2, "", "c", true, HeldBack: 2));
        Assert.Equal((BroadcastStatus.Done, new Counts(2, HeldBack: 2)), (broadcast.Status, broadcast.Counts));
    }

    [Fact]
    public void As_many_batches_are_under_way_as_there_are_lanes()
    {
        var broadcast = Run(create, new LaunchBroadcast(2));
        var released = new List<string>();
        for (var n = 0; n < 5; n++) Do(new BatchFilled(n, 1000, n == 0 ? "" : $"c{n - 1}", $"c{n}", n == 4));
        Assert.Equal(["b.00000", "b.00001"], released);
        // A batch that has given everybody a first try lets the next go, though some of its people are tried again.
        Do(new BatchCounted(1, 1, new Counts(1000, 990, Retrying: 10), false));
        Assert.Equal("b.00002", released[^1]);
        Do(new BatchCounted(1, 2, new Counts(1000, 1000), true));
        Assert.Equal(3, released.Count);
        // Paused, and resumed: those that were begun and are not done.
        Do(new PauseBroadcast());
        released.Clear();
        Do(new ResumeBroadcast());
        Assert.Equal(["b.00000", "b.00002"], released);

        void Do(Command command)
        {
            var outcome = BroadcastDecisions.Decide(broadcast, "b", command, now);
            broadcast = outcome.State!;
            released.AddRange(outcome.Effects.OfType<WakeNow>().Select(w => w.Who).Where(w => w.Kind == AggregateKind.Batch)
                .Select(w => w.Key));
        }
    }

    [Fact]
    public void Done_means_that_nothing_is_pending()
    {
        var broadcast = Run(create, new LaunchBroadcast(), new BatchFilled(0, 3, "", "c", true),
            new BatchCounted(0, 1, new Counts(3, 2, Retrying: 1), false));
        Assert.Equal(BroadcastStatus.Running, broadcast.Status);
        broadcast = BroadcastDecisions.Decide(broadcast, "b", new BatchCounted(0, 2, new Counts(3, 2, Failed: 1), true), now).State!;
        Assert.Equal((BroadcastStatus.Done, new Counts(3, 2, Failed: 1)), (broadcast.Status, broadcast.Counts));
        // An older count that comes late changes nothing.
        Assert.Same(broadcast,
            BroadcastDecisions.Decide(broadcast, "b", new BatchCounted(0, 1, new Counts(3, 2, Retrying: 1), false), now).State);
    }

    /// <summary>The progress shows the last whole walk through the reports, not the one under way.</summary>
    [Fact]
    public void Reports_are_counted_in_stretches_and_looked_at_again()
    {
        var broadcast = Run(create, new LaunchBroadcast(), new BatchFilled(0, 3, "", "c", true),
            new BatchCounted(0, 1, new Counts(3, 3), true));
        broadcast = BroadcastDecisions.Decide(broadcast, "b", new ReportsCounted(0, 20, Some(5, 1)), now).State!;
        Assert.Equal(new Reached(), broadcast.Reports!.Report.All);
        Assert.Same(broadcast, BroadcastDecisions.Decide(broadcast, "b", new ReportsCounted(0, 20, Some(5, 1)), now).State);
        var whole = BroadcastDecisions.Decide(broadcast, "b", new ReportsCounted(20, null, Some(2, 0)), now);
        var report = whole.State!.Reports!.Report;
        Assert.Equal((new Reached(8, 8, 7, 1), new Reached(8, 8, 7, 1), new Reached(8, 8, 7, 1), 1),
            (report.All, report.Languages["sw"], report.Networks["Airtel"], report.Failures[SendFailure.Unreachable]));
        Assert.Equal(now + Duration.FromMinutes(10), Assert.IsType<WakeAt>(Assert.Single(whole.Effects)).At);
        var late = BroadcastDecisions.Decide(whole.State, "b", new ReportsCounted(0, null, Some(7, 1)), now + Duration.FromDays(4));
        Assert.Empty(late.Effects);
    }

    /// <summary>The report names the largest places; the others are one.</summary>
    [Fact]
    public void A_report_keeps_a_hundred_places()
    {
        var report = Enumerable.Range(1, 150).Select(n => TipReport.None with
        {
            Places = new Dictionary<string, Reached> { [$"p{n:D3}"] = new(People: n) },
        }).Aggregate((a, b) => a.Plus(b));
        Assert.Equal((TipReport.MostPlaces, 150 * 151 / 2), (report.Places.Count, report.Places.Values.Sum(p => p.People)));
        Assert.Contains("p150", report.Places.Keys);
        Assert.DoesNotContain("p001", report.Places.Keys);
    }

    private static TipReport Some(int delivered, int undelivered)
    {
        var reached = new Reached(delivered + undelivered, delivered + undelivered, delivered, undelivered);
        return new(reached, new Dictionary<string, Reached> { ["sw"] = reached }, new Dictionary<string, Reached>(),
            new Dictionary<string, Reached> { ["Airtel"] = reached },
            undelivered == 0 ? new Dictionary<SendFailure, int>() : new() { [SendFailure.Unreachable] = undelivered });
    }

    private static Broadcast Run(params Command[] commands) =>
        commands.Aggregate((Broadcast?)null, (b, command) => BroadcastDecisions.Decide(b, "b", command, now).State)!;
}
