using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;
using static System.Net.HttpStatusCode;

namespace Outreach.Gateways.Tests;

public sealed class AfricasTalkingTable : GatewayTable
{
    private const string Key = "Old-path-key_0123456789abcdefghijklmnopqrst";
    private const string NewKey = "New-path-key_0123456789abcdefghijklmnopqrst";
    private const string Phone = "+254711000222";
    private const string Gate = "africastalking";

    private static readonly Form Sms = new(
        ("date", "2026-10-01T08:30:00.000Z"), ("from", Phone), ("id", "ba1c5d0e-0001"), ("linkId", "SampleLinkId123"),
        ("text", "1 MZ7 planted-text"),
        ("to", "22384"), ("networkCode", "63902"), ("cost", "None"));

    private static readonly Form Ussd = new(
        ("sessionId", "ATUid_0001"), ("phoneNumber", Phone), ("networkCode", "63902"), ("serviceCode", "*384*77#"), ("text", "1*90817*2"));

    private static readonly Form Delivery = new(
        ("id", "ATXid_0001"), ("status", "Success"), ("phoneNumber", Phone), ("networkCode", "63902"), ("retryCount", "0"));

    private static readonly Form Event = new(
        ("date", "2026-10-01 08:30:00"), ("sessionId", "ATUid_0001"), ("serviceCode", "*384*77#"), ("networkCode", "63902"),
        ("phoneNumber", Phone),
        ("status", "Success"), ("cost", "0.0"), ("durationInMillis", "18250"), ("hopsCount", "3"), ("input", "1*90817*2"),
        ("lastAppResponse", "END planted-text"), ("errorMessage", ""));

    private static readonly Form OptOut = new(("senderId", "OUTREACH"), ("phoneNumber", Phone));

    public override string Gateway => Gate;

    public override string Host => "api.africastalking.com";

    public override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["AfricasTalking:PathKeys:0"] = Key, ["AfricasTalking:PathKeys:1"] = NewKey, ["AfricasTalking:Username"] = "outreach",
        ["AfricasTalking:ApiKey"] = "planted-api-key", ["AfricasTalking:SenderId"] = "OUTREACH",
        ["AfricasTalking:Pace:RetryDelay"] = "00:00:00",
    };

    public override IReadOnlyList<string> Secrets => [Key, NewKey, "planted-api-key", "planted-text", "90817", "254711000222"];

    public override IReadOnlyDictionary<string, string[]> Required => new Dictionary<string, string[]>
    {
        [GatewayRoutes.AfricasTalkingSms] = ["id", "from", "to", "text"],
        [GatewayRoutes.AfricasTalkingUssd] = ["sessionId", "phoneNumber", "serviceCode", "text"],
        [GatewayRoutes.AfricasTalkingDelivery] = ["id", "status"],
        [GatewayRoutes.AfricasTalkingUssdEvents] = ["sessionId", "phoneNumber", "status"],
        [GatewayRoutes.AfricasTalkingOptOut] = ["phoneNumber"],
    };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an SMS", Sms, Came("1 MZ7 planted-text")),
        In("an SMS with the other form of date", Sms.With("date", "2026-10-01 08:30:00"), Came("1 MZ7 planted-text")),
        In("an SMS from a number without a plus", Sms.With("from", "254711000222"), Came("1 MZ7 planted-text")),
        In("an SMS from a number whose plus was not encoded", Sms.With("from", " 254711000222"), Came("1 MZ7 planted-text")),
        In("an SMS to a long number", Sms.With("to", "254709000000"), Came("1 MZ7 planted-text") with { To = "+254709000000" }),
        In("an SMS of 1700 characters", Sms.With("text", new string('x', 1700)), Came(new string('x', 1600))),
        In("an empty SMS", Sms.With("text", ""), Came("")),
        In("an SMS from a short code", Sms.With("from", "22384")),
        In("an SMS from a name", Sms.With("from", "MPESA")),
        Bad("an SMS from a local number", GatewayRoutes.AfricasTalkingSms, Sms.With("from", "0711000222"), "from"),
        Bad("an SMS from an unknown country without a plus", GatewayRoutes.AfricasTalkingSms, Sms.With("from", "8801711000222"), "from"),
        Bad("an SMS without an id", GatewayRoutes.AfricasTalkingSms, Sms.With("id", ""), "id"),
        Bad("an SMS with a control in its id", GatewayRoutes.AfricasTalkingSms, Sms.With("id", "a\nb"), "id"),

        Screen("a first USSD screen", Ussd.With("text", ""), "CON 1 Balances\n2 Terms", ""),
        Screen("a USSD input", Ussd, "CON 1 Balances\n2 Terms", "1*90817*2"),
        Bad("USSD from a masked number", GatewayRoutes.AfricasTalkingUssd, Ussd.With("phoneNumber", "+2547***"), "phoneNumber"),

        Report("Sent", DeliveryState.Sent), Report("Submitted", DeliveryState.Sent), Report("Buffered", DeliveryState.Sent),
        Report("Success", DeliveryState.Delivered), Report("SUCCESS", DeliveryState.Delivered),
        Report("Expired", DeliveryState.Expired, SendFailure.Expired),
        Report("Rejected", DeliveryState.Failed, SendFailure.Unknown), Report("Failed", DeliveryState.Undelivered, SendFailure.Unknown),
        Report("Success", DeliveryState.Delivered, null, "DeliveryFailure"),
        Report("Rejected", DeliveryState.Failed, SendFailure.Blocked, "InsufficientCredit"),
        Report("Rejected", DeliveryState.Failed, SendFailure.InvalidSender, "InvalidLinkId"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.Unreachable, "UserIsInactive"),
        Report("Rejected", DeliveryState.Failed, SendFailure.OptedOut, "UserInBlackList"),
        Report("rejected", DeliveryState.Failed, SendFailure.OptedOut, "UserInBlacklist"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.Unreachable, "UserAccountSuspended"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.UnknownSubscriber, "NotNetworkSubscriber"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.Blocked, "UserNotSubscribedToProduct"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.UnknownSubscriber, "UserDoesNotExist"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.OptedOut, "DoNotDisturbRejection"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.Unknown, "DeliveryFailure"),
        Report("Failed", DeliveryState.Undelivered, SendFailure.Unknown, "SomethingNew"),
        new("a delivery to a number without a plus", GatewayRoutes.AfricasTalkingDelivery, Delivery.With("phoneNumber", "254711000222"),
            200, "", new DeliveryReport(Gate, null, "ATXid_0001", DeliveryState.Delivered, null, Phone)),
        new("a delivery to a masked number", GatewayRoutes.AfricasTalkingDelivery, Delivery.With("phoneNumber", "+2547***"), 200,
            "", new DeliveryReport(Gate, null, "ATXid_0001", DeliveryState.Delivered, null)),
        new("a delivery to no number", GatewayRoutes.AfricasTalkingDelivery, Delivery.Without("phoneNumber"), 200,
            "", new DeliveryReport(Gate, null, "ATXid_0001", DeliveryState.Delivered, null)),
        Bad("a status that nobody knows", GatewayRoutes.AfricasTalkingDelivery, Delivery.With("status", "Teleported"), "status"),

        Ended("Success", Event), Ended("Incomplete", Event), Ended("Failed", Event.With("errorMessage", "planted-text")),
        Ended("Success", Event.Without("durationInMillis").With("hopsCount", ""), null, null, "a session without figures"),
        Bad("a session that ended as nobody knows", GatewayRoutes.AfricasTalkingUssdEvents, Event.With("status", "Vanished"), "status"),
        Bad("a session's duration that is no number", GatewayRoutes.AfricasTalkingUssdEvents, Event.With("durationInMillis", "18s"),
            "durationInMillis"),
        Bad("a session's hops that are no number", GatewayRoutes.AfricasTalkingUssdEvents, Event.With("hopsCount", "-1"), "hopsCount"),

        new("an opt-out", GatewayRoutes.AfricasTalkingOptOut, OptOut, 200, "", new OptedOut(Gate, Phone)),
        new("an opt-out of a number without a plus", GatewayRoutes.AfricasTalkingOptOut, OptOut.With("phoneNumber", "254711000222"), 200,
            "", new OptedOut(Gate, Phone)),
    ];

    public override IReadOnlyList<Outgoing> Outgoing =>
    [
        new("100 processed", Handover.Accepted("ATXid_1"), One(100)),
        new("101 sent", Handover.Accepted("ATXid_1"), One(101)),
        new("102 queued", Handover.Accepted("ATXid_1"), One(102)),
        new("101 without an id", Handover.Accepted("msg-0001"), One(101, "None")),
        Code(401, SendFailure.Filtered), Code(402, SendFailure.InvalidSender), Code(403, SendFailure.InvalidNumber),
        Code(404, SendFailure.NotMobile),
        Code(405, SendFailure.InsufficientCredit), Code(406, SendFailure.OptedOut), Code(407, SendFailure.RegionNotEnabled),
        Code(409, SendFailure.OptedOut),
        Code(500, SendFailure.GatewayError), Code(501, SendFailure.GatewayError), Code(502, SendFailure.GatewayError),
        Code(499, SendFailure.Unknown), Code(599, SendFailure.Unknown),
        new("a recipient code of no kind", Handover.Ambiguous, One(999)),
        new("Success without a code", Handover.Ambiguous, Worded("Success")),
        new("a word that nobody knows without a code", Handover.Ambiguous, Worded("Teleported")),
        new("a refusal's name without a code", Handover.Refused(SendFailure.InvalidNumber), Worded("InvalidPhoneNumber")),
        new("a refusal's name in other letters", Handover.Refused(SendFailure.OptedOut), Worded("UserInBlackList")),
        new("201 InvalidSenderId without recipients", Handover.Refused(SendFailure.InvalidSender), Empty("InvalidSenderId")),
        new("201 invalidSenderID without recipients", Handover.Refused(SendFailure.InvalidSender), Empty("invalidSenderID")),
        new("201 InsufficientBalance without recipients", Handover.Refused(SendFailure.InsufficientCredit), Empty("InsufficientBalance")),
        new("201 without recipients or known reason", Handover.Refused(SendFailure.Unknown), Empty("Sent to 0/1")),
        new("201 that is no JSON", Handover.Ambiguous, new Stub(Created, "text/html", "<html>")),
        new("201 that is other JSON", Handover.Ambiguous, Stub.Json("{}")),
        new("201 with null for a recipient", Handover.Ambiguous, Stub.Json("""{"SMSMessageData":{"Recipients":[null]}}""")),
        new("401 bad key in text/plain", Handover.Refused(SendFailure.Unauthorized),
            new Stub(Unauthorized, "text/plain", "The supplied authentication is invalid")),
        new("400", Handover.Refused(SendFailure.Unknown), new Stub(BadRequest)),
        new("402", Handover.Refused(SendFailure.InsufficientCredit), new Stub(PaymentRequired)),
        new("403", Handover.Refused(SendFailure.Unauthorized), new Stub(Forbidden)),
        new("404", Handover.Refused(SendFailure.GatewayError), new Stub(NotFound)),
        new("413", Handover.Refused(SendFailure.TooLong), new Stub(RequestEntityTooLarge)),
        new("302", Handover.Refused(SendFailure.GatewayError), new Stub(Found)),
        new("202 without an answer", Handover.Ambiguous, new Stub(Accepted)),
        new("408", Handover.Ambiguous, new Stub(RequestTimeout)),
        new("500 is not tried again", Handover.Ambiguous, new Stub(InternalServerError)),
        new("502 is not tried again", Handover.Ambiguous, new Stub(BadGateway)),
        new("504 is not tried again", Handover.Ambiguous, new Stub(GatewayTimeout)),
        new("503 by the API is not tried again", Handover.Ambiguous, Stub.Json("{}", ServiceUnavailable)),
        new("503 at the door, then sent", Handover.Accepted("ATXid_1"), new Stub(ServiceUnavailable, "text/html"), One(101)),
        new("503 at the door throughout", Handover.Refused(SendFailure.GatewayBusy), new Stub(ServiceUnavailable),
            new Stub(ServiceUnavailable), new Stub(ServiceUnavailable)),
        new("429, then sent", Handover.Accepted("ATXid_1"), new Stub(TooManyRequests), new Stub(TooManyRequests, RetryAfter: "0"),
            One(101)),
        new("429 throughout", Handover.Refused(SendFailure.RateLimited), new Stub(TooManyRequests), new Stub(TooManyRequests),
            new Stub(TooManyRequests)),
        new("429 for an hour is left to the App", Handover.Refused(SendFailure.RateLimited, Duration.FromHours(1)),
            new Stub(TooManyRequests, RetryAfter: "3600")),
        new("503 at the door for an hour is left to the App", Handover.Refused(SendFailure.GatewayBusy, Duration.FromHours(1)),
            new Stub(ServiceUnavailable, RetryAfter: "3600")),
        new("no connection, then sent", Handover.Accepted("ATXid_1"), Stub.NoConnection, One(101)),
        new("no connection throughout", Handover.Refused(SendFailure.GatewayError), Stub.NoConnection, Stub.NoConnection,
            Stub.NoConnection),
        new("no name", Handover.Refused(SendFailure.GatewayError), NoName, NoName, NoName),
        new("no connection in time, then sent", Handover.Accepted("ATXid_1"),
            Stub.Throws(new TaskCanceledException("", new TimeoutException())), One(101)),
        new("connection broken after sending", Handover.Ambiguous, Stub.Throws(new HttpRequestException(HttpRequestError.ResponseEnded))),
        new("connection broken with no word why", Handover.Ambiguous, Stub.Throws(new HttpRequestException("?", new IOException()))),
    ];

    private static Stub NoName => Stub.Throws(new HttpRequestException(HttpRequestError.NameResolutionError));

    public override WebhookRequest Genuine(Incoming row) => Keyed(row, Key);

    public override IEnumerable<WebhookRequest> Forged(Incoming row)
    {
        foreach (var key in new[] { "", Key[..^1], Key + "x", Key.ToUpperInvariant(), "guess" }) yield return Keyed(row, key);
        yield return Keyed(row, Key) with { RouteValues = new Dictionary<string, string>() };
        yield return Keyed(row, "guess") with { Body = new string('x', Limits.BodyBytes + 1) };
    }

    /// <summary>Signs with the second live key, used while one key replaces the other.</summary>
    public static WebhookRequest WithNewKey(Incoming row) => Keyed(row, NewKey);

    public static Stub One(int code, string id = "ATXid_1") => Stub.Json(
        $$$"""{"SMSMessageData":{"Message":"Sent to 1/1 Total Cost: KES 0.8000","Recipients":["""
        + $$$"""{"statusCode":{{{code}}},"number":"+254711000111","status":"Success","cost":"KES 0.8000","messageId":"{{{id}}}"}]}}""");

    private static Stub Worded(string status) => Stub.Json(
        $$$"""{"SMSMessageData":{"Message":"Sent","Recipients":["""
        + $$$"""{"number":"+254711000111","status":"{{{status}}}","messageId":"ATXid_1"}]}}""");

    private static Stub Empty(string message) => Stub.Json($$$"""{"SMSMessageData":{"Message":"{{{message}}}","Recipients":[]}}""");

    private static Outgoing Code(int code, SendFailure failure) =>
        new($"recipient code {code}", Handover.Refused(failure), One(code, "None"));

    private static WebhookRequest Keyed(Incoming row, string key) => new(
        "/" + row.Route.Replace("{key}", key, StringComparison.Ordinal), new Dictionary<string, string> { ["key"] = key },
        new Dictionary<string, string>(), row.Form.Pairs, "");

    private static InboundSms Came(string text) => new(Gate, "ba1c5d0e-0001", Phone, "22384", text);

    private static Incoming In(string name, Form form, params object[] calls) =>
        new(name, GatewayRoutes.AfricasTalkingSms, form, 200, "", calls);

    private static Incoming Bad(string name, string route, Form form, string field) => new(name, route, form, 400, field);

    private static Incoming Screen(string name, Form form, string body, string text) =>
        new(name, GatewayRoutes.AfricasTalkingUssd, form, 200, body, new UssdRequest(Gate, "ATUid_0001", Phone, "*384*77#", text));

    private static Incoming Report(string status, DeliveryState state, SendFailure? failure = null, string? reason = null)
    {
        var form = Delivery.With("status", status);
        return new Incoming(
            $"delivery {status} {reason ?? "without reason"}", GatewayRoutes.AfricasTalkingDelivery,
            reason is null ? form : form.With("failureReason", reason), 200, "",
            new DeliveryReport(Gate, null, "ATXid_0001", state, failure, Phone));
    }

    private static Incoming Ended(string status, Form form, int? duration = 18250, int? hops = 3, string? name = null) => new(
        name ?? $"a session that ended as {status}", GatewayRoutes.AfricasTalkingUssdEvents, form.With("status", status), 200, "",
        new UssdEnded(Gate, "ATUid_0001", Phone, status, duration, hops));
}
