using NodaTime;

namespace Outreach.App;

/// <summary>
/// An SMS for a gateway. <paramref name="MessageId"/> is the App's own; a gateway that allows it returns it in the status callback.
/// </summary>
/// <param name="From">One of a pool of senders; null for the gateway's own.</param>
/// <param name="Bulk">True for a tip, a lesson or a wave of reminders. Bulk has a rate limit of its own, so that nobody waits behind
/// it.</param>
public sealed record OutboundSms(string MessageId, string To, string Text, string? From = null, bool Bulk = false);

/// <summary>A gateway's answer to a send.</summary>
/// <remarks>
/// <c>Accepted</c>: the gateway has the message, under <see cref="ProviderId"/>. <c>Refused</c>: the gateway has not taken it, for
/// <see cref="Failure"/>'s reason. <c>Ambiguous</c>: the outcome is unknown (time-out after sending, connection broken).
/// </remarks>
/// <param name="RetryAfter">The wait that a busy or rate-limiting gateway asks for; null when it does not say.</param>
public sealed record Handover(HandoverKind Kind, string? ProviderId = null, Core.Notices.SendFailure? Failure = null,
    Duration? RetryAfter = null)
{
    public static Handover Accepted(string providerId) => new(HandoverKind.Accepted, providerId);

    public static Handover Refused(Core.Notices.SendFailure failure, Duration? retryAfter = null) =>
        new(HandoverKind.Refused, null, failure, retryAfter);

    public static Handover Ambiguous { get; } = new(HandoverKind.Ambiguous);
}

public enum HandoverKind { Accepted, Refused, Ambiguous }

/// <summary>Sends SMS. Network trouble is a <see cref="Handover"/>, never an exception.</summary>
public interface IGateway
{
    /// <summary>Short lower-case name, as in routes and settings: <c>twilio</c>, <c>africastalking</c>.</summary>
    string Name { get; }

    /// <summary>True when status callbacks return the App's own message id, so that no index by provider id is kept.</summary>
    bool ReturnsMessageId { get; }

    /// <summary>Messages a second that our account at this gateway allows, over all processes together.</summary>
    /// <remarks>The App keeps bulk within 80 % of it over all instances. A gateway's own limiter smooths one process only.</remarks>
    int PerSecond { get; }

    /// <summary>The most messages that one request to the gateway can carry.</summary>
    int MostAtOnce => 1;

    /// <summary>Waits for the gateway's rate limit, then sends. Only <paramref name="ct"/> bounds the wait.</summary>
    Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct);

    /// <summary>
    /// Sends up to <see cref="MostAtOnce"/> messages of one text, sender and kind, each to another number, in one request. The answers are
    /// in the order of the messages.
    /// </summary>
    /// <exception cref="ArgumentException">The messages cannot share a request.</exception>
    async Task<IReadOnlyList<Handover>> SendManyAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct)
    {
        List<Handover> handovers = [];
        foreach (var sms in messages) handovers.Add(await SendAsync(sms, ct));
        return handovers;
    }

    /// <summary>Asks for the outcome of a send whose answer was lost.</summary>
    /// <remarks>
    /// Accepted: the gateway took a message of this text to this number since then. Refused: the gateway has none. Ambiguous: this
    /// gateway cannot be asked. Null: the gateway is out of reach now; ask again later.
    /// </remarks>
    Task<Handover?> FindAsync(OutboundSms sms, Instant since, CancellationToken ct) => Task.FromResult<Handover?>(Handover.Ambiguous);
}

/// <summary>A received SMS. <paramref name="Id"/> is the provider's own message id, unique within the gateway.</summary>
/// <param name="ReceivedAt">When the App received it; set by <see cref="IInbound"/>.</param>
/// <param name="Provider">What the provider took it for and has answered itself.</param>
/// <param name="EndStops">The provider blocks the number on CANCEL and END.</param>
public sealed record InboundSms(string Gateway, string Id, string From, string To, string Text, Instant? ReceivedAt = null,
    Core.Subscribers.ProviderKeyword? Provider = null, bool EndStops = false);

/// <summary>
/// A received delivery report. One of the two ids is set; <paramref name="State"/> is the App's, mapped by the gateway's table.
/// </summary>
/// <param name="Phone">The receiver in E.164, where the report says it: what became of a tip is told there, and where a gateway reports
/// under its own id only it settles a send whose answer was lost.</param>
public sealed record DeliveryReport(string Gateway, string? MessageId, string? ProviderId, Core.Notices.DeliveryState State,
    Core.Notices.SendFailure? Failure, string? Phone = null);

/// <summary>One USSD request in the neutral shape. <paramref name="Text"/> can hold a PIN and is never kept.</summary>
/// <param name="Kind">The meaning of the text.</param>
/// <param name="Septets">The septets that the gateway takes for a screen.</param>
/// <param name="Sequence">The gateway's own count of the session's requests, by which a repeat is known. Null for a gateway that does not
/// count.</param>
public sealed record UssdRequest(
    string Gateway, string SessionId, string Phone, string ServiceCode, string Text, UssdKind Kind = UssdKind.Cumulative,
    int? Sequence = null, int Septets = Core.Subscribers.UssdTurn.MostSeptets);

/// <summary>The meaning of a USSD request's text; see <c>Inbound/NewestInput.cs</c> for the last two.</summary>
public enum UssdKind
{
    /// <summary>All input since the dial, joined by '*'; empty for the dial itself.</summary>
    Cumulative,
    /// <summary>A dial. The text is not read.</summary>
    Dial,
    /// <summary>Only the last input.</summary>
    Newest,
}

/// <summary>The handset's next screen, no longer than the gateway takes, and whether the session ends with it.</summary>
public sealed record UssdReply(string Text, bool End);

/// <summary>The end of a session, reported after the fact. No input is kept, because input can hold a PIN.</summary>
/// <param name="Status">The provider's word, or <see cref="Incomplete"/> where the provider reports only the end.</param>
public sealed record UssdEnded(string Gateway, string SessionId, string Phone, string Status, int? DurationMs, int? Hops)
{
    public const string Success = "Success";
    public const string Incomplete = "Incomplete";
    public const string Failed = "Failed";
    public const string TimedOut = "Timeout";
}

/// <summary>The App's inputs from gateways.</summary>
public interface IInbound
{
    Task SmsAsync(InboundSms sms, CancellationToken ct);
    Task ReportAsync(DeliveryReport report, CancellationToken ct);
    Task<UssdReply> UssdAsync(UssdRequest request, CancellationToken ct);
    Task UssdEndedAsync(UssdEnded ended, CancellationToken ct);
    /// <summary>Records that the provider itself has blocked this number (an operator's menu, a blacklist).</summary>
    Task OptedOutAsync(string gateway, string phone, CancellationToken ct);
    /// <summary>Keeps a transfer of money; returns when it is kept.</summary>
    Task TransferAsync(TransferCallback transfer, CancellationToken ct);
    /// <summary>Keeps that a transfer was sent back; returns when it is kept.</summary>
    Task ReversalAsync(ReversalCallback reversal, CancellationToken ct);
    Task AnswerAsync(ProviderAnswer answer, CancellationToken ct);
    /// <summary>Whether what a payer gives as the account is an agreement's code of the programme.</summary>
    Task<bool> IsAgreementAsync(string programme, string account, CancellationToken ct);
}

/// <summary>
/// A request to a webhook, free of any host. <paramref name="PathAndQuery"/> is as the provider called it; header names compare without
/// case.
/// </summary>
/// <remarks><paramref name="Form"/> holds decoded pairs in the order sent, repeated names included.</remarks>
public sealed record WebhookRequest(
    string PathAndQuery,
    IReadOnlyDictionary<string, string> RouteValues,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<KeyValuePair<string, string>> Form,
    string Body);

public sealed record WebhookReply(int Status, string ContentType, string Body)
{
    /// <summary>Further headers. Records compare this list by reference: keep one list for each set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static WebhookReply Text(string body) => new(200, "text/plain; charset=utf-8", body);
    public static WebhookReply Json(string body) => new(200, "application/json", body);
    public static WebhookReply Forbidden { get; } = new(403, "text/plain; charset=utf-8", "");
    /// <summary>400 with the name of the missing or malformed field, without its value.</summary>
    public static WebhookReply BadField(string name) => new(400, "text/plain; charset=utf-8", name);
    /// <summary>405 with the route's one method.</summary>
    public static WebhookReply WrongMethod(string right) => new(405, "text/plain; charset=utf-8", "") { Headers = [new("Allow", right)] };
    /// <summary>The server could not read the request: 400, 408 or 413.</summary>
    public static WebhookReply BadRequest(int status) => new(status, "text/plain; charset=utf-8", "");
}

/// <summary>One webhook: an HTTP method, a route template below <c>/</c>, and the handler.</summary>
public sealed record Webhook(string Gateway, string Method, string Route,
    Func<WebhookRequest, CancellationToken, Task<WebhookReply>> AnswerAsync);
