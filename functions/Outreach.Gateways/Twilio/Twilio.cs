using System.Collections.Frozen;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Gateways;

/// <summary>
/// Twilio Programmable Messaging: receives signed form posts. <see cref="TwilioSender"/> sends by the SDK, with the tables of this file.
/// Fields: https://www.twilio.com/docs/messaging/guides/webhook-request; states: …/guides/outbound-message-status-in-status-callbacks. The
/// class is not called Twilio, because the SDK's namespace is.
/// </summary>
public static partial class TwilioGateway
{
    public const string Name = "twilio";

    /// <summary>An empty TwiML reply: every answer goes through the API, so that all sends share one ledger.</summary>
    private static readonly WebhookReply Done = new(200, "text/xml", """<?xml version="1.0" encoding="UTF-8"?><Response/>""");

    /// <summary>
    /// States of a message that we sent. <c>partially_delivered</c> promises nothing either way, so it counts as sent; <c>canceled</c>
    /// means that a user of our own account held the message back.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, DeliveryState> States = new Dictionary<string, DeliveryState>
    {
        ["accepted"] = DeliveryState.Accepted,
        ["scheduled"] = DeliveryState.Accepted,
        ["queued"] = DeliveryState.Accepted,
        ["sending"] = DeliveryState.Accepted,
        ["sent"] = DeliveryState.Sent,
        ["partially_delivered"] = DeliveryState.Sent,
        ["delivered"] = DeliveryState.Delivered,
        ["read"] = DeliveryState.Delivered,
        ["undelivered"] = DeliveryState.Undelivered,
        ["failed"] = DeliveryState.Failed,
        ["canceled"] = DeliveryState.Suppressed,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Path and query for <c>StatusCallback</c>. The callback brings our own message id back, which settles an ambiguous send.
    /// </summary>
    public static string StatusCallbackPath(string messageId) => $"/{GatewayRoutes.TwilioStatus}?id={Uri.EscapeDataString(messageId)}";

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidation>();
        services.AddSingleton<Receiver>();
        services.AddTwilioHttp();
        services.AddSingleton<IGateway, TwilioSender>();
    }

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var receiver = services.GetRequiredService<Receiver>();
        yield return new Webhook(Name, "POST", GatewayRoutes.TwilioSms,
            (request, ct) => receiver.AnswerAsync(request, receiver.SmsAsync, ct));
        yield return new Webhook(Name, "POST", GatewayRoutes.TwilioStatus,
            (request, ct) => receiver.AnswerAsync(request, receiver.StatusAsync, ct));
    }

    private sealed partial class Receiver(IOptions<TwilioOptions> options, IInbound inbound, ILogger<Receiver> logger)
    {
        private readonly TwilioOptions _options = options.Value;

        public async Task<WebhookReply> AnswerAsync(
            WebhookRequest request, Func<WebhookRequest, Fields, CancellationToken, Task<WebhookReply>> answer, CancellationToken ct)
        {
            if (Limits.Exceeds(request)) return WebhookReply.BadField("body");
            if (!IsSigned(request)) return Refuse("signature");
            var fields = new Fields(request, request.Form, []);
            var account = fields.Id("AccountSid");
            if (fields.Bad is { } bad) return bad;
            return account == _options.AccountSid ? await answer(request, fields, ct) : Refuse("account");
        }

        public async Task<WebhookReply> SmsAsync(WebhookRequest request, Fields fields, CancellationToken ct)
        {
            var (id, from, to) = (fields.Id("MessageSid"), fields.Sender("From"), fields.Address("To"));
            var text = fields.Optional("Body") ?? ""; // a picture may come without a text
            if (fields.Bad is { } bad) return bad;
            if (from is null) return Ignore(id);
            // Advanced Opt-Out sends OptOutType, also for custom keywords: Twilio has answered, and blocks after STOP.
            ProviderKeyword? taken =
                fields.Optional("OptOutType")?.ToUpperInvariant() switch
                {
                    "STOP" => ProviderKeyword.Stop,
                    "START" => ProviderKeyword.Start,
                    "HELP" => ProviderKeyword.Help,
                    _ => null,
                };
            await inbound.SmsAsync(new InboundSms(Name, id, from, to, Limits.CutSms(text), Provider: taken, EndStops: true), ct);
            if (taken == ProviderKeyword.Stop) await inbound.OptedOutAsync(Name, from, ct);
            return Done;
        }

        public async Task<WebhookReply> StatusAsync(WebhookRequest request, Fields fields, CancellationToken ct)
        {
            var (sid, word, code) = (fields.Id("MessageSid"), fields.Id("MessageStatus"), fields.Count("ErrorCode"));
            if (fields.Bad is { } bad) return bad;
            if (word is "receiving" or "received") return Ignore(sid);
            if (!States.TryGetValue(word, out var state)) return WebhookReply.BadField("MessageStatus");
            await inbound.ReportAsync(Report(MessageId(request), sid, state, code, fields.OptionalPhone("To")), ct);
            return Done;
        }

        /// <summary>A message sent elsewhere, such as from Twilio's console, has no id of ours. The App ignores its report.</summary>
        private static DeliveryReport Report(string? messageId, string sid, DeliveryState state, int? code, string? phone)
        {
            SendFailure? failure = state is DeliveryState.Undelivered or DeliveryState.Failed ? TwilioErrors.OfCode(code ?? 0) : null;
            if (failure is SendFailure.Expired) state = DeliveryState.Expired;
            return new DeliveryReport(Name, messageId, messageId is null ? sid : null, state, failure,
                messageId is null ? null : phone);
        }

        private static string? MessageId(WebhookRequest request)
        {
            var id = QueryHelpers.ParseQuery(WebhookHttp.Query(request.PathAndQuery)).GetValueOrDefault("id").ToString();
            return id.Length is > 0 and <= Limits.IdChars ? id : null;
        }

        private bool IsSigned(WebhookRequest request) => _options.IsOn && TwilioSignature.IsValid(
            _options.AuthToken, _options.PublicBase.TrimEnd('/') + request.PathAndQuery, request.Form, request.Body,
            request.Headers.GetValueOrDefault("X-Twilio-Signature"));

        private WebhookReply Refuse(string reason)
        {
            Log.Refused(logger, reason);
            return WebhookReply.Forbidden;
        }

        private WebhookReply Ignore(string sid)
        {
            Log.Ignored(logger, sid);
            return Done;
        }

        private static partial class Log
        {
            [LoggerMessage(1, LogLevel.Warning, "Twilio webhook refused: wrong {Reason}.")]
            public static partial void Refused(ILogger logger, string reason);

            [LoggerMessage(2, LogLevel.Information, "Twilio message {Sid} ignored: it cannot be answered, or is not one we sent.")]
            public static partial void Ignored(ILogger logger, string sid);
        }
    }
}

/// <summary>Twilio's error codes and HTTP statuses as our failures. Source: https://www.twilio.com/docs/api/errors.</summary>
public static class TwilioErrors
{
    public static readonly IReadOnlyDictionary<int, SendFailure> Codes = new Dictionary<int, SendFailure>
    {
        [20003] = SendFailure.Unauthorized,
        [20005] = SendFailure.Suspended, // the account is not active
        [20429] = SendFailure.RateLimited,
        [21211] = SendFailure.InvalidNumber,
        [21212] = SendFailure.InvalidSender,
        [21408] = SendFailure.RegionNotEnabled,
        [21606] = SendFailure.InvalidSender,
        [21608] = SendFailure.RegionNotEnabled, // a trial account, and a number that it has not verified
        [21610] = SendFailure.OptedOut,
        [21611] = SendFailure.GatewayBusy, // more than 10 h of messages wait for this sender
        [21612] = SendFailure.Unreachable,
        [21614] = SendFailure.NotMobile,
        [21617] = SendFailure.TooLong,
        [21703] = SendFailure.InvalidSender, // a messaging service without numbers
        [30001] = SendFailure.GatewayBusy,
        [30002] = SendFailure.Suspended,
        [30003] = SendFailure.Unreachable,
        [30004] = SendFailure.Blocked,
        [30005] = SendFailure.UnknownSubscriber,
        [30006] = SendFailure.NotMobile,
        [30007] = SendFailure.Filtered,
        [30008] = SendFailure.Unknown,
        [30018] = SendFailure.InvalidSender, // not registered with the operator
        [30024] = SendFailure.InvalidSender, // not provisioned with the operator
        [30034] = SendFailure.InvalidSender, // not registered for business messages in the United States
        [30036] = SendFailure.Expired,
        [63038] = SendFailure.InsufficientCredit, // the account's limit for the day
    }.ToFrozenDictionary();

    public static SendFailure OfCode(int code) => Codes.GetValueOrDefault(code, SendFailure.Unknown);

    /// <summary>
    /// The handover after an answer other than 2xx to a send. A known code or another 4xx says that nothing was sent; 408 and 5xx are
    /// ambiguous until the status callback or a look-up. So is 503: Twilio does not say whether it had begun.
    /// </summary>
    public static Handover Outcome(int httpStatus, int code) => httpStatus switch
    {
        _ when Codes.TryGetValue(code, out var failure) => Handover.Refused(failure),
        401 or 403 => Handover.Refused(SendFailure.Unauthorized),
        429 => Handover.Refused(SendFailure.RateLimited),
        408 or >= 500 => Handover.Ambiguous,
        _ => Handover.Refused(SendFailure.Unknown),
    };
}
