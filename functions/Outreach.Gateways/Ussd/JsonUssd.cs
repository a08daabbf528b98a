using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// USSD in our own JSON, for a gateway without a file here: a short script translates. docs/operations.md describes the script:
/// <code>
/// POST /api/ussd/{key}   {"session": "s1", "phone": "+254711000111", "event": "input", "text": "1", "sequence": 2, "code": "*384*7071#"}
/// 200                    {"text": "Owed to you: KSh 0", "end": false}
/// </code>
/// </summary>
public static class JsonUssdGateway
{
    public const string Name = "ussd";

    /// <summary>
    /// Values of <c>event</c>: <c>all</c> brings every input since dialling, joined by <c>*</c>; <c>dial</c> and <c>input</c> bring the
    /// newest only.
    /// </summary>
    private static readonly FrozenDictionary<string, UssdKind> kinds = new Dictionary<string, UssdKind>
    {
        ["all"] = UssdKind.Cumulative,
        ["dial"] = UssdKind.Dial,
        ["input"] = UssdKind.Newest,
    }.ToFrozenDictionary();

    internal static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddKeyedOptions<JsonUssdOptions>(configuration, JsonUssdOptions.Section);

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var (inbound, options) = (services.GetRequiredService<IInbound>(), services.GetRequiredService<IOptions<JsonUssdOptions>>().Value);
        yield return KeyedWebhooks.Of<JsonUssdOptions>(Name, services).Post(GatewayRoutes.JsonUssd, Fields.OfJson,
            (fields, ct) => fields.Optional("event") == "end" ? EndAsync(fields, inbound, ct)
                : UssdAsync(fields, inbound, options.ScreenSeptets, ct));
    }

    /// <summary>
    /// <c>text</c> may be left out of a dial. <c>sequence</c> grows with each request of a session; without it, repeats go unnoticed.
    /// </summary>
    private static async Task<WebhookReply> UssdAsync(Fields fields, IInbound inbound, int septets, CancellationToken ct)
    {
        var (session, phone, kind) = (fields.Id("session"), fields.Phone("phone"), fields.OneOf("event", kinds));
        var text = kind == UssdKind.Dial ? fields.Optional("text") ?? "" : fields.Text("text");
        var count = fields.Count("sequence");
        if (fields.Bad is { } bad) return bad;
        var screen =
            await inbound.UssdAsync(new UssdRequest(Name, session, phone, fields.Optional("code") ?? "", text, kind, count, septets), ct);
        return JsonReply.Of(new { text = screen.Text, end = screen.End });
    }

    /// <summary><c>reason</c> is <c>timeout</c> when the session timed out; it may be left out.</summary>
    private static async Task<WebhookReply> EndAsync(Fields fields, IInbound inbound, CancellationToken ct)
    {
        var ended =
            new UssdEnded(Name, fields.Id("session"), fields.Phone("phone"),
                fields.Optional("reason") == "timeout" ? UssdEnded.TimedOut : UssdEnded.Incomplete, null, null);
        if (fields.Bad is { } bad) return bad;
        await inbound.UssdEndedAsync(ended, ct);
        return JsonReply.Of(new { text = "", end = true });
    }
}

/// <summary>Settings of section <c>JsonUssd</c>. No path key: the gateway is off.</summary>
public sealed class JsonUssdOptions : UssdOptions
{
    public const string Section = "JsonUssd";

    protected internal override string? Problem() => KeyProblem(Section) ?? ScreenProblem(Section);
}
