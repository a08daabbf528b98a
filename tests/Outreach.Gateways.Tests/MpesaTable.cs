using System.Text.Json;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Gateways.Tests;

/// <summary>M-PESA by Daraja, with credentials to ask it. <see cref="MpesaTests"/> covers the questions and the other settings.</summary>
public sealed class MpesaTable : GatewayTable
{
    internal const string Accepted = """{"ResultCode":0,"ResultDesc":"Accepted"}""";
    internal const string Secret = "planted-consumer-secret";
    internal static readonly LocalDate Day = new(2026, 3, 2);
    private static readonly CallbackProof none = new(false);

    /// <summary>The Result object's own members; others are parameters of it.</summary>
    private static readonly string[] members =
        ["ResultType", "ResultCode", "ResultDesc", "OriginatorConversationID", "ConversationID", "TransactionID"];

    internal static readonly Form Confirmation = new(
        ("TransactionType", "Pay Bill"), ("TransID", "SKC82PACB8"), ("TransTime", "20260302235900"), ("TransAmount", "300.50"),
        ("BusinessShortCode", "600986"), ("BillRefNumber", " r6tqt"), ("InvoiceNumber", ""), ("OrgAccountBalance", "49197.00"),
        ("ThirdPartyTransID", ""), ("MSISDN", "2547 ***** 126"), ("FirstName", "planted-name"), ("MiddleName", ""), ("LastName", ""));

    internal static readonly Form PaidOut = new(
        ("ResultType", "0"), ("ResultCode", "0"), ("ResultDesc", "The service request is processed successfully."),
        ("OriginatorConversationID", "10816-7910404-1"), ("ConversationID", "AG_1"), ("TransactionID", "SKE52PAWR9"),
        ("TransactionAmount", "300"), ("TransactionReceipt", "SKE52PAWR9"), ("B2CRecipientIsRegisteredCustomer", "Y"),
        ("ReceiverPartyPublicName", "254711000222 - planted-name"), ("TransactionCompletedDateTime", "02.03.2026 17:48:32"));

    internal static readonly Form Reversal = new(
        ("ResultType", "0"), ("ResultCode", "0"), ("ResultDesc", "The service request is processed successfully"),
        ("TransactionID", "SKF00REV01"), ("Amount", "300.5"), ("TransCompletedTime", "20260302132711"),
        ("OriginalTransactionID", "SKC82PACB8"), ("CreditPartyPublicName", "254711000222 - planted-name"));

    internal static readonly Form Answer = new(
        ("ResultType", "0"), ("ResultCode", "0"), ("TransactionID", "SKX0000000"), ("ReceiptNo", "SKC82PACB8"), ("Amount", "300.5"),
        ("TransactionStatus", "Completed"), ("FinalisedTime", "20260302235900"), ("DebitPartyName", "254711000222 - planted-name"),
        ("CreditPartyName", "600986 - Maize"));

    public override string Gateway => "mpesa";

    public override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Mpesa:PathKeys:0"] = Keyed.Key, ["Mpesa:PathKeys:1"] = Keyed.NewKey,
        ["Mpesa:ShortCodes:600986:Programme"] = "maize", ["Mpesa:ShortCodes:600000:Programme"] = "beans",
        ["Mpesa:ShortCodes:600000:Phone"] = "+254711000001",
        ["Mpesa:ConsumerKey"] = "planted-consumer-key", ["Mpesa:ConsumerSecret"] = Secret, ["Mpesa:Initiator"] = "outreach",
        ["Mpesa:SecurityCredential"] = "planted-credential", ["Mpesa:PublicBase"] = "https://outreach.example.org",
        ["Mpesa:Pace:RetryDelay"] = "00:00:00",
    };

    public override IReadOnlyDictionary<string, string[]> Required => new Dictionary<string, string[]>
    {
        [GatewayRoutes.MpesaValidation] = ["BusinessShortCode"],
        [GatewayRoutes.MpesaConfirmation] = ["TransID", "TransTime", "TransAmount", "BusinessShortCode"],
        [GatewayRoutes.MpesaPaidOut] = ["ResultCode", "TransactionReceipt", "TransactionAmount", "TransactionCompletedDateTime"],
        [GatewayRoutes.MpesaReversal] = ["ResultCode", "TransactionID", "OriginalTransactionID", "Amount"],
        [GatewayRoutes.MpesaAnswer] = ["ResultCode", "TransactionStatus", "Amount"],
        [GatewayRoutes.MpesaTimeout] = [],
    };

    public override IReadOnlyList<string> Secrets =>
        [Keyed.Key, Keyed.NewKey, "planted", "711000222", "711000001", "r6tqt", "SKC82PACB8"];

    public override IReadOnlyList<Incoming> Incoming =>
    [
        In("a validation", Confirmation, GatewayRoutes.MpesaValidation),
        In("a validation of a strange account", Confirmation.With("BillRefNumber", "maize"), GatewayRoutes.MpesaValidation),
        Bad("a validation for a strange short code", Confirmation.With("BusinessShortCode", "1"), "BusinessShortCode",
            GatewayRoutes.MpesaValidation),

        In("a payment", Confirmation, Paid()),
        In("a payment of a day by which it is another in UTC", Confirmation.With("TransTime", "20260303000100"),
            Paid() with { Transfer = Transfer() with { On = new(2026, 3, 3) } }),
        In("a payment with a hashed number",
            Confirmation.With("MSISDN", "16a5ac2b1d0f2c8b0ee3d4e8b1d5f9c5e4f1c2a3b4d5e6f708192a3b4c5d6e7f"),
            Paid()),
        In("a payment with a masked number without spaces", Confirmation.With("MSISDN", "2547XXXXX126"), Paid()),
        In("a payment with a number", Confirmation.With("MSISDN", "254711000222"),
            Paid() with { Transfer = Transfer() with { PayerPhone = "+254711000222" } }),
        In("a payment to somebody's short code", Confirmation.With("BusinessShortCode", "600000"),
            new TransferCallback("beans", "mpesa", "SKC82PACB8", Transfer() with { PayeePhone = "+254711000001" },
                new(false, "in-600000"))),
        In("a payment without an account", Confirmation.With("BillRefNumber", " "),
            Paid() with { Transfer = Transfer() with { Reference = null } }),
        In("a payment with a long account", Confirmation.With("BillRefNumber", new string('x', 99)),
            Paid() with { Transfer = Transfer() with { Reference = new string('X', 40) } }),
        In("a payment of whole shillings", Confirmation.With("TransAmount", "5000"),
            Paid() with { Transfer = Transfer() with { Amount = new(500_000, "KES") } }),
        Bad("a payment of nothing", Confirmation.With("TransAmount", "0.00"), "TransAmount"),
        Bad("a payment of less than nothing", Confirmation.With("TransAmount", "-5"), "TransAmount"),
        Bad("a payment of parts of a cent", Confirmation.With("TransAmount", "1.005"), "TransAmount"),
        Bad("a payment with groups", Confirmation.With("TransAmount", "1,500"), "TransAmount"),
        Bad("a payment with a power of ten", Confirmation.With("TransAmount", "1e3"), "TransAmount"),
        Bad("a payment of all money", Confirmation.With("TransAmount", "99999999999999999999999999999999"), "TransAmount"),
        Bad("a payment to a strange short code", Confirmation.With("BusinessShortCode", "600001"), "BusinessShortCode"),
        Bad("a payment on no day", Confirmation.With("TransTime", "20260230235900"), "TransTime"),
        Bad("a payment at no time", Confirmation.With("TransTime", ""), "TransTime"),
        Bad("a payment with a strange id", Confirmation.With("TransID", "SKC.1"), "TransID"),
        Bad("a payment with a long id", Confirmation.With("TransID", new string('A', 61)), "TransID"),

        In("a payment out", PaidOut, GatewayRoutes.MpesaPaidOut, Out(new(new(30_000, "KES"), "", "+254711000222", On: Day))),
        In("a payment out to a masked number", PaidOut.With("ReceiverPartyPublicName", "2547XXXXXXX - planted-name"),
            GatewayRoutes.MpesaPaidOut, Out(new(new(30_000, "KES"), On: Day))),
        In("a payment out that failed", new(("ResultCode", "2001"), ("ResultDesc", "The initiator information is invalid.")),
            GatewayRoutes.MpesaPaidOut),
        Bad("a payment out at no time", PaidOut.With("TransactionCompletedDateTime", "2 March"), "TransactionCompletedDateTime",
            GatewayRoutes.MpesaPaidOut),

        In("a reversal", Reversal, GatewayRoutes.MpesaReversal, SentBack()),
        In("a reversal with the sample's code", Reversal.With("ResultCode", "21"), GatewayRoutes.MpesaReversal, SentBack()),
        In("a reversal that failed", new(("ResultCode", "R000002"), ("TransactionID", "SKF00REV01")), GatewayRoutes.MpesaReversal),

        In("an answer", Answer, GatewayRoutes.MpesaAnswer, Said(new(new(30_050, "KES"), "+254711000222", null, On: Day))),
        In("an answer with other figures", Answer.With("Amount", "3.00"), GatewayRoutes.MpesaAnswer,
            Said(new(new(300, "KES"), "+254711000222", null, On: Day))),
        In("an answer with a masked payer", Answer.With("DebitPartyName", "2547XXXXXXX"), GatewayRoutes.MpesaAnswer,
            Said(new(new(30_050, "KES"), On: Day))),
        In("an answer about another receipt", Answer.With("ReceiptNo", "SKC82PACB9"), GatewayRoutes.MpesaAnswer, Said(null)),
        In("an answer about money that went out", Answer.With("CreditPartyName", "254711000222 - planted-name")
            .With("DebitPartyName", "600986 - Maize"), GatewayRoutes.MpesaAnswer, Said(null)),
        In("an answer that it was declined", Answer.With("TransactionStatus", "Declined"), GatewayRoutes.MpesaAnswer, Said(null)),
        In("an answer that it is under way", Answer.With("TransactionStatus", "Authorized"), GatewayRoutes.MpesaAnswer),
        In("an answer that there is none", new(("ResultCode", "2032"), ("ResultDesc", "It does not exist.")), GatewayRoutes.MpesaAnswer),

        In("a time-out", new(("ConversationID", "AG_1")), GatewayRoutes.MpesaTimeout),
    ];

    public override WebhookRequest Genuine(Incoming row) => Asked(row, Keyed.Key);

    public override IEnumerable<WebhookRequest> Forged(Incoming row) => Keyed.Forged(row, Asked);

    internal static WebhookRequest Asked(Incoming row, string key)
    {
        var request = Keyed.Json(row, key, "ResultType");
        if (row.Route is not (GatewayRoutes.MpesaPaidOut or GatewayRoutes.MpesaReversal or GatewayRoutes.MpesaAnswer)) return request;
        var result = row.Form.Pairs.Where(pair => members.Contains(pair.Key))
            .Select(pair => $"{JsonSerializer.Serialize(pair.Key)}:{JsonSerializer.Serialize(pair.Value)}");
        var parameters = row.Form.Pairs.Where(pair => !members.Contains(pair.Key))
            .Select(pair => $$"""{"Key":{{JsonSerializer.Serialize(pair.Key)}},"Value":{{JsonSerializer.Serialize(pair.Value)}}}""");
        return request with
        {
            RouteValues = new Dictionary<string, string>
            {
                ["key"] = key, ["shortCode"] = "600986", ["question"] = Question("in-600986.SKC82PACB8.SKC82PACB8"),
            },
            Body = "{\"Result\":{" + string.Concat(result.Select(member => member + ","))
                + "\"ResultParameters\":{\"ResultParameter\":[" + string.Join(',', parameters) + "]}}}",
        };
    }

    /// <summary>A question with its proof, made as Daraja's own would be.</summary>
    internal static string Question(string of)
    {
        var mac = System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret),
            System.Text.Encoding.UTF8.GetBytes(of));
        return $"{of}.{Convert.ToHexStringLower(mac)[..32]}";
    }

    private static Transfer Transfer() => new(new(30_050, "KES"), "", null, "R6TQT", Day);

    internal static TransferCallback Paid() => new("maize", "mpesa", "SKC82PACB8", Transfer(), none with { Account = "in-600986" });

    internal static TransferCallback Out(Transfer transfer) =>
        new("maize", "mpesa", "SKE52PAWR9", transfer, none with { Account = "out-600986" });

    internal static ReversalCallback SentBack() =>
        new("maize", "mpesa", "SKC82PACB8", "SKF00REV01", new(30_050, "KES"), none with { Account = "out-600986" });

    private static ProviderAnswer Said(Transfer? transfer) => new("maize", "mpesa", "SKC82PACB8", "SKC82PACB8", transfer);

    private static Incoming In(string name, Form form, params object[] calls) => In(name, form, GatewayRoutes.MpesaConfirmation, calls);

    private static Incoming In(string name, Form form, string route, params object[] calls) => new(name, route, form, 200, Accepted, calls);

    private static Incoming Bad(string name, Form form, string field, string route = GatewayRoutes.MpesaConfirmation) =>
        new(name, route, form, 400, field);
}
