using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;

namespace Outreach.Functions;

/// <summary>Twilio's webhooks. Anonymous to the host, because Outreach.Gateways checks the signature.</summary>
public sealed class TwilioTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(TwilioSms))]
    public Task TwilioSms([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.TwilioSms)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.TwilioSms, request);

    [Function(nameof(TwilioStatus))]
    public Task TwilioStatus([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.TwilioStatus)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.TwilioStatus, request);
}
