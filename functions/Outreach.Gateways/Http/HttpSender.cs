using System.Net;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways;

/// <summary>
/// Sends by a gateway's own HTTP API, without a library: checks before the call, one request, and a log line for each message not taken.
/// </summary>
internal abstract partial class HttpSender(
    string name, KeyedOptions options, GatewayPace pace, IHttpClientFactory clients, TimeProvider time, ILogger logger) : IGateway
{
    public string Name => name;
    public abstract bool ReturnsMessageId { get; }
    public int PerSecond => pace.PerSecond;

    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => (await HandOverAsync([sms], ct))[0];

    protected abstract HttpRequestMessage Request(IReadOnlyList<OutboundSms> messages);

    /// <summary>The handover of each message, in their order.</summary>
    protected abstract IReadOnlyList<Handover> Read(HttpResponseMessage response, string body, IReadOnlyList<OutboundSms> messages);

    /// <summary>Requests take lists of numbers, so only a single plain number of each message may reach the gateway.</summary>
    protected virtual SendFailure? Unsendable(OutboundSms sms) => sms switch
    {
        _ when !options.IsOn => SendFailure.Unauthorized,
        _ when Phones.ToE164(sms.To, []) != sms.To => SendFailure.InvalidNumber,
        { Text.Length: > Limits.SmsChars } => SendFailure.TooLong,
        _ => null,
    };

    /// <summary>Hands messages over in one request, without those that no gateway would take.</summary>
    protected async Task<IReadOnlyList<Handover>> HandOverAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct)
    {
        var sendable = messages.Where(sms => Unsendable(sms) is null).ToList();
        var answers = new Queue<Handover>(sendable.Count == 0 ? [] : await PostAsync(sendable, ct));
        List<Handover> handovers = [];
        foreach (var sms in messages)
        {
            var handover = Unsendable(sms) is { } failure ? Handover.Refused(failure) : answers.Dequeue();
            handovers.Add(handover);
            if (handover.Kind != HandoverKind.Accepted) Log.NotAccepted(logger, name, sms.MessageId, handover.Kind, handover.Failure);
        }
        return handovers;
    }

    /// <summary>The handover by the status alone, for an answer whose body says nothing that we know.</summary>
    protected Handover OfStatus(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Handover.Refused(SendFailure.Unauthorized),
        HttpStatusCode.PaymentRequired => Handover.Refused(SendFailure.InsufficientCredit),
        HttpStatusCode.NotFound => Handover.Refused(SendFailure.GatewayError), // the address in the settings is another service's
        HttpStatusCode.RequestEntityTooLarge => Handover.Refused(SendFailure.TooLong),
        HttpStatusCode.TooManyRequests => Handover.Refused(SendFailure.RateLimited, RetryAfter(response)),
        HttpStatusCode.ServiceUnavailable when GatewayClient.TurnedAway(response) =>
            Handover.Refused(SendFailure.GatewayBusy, RetryAfter(response)),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => Handover.Ambiguous,
        >= HttpStatusCode.BadRequest => Handover.Refused(SendFailure.Unknown),
        >= HttpStatusCode.MultipleChoices => Handover.Refused(SendFailure.GatewayError),
        _ => Handover.Ambiguous,
    };

    protected Duration? RetryAfter(HttpResponseMessage response) => GatewayClient.RetryAfter(response.Headers, time);

    /// <summary>Reads at most 64 KB of the answer, within the time-out; a network failure is every message's handover.</summary>
    private async Task<IReadOnlyList<Handover>> PostAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct)
    {
        using var request = Request(messages);
        new GatewayLoad(messages[0].Bulk, messages.Count, ct).Mark(request);
        try
        {
            using var response = await clients.CreateClient(name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(pace.Timeout);
            await response.Content.LoadIntoBufferAsync(GatewayClient.LargestAnswer, patience.Token);
            return Read(response, await response.Content.ReadAsStringAsync(patience.Token), messages);
        }
        catch (Exception trouble) when (!ct.IsCancellationRequested && GatewayClient.Outcome(trouble) is not null)
        {
            return [.. messages.Select(_ => GatewayClient.Outcome(trouble)!)];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Gateway} did not accept message {MessageId}: {Kind} {Failure}.")]
        public static partial void NotAccepted(ILogger logger, string gateway, string messageId, HandoverKind kind, SendFailure? failure);
    }
}
