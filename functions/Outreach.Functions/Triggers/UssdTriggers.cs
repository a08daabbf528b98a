using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;

namespace Outreach.Functions;

/// <summary>Webhooks of gateways that bring USSD alone. Anonymous to the host, because Outreach.Gateways checks the key in the path.</summary>
public sealed class UssdTriggers(WebhookRoutes webhooks)
{
    [Function(nameof(HubtelUssd))]
    public Task HubtelUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.HubtelUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.HubtelUssd, request);

    [Function(nameof(InfobipStart))]
    public Task InfobipStart([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.InfobipStart)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.InfobipStart, request);

    [Function(nameof(InfobipResponse))]
    public Task InfobipResponse([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.InfobipResponse)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.InfobipResponse, request);

    [Function(nameof(InfobipEnd))]
    public Task InfobipEnd([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.InfobipEnd)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.InfobipEnd, request);

    [Function(nameof(NaloUssd))]
    public Task NaloUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.NaloUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.NaloUssd, request);

    [Function(nameof(ComvivaUssd))]
    public Task ComvivaUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.ComvivaUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.ComvivaUssd, request);

    [Function(nameof(JsonUssd))]
    public Task JsonUssd([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.JsonUssd)] HttpRequest request) =>
        webhooks.AnswerAsync(Routes.JsonUssd, request);
}
