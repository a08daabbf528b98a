using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Values;

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
    /// <summary>Not sent, because the broadcast was cancelled.</summary>
    Cancelled = 'C',
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
/// <param name="Closed">The broadcast was cancelled: nothing more is sent, and what is unsure is still looked into.</param>
/// <param name="Trouble">What the gateway needs somebody for, as the broadcast was told.</param>
/// <param name="Spent">The price of what the gateway took, and of what it may have taken for good, by currency.</param>
public sealed record Batch(
    string Broadcast, int Number, string After, IReadOnlyList<string> People, string States, int Chunk = 0, Instant? SendingSince = null,
    int Round = 0, Instant? RetryAt = null, int Troubles = 0, Instant? SettleAt = null, Instant? UnsureSince = null, int Told = 0,
    bool Held = false, bool Closed = false, SendFailure? Trouble = null, IReadOnlyList<Money>? Spent = null)
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

    /// <summary>Whether a message is a broadcast's, which has no order of its own.</summary>
    public static bool IsMessageId(string id) => id.Contains('.');

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

/// <summary>The broadcast was cancelled: who was not sent to gets nothing more.</summary>
[StoredAs("CloseBatch")] public sealed record CloseBatch : Command;

/// <summary>Records what became of unsure sends, once they were looked into.</summary>
/// <param name="AgainAt">When to look again, because a gateway was out of reach.</param>
[StoredAs("SettleBatch")] public sealed record SettleBatch(IReadOnlyList<RecipientResult> Results, Instant? AgainAt) : Command;

/// <summary>The result for the recipient at a place.</summary>
/// <param name="Failure">A refusal that says something of the phone.</param>
/// <param name="Phone">The phone that the failure is about.</param>
/// <param name="Gateway">The gateway that refused.</param>
/// <param name="Cost">The price of what was taken; of what is unsure for good, as if it was.</param>
public sealed record RecipientResult(
    int Place, RecipientState State, SendFailure? Failure = null, string? Phone = null, string? Gateway = null, Money? Cost = null);

/// <summary>The gateway cannot send now, for no reason of a recipient's.</summary>
/// <param name="RetryAfter">The wait that the gateway asked for.</param>
public sealed record GatewayTrouble(string Gateway, SendFailure Failure, Duration? RetryAfter = null);

/// <summary>The chunk to send now.</summary>
public sealed record Chunk(int Number, IReadOnlyList<int> Places);

/// <summary>Nothing is to do before <paramref name="At"/>: another worker sends the batch, or all that is left waits.</summary>
public sealed record Rest(Instant At);

/// <summary>The time has come to look into the unsure sends.</summary>
public sealed record Unsettled(IReadOnlyList<int> Places);
