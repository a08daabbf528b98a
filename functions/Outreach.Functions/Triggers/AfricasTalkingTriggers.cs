using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>Africa's Talking's webhooks. Anonymous to the host, because Outreach.Gateways checks the key in the path.</summary>
public sealed class AfricasTalkingTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(AfricasTalkingSms))]
    public Task AfricasTalkingSms(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.AfricasTalkingSms)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.AfricasTalkingSms, request);

    [Function(nameof(AfricasTalkingUssd))]
    public Task AfricasTalkingUssd(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.AfricasTalkingUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.AfricasTalkingUssd, request);

    [Function(nameof(AfricasTalkingDelivery))]
    public Task AfricasTalkingDelivery(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.AfricasTalkingDelivery)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.AfricasTalkingDelivery, request);

    [Function(nameof(AfricasTalkingUssdEvents))]
    public Task AfricasTalkingUssdEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.AfricasTalkingUssdEvents)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.AfricasTalkingUssdEvents, request);

    [Function(nameof(AfricasTalkingOptOut))]
    public Task AfricasTalkingOptOut(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.AfricasTalkingOptOut)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.AfricasTalkingOptOut, request);
}
