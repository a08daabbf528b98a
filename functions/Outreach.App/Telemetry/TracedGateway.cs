using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Adds a span to each send of a gateway, and counts outcomes and costs.</summary>
internal sealed class TracedGateway(IGateway gateway, Rates rates) : IGateway
{
    public string Name => gateway.Name;

    public bool ReturnsMessageId => gateway.ReturnsMessageId;

    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        using var span = Telemetry.Sending(Name, sms.MessageId);
        var handover = await gateway.SendAsync(sms, ct);
        var price = Segments.Of(sms.Text).Count * rates.MinorPerSegment(sms.To, Name);
        Telemetry.Sent(span, Name, handover, Country.OfPhone(sms.To)?.Currency ?? "none", price);
        return handover;
    }

    public Task<Handover?> FindAsync(OutboundSms sms, NodaTime.Instant since, CancellationToken ct) => gateway.FindAsync(sms, since, ct);
}
