using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Infobip's older USSD gateway, which calls addresses per session: <c>…/{session}/start</c>, <c>/response</c>, <c>/end</c>. Infobip sends
/// the newest input without a count. Source: github.com/praekeltfoundation/vumi, vumi/transports/infobip, which quotes Infobip's "USSD
/// Gateway to Third-party Application HTTP/REST/JSON Web Service API". <c>/status</c>, which asks whether a session is open, is not served,
/// because sessions are kept by phone.
/// </summary>
public static class InfobipGateway
{
    public const string Name = "infobip";

    /// <summary>Infobip's exit code for success.</summary>
    private const int Fine = 200;

    internal static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddKeyedOptions<InfobipOptions>(configuration, InfobipOptions.Section);

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var inbound = services.GetRequiredService<IInbound>();
        var septets = services.GetRequiredService<IOptions<InfobipOptions>>().Value.ScreenSeptets;
        var keyed = KeyedWebhooks.Of<InfobipOptions>(Name, services);
        yield return keyed.Post(GatewayRoutes.InfobipStart, Fields.OfJson,
            (fields, ct) => UssdAsync(fields, UssdKind.Dial, inbound, septets, ct));
        yield return keyed.Post(GatewayRoutes.InfobipResponse, Fields.OfJson,
            (fields, ct) => UssdAsync(fields, UssdKind.Newest, inbound, septets, ct));
        yield return keyed.Put(GatewayRoutes.InfobipEnd, Fields.OfJson, (fields, ct) => EndAsync(fields, inbound, ct));
    }

    /// <summary>
    /// <c>shortCode</c> may be missing although the documentation calls it mandatory. Infobip also sends <c>imsi</c>, <c>language</c>,
    /// <c>optional</c> and <c>ussdGwId</c>.
    /// </summary>
    private static async Task<WebhookReply> UssdAsync(Fields fields, UssdKind kind, IInbound inbound, int septets, CancellationToken ct)
    {
        var request =
            new UssdRequest(Name, fields.PathId("session"), fields.Phone("msisdn"), fields.Optional("shortCode") ?? "", fields.Text("text"),
                kind, Septets: septets);
        if (fields.Bad is { } bad) return bad;
        var screen = await inbound.UssdAsync(request, ct);
        return JsonReply.Of(new { ussdMenu = screen.Text, shouldClose = screen.End, responseExitCode = Fine, responseMessage = "" });
    }

    /// <summary>
    /// Infobip sends <c>exitCode</c> and <c>reason</c>, usually without a number. The App is told only when a number comes.
    /// </summary>
    private static async Task<WebhookReply> EndAsync(Fields fields, IInbound inbound, CancellationToken ct)
    {
        var session = fields.PathId("session");
        var phone = fields.Optional("msisdn") is null ? null : fields.Phone("msisdn");
        if (fields.Bad is { } bad) return bad;
        if (phone is not null)
            await inbound.UssdEndedAsync(
                new UssdEnded(Name, session, phone, fields.Optional("exitCode") == "0" ? UssdEnded.Success : UssdEnded.Incomplete, null,
                    null), ct);
        return JsonReply.Of(new { responseExitCode = Fine, responseMessage = "" });
    }
}

/// <summary>Settings of section <c>Infobip</c>. No path key: the gateway is off.</summary>
public sealed class InfobipOptions : UssdOptions
{
    public const string Section = "Infobip";

    protected internal override string? Problem() => KeyProblem(Section) ?? ScreenProblem(Section);
}
