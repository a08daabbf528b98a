using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>Webhooks whose only proof is a secret in their path. The secret is compared before any field is read.</summary>
internal sealed partial class KeyedWebhooks(string gateway, KeyedOptions options, ILogger<KeyedWebhooks> logger)
{
    /// <summary>Answers a request whose key is right.</summary>
    public delegate Task<WebhookReply> Answer(Fields fields, CancellationToken ct);

    /// <summary>
    /// The webhooks of a gateway whose options are <typeparamref name="T"/>. A gateway that is off has no key, so every request is refused.
    /// </summary>
    public static KeyedWebhooks Of<T>(string gateway, IServiceProvider services) where T : KeyedOptions =>
        new(gateway, services.GetRequiredService<IOptions<T>>().Value, services.GetRequiredService<ILogger<KeyedWebhooks>>());

    public Webhook Get(string route, Fields.Source fields, Answer answer) => At("GET", route, fields, answer);

    public Webhook Post(string route, Fields.Source fields, Answer answer) => At("POST", route, fields, answer);

    public Webhook Put(string route, Fields.Source fields, Answer answer) => At("PUT", route, fields, answer);

    private Webhook At(string method, string route, Fields.Source fields, Answer answer) =>
        new(gateway, method, route, (request, ct) => AnswerAsync(request, fields, answer, ct));

    private async Task<WebhookReply> AnswerAsync(WebhookRequest request, Fields.Source fields, Answer answer, CancellationToken ct)
    {
        if (Secrets.IsLive(request.RouteValues.GetValueOrDefault("key"), options.LiveKeys))
            return fields(request, options.Codes) is { } read ? await answer(read, ct) : WebhookReply.BadField("body");
        Log.Refused(logger, gateway);
        return WebhookReply.Forbidden;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Callback of {Gateway} refused: wrong key.")]
        public static partial void Refused(ILogger logger, string gateway);
    }
}
