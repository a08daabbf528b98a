using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>Twilio's webhooks. Anonymous to the host, because Outreach.Gateways checks the signature.</summary>
public sealed class TwilioTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(TwilioSms))]
    public Task TwilioSms([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.TwilioSms)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.TwilioSms, request);

    [Function(nameof(TwilioStatus))]
    public Task TwilioStatus([HttpTrigger(AuthorizationLevel.Anonymous, Route = GatewayRoutes.TwilioStatus)] HttpRequest request) =>
        webhooks.AnswerAsync(GatewayRoutes.TwilioStatus, request);
}
