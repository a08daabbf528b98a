using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>A gateway for USSD only, with a key as its single proof and without a sender.</summary>
public abstract class UssdTable : GatewayTable
{
    protected const string Phone = "+233201000222";

    /// <summary>The configuration section of the gateway.</summary>
    public abstract string Section { get; }

    /// <summary>The reply with the screen <see cref="LastScreen"/>, which ends the session.</summary>
    public abstract string Ending { get; }

    public static UssdReply LastScreen { get; } = new("It's paid & done", End: true);

    public override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { [$"{Section}:PathKeys:0"] = Keyed.Key, [$"{Section}:PathKeys:1"] = Keyed.NewKey };

    public override IReadOnlyList<string> Secrets => [Keyed.Key, Keyed.NewKey, "90817", "233201000222", "planted-text"];

    public override WebhookRequest Genuine(Incoming row) => Asked(row, Keyed.Key);

    public override IEnumerable<WebhookRequest> Forged(Incoming row) => Keyed.Forged(row, Asked);

    /// <summary>The request with its fields in the provider's own place.</summary>
    public abstract WebhookRequest Asked(Incoming row, string key);
}

public sealed class HubtelTable : UssdTable
{
    private const string Screen = """{"Type":"Response","Message":"1 Balances\n2 Terms"}""";

    private static readonly Form Ussd = new(
        ("Type", "Response"), ("Mobile", "233201000222"), ("SessionId", "h-0001"), ("ServiceCode", "713"), ("Message", "90817"),
        ("Operator", "mtn"), ("Sequence", "3"), ("ClientState", "planted-text"));

    public override string Gateway => "hubtel";

    public override string Section => "Hubtel";

    public override string Ending => """{"Type":"Release","Message":"It's paid & done"}""";

    public override IReadOnlyDictionary<string, string[]> Required =>
        new Dictionary<string, string[]> { [GatewayRoutes.HubtelUssd] = ["Type", "Mobile", "SessionId"] };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an input", Ussd, Screen, Came(UssdKind.Newest, "90817", 3)),
        In("an input in small letters", Ussd.With("Type", "response"), Screen, Came(UssdKind.Newest, "90817", 3)),
        In("a dial", Ussd.With("Type", "Initiation").With("Message", "*713#").With("Sequence", "1"), Screen,
            Came(UssdKind.Dial, "*713#", 1)),
        In("an input without a count", Ussd.Without("Sequence"), Screen, Came(UssdKind.Newest, "90817", null)),
        In("an input of one digit and nothing", Ussd.With("Message", ""), Screen, Came(UssdKind.Newest, "", 3)),
        In("an end", Ussd.With("Type", "Release"), """{"Type":"Release","Message":""}""", Ended(3)),
        In("an end after waiting too long", Ussd.With("Type", "Timeout"), """{"Type":"Release","Message":""}""",
            Ended(3) with { Status = "Timeout" }),
        new("a type that nobody knows", GatewayRoutes.HubtelUssd, Ussd.With("Type", "AddToCart"), 400, "Type"),
        new("a number of nowhere", GatewayRoutes.HubtelUssd, Ussd.With("Mobile", "0201000222"), 400, "Mobile"),
        new("a count that is no number", GatewayRoutes.HubtelUssd, Ussd.With("Sequence", "1.5"), 400, "Sequence"),
    ];

    public override WebhookRequest Asked(Incoming row, string key) => Keyed.Json(row, key, "Sequence");

    private static Incoming In(string name, Form form, string body, object call) =>
        new(name, GatewayRoutes.HubtelUssd, form, 200, body, call);

    private UssdRequest Came(UssdKind kind, string text, int? count) => new(Gateway, "h-0001", Phone, "713", text, kind, count);

    private UssdEnded Ended(int? hops) => new(Gateway, "h-0001", Phone, "Incomplete", null, hops);
}

public sealed class InfobipTable : UssdTable
{
    private static readonly Form Ussd = new(
        ("msisdn", "233201000222"), ("text", "90817"), ("shortCode", "*123#1#"), ("imsi", "429011234567890"), ("optional", "o=1"),
        ("ussdGwId", "11"), ("language", "null"));

    private static readonly Form End = new(("reason", "planted-text"), ("exitCode", "0"));

    public override string Gateway => "infobip";

    public override string Section => "Infobip";

    public override string Ending =>
        """{"ussdMenu":"It's paid & done","shouldClose":true,"responseExitCode":200,"responseMessage":""}""";

    public override IReadOnlyDictionary<string, string[]> Required => new Dictionary<string, string[]>
    {
        [GatewayRoutes.InfobipStart] = ["msisdn", "text"], [GatewayRoutes.InfobipResponse] = ["msisdn", "text"],
        [GatewayRoutes.InfobipEnd] = [],
    };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("a dial", GatewayRoutes.InfobipStart, Ussd, Came(UssdKind.Dial, "90817")),
        In("an input", GatewayRoutes.InfobipResponse, Ussd, Came(UssdKind.Newest, "90817")),
        In("an input without a code", GatewayRoutes.InfobipResponse, Ussd.Without("shortCode"),
            Came(UssdKind.Newest, "90817") with { ServiceCode = "" }),
        new("an end", GatewayRoutes.InfobipEnd, End, 200, """{"responseExitCode":200,"responseMessage":""}"""),
        new("an end that names the phone", GatewayRoutes.InfobipEnd, End.With("msisdn", Phone), 200,
            """{"responseExitCode":200,"responseMessage":""}""", Ended("Success")),
        new("an end that was an error", GatewayRoutes.InfobipEnd, End.With("msisdn", Phone).With("exitCode", "510"), 200,
            """{"responseExitCode":200,"responseMessage":""}""", Ended("Incomplete")),
        new("an end of a number of nowhere", GatewayRoutes.InfobipEnd, End.With("msisdn", "0711"), 400, "msisdn"),
    ];

    public override WebhookRequest Asked(Incoming row, string key) => Keyed.Json(row, key, "language", "exitCode");

    private static Incoming In(string name, string route, Form form, object call) => new(
        name, route, form, 200, """{"ussdMenu":"1 Balances\n2 Terms","shouldClose":false,"responseExitCode":200,"responseMessage":""}""",
        call);

    private UssdRequest Came(UssdKind kind, string text) => new(Gateway, "s-0001", Phone, "*123#1#", text, kind);

    private UssdEnded Ended(string status) => new(Gateway, "s-0001", Phone, status, null, null);
}

public sealed class NaloTable : UssdTable
{
    private static readonly Form Ussd = new(
        ("USERID", "NALOOutreach"), ("MSISDN", "233201000222"), ("USERDATA", "90817"), ("MSGTYPE", "false"), ("NETWORK", "MTN"),
        ("SESSIONID", "n-0001"));

    public override string Gateway => "nalo";

    public override string Section => "Nalo";

    public override string Ending =>
        """{"USERID":"NALOOutreach","MSISDN":"233201000222","SESSIONID":"n-0001","MSG":"It's paid & done","MSGTYPE":false}""";

    public override IReadOnlyDictionary<string, string[]> Required => new Dictionary<string, string[]>
    {
        [GatewayRoutes.NaloUssd] = ["USERID", "MSISDN", "USERDATA", "MSGTYPE", "SESSIONID"],
    };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an input", Ussd, Came(UssdKind.Newest, "90817", "")),
        In("an input whose type is a text", Ussd.With("MSGTYPE", "False"), Came(UssdKind.Newest, "90817", "")),
        In("a dial", Ussd.With("MSGTYPE", "true").With("USERDATA", "*920*77#"), Came(UssdKind.Dial, "*920*77#", "*920*77#")),
        new("a type that is neither", GatewayRoutes.NaloUssd, Ussd.With("MSGTYPE", "maybe"), 400, "MSGTYPE"),
    ];

    public override WebhookRequest Asked(Incoming row, string key) =>
        row.Form.Pairs.Any(pair => pair is { Key: "MSGTYPE", Value: "true" or "false" })
            ? Keyed.Json(row, key, "MSGTYPE")
            : Keyed.Json(row, key);

    private static Incoming In(string name, Form form, object call) => new(
        name, GatewayRoutes.NaloUssd, form, 200,
        """{"USERID":"NALOOutreach","MSISDN":"233201000222","SESSIONID":"n-0001","MSG":"1 Balances\n2 Terms","MSGTYPE":true}""", call);

    private UssdRequest Came(UssdKind kind, string text, string code) => new(Gateway, "n-0001", Phone, code, text, kind, Septets: 120);
}

public sealed class ComvivaTable : UssdTable
{
    private static readonly Form Ussd =
        new(("SessionID", "c-0001"), ("MSISDN", "233201000222"), ("MSC", "mumbai"), ("input", "90817"), ("userid", "airtel"),
            ("password", "planted-text"));

    private static readonly Form Clean =
        Ussd.Without("MSISDN").Without("input").Without("MSC").With("msisdn", "233201000222").With("clean", "clean-session")
            .With("error", "522");

    public override string Gateway => "comviva";

    public override string Section => "Comviva";

    public override string Ending => "It's paid & done";

    public override IReadOnlyDictionary<string, string[]> Required =>
        new Dictionary<string, string[]> { [GatewayRoutes.ComvivaUssd] = ["SessionID", "MSISDN", "input"] };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an input", Ussd, Came("90817")),
        In("a dial, whose code comes bare", Ussd.With("input", "384*7071"), Came("384*7071")),
        new("an end", GatewayRoutes.ComvivaUssd, Clean, 200, "", new UssdEnded(Gateway, "c-0001", Phone, "Incomplete", null, null)),
        new("an end without a number", GatewayRoutes.ComvivaUssd, Clean.Without("msisdn"), 400, "msisdn"),
        new("a number of nowhere", GatewayRoutes.ComvivaUssd, Ussd.With("MSISDN", "12"), 400, "MSISDN"),
    ];

    public override WebhookRequest Asked(Incoming row, string key) => Keyed.Query(row, key);

    private static Incoming In(string name, Form form, object call) =>
        new(name, GatewayRoutes.ComvivaUssd, form, 200, "1 Balances\n2 Terms", call);

    private UssdRequest Came(string text) => new(Gateway, "c-0001", Phone, "", text, UssdKind.Newest);
}

public sealed class JsonUssdTable : UssdTable
{
    private static readonly Form Ussd =
        new(("session", "j-0001"), ("phone", Phone), ("event", "input"), ("text", "90817"), ("sequence", "4"), ("code", "*384#"));

    public override string Gateway => "ussd";

    public override string Section => "JsonUssd";

    public override string Ending => """{"text":"It's paid & done","end":true}""";

    public override IReadOnlyDictionary<string, string[]> Required =>
        new Dictionary<string, string[]> { [GatewayRoutes.JsonUssd] = ["session", "phone", "event", "text"] };

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("an input", Ussd, Came(UssdKind.Newest, "90817", 4)),
        In("a dial", Ussd.With("event", "dial").Without("text").With("sequence", "1"), Came(UssdKind.Dial, "", 1)),
        In("everything typed so far", Ussd.With("event", "all").With("text", "1*90817").Without("sequence"),
            Came(UssdKind.Cumulative, "1*90817", null)),
        In("an input without code and count", Ussd.Without("code").Without("sequence"),
            Came(UssdKind.Newest, "90817", null) with { ServiceCode = "" }),
        new("an end", GatewayRoutes.JsonUssd, Ussd.With("event", "end"), 200, """{"text":"","end":true}""",
            new UssdEnded(Gateway, "j-0001", Phone, "Incomplete", null, null)),
        new("an end after waiting too long", GatewayRoutes.JsonUssd, Ussd.With("event", "end").With("reason", "timeout"), 200,
            """{"text":"","end":true}""", new UssdEnded(Gateway, "j-0001", Phone, "Timeout", null, null)),
        new("an event that nobody knows", GatewayRoutes.JsonUssd, Ussd.With("event", "Dial"), 400, "event"),
        new("everything typed, without a text", GatewayRoutes.JsonUssd, Ussd.With("event", "all").Without("text"), 400, "text"),
        new("a count below nothing", GatewayRoutes.JsonUssd, Ussd.With("sequence", "-1"), 400, "sequence"),
    ];

    public override WebhookRequest Asked(Incoming row, string key) => Keyed.Json(row, key, "sequence");

    private static Incoming In(string name, Form form, object call) =>
        new(name, GatewayRoutes.JsonUssd, form, 200, """{"text":"1 Balances\n2 Terms","end":false}""", call);

    private UssdRequest Came(UssdKind kind, string text, int? count) => new(Gateway, "j-0001", Phone, "*384#", text, kind, count);
}
