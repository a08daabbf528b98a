using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;

namespace Outreach.Core.Broadcasts;

/// <summary>The result for one recipient of a batch.</summary>
public enum RecipientState
{
    Waiting,
    Accepted,
    Suppressed,
    Failed,
    /// <summary>The gateway may or may not have the message. No retry follows; a delivery report can still settle it.</summary>
    Unsure,
    /// <summary>Refused for now: a separate message retries it.</summary>
    Retrying,
}

/// <summary>
/// Several hundred recipients of a broadcast in one entity. Each chunk's start is written before sending, its results together with the
/// next start: about six writes for 500 recipients.
/// </summary>
/// <param name="After">The directory key before the first recipient.</param>
/// <param name="People">Directory keys, in order.</param>
/// <param name="Next">The first recipient without a result.</param>
/// <param name="SendingTo">End (exclusive) of the chunk being sent since <paramref name="SendingSince"/>; equal to <paramref name="Next"/>
/// when none is.</param>
public sealed record Batch(
    string Broadcast, int Number, string After, IReadOnlyList<string> People, IReadOnlyList<RecipientState> States, int Next, int SendingTo,
    Instant? SendingSince)
{
    /// <summary>Recipients in a batch.</summary>
    public const int Size = 500;

    /// <summary>Recipients in a chunk: at most so many become unsure after a crash, or are still sent after a pause.</summary>
    public const int ChunkSize = 125;

    public bool IsDone => Next == People.Count;

    /// <summary>The id of the message to a recipient: broadcast, batch number and place.</summary>
    public string MessageId(int place) => $"{Broadcast}.{Number:D5}.{place:D3}";

    public Counts Count() => new(People.Count,
        States.Count(s => s == RecipientState.Accepted), States.Count(s => s == RecipientState.Suppressed),
        States.Count(s => s == RecipientState.Failed), States.Count(s => s == RecipientState.Unsure),
        States.Count(s => s == RecipientState.Retrying));
}

[StoredAs("FillBatch")] public sealed record FillBatch(string Broadcast, int Number, string After, IReadOnlyList<string> People) : Command;

/// <summary>Takes the next chunk, to send it.</summary>
[StoredAs("BeginChunk")] public sealed record BeginChunk : Command;

/// <summary>Records the results of the chunk <paramref name="Sent"/>, and takes the next when <paramref name="Continue"/>.</summary>
[StoredAs("EndChunk")]
public sealed record EndChunk(Chunk Sent, IReadOnlyList<RecipientState> Results, IReadOnlyList<IndexProviderId> ProviderIds,
    bool Continue) : Command;

/// <summary>The chunk to send now: places from (inclusive) and to (exclusive).</summary>
public sealed record Chunk(int From, int To);

/// <summary>Another worker is sending this batch; look again at <paramref name="At"/>.</summary>
public sealed record InHands(Instant At);

public static class BatchDecisions
{
    public static Outcome<Batch> Decide(Batch? batch, Command command, Instant now) => (batch, command) switch
    {
        (null, FillBatch fill) =>
            new(new Batch(fill.Broadcast, fill.Number, fill.After, fill.People, [.. fill.People.Select(_ => RecipientState.Waiting)], 0, 0,
                null), []),
        (null, _) => Outcome<Batch>.Nothing(null),
        (_, BeginChunk) => Begin(batch, now),
        (_, EndChunk end) => End(batch, end, now),
        _ => Outcome<Batch>.Nothing(batch),
    };

    private static Outcome<Batch> Begin(Batch batch, Instant now)
    {
        if (batch.SendingTo > batch.Next)
        {
            var free = batch.SendingSince!.Value + Message.SettleWithin;
            if (now < free) return Outcome<Batch>.Nothing(batch, new InHands(free));
            // The worker that sent this chunk died. A tip that may have arrived is not sent again; its report can still settle it.
            batch = Marked(batch, [.. Enumerable.Repeat(RecipientState.Unsure, batch.SendingTo - batch.Next)]);
        }
        return Taken(batch, [], now);
    }

    private static Outcome<Batch> End(Batch batch, EndChunk end, Instant now)
    {
        // Another worker took this chunk over; ignore the late result.
        if (end.Sent != new Chunk(batch.Next, batch.SendingTo)) return Outcome<Batch>.Nothing(batch);
        var marked = Marked(batch, end.Results);
        return end.Continue || marked.IsDone ? Taken(marked, end.ProviderIds, now) : new(marked, end.ProviderIds);
    }

    private static Outcome<Batch> Taken(Batch batch, IReadOnlyList<Effect> effects, Instant now)
    {
        if (batch.IsDone)
            return new(batch, [.. effects, new Tell(AggregateId.Broadcast(batch.Broadcast), new BatchSent(batch.Number, batch.Count()))]);
        var to = Math.Min(batch.People.Count, batch.Next + Batch.ChunkSize);
        return new(batch with { SendingTo = to, SendingSince = now }, effects, new Chunk(batch.Next, to));
    }

    private static Batch Marked(Batch batch, IReadOnlyList<RecipientState> results) => batch with
    {
        States = [.. batch.States.Take(batch.Next), .. results, .. batch.States.Skip(batch.Next + results.Count)],
        Next = batch.Next + results.Count,
        SendingTo = batch.Next + results.Count,
        SendingSince = null,
    };
}
