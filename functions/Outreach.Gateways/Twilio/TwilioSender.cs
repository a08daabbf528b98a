using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;

namespace Outreach.Gateways;

/// <summary>
/// Sends by Twilio's SDK: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource. The tables that it
/// decides by are <see cref="TwilioErrors"/>; time-outs and retries are those of the HTTP client of its name.
/// </summary>
public sealed partial class TwilioSender(IHttpClientFactory clients, IOptions<TwilioOptions> options,
    ILogger<TwilioSender> logger) : IGateway
{
    /// <summary>Seconds after which Twilio gives up a message that it could not hand on. Its own 10 hours would end in the night.</summary>
    public const int ValiditySeconds = 4 * 60 * 60;

    /// <summary>Twilio's clock and ours may differ by so much.</summary>
    private const int LookBackSeconds = 30;

    /// <summary>How many messages to one number are looked through; there are a handful a day.</summary>
    private const int LookedThrough = 50;

    private readonly TwilioOptions _options = options.Value;

    public string Name => TwilioGateway.Name;
    public bool ReturnsMessageId => true;

    /// <summary>A send once begun is seen to its end, at most its time-out: the answer is worth more than the seconds saved.</summary>
    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var handover = Unsendable(sms) is { } failure ? Handover.Refused(failure) : await CreateAsync(sms);
        if (handover.Kind != HandoverKind.Accepted) Log.NotAccepted(logger, sms.MessageId, handover.Kind, handover.Failure);
        return handover;
    }

    /// <summary>
    /// Looks through the messages to a number since that time:
    /// https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources.
    /// The list is filtered by whole days, so the time is looked at again here.
    /// </summary>
    public async Task<Handover?> FindAsync(OutboundSms sms, Instant since, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!_options.IsOn) return Handover.Ambiguous;
        var from = since.ToDateTimeUtc().AddSeconds(-LookBackSeconds);
        try
        {
            var client =
                new TwilioRestClient(_options.AccountSid, _options.AuthToken,
                    httpClient: new SystemNetHttpClient(clients.CreateClient(TwilioGateway.Name)));
            var sent =
                await MessageResource.ReadAsync(to: new Twilio.Types.PhoneNumber(sms.To), dateSentAfter: from.Date, limit: LookedThrough,
                    client: client);
            var found =
                sent.FirstOrDefault(
                    m => m.Body == sms.Text && m.DateCreated >= from && m.Direction != MessageResource.DirectionEnum.Inbound);
            return found is null ? Handover.Refused(SendFailure.Unknown) : Handover.Accepted(found.Sid);
        }
        catch (Exception trouble) when (trouble is ApiConnectionException or ApiException or ApiStandardException)
        {
            return null;
        }
    }

    private SendFailure? Unsendable(OutboundSms sms) => sms switch
    {
        _ when !_options.IsOn => SendFailure.Unauthorized,
        { Text.Length: > Limits.SmsChars } => SendFailure.TooLong,
        _ => null,
    };

    private async Task<Handover> CreateAsync(OutboundSms sms)
    {
        // One of its own for each message, because its LastResponse is the only place that always has the HTTP status.
        var http = new SystemNetHttpClient(clients.CreateClient(TwilioGateway.Name));
        try
        {
            var client = new TwilioRestClient(_options.AccountSid, _options.AuthToken, httpClient: http);
            var message = await MessageResource.CreateAsync(Order(sms), client);
            return message?.Sid is { Length: > 0 } sid ? Handover.Accepted(sid) : Outcome(http, 0);
        }
        catch (ApiConnectionException trouble)
        {
            return GatewayClient.Outcome(trouble.InnerException) ?? Handover.Ambiguous;
        }
        catch (ApiException answer)
        {
            return Outcome(http, answer.Code);
        }
        catch (ApiStandardException answer)
        {
            return Outcome(http, answer.Code);
        }
    }

    private CreateMessageOptions Order(OutboundSms sms) => new(new Twilio.Types.PhoneNumber(sms.To))
    {
        Body = sms.Text,
        MessagingServiceSid = From(sms) is null ? _options.MessagingServiceSid : null,
        From = From(sms) is { } from ? new Twilio.Types.PhoneNumber(from) : null,
        StatusCallback = _options.StatusCallback(sms.MessageId),
        ValidityPeriod = ValiditySeconds,
    };

    /// <summary>A sender of a pool goes first, then the messaging service (null here), then our number.</summary>
    private string? From(OutboundSms sms) => sms.From ?? (_options.MessagingServiceSid.Length > 0 ? null : _options.From);

    /// <summary>
    /// To the SDK a redirect is a success, with no message in it. A 2xx comes here when
    /// it cannot be read: the message may well be on its way.
    /// </summary>
    private static Handover Outcome(SystemNetHttpClient http, int code) => (int?)http.LastResponse?.StatusCode switch
    {
        null or < 300 => Handover.Ambiguous,
        < 400 => Handover.Refused(SendFailure.GatewayError),
        { } status => TwilioErrors.Outcome(status, code),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio did not accept message {MessageId}: {Kind} {Failure}.")]
        public static partial void NotAccepted(ILogger logger, string messageId, HandoverKind kind, SendFailure? failure);
    }
}
