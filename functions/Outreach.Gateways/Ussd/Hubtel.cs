using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Hubtel (once SMSGH), USSD. A JSON post brings the newest input and the count of requests in the session. Source: developers.hubtel.com
/// (Programmable Services); for the first fields also github.com/niiamon/ussd-go.
/// </summary>
public static class HubtelGateway
{
    public const string Name = "hubtel";

    private enum Event { Dial, Input, End, TimeOut }

    /// <summary>Values of <c>Type</c>, whose case varies. <c>Timeout</c> is unconfirmed.</summary>
    private static readonly FrozenDictionary<string, Event> types = new Dictionary<string, Event>
    {
        ["Initiation"] = Event.Dial,
        ["Response"] = Event.Input,
        ["Release"] = Event.End,
        ["Timeout"] = Event.TimeOut,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddKeyedOptions<HubtelOptions>(configuration, HubtelOptions.Section);

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var (inbound, options) = (services.GetRequiredService<IInbound>(), services.GetRequiredService<IOptions<HubtelOptions>>().Value);
        yield return KeyedWebhooks.Of<HubtelOptions>(Name, services)
            .Post(GatewayRoutes.HubtelUssd, Fields.OfJson, (fields, ct) => UssdAsync(fields, inbound, options, ct));
    }

    /// <summary>
    /// Hubtel also sends <c>Operator</c> and <c>ClientState</c>. The App keeps the state by phone, so Hubtel carries none.
    /// </summary>
    private static async Task<WebhookReply> UssdAsync(Fields fields, IInbound inbound, HubtelOptions options, CancellationToken ct)
    {
        var (session, phone, type) = (fields.Id("SessionId"), fields.Phone("Mobile"), fields.OneOf("Type", types));
        var (text, count) = (fields.Optional("Message") ?? "", fields.Count("Sequence"));
        if (fields.Bad is { } bad) return bad;
        if (type is Event.End or Event.TimeOut)
        {
            await inbound.UssdEndedAsync(
                new UssdEnded(Name, session, phone, type == Event.End ? UssdEnded.Incomplete : UssdEnded.TimedOut, null, count), ct);
            return JsonReply.Of(new Reply("Release", ""));
        }
        var kind = type == Event.Dial ? UssdKind.Dial : UssdKind.Newest;
        var screen =
            await inbound.UssdAsync(
                new UssdRequest(Name, session, phone, fields.Optional("ServiceCode") ?? "", text, kind, count, options.ScreenSeptets), ct);
        return JsonReply.Of(Answer(screen, options.InputHints));
    }

    private static Reply Answer(UssdReply screen, bool hints) => (hints, screen.End) switch
    {
        (false, _) => new Reply(screen.End ? "Release" : "Response", screen.Text),
        (true, false) => new Reply("Response", screen.Text, "Outreach", "input", "text"),
        (true, true) => new Reply("Release", screen.Text, "Outreach", "display", "text"),
    };

    private sealed record Reply(string Type, string Message, string? Label = null, string? DataType = null, string? FieldType = null);
}

/// <summary>Settings of section <c>Hubtel</c>. No path key: the gateway is off.</summary>
public sealed class HubtelOptions : UssdOptions
{
    public const string Section = "Hubtel";

    /// <summary>
    /// Adds <c>Label</c>, <c>DataType</c> and <c>FieldType</c> to every answer. Unconfirmed: switch on if screens do not show without them.
    /// </summary>
    public bool InputHints { get; set; }

    protected internal override string? Problem() => KeyProblem(Section) ?? ScreenProblem(Section);
}
