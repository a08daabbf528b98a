using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>The gateways' webhooks by route.</summary>
public sealed class WebhookRoutes(IServiceProvider services)
{
    private readonly FrozenDictionary<string,
        Webhook> webhooks = GatewayList.Webhooks(services).ToFrozenDictionary(webhook => webhook.Route);

    public Task AnswerAsync(string route, HttpRequest request) => WebhookHttp.AnswerAsync(webhooks[route], request.HttpContext);
}
