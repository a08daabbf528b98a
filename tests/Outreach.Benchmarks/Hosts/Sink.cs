using Outreach.App;

namespace Outreach.Benchmarks.Hosts;

/// <summary>A gateway that takes every message at once.</summary>
internal sealed class Sink : IGateway
{
    private int handedOver;

    public string Name => "sink";

    public bool ReturnsMessageId => true;

    /// <summary>So high that no pace slows the measure down.</summary>
    public int PerSecond => 1_000_000;

    public int MostAtOnce { get; init; } = 1;

    public int HandedOver => Volatile.Read(ref handedOver);

    public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        Interlocked.Increment(ref handedOver);
        return Task.FromResult(Handover.Accepted(sms.MessageId));
    }
}
