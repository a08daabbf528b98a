using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>M-PESA's callbacks. Anonymous to the host, because Outreach.Gateways checks the key in the path.</summary>
public sealed class MpesaTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(MpesaValidation))]
    public Task MpesaValidation([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.MpesaValidation)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.MpesaValidation, request);

    [Function(nameof(MpesaConfirmation))]
    public Task MpesaConfirmation(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.MpesaConfirmation)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.MpesaConfirmation, request);

    [Function(nameof(MpesaPaidOut))]
    public Task MpesaPaidOut([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.MpesaPaidOut)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.MpesaPaidOut, request);

    [Function(nameof(MpesaReversal))]
    public Task MpesaReversal([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.MpesaReversal)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.MpesaReversal, request);

    [Function(nameof(MpesaAnswer))]
    public Task MpesaAnswer([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.MpesaAnswer)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.MpesaAnswer, request);

    [Function(nameof(MpesaTimeout))]
    public Task MpesaTimeout([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.MpesaTimeout)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.MpesaTimeout, request);
}
