using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>The gateways' webhooks by route.</summary>
public sealed class WebhookRoutes(IEnumerable<Webhook> all)
{
    private readonly FrozenDictionary<string, Webhook> webhooks = all.ToFrozenDictionary(webhook => webhook.Route);

    public Task AnswerAsync(string route, HttpRequest request) => WebhookHttp.AnswerAsync(webhooks[route], request.HttpContext);
}
