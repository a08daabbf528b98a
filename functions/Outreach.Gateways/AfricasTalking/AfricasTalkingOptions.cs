namespace Outreach.Gateways;

/// <summary>Settings of section <c>AfricasTalking</c>. All empty: the gateway is off.</summary>
public sealed class AfricasTalkingOptions : UssdOptions
{
    public const string Section = "AfricasTalking";

    public string Username { get; set; } = "";
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// The short code or alphanumeric name that messages come from. Empty: the provider's default, which works in the sandbox only.
    /// </summary>
    public string SenderId { get; set; } = "";

    /// <summary>
    /// Uses the sandbox, which delivers to the provider's web simulator and never to a phone. Its user name is <c>sandbox</c>.
    /// </summary>
    public bool Sandbox { get; set; }

    /// <summary>Replaces the provider's API address. Empty: the address that <see cref="Sandbox"/> selects.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Makes the provider answer before the operator does (its status 102).</summary>
    public bool Enqueue { get; set; } = true;

    /// <summary>Hours for which the provider retries; null for the provider's default.</summary>
    public int? RetryHours { get; set; }

    public GatewayPace Pace { get; set; } = new();

    protected internal override IReadOnlyCollection<string> UsualCodes => Phones.AfricanCodes;

    public override bool IsOn => LiveKeys.Count > 0 || string.Concat(Username, ApiKey, SenderId, BaseUrl).Length > 0;

    internal Uri Messaging =>
        new(new Uri(BaseUrl.Length > 0 ? BaseUrl : Sandbox ? "https://api.sandbox.africastalking.com" : "https://api.africastalking.com"),
            "version1/messaging");

    /// <summary>True when the gateway calls this machine only, as on the local host with its well-known key.</summary>
    private bool IsLocal => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) && uri.IsLoopback;

    /// <summary>One sentence that names the setting to correct, or null when the settings are valid.</summary>
    protected internal override string? Problem() => this switch
    {
        _ when (KeyProblem(Section, IsLocal) ?? ScreenProblem(Section)) is { } problem => problem,
        { Username: null or "" } => "Set AfricasTalking:Username to the application's user name.",
        { ApiKey: null or "" } => "Set AfricasTalking:ApiKey to the application's API key.",
        { Sandbox: true } when Username != "sandbox" => "Set AfricasTalking:Username to sandbox, or AfricasTalking:Sandbox to false.",
        { BaseUrl.Length: > 0 } when !Addresses.IsSafe(BaseUrl) => "Set AfricasTalking:BaseUrl to an https address, or leave it empty.",
        { RetryHours: < 1 } => "Set AfricasTalking:RetryHours to at least 1, or leave it out.",
        _ => Pace.Problem(Section),
    };
}
