using System.Security.Cryptography;
using System.Text;

namespace Outreach.Gateways;

/// <summary>A paybill, till or B2C short code.</summary>
public sealed class MpesaShortCode
{
    /// <summary>The id of the programme whose payments go over it.</summary>
    public string Programme { get; set; } = "";

    /// <summary>The number in E.164 of the person whose short code it is; empty where it is nobody's of the programme.</summary>
    public string Phone { get; set; } = "";
}

/// <summary>Settings of section <c>Mpesa</c>. All empty: the gateway is off.</summary>
public sealed class MpesaOptions : KeyedOptions
{
    public const string Section = "Mpesa";

    /// <summary>Short codes, by their number. Callbacks about another one are refused.</summary>
    public Dictionary<string, MpesaShortCode> ShortCodes { get; set; } = [];

    /// <summary>IP addresses that callbacks come from. Empty: all.</summary>
    public string[] CallbackAddresses { get; set; } = [];

    /// <summary>A callback alone is proof. Refused where Daraja can be asked.</summary>
    public bool UnconfirmedCounts { get; set; }

    /// <summary>C2B validation refuses a payment whose account is no agreement's code. Else it refuses none.</summary>
    public bool RefuseUnknownAccounts { get; set; }

    /// <summary>Times in callbacks are UTC and not Nairobi's. Unconfirmed.</summary>
    public bool TimesAreUtc { get; set; }

    /// <summary>
    /// Values of <c>ResultCode</c> with which a reversal succeeded; empty for 0 and 21. That 21 is one stands in Daraja's sample only.
    /// </summary>
    public string[] ReversedCodes { get; set; } = [];

    /// <summary>Key and secret of the Daraja app. With them Daraja is asked before a callback counts.</summary>
    public string ConsumerKey { get; set; } = "";
    public string ConsumerSecret { get; set; } = "";

    /// <summary>The API operator that asks, and its password as Daraja encrypts it, in base64.</summary>
    public string Initiator { get; set; } = "";
    public string SecurityCredential { get; set; } = "";

    /// <summary>The https address at which Daraja reaches this host, without a path.</summary>
    public string PublicBase { get; set; } = "";

    /// <summary>Replaces Daraja's address, as for its sandbox.</summary>
    public string BaseUrl { get; set; } = "";

    public GatewayPace Pace { get; set; } = new();

    protected internal override IReadOnlyCollection<string> UsualCodes => ["254"];

    public override bool IsOn => LiveKeys.Count > 0 || Accounts.Count > 0
        || string.Concat(ConsumerKey, ConsumerSecret, Initiator, SecurityCredential, BaseUrl).Length > 0;

    /// <summary>True when callbacks are asked about.</summary>
    internal bool CanAsk => ConsumerKey.Length > 0;

    internal IReadOnlyDictionary<string, MpesaShortCode> Accounts =>
        ShortCodes.Where(code => !string.IsNullOrEmpty(code.Value?.Programme)).ToDictionary();

    internal IReadOnlyList<string> Addresses => [.. CallbackAddresses.Where(address => !string.IsNullOrEmpty(address))];

    internal bool IsReversed(string result) =>
        (ReversedCodes.Where(code => !string.IsNullOrEmpty(code)).ToList() is { Count: > 0 } codes ? codes : ["0", "21"]).Contains(result);

    internal Uri Api(string path) => new(new Uri(BaseUrl.Length > 0 ? BaseUrl : "https://api.safaricom.co.ke"), path);

    /// <summary>The address for an answer. It carries what only a question of ours has, since Daraja signs nothing.</summary>
    internal string AnswerUrl(MpesaQuestion question) =>
        Address(GatewayRoutes.MpesaAnswer).Replace("{question}", question.Signed(ConsumerSecret), StringComparison.Ordinal);

    internal string TimeoutUrl => Address(GatewayRoutes.MpesaTimeout);

    private string Address(string route) =>
        $"{PublicBase.TrimEnd('/')}/{route.Replace("{key}", LiveKeys[^1], StringComparison.Ordinal)}";

    /// <summary>True when this machine alone calls, as on the local host with its well-known key.</summary>
    private bool IsLocal => Uri.TryCreate(PublicBase, UriKind.Absolute, out var uri) && uri.IsLoopback;

    protected internal override string? Problem() => this switch
    {
        _ when KeyProblem(Section, IsLocal) is { } problem => problem,
        _ when Accounts.Count == 0 => "Set Mpesa:ShortCodes to each short code with its programme.",
        _ when Accounts.Any(code => code.Key.Length > 20 || !code.Key.All(char.IsAsciiDigit)) =>
            "Set Mpesa:ShortCodes:CODE to short codes, which are digits.",
        _ when Accounts.Values.Any(code => !string.IsNullOrEmpty(code.Phone) && Phones.ToE164(code.Phone, []) is null) =>
            "Set Phone in Mpesa:ShortCodes to a number in E.164, or leave it empty.",
        _ when Addresses.Any(address => !System.Net.IPAddress.TryParse(address, out var _)) =>
            "Set each of Mpesa:CallbackAddresses to an IP address.",
        _ when !CanAsk && string.Concat(ConsumerSecret, Initiator, SecurityCredential).Length == 0 => null,
        { ConsumerKey: null or "" } => "Set Mpesa:ConsumerKey to the Daraja app's consumer key.",
        { ConsumerSecret: null or "" } => "Set Mpesa:ConsumerSecret to the Daraja app's consumer secret.",
        { Initiator: null or "" } => "Set Mpesa:Initiator to the API operator that asks for a transaction's status.",
        { SecurityCredential: null or "" } => "Set Mpesa:SecurityCredential to the API operator's encrypted password.",
        { UnconfirmedCounts: true } => "Set Mpesa:UnconfirmedCounts to false: with a consumer key Daraja is asked.",
        { BaseUrl.Length: > 0 } when !Gateways.Addresses.IsSafe(BaseUrl) => "Set Mpesa:BaseUrl to an https address, or leave it empty.",
        _ when !Gateways.Addresses.IsSafe(PublicBase) || PublicBase.AsSpan().ContainsAny('?', '%') || IsForbidden(PublicBase) =>
            "Set Mpesa:PublicBase to the https address at which Daraja reaches this host, without the words mpesa and safaricom.",
        _ => Pace.Problem(Section),
    };

    private static bool IsForbidden(string address) => new[] { "mpesa", "m-pesa", "safaricom" }
        .Any(word => address.Contains(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What Daraja is asked, as its answer's address names it.</summary>
/// <param name="Account"><c>in-</c> or <c>out-</c> and the short code: whether the money came in there.</param>
/// <param name="About">The transaction, or its reversal.</param>
internal sealed record MpesaQuestion(string Account, string Transaction, string About)
{
    /// <summary>Hexadecimal, since Daraja refuses addresses with some words in them.</summary>
    public string Signed(string secret) => $"{Account}.{Transaction}.{About}.{Proof(secret)}";

    /// <summary>Null for what is no question of ours.</summary>
    public static MpesaQuestion? Read(string signed, string secret) =>
        signed.Split('.') is [var account, var transaction, var about, var proof]
            && new MpesaQuestion(account, transaction, about) is var question && Secrets.AreEqual(proof, question.Proof(secret))
            ? question : null;

    public string ShortCode => Account[(Account.IndexOf('-', StringComparison.Ordinal) + 1)..];

    public bool IsIn => Account.StartsWith("in-", StringComparison.Ordinal);

    private string Proof(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Account}.{Transaction}.{About}")))[..32];
}
