using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;

namespace Outreach.Gateways;

/// <summary>
/// Sends by Twilio's SDK: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource. <see cref="TwilioErrors"/>
/// maps the errors; the HTTP client of the same name holds time-outs and retries.
/// </summary>
public sealed partial class TwilioSender(IHttpMessageHandlerFactory handlers, IOptions<TwilioOptions> options, TimeProvider time,
    ILogger<TwilioSender> logger) : IGateway
{
    /// <summary>Seconds after which Twilio gives up an undelivered message. Twilio's default of 10 hours would end in the night.</summary>
    public const int ValiditySeconds = 4 * 60 * 60;

    private readonly TwilioOptions _options = options.Value;

    public string Name => TwilioGateway.Name;
    public bool ReturnsMessageId => true;
    public int PerSecond => _options.Pace.PerSecond;

    /// <summary>
    /// Completes a send once its turn has come, within its time-out, because a lost answer costs more than the seconds saved.
    /// </summary>
    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var handover = Unsendable(sms) is { } failure ? Handover.Refused(failure) : await CreateAsync(sms, ct);
        if (handover.Kind != HandoverKind.Accepted) Log.NotAccepted(logger, sms.MessageId, handover.Kind, handover.Failure);
        return handover;
    }

    /// <summary>Null where Twilio's list cannot be read now.</summary>
    public async Task<Handover?> FindAsync(OutboundSms sms, Instant since, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!_options.IsOn) return Handover.Ambiguous;
        try
        {
            return await TwilioListing.FindAsync(Client(TwilioHttp.Create(handlers, new GatewayLoad(false, 1, ct))), sms, since);
        }
        catch (Exception trouble) when (trouble is ApiConnectionException or ApiException or ApiStandardException)
        {
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    private SendFailure? Unsendable(OutboundSms sms) => sms switch
    {
        _ when !_options.IsOn => SendFailure.Unauthorized,
        { Text.Length: > Limits.SmsChars } => SendFailure.TooLong,
        _ => null,
    };

    private async Task<Handover> CreateAsync(OutboundSms sms, CancellationToken ct)
    {
        // Each message needs its own client, because only LastResponse always has the HTTP status.
        var http = TwilioHttp.Create(handlers, new GatewayLoad(sms.Bulk, 1, ct));
        try
        {
            var message = await MessageResource.CreateAsync(Order(sms), Client(http));
            return message?.Sid is { Length: > 0 } sid ? Handover.Accepted(sid) : Outcome(http, 0);
        }
        catch (ApiConnectionException trouble)
        {
            // While it waited for its turn; afterwards no token of ours can stop the call.
            if (trouble.InnerException is OperationCanceledException stopped && stopped.CancellationToken == ct)
                ct.ThrowIfCancellationRequested();
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

    private TwilioRestClient Client(SystemNetHttpClient http) => new(_options.AccountSid, _options.AuthToken, httpClient: http);

    private CreateMessageOptions Order(OutboundSms sms) => new(new Twilio.Types.PhoneNumber(sms.To))
    {
        Body = sms.Text,
        MessagingServiceSid = From(sms) is null ? _options.MessagingServiceSid : null,
        From = From(sms) is { } from ? new Twilio.Types.PhoneNumber(from) : null,
        StatusCallback = _options.StatusCallback(sms.MessageId),
        ValidityPeriod = ValiditySeconds,
    };

    /// <summary>The sender of a pool comes first, then the messaging service (null here), then our number.</summary>
    private string? From(OutboundSms sms) => sms.From ?? (_options.MessagingServiceSid.Length > 0 ? null : _options.From);

    /// <summary>
    /// The SDK treats a redirect as a success without a message. An unreadable 2xx is ambiguous, because the message may have been sent.
    /// </summary>
    private Handover Outcome(SystemNetHttpClient http, int code) => (int?)http.LastResponse?.StatusCode switch
    {
        null or < 300 => Handover.Ambiguous,
        < 400 => Handover.Refused(SendFailure.GatewayError),
        { } status => TwilioErrors.Outcome(status, code) is { Failure: SendFailure.RateLimited or SendFailure.GatewayBusy } busy
            ? busy with { RetryAfter = GatewayClient.RetryAfter(http.LastResponse.Headers, time) }
            : TwilioErrors.Outcome(status, code),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio did not accept message {MessageId}: {Kind} {Failure}.")]
        public static partial void NotAccepted(ILogger logger, string messageId, HandoverKind kind, SendFailure? failure);
    }
}
