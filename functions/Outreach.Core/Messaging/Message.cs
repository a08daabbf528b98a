using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Messaging;

/// <summary>One outgoing message. A stub without <see cref="Order"/> holds a report that came before the sender's record.</summary>
/// <param name="Attempts">How often a gateway was given the message, its own trouble left out.</param>
/// <param name="Troubles">How often in a row a gateway was in trouble.</param>
/// <param name="HasTurn">The gateway's pace keeps a place for it at <paramref name="NotBefore"/>.</param>
/// <param name="NotBefore">The earliest time of the next try; an earlier wake-up was set for another reason.</param>
/// <param name="WasDoubted">When it was handed over, the gateway had blocked the number, or messages had been lost there. Its arrival then
/// says otherwise.</param>
/// <param name="PriceMinor">Segments times the configured price, in minor units of the country's currency.</param>
public sealed record Message(
    string Id,
    DeliveryState State,
    SmsOrder? Order = null,
    string? Text = null,
    int Segments = 0,
    long PriceMinor = 0,
    string? Gateway = null,
    string? ProviderId = null,
    SendFailure? Failure = null,
    string? Why = null,
    int Attempts = 0,
    Instant? FirstAt = null,
    Instant? ChangedAt = null,
    Instant? NotBefore = null,
    int Troubles = 0,
    bool HasTurn = false,
    bool WasDoubted = false)
{
    /// <summary>The time in which a report may settle an unsure send.</summary>
    public static readonly Duration SettleWithin = Duration.FromMinutes(2);

    /// <summary>The tries with a gateway after which a message has failed.</summary>
    public const int AttemptsAllowed = 4;
}

/// <summary>The result of a try to send.</summary>
public enum TryResult { Accepted, Refused, Unsure }

/// <summary>Records a try to send, or the reason that prevented one.</summary>
/// <param name="RetryAfter">The wait that the gateway asked for.</param>
[StoredAs("Tried")]
public sealed record Tried(
    SmsOrder Order, string Text, int Segments, long PriceMinor, string Gateway, TryResult Result,
    string? ProviderId, SendFailure? Failure, bool ReturnsMessageId, bool WasDoubted = false, Duration? RetryAfter = null) : Command;

/// <summary>The sending rules refused or postponed the message.</summary>
[StoredAs("Held")] public sealed record Held(SmsOrder Order, Verdict Verdict) : Command;

/// <summary>
/// A send that a stopped process may have made, or a send about to start without an earlier commit. Answers true when the message was not
/// yet recorded.
/// </summary>
[StoredAs("FoundUnsure")] public sealed record FoundUnsure(SmsOrder Order, bool WasDoubted = false) : Command;

/// <summary>The gateway could not tell the state of an unsure send; ask again later.</summary>
[StoredAs("StillUnsure")] public sealed record StillUnsure : Command;

/// <summary>The sender starts another try.</summary>
[StoredAs("Trying")] public sealed record Trying(int Attempt) : Command;

/// <summary>Deletes text, phone and person: their retention ended, or the person was erased.</summary>
[StoredAs("DropContent")] public sealed record DropContent : Command;

/// <param name="Gateway">The gateway that reports.</param>
[StoredAs("Reported")]
public sealed record Reported(DeliveryState State, SendFailure? Failure, string? Gateway = null) : Command;
