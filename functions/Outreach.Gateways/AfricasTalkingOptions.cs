using Microsoft.Extensions.Options;

namespace Outreach.Gateways;

/// <summary>Settings of section <c>AfricasTalking</c>. All empty: the gateway is off.</summary>
public sealed class AfricasTalkingOptions
{
    public const string Section = "AfricasTalking";

    /// <summary>One or two secrets, either of which callbacks carry in their path; two while one replaces the other. 16 characters at least (fewer only where <see cref="BaseUrl"/> is this machine), better 43 (256 bits in base64url).</summary>
    public string[] PathKeys { get; set; } = [];

    public string Username { get; set; } = "";
    public string ApiKey { get; set; } = "";

    /// <summary>The short code or alphanumeric name that messages come from. Empty: the provider's default, which is for the sandbox only.</summary>
    public string SenderId { get; set; } = "";

    /// <summary>Uses the sandbox, which delivers to the provider's web simulator and never to a phone. Its user name is <c>sandbox</c>.</summary>
    public bool Sandbox { get; set; }

    /// <summary>Another address of the API than the provider's own. Empty: as <see cref="Sandbox"/> says.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Have the provider answer before the operator does (its status 102).</summary>
    public bool Enqueue { get; set; } = true;

    /// <summary>Hours for which the provider goes on trying; null for its own default.</summary>
    public int? RetryHours { get; set; }

    /// <summary>Country calling codes that a number without a plus may start with. Empty: those of the provider's countries.</summary>
    public string[] CountryCodes { get; set; } = [];

    public GatewayPace Pace { get; set; } = new();

    /// <summary>Those of <see cref="PathKeys"/> that are set: a deployment may leave the second place empty.</summary>
    public IReadOnlyList<string> LiveKeys => [.. PathKeys.Where(key => !string.IsNullOrEmpty(key))];

    public bool IsOn => LiveKeys.Count > 0 || string.Concat(Username, ApiKey, SenderId, BaseUrl).Length > 0;

    internal Uri Messaging => new(new Uri(BaseUrl.Length > 0 ? BaseUrl : Sandbox ? "https://api.sandbox.africastalking.com" : "https://api.africastalking.com"), "version1/messaging");

    /// <summary>Talks to this machine alone, as the local host does with its well-known key.</summary>
    private bool IsLocal => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) && uri.IsLoopback;

    /// <summary>A sentence on what to set, or null when all is well.</summary>
    internal string? Problem() => this switch
    {
        _ when LiveKeys.Count is 0 or > 2 => "Set AfricasTalking:PathKeys to one secret, or to two while one replaces the other.",
        _ when LiveKeys.Any(key => key.Length < (IsLocal ? 1 : 16) || key.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))) =>
            "Set each of AfricasTalking:PathKeys to at least 16 letters, digits, - or _; 32 random bytes in base64url are best.",
        { Username: null or "" } => "Set AfricasTalking:Username to the application's user name.",
        { ApiKey: null or "" } => "Set AfricasTalking:ApiKey to the application's API key.",
        { Sandbox: true } when Username != "sandbox" => "Set AfricasTalking:Username to sandbox, or AfricasTalking:Sandbox to false.",
        { BaseUrl.Length: > 0 } when !IsSafe(BaseUrl) => "Set AfricasTalking:BaseUrl to an https address, or leave it empty.",
        { RetryHours: < 1 } => "Set AfricasTalking:RetryHours to at least 1, or leave it out.",
        _ => Pace.Problem(Section),
    };

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));
}

/// <summary>Says in a sentence what to set. Without any setting the gateway is off, and that is fine.</summary>
internal sealed class AfricasTalkingOptionsValidation : IValidateOptions<AfricasTalkingOptions>
{
    public ValidateOptionsResult Validate(string? name, AfricasTalkingOptions options) =>
        options.IsOn && options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
