using NodaTime;

namespace Outreach.App;

/// <summary>
/// An SMS as handed to a gateway. <paramref name="MessageId"/> is ours; a gateway that allows it carries it in its status callback.
/// </summary>
/// <param name="From">One of a pool of senders; null for the gateway's own.</param>
public sealed record OutboundSms(string MessageId, string To, string Text, string? From = null);

/// <summary>
/// What a gateway answered. <c>Accepted</c>: it has the message, under <see cref="ProviderId"/>.
/// <c>Refused</c>: it has it not, for <see cref="Failure"/>'s reason. <c>Ambiguous</c>:
/// nobody knows (time-out after sending, connection broken).
/// </summary>
public sealed record Handover(HandoverKind Kind, string? ProviderId = null, Core.Notices.SendFailure? Failure = null)
{
    public static Handover Accepted(string providerId) => new(HandoverKind.Accepted, providerId);
    public static Handover Refused(Core.Notices.SendFailure failure) => new(HandoverKind.Refused, null, failure);
    public static Handover Ambiguous { get; } = new(HandoverKind.Ambiguous);
}

public enum HandoverKind { Accepted, Refused, Ambiguous }

/// <summary>A way out for SMS. Network trouble is a <see cref="Handover"/>, never an exception.</summary>
public interface IGateway
{
    /// <summary>Short lower-case name, as in routes and settings: <c>twilio</c>, <c>africastalking</c>.</summary>
    string Name { get; }

    /// <summary>True when status callbacks bring our own message id back, so no index by provider id is kept.</summary>
    bool ReturnsMessageId { get; }

    Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct);

    /// <summary>
    /// Asks what became of a send whose answer was lost. Accepted: the gateway has a message of this text to this number, taken since.
    /// Refused: it has none. Ambiguous: this gateway cannot be asked. Null: it cannot be reached just now; ask again later.
    /// </summary>
    Task<Handover?> FindAsync(OutboundSms sms, Instant since, CancellationToken ct) => Task.FromResult<Handover?>(Handover.Ambiguous);
}

/// <summary>An SMS as it came in. <paramref name="Id"/> is the provider's own message id, unique within the gateway.</summary>
public sealed record InboundSms(string Gateway, string Id, string From, string To, string Text);

/// <summary>
/// A delivery report as it came in. One of the two ids is set. <paramref name="State"/> is ours, mapped by the gateway's table.
/// </summary>
public sealed record DeliveryReport(string Gateway, string? MessageId, string? ProviderId, Core.Notices.DeliveryState State,
    Core.Notices.SendFailure? Failure);

/// <summary>One USSD request in the neutral shape. <paramref name="Text"/> can hold a PIN and is never kept.</summary>
/// <param name="Kind">What the text holds.</param>
/// <param name="Sequence">For a gateway that counts the requests of a session: its count,
/// by which a repeat is known. Null where it does not.</param>
public sealed record UssdRequest(
    string Gateway, string SessionId, string Phone, string ServiceCode, string Text, UssdKind Kind = UssdKind.Cumulative,
    int? Sequence = null);

/// <summary>What a USSD request brings; see <c>UseCases/NewestInput.cs</c> for the last two.</summary>
public enum UssdKind
{
    /// <summary>Everything typed since dialling, joined by '*'; empty for the dial itself.</summary>
    Cumulative,
    /// <summary>A dial. The text is not read.</summary>
    Dial,
    /// <summary>Only what was typed last.</summary>
    Newest,
}

/// <summary>What the handset shows next, at most 160 GSM-7 characters, and whether the session ends with it.</summary>
public sealed record UssdReply(string Text, bool End);

/// <summary>How a session ended, told after the fact. No input is kept: it can hold a PIN.</summary>
/// <param name="Status">As the provider says it, or <see cref="Incomplete"/> where it only says that it is over.</param>
public sealed record UssdEnded(string Gateway, string SessionId, string Phone, string Status, int? DurationMs, int? Hops)
{
    public const string Success = "Success";
    public const string Incomplete = "Incomplete";
    public const string Failed = "Failed";
    public const string TimedOut = "Timeout";
}

/// <summary>The App as gateways see it: what can come in.</summary>
public interface IInbound
{
    Task SmsAsync(InboundSms sms, CancellationToken ct);
    Task ReportAsync(DeliveryReport report, CancellationToken ct);
    Task<UssdReply> UssdAsync(UssdRequest request, CancellationToken ct);
    Task UssdEndedAsync(UssdEnded ended, CancellationToken ct);
    /// <summary>The provider itself has blocked this number (an operator's menu, a blacklist).</summary>
    Task OptedOutAsync(string gateway, string phone, CancellationToken ct);
}

/// <summary>
/// A request to a webhook, free of any host. <paramref name="PathAndQuery"/> as the provider called it; header names compare without case;
/// <paramref name="Form"/> holds decoded pairs in the order sent, repeated names included.
/// </summary>
public sealed record WebhookRequest(
    string PathAndQuery,
    IReadOnlyDictionary<string, string> RouteValues,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<KeyValuePair<string, string>> Form,
    string Body);

public sealed record WebhookReply(int Status, string ContentType, string Body)
{
    /// <summary>Further headers. Compared by reference: keep one list for each set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static WebhookReply Text(string body) => new(200, "text/plain; charset=utf-8", body);
    public static WebhookReply Json(string body) => new(200, "application/json", body);
    public static WebhookReply Forbidden { get; } = new(403, "text/plain; charset=utf-8", "");
    /// <summary>400 with the name of the field that is missing or malformed, and nothing of its value.</summary>
    public static WebhookReply BadField(string name) => new(400, "text/plain; charset=utf-8", name);
    /// <summary>405 with the one method that the route has.</summary>
    public static WebhookReply WrongMethod(string right) => new(405, "text/plain; charset=utf-8", "") { Headers = [new("Allow", right)] };
    /// <summary>A request that the server itself could not read: 400, 408 or 413.</summary>
    public static WebhookReply BadRequest(int status) => new(status, "text/plain; charset=utf-8", "");
}

/// <summary>One webhook: an HTTP method, a route template below <c>/</c>, and what answers it.</summary>
public sealed record Webhook(string Gateway, string Method, string Route,
    Func<WebhookRequest, CancellationToken, Task<WebhookReply>> AnswerAsync);
