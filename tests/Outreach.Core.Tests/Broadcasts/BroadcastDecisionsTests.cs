using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;

namespace Outreach.Core.Tests.Broadcasts;

public sealed class BroadcastDecisionsTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly string[] people = [.. Enumerable.Range(0, 200).Select(n => $"p{n:D3}")];

    /// <summary>A broadcast paused during its last batch is done as soon as it resumes.</summary>
    [Fact]
    public void A_pause_at_the_very_end_does_not_keep_it_running_for_ever()
    {
        var broadcast = Run(new CreateBroadcast(new Audience("p"), new Dictionary<string, string> { ["en"] = "Weed twice." }, "test"),
            new LaunchBroadcast(), new BatchFilled(0, 3, "c", true), new PauseBroadcast(), new BatchSent(0, new Counts(3, 3)));
        Assert.Equal(BroadcastStatus.Paused, broadcast.Status);
        Assert.Equal(BroadcastStatus.Done, BroadcastDecisions.Decide(broadcast, "b", new ResumeBroadcast(), now).State!.Status);
    }

    /// <summary>A worker that lost its chunk reports late; the outcome must not apply to another worker's chunk.</summary>
    [Fact]
    public void A_late_outcome_changes_nothing()
    {
        var batch = BatchDecisions.Decide(null, new FillBatch("b", 0, "", people), now).State!;
        var first = BatchDecisions.Decide(batch, new BeginChunk(), now);
        var later = now + Duration.FromMinutes(3);
        var second = BatchDecisions.Decide(first.State, new BeginChunk(), later);
        Assert.Equal(new Chunk(0, 125), first.Reply);
        Assert.Equal(new Chunk(125, 200), second.Reply);

        var late =
            BatchDecisions.Decide(second.State,
                new EndChunk((Chunk)first.Reply!, [.. Enumerable.Repeat(RecipientState.Accepted, 125)], [], true), later);
        Assert.Same(second.State, late.State);
        Assert.Null(late.Reply);
        var end =
            BatchDecisions.Decide(second.State,
                new EndChunk((Chunk)second.Reply!, [.. Enumerable.Repeat(RecipientState.Accepted, 75)], [], true), later);
        Assert.Equal(new Counts(200, Accepted: 75, Unsure: 125), end.State!.Count());
        Assert.True(end.State.IsDone);
    }

    [Fact]
    public void A_second_worker_keeps_its_hands_off_a_stretch_on_the_way()
    {
        var batch = BatchDecisions.Decide(null, new FillBatch("b", 0, "", people), now).State!;
        var taken = BatchDecisions.Decide(batch, new BeginChunk(), now).State;
        Assert.IsType<InHands>(BatchDecisions.Decide(taken, new BeginChunk(), now + Duration.FromSeconds(30)).Reply);
    }

    private static Broadcast Run(params Command[] commands) =>
        commands.Aggregate((Broadcast?)null, (b, command) => BroadcastDecisions.Decide(b, "b", command, now).State)!;
}
