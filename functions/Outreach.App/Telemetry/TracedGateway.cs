using System.Diagnostics;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Adds a span to each send of a gateway, and counts outcomes and costs.</summary>
internal sealed class TracedGateway(IGateway gateway, Rates rates) : IGateway
{
    public string Name => gateway.Name;

    public bool ReturnsMessageId => gateway.ReturnsMessageId;

    public int PerSecond => gateway.PerSecond;

    public int MostAtOnce => gateway.MostAtOnce;

    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        using var span = Telemetry.Sending(Name, sms.MessageId);
        var handover = await gateway.SendAsync(sms, ct);
        Count(span, sms, handover);
        return handover;
    }

    /// <summary>One span under the first message's id, and a count of each message.</summary>
    public async Task<IReadOnlyList<Handover>> SendManyAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return [];
        using var span = Telemetry.Sending(Name, messages[0].MessageId)?.SetTag("outreach.messages", messages.Count);
        var handovers = await gateway.SendManyAsync(messages, ct);
        for (var i = 0; i < messages.Count; i++) Count(i == 0 ? span : null, messages[i], handovers[i]);
        return handovers;
    }

    public Task<Handover?> FindAsync(OutboundSms sms, NodaTime.Instant since, CancellationToken ct) => gateway.FindAsync(sms, since, ct);

    private void Count(Activity? span, OutboundSms sms, Handover handover)
    {
        var price = Segments.Of(sms.Text).Count * rates.MinorPerSegment(sms.To, Name);
        Telemetry.Sent(span, Name, handover, Country.OfPhone(sms.To)?.Currency ?? "none", price);
    }
}
