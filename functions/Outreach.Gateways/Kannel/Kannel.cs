using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Gateways;

/// <summary>
/// Kannel, a self-hosted gateway on an operator's SMSC link. Kannel signs nothing: a secret in the path replaces a signature. User guide:
/// https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html. Its requests and answers were observed with Debian's 1.4.5;
/// tests/Outreach.Kannel.Tests checks them again each time.
/// </summary>
public static partial class KannelGateway
{
    public const string Name = "kannel";

    /// <summary>The delivery reports to request: the sum of all of <see cref="States"/>.</summary>
    private const string ReportMask = "31";

    /// <summary>States of delivery reports, by <c>%d</c>.</summary>
    public static readonly IReadOnlyDictionary<string, DeliveryState> States = new Dictionary<string, DeliveryState>
    {
        ["1"] = DeliveryState.Delivered,
        ["2"] = DeliveryState.Undelivered,
        ["4"] = DeliveryState.Sent, // waits in the network until the phone can be reached
        ["8"] = DeliveryState.Sent, // taken by the SMSC
        ["16"] = DeliveryState.Failed, // refused by the SMSC
    }.ToFrozenDictionary();

    /// <summary>Reasons of an SMSC's refusal, by the SMPP 3.4 command status (section 5.1.3) that Kannel puts after <c>NACK/</c>.</summary>
    public static readonly IReadOnlyDictionary<int, SendFailure> SmppErrors = new Dictionary<int, SendFailure>
    {
        [0x0A] = SendFailure.InvalidSender, // ESME_RINVSRCADR
        [0x0B] = SendFailure.InvalidNumber, // ESME_RINVDSTADR
        [0x14] = SendFailure.GatewayBusy, // ESME_RMSGQFUL
        [0x58] = SendFailure.RateLimited, // ESME_RTHROTTLED
    }.ToFrozenDictionary();

    /// <summary>Error answers to a send, recognised by their first words; the first match counts. Source: gw/smsbox.c.</summary>
    public static readonly IReadOnlyList<(int Status, string Start, SendFailure Failure)> Answers =
    [
        (403, "Authorization failed", SendFailure.Unauthorized),
        (403, "Not routable", SendFailure.RegionNotEnabled),
        (400, "Missing receiver", SendFailure.InvalidNumber),
        (400, "Empty receiver", SendFailure.InvalidNumber),
        (400, "Sender missing", SendFailure.InvalidSender),
        (500, "Sending failed", SendFailure.GatewayError), // the text could not be split into parts; no part was sent
        (503, "Temporal failure", SendFailure.GatewayBusy),
    ];

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeyedOptions<KannelOptions>(configuration, KannelOptions.Section);
        services.AddSingleton<Receiver>().AddSingleton<IGateway, Sender>();
        services.AddGatewayClient(Name, provider => provider.GetRequiredService<IOptions<KannelOptions>>().Value.Pace);
    }

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var receiver = services.GetRequiredService<Receiver>();
        var keyed = KeyedWebhooks.Of<KannelOptions>(Name, services);
        yield return keyed.Get(GatewayRoutes.KannelSms, Fields.OfQuery, receiver.SmsAsync);
        yield return keyed.Get(GatewayRoutes.KannelDelivery, Fields.OfQuery, receiver.DeliveryAsync);
    }

    private sealed partial class Receiver(IInbound inbound, ILogger<Receiver> logger)
    {
        /// <summary>
        /// Empty, because Kannel would send any text to the phone. Every reply goes through sendsms, so that all sends share one ledger.
        /// </summary>
        private static readonly WebhookReply Done = WebhookReply.Text("");

        /// <summary><c>id</c> is %I, <c>from</c> %p, <c>to</c> %P, <c>text</c> %b, <c>coding</c> %c and <c>charset</c> %C.</summary>
        public async Task<WebhookReply> SmsAsync(Fields fields, CancellationToken ct)
        {
            var (id, from, to) = (fields.Id("id"), fields.Sender("from"), fields.Address("to"));
            fields.Text("text");
            if (fields.Bad is { } bad) return bad;
            var text = KannelText.Read(fields.Request.PathAndQuery, fields.Optional("coding"), fields.Optional("charset"));
            if (from is null || text is null) Log.Unreadable(logger, id);
            else await inbound.SmsAsync(new InboundSms(Name, id, from, to, Limits.CutSms(text)), ct);
            return Done;
        }

        public async Task<WebhookReply> DeliveryAsync(Fields fields, CancellationToken ct)
        {
            var (id, state) = (fields.Id("id"), fields.OneOf("status", States));
            if (fields.Bad is { } bad) return bad;
            var failure = Failure(state, fields.Optional("answer") ?? "");
            if (failure == SendFailure.Expired) state = DeliveryState.Expired;
            await inbound.ReportAsync(new DeliveryReport(Name, id, null, state, failure, fields.OptionalPhone("to")), ct);
            return Done;
        }

        /// <summary>
        /// <c>NACK/0x0000000b/Invalid Destination Address</c>, or an SMPP receipt with <c>stat:EXPIRED</c> in it (SMPP 3.4, appendix B).
        /// </summary>
        private static SendFailure? Failure(DeliveryState state, string answer)
        {
            if (state is not (DeliveryState.Undelivered or DeliveryState.Failed)) return null;
            if (answer.Contains("stat:EXPIRED", StringComparison.OrdinalIgnoreCase)) return SendFailure.Expired;
            var code =
                answer.Split('/') is ["NACK", ['0', 'x', .. var hex], ..]
                    && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var status) ? status : 0;
            return SmppErrors.GetValueOrDefault(code, SendFailure.Unknown);
        }

        private static partial class Log
        {
            [LoggerMessage(1, LogLevel.Information, "Kannel message {Id} ignored: it is no text, or its sender cannot be answered.")]
            public static partial void Unreadable(ILogger logger, string id);
        }
    }

    /// <summary>
    /// POSTs with headers, because proxies log addresses and would log the text and the password. Version 1.4.5 does not read a form
    /// ("Invalid content-type"). User guide, "Using the HTTP interface to send SMS messages". Kannel cannot be asked for a message sent.
    /// </summary>
    private sealed class Sender(IHttpClientFactory clients, IOptions<KannelOptions> options, TimeProvider time, ILogger<Sender> logger)
        : HttpSender(KannelGateway.Name, options.Value, options.Value.Pace, clients, time, logger)
    {
        private readonly KannelOptions _options = options.Value;

        public override bool ReturnsMessageId => true;

        protected override SendFailure? Unsendable(OutboundSms sms) =>
            base.Unsendable(sms) ?? (sms.From is { } from && !KannelOptions.IsHeader(from) ? SendFailure.InvalidSender : null);

        protected override HttpRequestMessage Request(IReadOnlyList<OutboundSms> messages)
        {
            var sms = messages[0];
            var request = new HttpRequestMessage(HttpMethod.Post, _options.SendUrl)
            {
                Content = new StringContent(sms.Text, Encoding.UTF8, "text/plain"),
            };
            AddHeaders(request.Headers, sms);
            return request;
        }

        /// <summary>
        /// A 202 says <c>0: Accepted for delivery</c> or <c>3: Queued for later delivery</c>. Kannel's answers hold no id, so our own id is
        /// used. An unknown answer is a proxy's, or another version's.
        /// </summary>
        protected override IReadOnlyList<Handover> Read(HttpResponseMessage response, string body, IReadOnlyList<OutboundSms> messages)
        {
            var status = (int)response.StatusCode;
            if (status == 202) return [Handover.Accepted(messages[0].MessageId)];
            var known =
                Answers.FirstOrDefault(
                    answer => answer.Status == status && body.StartsWith(answer.Start, StringComparison.OrdinalIgnoreCase));
            return [known.Start is null ? OfStatus(response) : Handover.Refused(known.Failure, RetryAfter(response))];
        }

        private void AddHeaders(HttpRequestHeaders headers, OutboundSms sms)
        {
            headers.TryAddWithoutValidation("X-Kannel-Username", _options.Username);
            headers.TryAddWithoutValidation("X-Kannel-Password", _options.Password);
            headers.TryAddWithoutValidation("X-Kannel-From", sms.From ?? _options.From);
            headers.TryAddWithoutValidation("X-Kannel-To", sms.To);
            headers.TryAddWithoutValidation("X-Kannel-Coding", Segments.Of(sms.Text).Encoding == SmsEncoding.Gsm7 ? "0" : "2");
            headers.TryAddWithoutValidation("X-Kannel-DLR-Mask", ReportMask);
            headers.TryAddWithoutValidation("X-Kannel-DLR-URL", _options.ReportUrl(sms.MessageId, sms.To));
            if (_options.SmscId.Length > 0) headers.TryAddWithoutValidation("X-Kannel-SMSC", _options.SmscId);
        }
    }
}
