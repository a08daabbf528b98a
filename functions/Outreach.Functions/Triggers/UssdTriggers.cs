using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>
/// Webhooks of gateways that bring USSD alone. Anonymous to the host, because Outreach.Gateways checks the key in the path.
/// </summary>
public sealed class UssdTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(HubtelUssd))]
    public Task HubtelUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.HubtelUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.HubtelUssd, request);

    [Function(nameof(InfobipStart))]
    public Task InfobipStart([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.InfobipStart)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.InfobipStart, request);

    [Function(nameof(InfobipResponse))]
    public Task InfobipResponse([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.InfobipResponse)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.InfobipResponse, request);

    [Function(nameof(InfobipEnd))]
    public Task InfobipEnd([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.InfobipEnd)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.InfobipEnd, request);

    [Function(nameof(NaloUssd))]
    public Task NaloUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.NaloUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.NaloUssd, request);

    [Function(nameof(ComvivaUssd))]
    public Task ComvivaUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.ComvivaUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.ComvivaUssd, request);

    [Function(nameof(JsonUssd))]
    public Task JsonUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.JsonUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.JsonUssd, request);
}
