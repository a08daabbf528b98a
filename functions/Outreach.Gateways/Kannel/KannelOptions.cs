namespace Outreach.Gateways;

/// <summary>Settings of section <c>Kannel</c>. All empty: the gateway is off.</summary>
public sealed class KannelOptions : KeyedOptions
{
    public const string Section = "Kannel";

    /// <summary>
    /// Kannel's sendsms address, such as <c>https://kannel.example.org:13013/cgi-bin/sendsms</c>. Plain http only to this machine or a
    /// private address.
    /// </summary>
    public string SendUrl { get; set; } = "";

    /// <summary>Name and password of Kannel's <c>sendsms-user</c> group. Both travel as headers, so they must be printable ASCII.</summary>
    public string Username { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>The short code, number or name that messages come from.</summary>
    public string From { get; set; } = "";

    /// <summary>Id of the SMSC link to send by; empty leaves the choice to Kannel's routing.</summary>
    public string SmscId { get; set; } = "";

    /// <summary>The address at which Kannel's smsbox reaches this host, without a path; delivery reports go there.</summary>
    public string PublicBase { get; set; } = "";

    public GatewayPace Pace { get; set; } = new();

    public override bool IsOn => LiveKeys.Count > 0 || string.Concat(SendUrl, Username, Password, From, SmscId, PublicBase).Length > 0;

    /// <summary>
    /// The address of a message's delivery reports, with Kannel's escapes: <c>%d</c> is the state, <c>%A</c> the SMSC's words. Holds the
    /// newest key, because a report may come days later.
    /// </summary>
    internal string ReportUrl(string messageId, string phone) =>
        $"{PublicBase.TrimEnd('/')}/{GatewayRoutes.KannelDelivery.Replace("{key}", LiveKeys[^1], StringComparison.Ordinal)}?id="
            + $"{messageId}&to={phone.TrimStart('+')}&status=%d&answer=%A";

    protected internal override string? Problem() => this switch
    {
        _ when KeyProblem(Section, IsLocal) is { } problem => problem,
        _ when !Addresses.IsSafeOrPrivate(SendUrl) =>
            "Set Kannel:SendUrl to Kannel's sendsms address, such as https://kannel.example.org:13013/cgi-bin/sendsms; plain http only "
                + "to a private address.",
        _ when !IsHeader(Username) => "Set Kannel:Username to the name of Kannel's sendsms-user, in printable ASCII.",
        _ when !IsHeader(Password) => "Set Kannel:Password to the password of Kannel's sendsms-user, in printable ASCII.",
        _ when !IsHeader(From) => "Set Kannel:From to the short code, number or name that messages come from.",
        { SmscId.Length: > 0 } when !IsHeader(SmscId) => "Set Kannel:SmscId to the id of an smsc group, or leave it empty.",
        _ when !Addresses.IsSafeOrPrivate(PublicBase) || PublicBase.AsSpan().ContainsAny('?', '%') =>
            "Set Kannel:PublicBase to the https address at which Kannel reaches this host, such as https://outreach.example.org; plain "
                + "http only to a private address.",
        _ => Pace.Problem(Section),
    };

    /// <summary>True when Kannel and this host run on one machine, as in a trial.</summary>
    private bool IsLocal => Uri.TryCreate(PublicBase, UriKind.Absolute, out var uri) && uri.IsLoopback;

    internal static bool IsHeader(string value) => value.Length > 0 && value.All(c => c is >= ' ' and <= '~') && value.Trim() == value;
}
