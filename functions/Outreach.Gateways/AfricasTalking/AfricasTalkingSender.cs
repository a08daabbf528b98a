using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways;

/// <summary>Sends by Africa's Talking: https://developers.africastalking.com/docs/sms/sending/bulk.</summary>
internal sealed class AfricasTalkingSender(IHttpClientFactory clients, IOptions<AfricasTalkingOptions> options, TimeProvider time,
    ILogger<AfricasTalkingSender> logger)
    : HttpSender(AfricasTalkingGateway.Name, options.Value, options.Value.Pace, clients, time, logger), IGateway
{
    private readonly AfricasTalkingOptions _options = options.Value;

    /// <summary>False: the provider reports under its own id only, and can list no messages sent, so a lost answer stays lost.</summary>
    public override bool ReturnsMessageId => false;

    public int MostAtOnce => 100;

    /// <summary>The answer names numbers, not messages, so a number may occur only once in a request.</summary>
    public Task<IReadOnlyList<Handover>> SendManyAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct)
    {
        if (messages.Count > MostAtOnce) throw new ArgumentException($"More than {MostAtOnce} messages.", nameof(messages));
        if (messages.DistinctBy(sms => (sms.Text, sms.From, sms.Bulk)).Count() > 1)
            throw new ArgumentException("The messages differ in text, sender or kind.", nameof(messages));
        if (messages.DistinctBy(sms => sms.To).Count() < messages.Count)
            throw new ArgumentException("Two messages to one number.", nameof(messages));
        return HandOverAsync(messages, ct);
    }

    protected override HttpRequestMessage Request(IReadOnlyList<OutboundSms> messages) => new(HttpMethod.Post, _options.Messaging)
    {
        Content = new FormUrlEncodedContent(Form(messages)),
        Headers = { { "apiKey", _options.ApiKey }, { "Accept", "application/json" } },
    };

    /// <summary>
    /// A 201 without recipients is a refusal, with the reason's name as its message. An unreadable answer leaves the sends ambiguous, and
    /// so does an answer that leaves a number out.
    /// </summary>
    protected override IReadOnlyList<Handover> Read(HttpResponseMessage response, string body, IReadOnlyList<OutboundSms> messages)
    {
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created)) return Of(_ => OfStatus(response));
        return GatewayClient.Parse<Answer>(body)?.SMSMessageData switch
        {
            { Recipients: [] } data => Of(_ => Handover.Refused(Failure(data.Message) ?? SendFailure.Unknown)),
            // The one recipient is the one receiver, however the number is written.
            { Recipients: [{ } only] } when messages.Count == 1 => Of(sms => Read(only, sms)),
            { Recipients: { } recipients } => Of(sms => recipients.FirstOrDefault(r => IsTo(sms, r)) is { } recipient
                ? Read(recipient, sms)
                : Handover.Ambiguous),
            _ => Of(_ => Handover.Ambiguous),
        };

        IReadOnlyList<Handover> Of(Func<OutboundSms, Handover> handover) => [.. messages.Select(handover)];
    }

    private IEnumerable<KeyValuePair<string, string>> Form(IReadOnlyList<OutboundSms> messages)
    {
        yield return new("username", _options.Username);
        yield return new("to", string.Join(',', messages.Select(sms => sms.To)));
        yield return new("message", messages[0].Text);
        yield return new("bulkSMSMode", "1");
        if (_options.Enqueue) yield return new("enqueue", "1");
        if ((messages[0].From ?? _options.SenderId) is { Length: > 0 } from) yield return new("from", from);
        if (_options.RetryHours is { } hours) yield return new("retryDurationInHours", $"{hours}");
    }

    private bool IsTo(OutboundSms sms, Recipient? recipient) => Phones.ToE164(recipient?.Number ?? "", _options.Codes) == sms.To;

    /// <summary>
    /// An accepted message without a provider id gets our id. No report will come for it, but it must not be sent again.
    /// </summary>
    private static Handover Read(Recipient recipient, OutboundSms sms) => recipient.StatusCode switch
    {
        >= 100 and < 200 => Handover.Accepted(recipient.MessageId is { Length: > 0 } id and not "None" ? id : sms.MessageId),
        >= 400 and < 600 and var code =>
            Handover.Refused(AfricasTalkingGateway.Codes.TryGetValue(code, out var known) ? known.Failure : SendFailure.Unknown),
        null when Failure(recipient.Status) is { } failure => Handover.Refused(failure),
        _ => Handover.Ambiguous,
    };

    private static SendFailure? Failure(string? name) =>
        AfricasTalkingGateway.Codes.Values.Where(code => code.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(code => (SendFailure?)code.Failure).FirstOrDefault();

    private sealed record Answer(MessageData? SMSMessageData);
    private sealed record MessageData(string? Message, IReadOnlyList<Recipient?>? Recipients);
    private sealed record Recipient(int? StatusCode, string? Number, string? Status, string? MessageId);
}
