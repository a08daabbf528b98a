using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Messaging;

/// <summary>
/// One outgoing message. A stub without <see cref="Order"/> stands for a report that came before the sender wrote down what it sent.
/// </summary>
/// <param name="Attempts">How often it was given to a gateway.</param>
/// <param name="NotBefore">When it may be tried again; a wake-up that comes sooner was set for something else.</param>
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
    Instant? NotBefore = null)
{
    /// <summary>How long a report may take to settle an unsure send.</summary>
    public static readonly Duration SettleWithin = Duration.FromMinutes(2);

    /// <summary>How often a message is given to a gateway before it has failed.</summary>
    public const int AttemptsAllowed = 4;
}

/// <summary>What a try to send came to.</summary>
public enum TryResult { Accepted, Refused, Unsure }

/// <summary>The sender tried (or was kept from trying) and writes down what came of it.</summary>
[StoredAs("Tried")]
public sealed record Tried(
    SmsOrder Order, string Text, int Segments, long PriceMinor, string Gateway, TryResult Result,
    string? ProviderId, SendFailure? Failure, bool ReturnsMessageId, bool WasBlocked = false) : Command;

/// <summary>The checks said no, or not yet.</summary>
[StoredAs("Held")] public sealed record Held(SmsOrder Order, Verdict Verdict) : Command;

/// <summary>
/// A send that a stopped process may or may not have made; or one about to be made that no commit stands behind.
/// Answers true when nobody had written this message down before.
/// </summary>
[StoredAs("FoundUnsure")] public sealed record FoundUnsure(SmsOrder Order) : Command;

/// <summary>The gateway could not be asked what became of an unsure send: later.</summary>
[StoredAs("StillUnsure")] public sealed record StillUnsure : Command;

/// <summary>The sender is about to try again.</summary>
[StoredAs("Trying")] public sealed record Trying(int Attempt) : Command;

/// <summary>Words, phone and person go: their time is over, or the person was erased.</summary>
[StoredAs("DropContent")] public sealed record DropContent : Command;

/// <summary>A delivery report.</summary>
[StoredAs("Reported")] public sealed record Reported(DeliveryState State, SendFailure? Failure) : Command;
