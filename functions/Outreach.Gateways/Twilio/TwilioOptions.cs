using Microsoft.Extensions.Options;

namespace Outreach.Gateways;

/// <summary>Settings of section <c>Twilio</c>. All empty: the gateway is off.</summary>
public sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary><c>AC…</c>; webhooks of other accounts are refused.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The primary auth token, which alone signs webhooks.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>
    /// The address at which Twilio reaches this host, as entered in Twilio's console, without a path: <c>https://outreach.example.org</c>.
    /// </summary>
    public string PublicBase { get; set; } = "";

    /// <summary>The number that messages come from, in E.164; not needed with a messaging service.</summary>
    public string From { get; set; } = "";

    /// <summary><c>MG…</c>; takes precedence over <see cref="From"/>.</summary>
    public string MessagingServiceSid { get; set; } = "";

    public GatewayPace Pace { get; set; } = new();

    public bool IsOn => string.Concat(AccountSid, AuthToken, PublicBase, From, MessagingServiceSid).Length > 0;

    /// <summary>The full address for one message's status callbacks.</summary>
    public Uri StatusCallback(string messageId) => new(PublicBase.TrimEnd('/') + TwilioGateway.StatusCallbackPath(messageId));
}

/// <summary>Fails with one sentence that names the setting to correct. A gateway without any setting is off, which is valid.</summary>
internal sealed class TwilioOptionsValidation : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options) =>
        options.IsOn && Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? Problem(TwilioOptions options) => options switch
    {
        _ when !options.AccountSid.StartsWith("AC", StringComparison.Ordinal) =>
            "Set Twilio:AccountSid to the account's SID, which starts with AC.",
        { AuthToken: "" } => "Set Twilio:AuthToken to the account's primary auth token; webhooks are signed with it.",
        _ when !IsPublic(options.PublicBase) =>
            "Set Twilio:PublicBase to the https address at which Twilio reaches this host, such as https://outreach.example.org; its "
                + "host name may hold no underscore.",
        { From: "", MessagingServiceSid: "" } => "Set Twilio:From to a number of the account in E.164, or Twilio:MessagingServiceSid.",
        { From.Length: > 0 } when Phones.ToE164(options.From, []) is null => "Set Twilio:From to a number in E.164, such as +12025550123.",
        _ => options.Pace.Problem(TwilioOptions.Section),
    };

    /// <summary>Twilio refuses status callbacks to host names with an underscore. Plain http is allowed to this machine only.</summary>
    private static bool IsPublic(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) && !uri.Host.Contains('_', StringComparison.Ordinal)
        && uri.Query == "";
}
