using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;

namespace Outreach.Functions;

/// <summary>Africa's Talking's webhooks. Anonymous to the host, because Outreach.Gateways checks the key in the path.</summary>
public sealed class AfricasTalkingTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(AfricasTalkingSms))]
    public Task AfricasTalkingSms([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.AfricasTalkingSms)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.AfricasTalkingSms, request);

    [Function(nameof(AfricasTalkingUssd))]
    public Task AfricasTalkingUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.AfricasTalkingUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.AfricasTalkingUssd, request);

    [Function(nameof(AfricasTalkingDelivery))]
    public Task AfricasTalkingDelivery([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.AfricasTalkingDelivery)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.AfricasTalkingDelivery, request);

    [Function(nameof(AfricasTalkingUssdEvents))]
    public Task AfricasTalkingUssdEvents([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.AfricasTalkingUssdEvents)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.AfricasTalkingUssdEvents, request);

    [Function(nameof(AfricasTalkingOptOut))]
    public Task AfricasTalkingOptOut([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.AfricasTalkingOptOut)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.AfricasTalkingOptOut, request);
}
