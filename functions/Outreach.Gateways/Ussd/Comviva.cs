using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Comviva Flares HTTP Pull, which Airtel's networks use for USSD. A GET brings the newest input without a count; only a new session marks
/// a dial. Source: github.com/praekeltfoundation/vumi, vumi/transports/airtel ("Flares 1.5.0, document version 1.2.0").
/// </summary>
public static partial class ComvivaGateway
{
    public const string Name = "comviva";

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeyedOptions<ComvivaOptions>(configuration, ComvivaOptions.Section);
        services.AddSingleton<Receiver>();
    }

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var receiver = services.GetRequiredService<Receiver>();
        yield return KeyedWebhooks.Of<ComvivaOptions>(Name, services).Get(GatewayRoutes.ComvivaUssd, Fields.OfQuery, receiver.AnswerAsync);
    }

    private sealed partial class Receiver(IOptions<ComvivaOptions> options, IInbound inbound, ILogger<Receiver> logger)
    {
        private readonly ComvivaOptions _options = options.Value;

        /// <summary>
        /// <c>FC</c> continues the session and <c>FB</c> ends it. The charge headers may not be needed (unconfirmed), but they do no harm.
        /// </summary>
        private static readonly IReadOnlyList<KeyValuePair<string, string>> goesOn =
            [new("Freeflow", "FC"), new("charge", "N"), new("amount", "0")];

        private static readonly IReadOnlyList<KeyValuePair<string, string>> ends =
            [new("Freeflow", "FB"), new("charge", "N"), new("amount", "0")];

        /// <summary>Answers every call, because Comviva has one address. A call with <c>clean</c> reports the end of a session.</summary>
        public Task<WebhookReply> AnswerAsync(Fields fields, CancellationToken ct)
        {
            if (IsOurs(fields)) return fields.Optional("clean") is null ? UssdAsync(fields, ct) : CleanAsync(fields, ct);
            Log.Refused(logger);
            return Task.FromResult(WebhookReply.Forbidden);
        }

        /// <summary>
        /// <c>input</c> is at first the dialled code without its star and hash. Comviva also sends <c>MSC</c>, the switching centre.
        /// </summary>
        private async Task<WebhookReply> UssdAsync(Fields fields, CancellationToken ct)
        {
            var request = new UssdRequest(Name, fields.Id("SessionID"), fields.Phone("MSISDN"), "", fields.Text("input"), UssdKind.Newest,
                Septets: _options.ScreenSeptets);
            if (fields.Bad is { } bad) return bad;
            var screen = await inbound.UssdAsync(request, ct);
            return WebhookReply.Text(screen.Text) with { Headers = screen.End ? ends : goesOn };
        }

        /// <summary>Comviva spells the number's field in lower case here. <c>error</c> holds the reason.</summary>
        private async Task<WebhookReply> CleanAsync(Fields fields, CancellationToken ct)
        {
            var ended = new UssdEnded(Name, fields.Id("SessionID"), fields.Phone("msisdn"), UssdEnded.Incomplete, null, null);
            if (fields.Bad is { } bad) return bad;
            await inbound.UssdEndedAsync(ended, ct);
            return WebhookReply.Text("");
        }

        /// <summary>Checks the user name and password where a user name is set. Both are always compared.</summary>
        private bool IsOurs(Fields fields) => _options.UserId.Length == 0
            || (Secrets.AreEqual(fields.Optional("userid") ?? "",
                _options.UserId) & Secrets.AreEqual(fields.Optional("password") ?? "", _options.Password));

        private static partial class Log
        {
            [LoggerMessage(1, LogLevel.Warning, "Comviva callback refused: wrong user name or password.")]
            public static partial void Refused(ILogger logger);
        }
    }
}

/// <summary>Settings of section <c>Comviva</c>. No path key: the gateway is off.</summary>
public sealed class ComvivaOptions : UssdOptions
{
    public const string Section = "Comviva";

    /// <summary>The user name and password that calls bring, where the operator has set them up; both or neither.</summary>
    public string UserId { get; set; } = "";
    public string Password { get; set; } = "";

    public override bool IsOn => base.IsOn || (UserId + Password).Length > 0;

    protected internal override string? Problem() => this switch
    {
        _ when (KeyProblem(Section) ?? ScreenProblem(Section)) is { } problem => problem,
        { UserId: "", Password.Length: > 0 } => "Set Comviva:UserId to the user name that calls bring, or leave Comviva:Password empty.",
        { UserId.Length: > 0, Password: "" } => "Set Comviva:Password to the password that calls bring, or leave Comviva:UserId empty.",
        _ => null,
    };
}
