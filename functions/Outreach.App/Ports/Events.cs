namespace Outreach.App;

/// <summary>An event as it goes out, by the scheme of Standard Webhooks.</summary>
/// <param name="Url">The target.</param>
/// <param name="Id">The event's id, the same at each try.</param>
/// <param name="Timestamp">Of this try, in seconds since 1970.</param>
/// <param name="Body">JSON.</param>
/// <param name="Signatures">Each <c>v1,</c> and base64, with spaces between.</param>
public sealed record OutgoingEvent(Uri Url, string Id, long Timestamp, string Body, string Signatures);

/// <summary>What a try to send an event came to.</summary>
/// <param name="Taken">The target answered 2xx.</param>
/// <param name="Said">In a few words, without anything of the target's own.</param>
public sealed record EventOutcome(bool Taken, string Said);

/// <summary>Sends events to partners' targets.</summary>
public interface IEventSender
{
    /// <summary>Whether a target may be at such an address; its host's own addresses are looked at with each try.</summary>
    bool MayBeAt(Uri url);

    /// <summary>Trouble of the network or the target is an outcome, never an exception.</summary>
    Task<EventOutcome> SendAsync(OutgoingEvent sent, CancellationToken ct);
}
