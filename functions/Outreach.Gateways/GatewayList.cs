using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>All gateways. CONTRIBUTING.md lists the files of a new one.</summary>
public static class GatewayList
{
    private sealed record Entry(string Name, Action<IServiceCollection, IConfiguration> Add,
        Func<IServiceProvider, IEnumerable<Webhook>> Webhooks);

    private static readonly Entry[] All =
    [
        new(TwilioGateway.Name, TwilioGateway.Add, TwilioGateway.Webhooks),
        new(AfricasTalkingGateway.Name, AfricasTalkingGateway.Add, AfricasTalkingGateway.Webhooks),
        new(KannelGateway.Name, KannelGateway.Add, KannelGateway.Webhooks),
        new(HubtelGateway.Name, HubtelGateway.Add, HubtelGateway.Webhooks),
        new(InfobipGateway.Name, InfobipGateway.Add, InfobipGateway.Webhooks),
        new(NaloGateway.Name, NaloGateway.Add, NaloGateway.Webhooks),
        new(ComvivaGateway.Name, ComvivaGateway.Add, ComvivaGateway.Webhooks),
        new(JsonUssdGateway.Name, JsonUssdGateway.Add, JsonUssdGateway.Webhooks),
        new(MpesaGateway.Name, MpesaGateway.Add, MpesaGateway.Webhooks),
        // The simulated gateway is never deployed. Simulated.cs registers it, and only Outreach.Local calls that registration.
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(gateway => gateway.Name)];

    /// <summary>
    /// Registers every gateway's settings and sender. The host must register <see cref="IInbound"/> as a singleton. A gateway without any
    /// setting is off: its webhooks answer 403 and its sender refuses.
    /// </summary>
    public static IServiceCollection AddOutreachGateways(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var gateway in All) gateway.Add(services, configuration);
        return EventSender.Add(services);
    }

    /// <summary>Every webhook, for the host to map by <c>WebhookHttp.AnswerAsync(webhook, http)</c>.</summary>
    public static IReadOnlyList<Webhook> Webhooks(IServiceProvider services) => [.. All.SelectMany(gateway => gateway.Webhooks(services))];
}
