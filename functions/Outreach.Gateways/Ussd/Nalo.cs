using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Nalo Solutions, USSD. A JSON post brings the newest input without a count. Source: Nalo's USSD documentation as kept by
/// github.com/nunyakata. The meaning of <c>MSGTYPE</c> is unconfirmed in both directions, and therefore a setting.
/// </summary>
public static class NaloGateway
{
    public const string Name = "nalo";

    internal static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddKeyedOptions<NaloOptions>(configuration, NaloOptions.Section);

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var (inbound, options) = (services.GetRequiredService<IInbound>(), services.GetRequiredService<IOptions<NaloOptions>>().Value);
        yield return KeyedWebhooks.Of<NaloOptions>(Name, services)
            .Post(GatewayRoutes.NaloUssd, Fields.OfJson, (fields, ct) => UssdAsync(fields, inbound, options, ct));
    }

    /// <summary>
    /// <c>USERID</c> is our account at Nalo and is returned unchanged. <c>USERDATA</c> of a dial is the dialled code; Nalo also sends
    /// <c>NETWORK</c>.
    /// </summary>
    private static async Task<WebhookReply> UssdAsync(Fields fields, IInbound inbound, NaloOptions options, CancellationToken ct)
    {
        var (user, session, phone, text) = (fields.Id("USERID"), fields.Id("SESSIONID"), fields.Phone("MSISDN"), fields.Text("USERDATA"));
        var isDial = fields.Flag("MSGTYPE") == options.DialIs;
        if (fields.Bad is { } bad) return bad;
        var screen =
            await inbound.UssdAsync(
                new UssdRequest(Name, session, phone, isDial ? text : "", text, isDial ? UssdKind.Dial : UssdKind.Newest,
                    Septets: options.ScreenSeptets), ct);
        return JsonReply.Of(new Reply(user, fields.Text("MSISDN"), session, screen.Text, screen.End ? !options.GoOnIs : options.GoOnIs));
    }

    private sealed record Reply(string USERID, string MSISDN, string SESSIONID, string MSG, bool MSGTYPE);
}

/// <summary>Settings of section <c>Nalo</c>. No path key: the gateway is off.</summary>
public sealed class NaloOptions : UssdOptions
{
    public const string Section = "Nalo";

    /// <summary>A third-party source says that Nalo takes 120. Unconfirmed.</summary>
    public NaloOptions() => ScreenSeptets = 120;

    /// <summary>The <c>MSGTYPE</c> of a dial. Unconfirmed.</summary>
    public bool DialIs { get; set; } = true;

    /// <summary>The <c>MSGTYPE</c> of an answer that continues the session. Unconfirmed.</summary>
    public bool GoOnIs { get; set; } = true;

    protected internal override string? Problem() => KeyProblem(Section) ?? ScreenProblem(Section);
}
