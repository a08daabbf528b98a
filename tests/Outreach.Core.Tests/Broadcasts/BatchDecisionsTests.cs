using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Broadcasts;

public sealed class BatchDecisionsTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private Instant now = start;
    private Batch batch =
        BatchDecisions.Decide(null, new FillBatch("b", 0, "", [.. Enumerable.Range(0, 150).Select(n => $"p{n:D3}")], []), start).State!;

    [Fact]
    public void Chunks_are_sent_one_after_the_other()
    {
        var first = Assert.IsType<Chunk>(Do(new BeginChunk()).Reply);
        Assert.Equal(Enumerable.Range(0, 100), first.Places);
        var second = Assert.IsType<Chunk>(Do(Accepted(first)).Reply);
        Assert.Equal(Enumerable.Range(100, 50), second.Places);
        var end = Do(Accepted(second));
        Assert.True(batch.IsDone);
        var told = Assert.IsType<BatchCounted>(Assert.IsType<Tell>(Assert.Single(end.Effects)).Command);
        Assert.Equal((new Counts(150, 150), true), (told.Counts, told.IsDone));
    }

    /// <summary>A worker that lost its chunk reports late; its results must not apply to another worker's chunk.</summary>
    [Fact]
    public void A_late_result_changes_nothing()
    {
        var first = (Chunk)Do(new BeginChunk()).Reply!;
        Assert.IsType<Rest>(Do(new BeginChunk()).Reply);
        now += Duration.FromMinutes(3);
        var second = Assert.IsType<Chunk>(Do(new BeginChunk()).Reply);
        Assert.Equal(100, second.Places[0]);
        var before = batch;
        Assert.Null(Do(Accepted(first)).Reply);
        Assert.Same(before, batch);
        Do(Accepted(second));
        Assert.Equal(new Counts(150, Accepted: 50, Unsure: 100), batch.Count());
        Assert.False(batch.IsDone);
    }

    /// <summary>What a dead worker had in hand is looked into after ten minutes; only what surely did not go out is sent.</summary>
    [Fact]
    public void Unsure_sends_are_settled()
    {
        Do(new BeginChunk());
        now += Duration.FromMinutes(3);
        Do(Accepted((Chunk)Do(new BeginChunk()).Reply!));
        Assert.Equal(now + Batch.SettleAfter, Assert.IsType<Rest>(Do(new BeginChunk()).Reply).At);
        now += Batch.SettleAfter;
        var unsettled = Assert.IsType<Unsettled>(Do(new BeginChunk()).Reply);
        Assert.Equal(100, unsettled.Places.Count);
        IReadOnlyList<RecipientResult> known = [.. unsettled.Places.Take(90).Select(p => new RecipientResult(p, RecipientState.Accepted))];
        Do(new SettleBatch(known, now + Duration.FromMinutes(10)));
        Assert.False(batch.IsDone);
        now += Duration.FromMinutes(10);
        var rest = Assert.IsType<Unsettled>(Do(new BeginChunk()).Reply);
        Assert.Equal(10, rest.Places.Count);
        Do(new SettleBatch([new(rest.Places[0], RecipientState.Waiting)], null));
        var again = Assert.IsType<Chunk>(Do(new BeginChunk()).Reply);
        Assert.Equal(rest.Places[0], Assert.Single(again.Places));
        Do(Accepted(again));
        Assert.Equal((new Counts(150, Accepted: 141, Unsure: 9), true), (batch.Count(), batch.IsDone));
    }

    /// <summary>The gateway's trouble ends the chunk where it stands; nobody becomes failed by it, however long it lasts.</summary>
    [Fact]
    public void Trouble_waits_ever_longer_and_fails_nobody()
    {
        var waits = new List<Duration>();
        for (var n = 0; n < 8; n++)
        {
            var chunk = Assert.IsType<Chunk>(Do(new BeginChunk()).Reply);
            var end = Do(new EndChunk(chunk.Number, [], new GatewayTrouble("g", SendFailure.GatewayError), true));
            waits.Add(Assert.IsType<WakeAt>(Assert.Single(end.Effects)).At - now);
            now += waits[^1];
        }
        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15], waits.Select(w => (int)w.TotalMinutes));
        Assert.Equal(new Counts(150), batch.Count());
        // A gateway that names its time gets it.
        var asked = (Chunk)Do(new BeginChunk()).Reply!;
        var told = new GatewayTrouble("g", SendFailure.RateLimited, Duration.FromMinutes(20));
        Assert.Equal(now + Duration.FromMinutes(20), Do(new EndChunk(asked.Number, [], told, true)).Effects.OfType<WakeAt>().Single().At);
        // One message asks whether it is over. Then it goes on, and the next trouble waits a minute again.
        var probe = (Chunk)Do(new BeginChunk()).Reply!;
        Assert.Single(probe.Places);
        var next = Assert.IsType<Chunk>(Do(Accepted(probe)).Reply);
        Assert.Equal((1, 0, 100), (batch.Count().Accepted, batch.Troubles, next.Places.Count));
    }

    [Fact]
    public void A_recipients_own_refusal_is_tried_four_times()
    {
        var chunk = (Chunk)Do(new BeginChunk()).Reply!;
        var last = (Chunk)Do(Accepted(chunk)).Reply!;
        var refused = new RecipientResult(140, RecipientState.Retrying, SendFailure.Unreachable, "+254711000001", "g");
        Do(Refused(last));
        foreach (var minutes in new[] { 1, 5, 25 })
        {
            Assert.Equal((1, false), (batch.Count().Retrying, batch.IsDone));
            Assert.Equal(now + Duration.FromMinutes(minutes), Assert.IsType<Rest>(Do(new BeginChunk()).Reply).At);
            now += Duration.FromMinutes(minutes);
            var again = Assert.IsType<Chunk>(Do(new BeginChunk()).Reply);
            Assert.Equal([140], again.Places);
            Do(Refused(again));
        }
        Assert.Equal((new Counts(150, 149, Failed: 1), true), (batch.Count(), batch.IsDone));

        EndChunk Refused(Chunk sent) => new(sent.Number,
            [.. sent.Places.Select(p => p == 140 ? refused : new RecipientResult(p, RecipientState.Accepted))], null, true);
    }

    /// <summary>A refusal that says something of the phone is told to its subscriber, as for a single message.</summary>
    [Fact]
    public void A_block_is_believed()
    {
        var chunk = (Chunk)Do(new BeginChunk()).Reply!;
        var blocked = new RecipientResult(0, RecipientState.Failed, SendFailure.OptedOut, "+254711000001", "g");
        var end = Do(new EndChunk(chunk.Number, [blocked], null, false));
        var tell = Assert.IsType<Tell>(Assert.Single(end.Effects));
        Assert.Equal((AggregateId.Subscriber("+254711000001"), new ProviderBlocked("opt-out at g")), (tell.To, tell.Command));
    }

    private static EndChunk Accepted(Chunk chunk) =>
        new(chunk.Number, [.. chunk.Places.Select(p => new RecipientResult(p, RecipientState.Accepted))], null, true);

    private Outcome<Batch> Do(Command command)
    {
        var outcome = BatchDecisions.Decide(batch, command, now);
        batch = outcome.State!;
        return outcome;
    }
}
