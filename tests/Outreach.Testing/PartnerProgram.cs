using Outreach.App;

namespace Outreach.Testing;

/// <summary>A partner's program that takes events, or says why not.</summary>
public sealed class PartnerProgram : IEventSender
{
    /// <summary>Every try.</summary>
    public List<OutgoingEvent> Came { get; } = [];

    public List<OutgoingEvent> Taken { get; } = [];

    /// <summary>What it answers; taken while null.</summary>
    public EventOutcome? Answer { get; set; }

    public bool MayBeAt(Uri url) => url is { Scheme: "https", UserInfo: "" };

    public Task<EventOutcome> SendAsync(OutgoingEvent sent, CancellationToken ct)
    {
        lock (Came)
        {
            Came.Add(sent);
            if (Answer is null or { Taken: true }) Taken.Add(sent);
        }
        return Task.FromResult(Answer ?? new(true, "HTTP 204"));
    }
}
