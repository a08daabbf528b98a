using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Broadcasts;

/// <summary>The result for one recipient of a batch. <see cref="Batch.States"/> keeps its first letter.</summary>
public enum RecipientState
{
    /// <summary>Not handed over yet.</summary>
    Waiting = 'W',
    /// <summary>In the chunk that is being sent.</summary>
    Sending = 'S',
    Accepted = 'A',
    /// <summary>Held back by us: no consent, no text in the language, or a country that is not served.</summary>
    Suppressed = 'X',
    /// <summary>Held back by us: the person has had as many tips that day as the programme allows.</summary>
    HadEnough = 'E',
    /// <summary>Held back by chance, so that the others can be compared with them.</summary>
    HeldBack = 'H',
    /// <summary>Refused for the recipient's own reason, for good.</summary>
    Failed = 'F',
    /// <summary>The gateway may or may not have the message. Nobody sends it again; a report or the gateway's answer settles it.</summary>
    Unsure = 'U',
    /// <summary>Refused for the recipient's own reason, and tried again later.</summary>
    Retrying = 'R',
}

/// <summary>
/// A thousand recipients of a broadcast in one entity. Each chunk's start is written before sending, its results together with the next
/// start: about a dozen writes.
/// </summary>
/// <param name="After">The directory key before the first recipient.</param>
/// <param name="People">Directory keys, in order.</param>
/// <param name="States">A letter for each recipient, in the same order: <see cref="RecipientState"/>.</param>
/// <param name="Chunk">The number of the chunk that is being sent or was sent last.</param>
/// <param name="SendingSince">When the chunk in hand was begun; null while none is.</param>
/// <param name="Round">How often refused recipients have been tried again.</param>
/// <param name="RetryAt">When refused recipients are tried again.</param>
/// <param name="Troubles">How often in a row the gateway's trouble ended a chunk.</param>
/// <param name="SettleAt">When unsure sends are looked into; null once they are settled as far as they can be.</param>
/// <param name="UnsureSince">The start of the oldest chunk with an unsure send.</param>
/// <param name="Told">The number of the last count given to the broadcast.</param>
/// <param name="Held">The broadcast was paused or cancelled: no chunk follows before a worker has looked at it.</param>
public sealed record Batch(
    string Broadcast, int Number, string After, IReadOnlyList<string> People, string States, int Chunk = 0, Instant? SendingSince = null,
    int Round = 0, Instant? RetryAt = null, int Troubles = 0, Instant? SettleAt = null, Instant? UnsureSince = null, int Told = 0,
    bool Held = false)
{
    /// <summary>Recipients in a batch.</summary>
    public const int Size = 1000;

    /// <summary>Recipients in a chunk: at most so many become unsure after a crash, or are still sent after a pause.</summary>
    public const int ChunkSize = 100;

    /// <summary>How long after a chunk its unsure sends are looked into: most delivery reports have come by then.</summary>
    public static readonly Duration SettleAfter = Duration.FromMinutes(10);

    /// <summary>Every recipient had a first try.</summary>
    public bool IsPassed => !Has(RecipientState.Waiting) && !Has(RecipientState.Sending);

    /// <summary>Nothing is pending.</summary>
    public bool IsDone => IsPassed && !Has(RecipientState.Retrying) && SettleAt is null;

    /// <summary>The id of the message to a recipient: broadcast, batch number and place.</summary>
    public string MessageId(int place) => $"{Broadcast}.{Number:D5}.{place:D3}";

    /// <summary>The places in this state, in order.</summary>
    public IEnumerable<int> In(RecipientState state)
    {
        for (var at = States.IndexOf((char)state); at >= 0; at = States.IndexOf((char)state, at + 1)) yield return at;
    }

    public Counts Count() => new(People.Count, NumberIn(RecipientState.Accepted), NumberIn(RecipientState.Suppressed),
        NumberIn(RecipientState.Failed), NumberIn(RecipientState.Unsure), NumberIn(RecipientState.Retrying),
        NumberIn(RecipientState.HadEnough), NumberIn(RecipientState.HeldBack));

    internal bool Has(RecipientState state) => States.Contains((char)state);

    private int NumberIn(RecipientState state) => States.Count(c => c == (char)state);
}

/// <param name="HeldBack">The places of those who get nothing.</param>
[StoredAs("FillBatch")]
public sealed record FillBatch(string Broadcast, int Number, string After, IReadOnlyList<string> People, IReadOnlyList<int> HeldBack)
    : Command;

/// <summary>
/// Takes the next chunk, to send it. Answers with a <see cref="Chunk"/>, a <see cref="Rest"/> or an <see cref="Unsettled"/>.
/// </summary>
[StoredAs("BeginChunk")] public sealed record BeginChunk : Command;

/// <summary>Records a chunk's results, and takes the next when <paramref name="Continue"/>. Answers as <see cref="BeginChunk"/>.</summary>
/// <param name="Number">The number of the chunk.</param>
/// <param name="Trouble">The gateway's, which ended the chunk where it stood.</param>
[StoredAs("EndChunk")]
public sealed record EndChunk(int Number, IReadOnlyList<RecipientResult> Results, GatewayTrouble? Trouble, bool Continue) : Command;

/// <summary>The broadcast was paused or cancelled. Between chunks nobody reads it, so the batch is told.</summary>
[StoredAs("HoldBatch")] public sealed record HoldBatch : Command;

/// <summary>Records what became of unsure sends, once they were looked into.</summary>
/// <param name="AgainAt">When to look again, because a gateway was out of reach.</param>
[StoredAs("SettleBatch")] public sealed record SettleBatch(IReadOnlyList<RecipientResult> Results, Instant? AgainAt) : Command;

/// <summary>The result for the recipient at a place.</summary>
/// <param name="Failure">A refusal that says something of the phone.</param>
/// <param name="Phone">The phone that the failure is about.</param>
/// <param name="Gateway">The gateway that refused.</param>
public sealed record RecipientResult(
    int Place, RecipientState State, SendFailure? Failure = null, string? Phone = null, string? Gateway = null);

/// <summary>The gateway cannot send now, for no reason of a recipient's.</summary>
/// <param name="RetryAfter">The wait that the gateway asked for.</param>
public sealed record GatewayTrouble(string Gateway, SendFailure Failure, Duration? RetryAfter = null);

/// <summary>The chunk to send now.</summary>
public sealed record Chunk(int Number, IReadOnlyList<int> Places);

/// <summary>Nothing is to do before <paramref name="At"/>: another worker sends the batch, or all that is left waits.</summary>
public sealed record Rest(Instant At);

/// <summary>The time has come to look into the unsure sends.</summary>
public sealed record Unsettled(IReadOnlyList<int> Places);

public static class BatchDecisions
{
    /// <summary>The tries of a recipient that refuses for now.</summary>
    private const int Tries = Message.AttemptsAllowed;

    private static readonly Duration longestTrouble = Duration.FromMinutes(15);

    public static Outcome<Batch> Decide(Batch? batch, Command command, Instant now) => (batch, command) switch
    {
        (null, FillBatch fill) =>
            new(
                Set(new Batch(fill.Broadcast, fill.Number, fill.After, fill.People,
                    new string((char)RecipientState.Waiting, fill.People.Count)),
                    fill.HeldBack.Select(place => new RecipientResult(place, RecipientState.HeldBack))), []),
        (null, _) => Outcome<Batch>.Nothing(null),
        (_, BeginChunk) => Begin(batch, now),
        (_, EndChunk end) => End(batch, end, now),
        (_, HoldBatch) => batch.IsDone || batch.Held
            ? Outcome<Batch>.Nothing(batch)
            : new(batch with { Held = true }, []),
        (_, SettleBatch settled) => Settle(batch, settled, now),
        _ => Outcome<Batch>.Nothing(batch),
    };

    private static Outcome<Batch> Begin(Batch batch, Instant now)
    {
        // The worker may have looked at the broadcast right before it was paused, so it looks again.
        if (batch is { SendingSince: null, Held: true }) return new(batch with { Held = false }, [], new Rest(now));
        if (batch.SendingSince is not { } since) return Next(batch, batch, [], now);
        var free = since + Message.SettleWithin;
        if (now < free) return Outcome<Batch>.Nothing(batch, new Rest(free));
        // The worker died. A tip that may have arrived is not sent again before somebody has looked.
        var unsure = batch.In(RecipientState.Sending).Select(place => new RecipientResult(place, RecipientState.Unsure)).ToList();
        return Next(batch, Marked(batch, unsure, now), [], now);
    }

    private static Outcome<Batch> End(Batch batch, EndChunk end, Instant now)
    {
        // Another worker took this chunk over; ignore the late result.
        if (batch.SendingSince is null || end.Number != batch.Chunk) return Outcome<Batch>.Nothing(batch);
        var marked = Marked(batch, end.Results, now);
        var phones = Phones(batch, end.Results);
        if (end.Trouble is null || marked.IsPassed)
            return end.Continue && !batch.Held || marked.IsPassed
                ? Next(batch, marked with { Troubles = 0 }, phones, now)
                : new(marked, phones);
        var wait = Duration.Min(longestTrouble, Duration.FromMinutes(1 << Math.Min(marked.Troubles, 4)));
        var at = now + Duration.Max(wait, end.Trouble.RetryAfter ?? Duration.Zero);
        return new(marked with { Troubles = marked.Troubles + 1 }, [.. phones, WakeAt(batch, at)]);
    }

    private static Outcome<Batch> Settle(Batch batch, SettleBatch settled, Instant now)
    {
        if (batch.SettleAt is null) return Outcome<Batch>.Nothing(batch);
        var unsure = batch.In(RecipientState.Unsure).ToHashSet();
        var next = Set(batch, settled.Results.Where(r => unsure.Contains(r.Place)))
            with { SettleAt = settled.AgainAt, UnsureSince = settled.AgainAt is null ? null : batch.UnsureSince };
        // What surely did not go out waits again, and the next step sends it.
        return next.Has(RecipientState.Waiting) || next.RetryAt <= now
            ? new(next, [new WakeNow(AggregateId.Batch(batch.Broadcast, batch.Number))])
            : Next(batch, next, [], now);
    }

    /// <summary>Takes the next chunk, or says what the batch waits for. Tells the broadcast when a pass is over.</summary>
    private static Outcome<Batch> Next(Batch before, Batch batch, IReadOnlyList<Effect> effects, Instant now)
    {
        if (batch.IsPassed && batch.RetryAt <= now)
            batch = Set(batch, batch.In(RecipientState.Retrying).Select(p => new RecipientResult(p, RecipientState.Waiting)).ToList())
                with { RetryAt = null, Round = batch.Round + 1 };
        // While the gateway is in trouble one message asks whether it is over, so that few become unsure.
        var size = batch.Troubles > 0 ? 1 : Batch.ChunkSize;
        if (batch.In(RecipientState.Waiting).Take(size).ToList() is { Count: > 0 } places)
        {
            var taken = Set(batch, places.Select(place => new RecipientResult(place, RecipientState.Sending)))
                with { Chunk = batch.Chunk + 1, SendingSince = now };
            return new(taken, effects, new Chunk(taken.Chunk, places));
        }
        object? reply = batch.SettleAt is { } due && due <= now ? new Unsettled([.. batch.In(RecipientState.Unsure)])
            : new[] { batch.RetryAt, batch.SettleAt }.Min() is { } at ? new Rest(at)
            : null;
        if (batch == before) return Outcome<Batch>.Nothing(batch, reply);
        var told = batch with { Told = batch.Told + 1 };
        return new(told,
            [.. effects,
                new Tell(AggregateId.Broadcast(batch.Broadcast), new BatchCounted(batch.Number, told.Told, told.Count(), told.IsDone)),
                .. reply is Rest rest ? [WakeAt(batch, rest.At)] : Array.Empty<Effect>()],
            reply);
    }

    /// <summary>The batch after a chunk. What the results leave out was not handed over and waits on.</summary>
    private static Batch Marked(Batch batch, IReadOnlyList<RecipientResult> results, Instant now)
    {
        var left = batch.In(RecipientState.Sending).Select(place => new RecipientResult(place, RecipientState.Waiting));
        var next = Set(Set(batch, left.ToList()), results.Select(r => Final(batch, r))) with { SendingSince = null, Held = false };
        if (next.Has(RecipientState.Retrying) && next.RetryAt is null) next = next with { RetryAt = now + RetryAfter(batch.Round) };
        return results.Any(r => r.State == RecipientState.Unsure)
            ? next with { SettleAt = now + Batch.SettleAfter, UnsureSince = batch.UnsureSince ?? batch.SendingSince }
            : next;
    }

    private static RecipientResult Final(Batch batch, RecipientResult result) =>
        result.State == RecipientState.Retrying && batch.Round + 1 >= Tries ? result with { State = RecipientState.Failed } : result;

    /// <summary>1, 5, then 25 minutes, as for a single message.</summary>
    private static Duration RetryAfter(int round) => Duration.FromMinutes(Math.Pow(5, round));

    private static Batch Set(Batch batch, IEnumerable<RecipientResult> results)
    {
        var states = batch.States.ToCharArray();
        foreach (var result in results) states[result.Place] = (char)result.State;
        return batch with { States = new string(states) };
    }

    /// <summary>Tells each phone what its refusal says of it: blocked, or out of use.</summary>
    private static IReadOnlyList<Effect> Phones(Batch batch, IReadOnlyList<RecipientResult> results) =>
        [.. results.Where(r => r is { Phone: not null, Failure: not null })
            .SelectMany(r => MessageDecisions.AboutPhone(r.Phone!, batch.MessageId(r.Place), r.Failure!.Value, r.Gateway))];

    private static WakeAt WakeAt(Batch batch, Instant at) => new(AggregateId.Batch(batch.Broadcast, batch.Number), at, Bulk: true);
}
