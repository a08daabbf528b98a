using System.Net;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

public sealed class KannelTable : GatewayTable
{
    private const string Phone = "+254711000222";
    private const string Gate = "kannel";
    private const string Id = "50524fdd-4b19-4b46-8c92-19ce5a727bbb";

    private static readonly Form Sms = new(
        ("id", Id), ("from", Phone), ("to", "22384"), ("coding", "0"), ("charset", "UTF-8"), ("text", "1 MZ7 planted-text é"),
        ("at", "1795507188"), ("smsc", "operator"));

    private static readonly Form Delivery = new(("id", "msg-0001"), ("to", "254711000222"), ("status", "1"), ("answer", ""));

    public override string Gateway => Gate;

    public override string Host => "kannel.example.org";

    public override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Kannel:PathKeys:0"] = Keyed.Key, ["Kannel:PathKeys:1"] = Keyed.NewKey,
        ["Kannel:SendUrl"] = "https://kannel.example.org:13013/cgi-bin/sendsms",
        ["Kannel:Username"] = "outreach", ["Kannel:Password"] = "planted-password", ["Kannel:From"] = "22384",
        ["Kannel:SmscId"] = "operator",
        ["Kannel:PublicBase"] = "https://outreach.example.org", ["Kannel:Pace:RetryDelay"] = "00:00:00",
    };

    public override IReadOnlyList<string> Secrets => [Keyed.Key, Keyed.NewKey, "planted-password", "planted-text", "254711000222"];

    public override IReadOnlyDictionary<string, string[]> Required => new Dictionary<string, string[]>
    {
        [GatewayRoutes.KannelSms] = ["id", "from", "to", "text"],
        [GatewayRoutes.KannelDelivery] = ["id", "status"],
    };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an SMS", Sms, Came("1 MZ7 planted-text é")),
        In("an SMS with every sign that an address has", Sms.With("text", "a+b & c=d % ? #"), Came("a+b & c=d % ? #")),
        In("an SMS from a number without a plus", Sms.With("from", "254711000222"), Came("1 MZ7 planted-text é")),
        In("an SMS from Bangladesh without a plus", Sms.With("from", "8801711000222"),
            Came("1 MZ7 planted-text é") with { From = "+8801711000222" }),
        In("an SMS without coding and charset", Sms.Without("coding").Without("charset"), Came("1 MZ7 planted-text é")),
        In("an SMS in a charset that nobody knows", Sms.With("charset", "KLINGON"), Came("1 MZ7 planted-text é")),
        In("an SMS of 1700 characters", Sms.With("text", new string('x', 1700)), Came(new string('x', 1600))),
        In("an empty SMS", Sms.With("text", ""), Came("")),
        In("a binary SMS", Sms.With("coding", "1").With("charset", "8-BIT")),
        In("an SMS from a short code", Sms.With("from", "22384")),
        In("an SMS from a name", Sms.With("from", "MPESA")),
        new("an SMS from a local number", GatewayRoutes.KannelSms, Sms.With("from", "0711000222"), 400, "from"),
        new("an SMS without an id", GatewayRoutes.KannelSms, Sms.With("id", ""), 400, "id"),

        Report("1", DeliveryState.Delivered), Report("4", DeliveryState.Sent), Report("8", DeliveryState.Sent, answer: "ACK/"),
        Report("2", DeliveryState.Undelivered, SendFailure.Unknown, "id:1 sub:001 dlvrd:000 stat:UNDELIV err:011"),
        Report("2", DeliveryState.Expired, SendFailure.Expired, "id:1 sub:001 dlvrd:000 stat:EXPIRED err:001"),
        Report("16", DeliveryState.Failed, SendFailure.Unknown), Report("16", DeliveryState.Failed, SendFailure.Unknown, "NACK/REJECTED"),
        Report("16", DeliveryState.Failed, SendFailure.Unknown, "NACK/0x00000045/Submit failed"),
        Report("16", DeliveryState.Failed, SendFailure.InvalidSender, "NACK/0x0000000a/Invalid Source Address"),
        Report("16", DeliveryState.Failed, SendFailure.InvalidNumber, "NACK/0x0000000b/Invalid Destination Address"),
        Report("16", DeliveryState.Failed, SendFailure.GatewayBusy, "NACK/0x00000014/Message Queue Full"),
        Report("16", DeliveryState.Failed, SendFailure.RateLimited, "NACK/0x00000058/Throttling error"),
        new("a report that was ordered without the number", GatewayRoutes.KannelDelivery, Delivery.Without("to"), 200, "",
            new DeliveryReport(Gate, "msg-0001", null, DeliveryState.Delivered, null)),
        new("a state that nobody knows", GatewayRoutes.KannelDelivery, Delivery.With("status", "3"), 400, "status"),
        new("a state that Kannel did not fill in", GatewayRoutes.KannelDelivery, Delivery.With("status", "%d"), 400, "status"),
    ];

    public override IReadOnlyList<Outgoing> Outgoing =>
    [
        new("0 accepted", Handover.Accepted("msg-0001"), Said(202, "0: Accepted for delivery")),
        new("3 queued", Handover.Accepted("msg-0001"), Said(202, "3: Queued for later delivery")),
        new("sent, with immediate-sendsms-reply", Handover.Accepted("msg-0001"), Said(202, "Sent.")),
        Refused(403, "Authorization failed for sendsms", SendFailure.Unauthorized),
        Refused(403, "Not routable. Do not try again.", SendFailure.RegionNotEnabled),
        Refused(403, "<html>", SendFailure.Unauthorized),
        Refused(401, "", SendFailure.Unauthorized),
        Refused(400, "Empty receiver number not allowed, rejected", SendFailure.InvalidNumber),
        Refused(400, "Missing receiver(s) number(s), rejected", SendFailure.InvalidNumber),
        Refused(400, "Sender missing and no global set, rejected", SendFailure.InvalidSender),
        Refused(400, "Coding field misformed, rejected", SendFailure.Unknown),
        Refused(404, "Unknown request.", SendFailure.GatewayError),
        Refused(500, "Sending failed.", SendFailure.GatewayError),
        Refused(302, "", SendFailure.GatewayError),
        new("503 for a moment, then accepted", Handover.Accepted("msg-0001"), Said(503, "Temporal failure, try again later."),
            Said(202, "0: Accepted for delivery")),
        new("503 throughout", Handover.Refused(SendFailure.GatewayBusy),
            Enumerable.Repeat(Said(503, "Temporal failure, try again later."), 3).ToArray()),
        new("503 for an hour is left to the App", Handover.Refused(SendFailure.GatewayBusy, NodaTime.Duration.FromHours(1)),
            Said(503, "Temporal failure, try again later.") with { RetryAfter = "3600" }),
        new("503 in JSON, by what is behind a proxy, is not tried again", Handover.Ambiguous,
            Stub.Json("{}", HttpStatusCode.ServiceUnavailable)),
        new("429 throughout", Handover.Refused(SendFailure.RateLimited), Enumerable.Repeat(Said(429, ""), 3).ToArray()),
        new("200 in other words", Handover.Ambiguous, Said(200, "<html>")),
        new("500 in other words is not tried again", Handover.Ambiguous, Said(500, "<html>")),
        new("502 is not tried again", Handover.Ambiguous, Said(502, "<html>")),
        new("408", Handover.Ambiguous, Said(408, "")),
        new("no connection, then accepted", Handover.Accepted("msg-0001"), Stub.NoConnection, Said(202, "0: Accepted for delivery")),
        new("no connection throughout", Handover.Refused(SendFailure.GatewayError), Stub.NoConnection, Stub.NoConnection,
            Stub.NoConnection),
        new("connection broken after sending", Handover.Ambiguous, Stub.Throws(new HttpRequestException(HttpRequestError.ResponseEnded))),
    ];

    public override WebhookRequest Genuine(Incoming row) => Keyed.Query(row, Keyed.Key);

    public override IEnumerable<WebhookRequest> Forged(Incoming row) => Keyed.Forged(row, Keyed.Query);

    public static Stub Said(int status, string words) => new((HttpStatusCode)status, "text/html", words);

    private static InboundSms Came(string text) => new(Gate, Id, Phone, "22384", text);

    private static Incoming In(string name, Form form, params object[] calls) => new(name, GatewayRoutes.KannelSms, form, 200, "", calls);

    private static Incoming Report(string status, DeliveryState state, SendFailure? failure = null, string answer = "") => new(
        $"a report of {status} {answer}", GatewayRoutes.KannelDelivery, Delivery.With("status", status).With("answer", answer), 200, "",
        new DeliveryReport(Gate, "msg-0001", null, state, failure, Phone));

    private static Outgoing Refused(int status, string words, SendFailure failure) =>
        new($"{status} {words}", Handover.Refused(failure), Said(status, words));
}
