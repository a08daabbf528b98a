using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>Kannel's webhooks. Anonymous to the host, because Outreach.Gateways checks the key in the path.</summary>
public sealed class KannelTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(KannelSms))]
    public Task KannelSms([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.KannelSms)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.KannelSms, request);

    [Function(nameof(KannelDelivery))]
    public Task KannelDelivery([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.KannelDelivery)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.KannelDelivery, request);
}
