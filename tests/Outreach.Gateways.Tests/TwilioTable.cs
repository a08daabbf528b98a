using System.Net;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Gateways.Tests;

public sealed class TwilioTable : GatewayTable
{
    private const string Token = "primary-auth-token";
    private const string Account = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Base = "https://outreach.example.org";
    private const string Sid = "SMbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Done = """<?xml version="1.0" encoding="UTF-8"?><Response/>""";

    private static readonly Form Sms = new(
        ("ToCountry", "KE"), ("ToState", ""), ("SmsMessageSid", Sid), ("NumMedia", "0"), ("ToCity", ""), ("FromZip", ""), ("SmsSid", Sid),
        ("FromState", ""), ("SmsStatus", "received"), ("FromCity", ""), ("Body", "1 MZ7 planted-text"), ("FromCountry", "KE"),
        ("To", "+254709000000"),
        ("NumSegments", "1"), ("MessageSid", Sid), ("AccountSid", Account), ("From", "+254711000222"), ("ApiVersion", "2010-04-01"));

    private static readonly Form Status = new(
        ("SmsSid", Sid), ("SmsStatus", "delivered"), ("MessageStatus", "delivered"), ("To", "+254711000222"), ("MessageSid", Sid),
        ("AccountSid", Account), ("From", "+254709000000"), ("ApiVersion", "2010-04-01"));

    public override string Gateway => "twilio";

    public override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Twilio:AccountSid"] = Account, ["Twilio:AuthToken"] = Token, ["Twilio:PublicBase"] = Base + "/",
        ["Twilio:From"] = "+254709000000",
        ["Twilio:Pace:RetryDelay"] = "00:00:00",
    };

    public override string Host => "api.twilio.com";

    public override IReadOnlyList<string> Secrets => [Token, "planted-text", "254711000222"];

    public override IReadOnlyDictionary<string, string[]> Required => new Dictionary<string, string[]>
    {
        [GatewayRoutes.TwilioSms] = ["AccountSid", "MessageSid", "From", "To"],
        [GatewayRoutes.TwilioStatus] = ["AccountSid", "MessageSid", "MessageStatus"],
    };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an SMS", Sms, Came("1 MZ7 planted-text")),
        In("an empty SMS", Sms.With("Body", ""), Came("")),
        In("a picture without a text", Sms.Without("Body").With("NumMedia", "1").With("MediaUrl0", "https://api.twilio.com/x"), Came("")),
        In("an SMS beyond the BMP and with blanks around", Sms.With("Body", " ok 🌽 "), Came(" ok 🌽 ")),
        In("an SMS of 1700 characters", Sms.With("Body", new string('x', 1700)), Came(new string('x', 1600))),
        In("an SMS cut inside a surrogate pair", Sms.With("Body", new string('x', 1599) + "🌽"), Came(new string('x', 1599))),
        In("an SMS to a short code", Sms.With("To", "22384"),
            new InboundSms("twilio", Sid, "+254711000222", "22384", "1 MZ7 planted-text", EndStops: true)),
        In("an SMS from a short code", Sms.With("From", "22384")),
        In("an SMS from a name", Sms.With("From", "M-PESA")),
        In("a WhatsApp message", Sms.With("From", "whatsapp:+254711000222")),
        In("STOP by Advanced Opt-Out", Sms.With("Body", "ACHA planted-text").With("OptOutType", "STOP"),
            Came("ACHA planted-text", ProviderKeyword.Stop), new OptedOut("twilio", "+254711000222")),
        In("HELP by Advanced Opt-Out", Sms.With("OptOutType", "HELP"), Came("1 MZ7 planted-text", ProviderKeyword.Help)),
        In("START by Advanced Opt-Out", Sms.With("OptOutType", "START"), Came("1 MZ7 planted-text", ProviderKeyword.Start)),
        In("another OptOutType", Sms.With("OptOutType", "NONE"), Came("1 MZ7 planted-text")),
        Bad("an SMS from no number", GatewayRoutes.TwilioSms, Sms.With("From", "+2547"), "From"),
        Bad("an SMS without an id", GatewayRoutes.TwilioSms, Sms.With("MessageSid", ""), "MessageSid"),
        new("an SMS of another account", GatewayRoutes.TwilioSms, Sms.With("AccountSid", "ACother"), 403, ""),

        Report("accepted", DeliveryState.Accepted), Report("scheduled", DeliveryState.Accepted), Report("queued", DeliveryState.Accepted),
        Report("sending", DeliveryState.Accepted), Report("sent", DeliveryState.Sent), Report("partially_delivered", DeliveryState.Sent),
        Report("delivered", DeliveryState.Delivered), Report("read", DeliveryState.Delivered), Report("canceled", DeliveryState.Suppressed),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.Unknown), Report("failed", DeliveryState.Failed, SendFailure.Unknown),
        Report("failed", DeliveryState.Failed, SendFailure.OptedOut, "21610"),
        Report("failed", DeliveryState.Failed, SendFailure.GatewayBusy, "30001"),
        Report("failed", DeliveryState.Failed, SendFailure.Suspended, "30002"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.Unreachable, "30003"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.Blocked, "30004"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.UnknownSubscriber, "30005"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.NotMobile, "30006"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.Filtered, "30007"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.Unknown, "30008"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.InvalidSender, "30018"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.InvalidSender, "30024"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.InvalidSender, "30034"),
        Report("failed", DeliveryState.Failed, SendFailure.InsufficientCredit, "63038"),
        Report("failed", DeliveryState.Expired, SendFailure.Expired, "30036"),
        Report("undelivered", DeliveryState.Undelivered, SendFailure.Unknown, "39999"),
        Report("delivered", DeliveryState.Delivered, null, ""),
        new("a status of a message not ours", GatewayRoutes.TwilioStatus, Status, 200, Done,
            new DeliveryReport("twilio", null, Sid, DeliveryState.Delivered, null)),
        new("a status of an incoming message", GatewayRoutes.TwilioStatus, Status.With("MessageStatus", "received"), 200, Done),
        Bad("a status that nobody knows", GatewayRoutes.TwilioStatus, Status.With("MessageStatus", "teleported"), "MessageStatus"),
        Bad("an error code that is no number", GatewayRoutes.TwilioStatus, Status.With("ErrorCode", "30x"), "ErrorCode"),
        new("a status of another account", GatewayRoutes.TwilioStatus, Status.With("AccountSid", "ACother"), 403, ""),
    ];

    public override IReadOnlyList<Outgoing> Outgoing =>
    [
        new("created", Handover.Accepted(Sid), Created),
        Error(400, 21610, SendFailure.OptedOut), Error(400, 21211, SendFailure.InvalidNumber), Error(400, 21212, SendFailure.InvalidSender),
        Error(400, 21408, SendFailure.RegionNotEnabled), Error(400, 21606, SendFailure.InvalidSender),
        Error(400, 21611, SendFailure.GatewayBusy),
        Error(400, 21612, SendFailure.Unreachable), Error(400, 21614, SendFailure.NotMobile), Error(400, 21617, SendFailure.TooLong),
        Error(403, 20005, SendFailure.Suspended), Error(400, 21608, SendFailure.RegionNotEnabled),
        Error(400, 21703, SendFailure.InvalidSender), new("429 for the day", Handover.Refused(SendFailure.InsufficientCredit),
            Enumerable.Repeat(Stub.Json("""{"code":63038,"status":429}""", HttpStatusCode.TooManyRequests), 3).ToArray()),
        Error(400, 99999, SendFailure.Unknown), Error(401, 20003, SendFailure.Unauthorized),
        new("401 without a body", Handover.Refused(SendFailure.Unauthorized), new Stub(HttpStatusCode.Unauthorized)),
        new("429 throughout", Handover.Refused(SendFailure.RateLimited), Busy, Busy, Busy),
        new("429, then created", Handover.Accepted(Sid), Busy, Created),
        new("429 for an hour is left to the App", Handover.Refused(SendFailure.RateLimited, NodaTime.Duration.FromHours(1)),
            new Stub(HttpStatusCode.TooManyRequests, RetryAfter: "3600")),
        new("500 is not tried again", Handover.Ambiguous,
            Stub.Json("""{"code":20500,"message":"Internal","status":500}""", HttpStatusCode.InternalServerError)),
        new("502 is not tried again", Handover.Ambiguous, new Stub(HttpStatusCode.BadGateway, "text/html", "<html>")),
        new("503 is not tried again, and nobody knows", Handover.Ambiguous,
            new Stub(HttpStatusCode.ServiceUnavailable, "text/html", "<html>")),
        new("307", Handover.Refused(SendFailure.GatewayError), new Stub(HttpStatusCode.TemporaryRedirect)),
        new("201 that is no JSON", Handover.Ambiguous, new Stub(HttpStatusCode.Created, "text/html", "<html>")),
        new("201 that is other JSON", Handover.Ambiguous, Stub.Json("{}")),
        new("201 without an answer", Handover.Ambiguous, new Stub(HttpStatusCode.Created)),
        new("no connection is left to the App", Handover.Refused(SendFailure.GatewayError), Stub.NoConnection),
        new("connection broken after sending", Handover.Ambiguous, Stub.Throws(new HttpRequestException(HttpRequestError.ResponseEnded))),
    ];

    public override WebhookRequest Genuine(Incoming row) => Signed(row, Token, Base);

    public override IEnumerable<WebhookRequest> Forged(Incoming row)
    {
        var genuine = Genuine(row);
        yield return Signed(row, "another-token", Base);
        yield return Signed(row, "", Base);
        yield return Signed(row, Token, "https://elsewhere.example.org");
        yield return genuine with { Headers = new Dictionary<string, string>() };
        yield return genuine with { Headers = new Dictionary<string, string> { ["X-Twilio-Signature"] = "" } };
        yield return genuine with { Form = [.. genuine.Form, new("Extra", "1")] };
        yield return genuine with { PathAndQuery = genuine.PathAndQuery + (row.Query == "" ? "?id=other" : "&id=other") };
    }

    private static Stub Created =>
        Stub.Json($$"""{"sid":"{{Sid}}","status":"queued","to":"+254711000111","error_code":null,"price":null,"num_segments":"1"}""");

    private static Stub Busy => Stub.Json("""{"code":20429,"message":"Too Many Requests","status":429}""", HttpStatusCode.TooManyRequests);

    private static Outgoing Error(int status, int code, SendFailure failure) => new(
        $"{status} with code {code}", Handover.Refused(failure),
        Stub.Json($$"""{"code":{{code}},"message":"planted-text","status":{{status}}}""", (HttpStatusCode)status));

    private static WebhookRequest Signed(Incoming row, string token, string address)
    {
        var path = "/" + row.Route + row.Query;
        var signature = TwilioSignature.Compute(token.Length > 0 ? token : "\0", address + path, row.Form.Pairs);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-twilio-signature"] = signature };
        return new WebhookRequest(path, new Dictionary<string, string>(), headers, row.Form.Pairs, "");
    }

    private static InboundSms Came(string text, ProviderKeyword? taken = null) =>
        new("twilio", Sid, "+254711000222", "+254709000000", text, Provider: taken, EndStops: true);

    private static Incoming In(string name, Form form, params object[] calls) => new(name, GatewayRoutes.TwilioSms, form, 200, Done, calls);

    private static Incoming Bad(string name, string route, Form form, string field) => new(name, route, form, 400, field);

    private static Incoming Report(string status, DeliveryState state, SendFailure? failure = null, string? code = null)
    {
        var form = Status.With("MessageStatus", status);
        return new Incoming(
            $"status {status} {code ?? "without code"}", GatewayRoutes.TwilioStatus, code is null ? form : form.With("ErrorCode", code),
            200, Done,
            new DeliveryReport("twilio", "m&1 ü", null, state, failure, "+254711000222")) { Query =
                new Uri("https://x" + TwilioGateway.StatusCallbackPath("m&1 ü")).Query };
    }
}
