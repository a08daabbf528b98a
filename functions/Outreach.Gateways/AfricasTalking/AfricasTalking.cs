using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways;

/// <summary>
/// Africa's Talking, for USSD and SMS. The provider signs nothing: a secret in the path replaces a signature, and every number is a claim.
/// Callbacks: https://docs.africastalking.com/sms/notifications; USSD time limits: https://help.africastalking.com/en/articles/1284071.
/// </summary>
public static partial class AfricasTalkingGateway
{
    public const string Name = "africastalking";

    /// <summary>
    /// Statuses of delivery reports. The operator refused a <c>Rejected</c> message; a <c>Failed</c> one never reached the handset.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, DeliveryState> States = new Dictionary<string, DeliveryState>
    {
        ["Sent"] = DeliveryState.Sent,
        ["Submitted"] = DeliveryState.Sent,
        ["Buffered"] = DeliveryState.Sent,
        ["Success"] = DeliveryState.Delivered,
        ["Rejected"] = DeliveryState.Failed,
        ["Failed"] = DeliveryState.Undelivered,
        ["Expired"] = DeliveryState.Expired,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reasons of delivery reports. Credit and suspension concern the subscriber, not our account.</summary>
    public static readonly IReadOnlyDictionary<string, SendFailure> Reasons = new Dictionary<string, SendFailure>
    {
        ["InsufficientCredit"] = SendFailure.Blocked, // for premium messages, which we do not send
        ["InvalidLinkId"] = SendFailure.InvalidSender,
        ["UserIsInactive"] = SendFailure.Unreachable,
        ["UserInBlackList"] = SendFailure.OptedOut,
        ["UserAccountSuspended"] = SendFailure.Unreachable,
        ["NotNetworkSubscriber"] = SendFailure.UnknownSubscriber,
        ["UserNotSubscribedToProduct"] = SendFailure.Blocked,
        ["UserDoesNotExist"] = SendFailure.UnknownSubscriber,
        ["DoNotDisturbRejection"] = SendFailure.OptedOut,
        ["DeliveryFailure"] = SendFailure.Unknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Refusal codes of one recipient in the answer to a send. Codes 100 Processed, 101 Sent and 102 Queued accept the message.
    /// </summary>
    public static readonly IReadOnlyDictionary<int, (string Name, SendFailure Failure)> Codes = new Dictionary<int, (string, SendFailure)>
    {
        [401] = ("RiskHold", SendFailure.Filtered),
        [402] = ("InvalidSenderId", SendFailure.InvalidSender),
        [403] = ("InvalidPhoneNumber", SendFailure.InvalidNumber),
        [404] = ("UnsupportedNumberType", SendFailure.NotMobile),
        [405] = ("InsufficientBalance", SendFailure.InsufficientCredit),
        [406] = ("UserInBlacklist", SendFailure.OptedOut), // our list there of who opted out
        [407] = ("CouldNotRoute", SendFailure.RegionNotEnabled),
        [409] = ("DoNotDisturbRejection", SendFailure.OptedOut),
        [500] = ("InternalServerError", SendFailure.GatewayError),
        [501] = ("GatewayError", SendFailure.GatewayError),
        [502] = ("RejectedByGateway", SendFailure.GatewayError),
    }.ToFrozenDictionary();

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeyedOptions<AfricasTalkingOptions>(configuration, AfricasTalkingOptions.Section);
        services.AddSingleton<Receiver>().AddSingleton<IGateway, AfricasTalkingSender>();
        services.AddGatewayClient(Name, provider => provider.GetRequiredService<IOptions<AfricasTalkingOptions>>().Value.Pace);
    }

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var receiver = services.GetRequiredService<Receiver>();
        var keyed = KeyedWebhooks.Of<AfricasTalkingOptions>(Name, services);
        return
        [
            keyed.Post(GatewayRoutes.AfricasTalkingSms, Fields.OfForm, receiver.SmsAsync),
            keyed.Post(GatewayRoutes.AfricasTalkingUssd, Fields.OfForm, receiver.UssdAsync),
            keyed.Post(GatewayRoutes.AfricasTalkingDelivery, Fields.OfForm, receiver.DeliveryAsync),
            keyed.Post(GatewayRoutes.AfricasTalkingUssdEvents, Fields.OfForm, receiver.UssdEventAsync),
            keyed.Post(GatewayRoutes.AfricasTalkingOptOut, Fields.OfForm, receiver.OptOutAsync),
        ];
    }

    private sealed partial class Receiver(IInbound inbound, IOptions<AfricasTalkingOptions> options, ILogger<Receiver> logger)
    {
        private static readonly WebhookReply Done = WebhookReply.Text("");

        /// <summary>The ways a session can end, spelt as the provider spells them.</summary>
        private static readonly string[] Endings = [UssdEnded.Success, UssdEnded.Incomplete, UssdEnded.Failed];

        /// <summary>
        /// The provider also sends <c>date</c> (in one of two forms), <c>linkId</c>, <c>networkCode</c> and <c>cost</c>, which are not
        /// used.
        /// </summary>
        public async Task<WebhookReply> SmsAsync(Fields fields, CancellationToken ct)
        {
            var (id, from, to, text) = (fields.Id("id"), fields.Sender("from"), fields.Address("to"), fields.Text("text"));
            if (fields.Bad is { } bad) return bad;
            if (from is null) Log.Unanswerable(logger, id);
            else await inbound.SmsAsync(new InboundSms(Name, id, from, to, Limits.CutSms(text)), ct);
            return Done;
        }

        /// <summary>
        /// <c>text</c> is empty at first, then holds all inputs so far, joined by <c>*</c>. The text can hold a PIN, so it must never be
        /// stored or logged.
        /// </summary>
        public async Task<WebhookReply> UssdAsync(Fields fields, CancellationToken ct)
        {
            var request =
                new UssdRequest(Name, fields.Id("sessionId"), fields.Phone("phoneNumber"), fields.Id("serviceCode"), fields.Text("text"),
                    Septets: options.Value.ScreenSeptets);
            if (fields.Bad is { } bad) return bad;
            var reply = await inbound.UssdAsync(request, ct);
            return WebhookReply.Text((reply.End ? "END " : "CON ") + reply.Text);
        }

        public async Task<WebhookReply> DeliveryAsync(Fields fields, CancellationToken ct)
        {
            var (id, state) = (fields.Id("id"), fields.OneOf("status", States));
            if (fields.Bad is { } bad) return bad;
            var phone = fields.OptionalPhone("phoneNumber");
            var failure = Failure(state, fields.Optional("failureReason"));
            await inbound.ReportAsync(new DeliveryReport(Name, null, id, state, failure, phone), ct);
            return Done;
        }

        /// <summary>
        /// The provider also sends <c>input</c> and <c>lastAppResponse</c>. Both can hold a PIN or a balance, so they are not read.
        /// </summary>
        public async Task<WebhookReply> UssdEventAsync(Fields fields, CancellationToken ct)
        {
            var (session, phone, status) = (fields.Id("sessionId"), fields.Phone("phoneNumber"), fields.OneOf("status", Endings));
            var ended = new UssdEnded(Name, session, phone, status, fields.Count("durationInMillis"), fields.Count("hopsCount"));
            if (fields.Bad is { } bad) return bad;
            await inbound.UssdEndedAsync(ended, ct);
            return Done;
        }

        public async Task<WebhookReply> OptOutAsync(Fields fields, CancellationToken ct)
        {
            var phone = fields.Phone("phoneNumber");
            if (fields.Bad is { } bad) return bad;
            await inbound.OptedOutAsync(Name, phone, ct);
            return Done;
        }

        private static SendFailure? Failure(DeliveryState state, string? reason) => state switch
        {
            DeliveryState.Expired => SendFailure.Expired,
            DeliveryState.Failed or DeliveryState.Undelivered => Reasons.GetValueOrDefault(reason?.Trim() ?? "", SendFailure.Unknown),
            _ => null,
        };

        private static partial class Log
        {
            [LoggerMessage(2, LogLevel.Information, "Africa's Talking message {Id} ignored: its sender cannot be answered.")]
            public static partial void Unanswerable(ILogger logger, string id);
        }
    }
}
