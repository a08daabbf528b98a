using Microsoft.Extensions.Options;

namespace Outreach.Console;

/// <summary>Settings of the console, section <c>Console</c>.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>The https address under which browsers reach the console, such as <c>https://outreach.example.org</c>. Needed for signing
    /// in at a provider.</summary>
    public string PublicBase { get; set; } = "";

    /// <summary>The OpenID Connect provider, such as <c>https://login.microsoftonline.com/TENANT/v2.0</c>; empty for none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The application's id at the provider.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The application's secret at the provider; empty for an application without one.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The provider's name on the sign-in page, such as <c>Microsoft</c>.</summary>
    public string ProviderName { get; set; } = "";

    public bool HasProvider => Authority.Length > 0;
}

/// <summary>Stops the start for a provider that could not be signed in with, or not safely.</summary>
internal sealed class ConsoleOptionsValidation : IValidateOptions<ConsoleOptions>
{
    /// <summary>Entra's authorities of all tenants: anybody's organisation could issue for them.</summary>
    private static readonly string[] everybody = ["common", "organizations", "consumers"];

    public ValidateOptionsResult Validate(string? name, ConsoleOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    internal static string? Problem(ConsoleOptions options)
    {
        if (options.PublicBase.Length > 0 && !(Safe(options.PublicBase) is { PathAndQuery: "/" } && !options.PublicBase.EndsWith('/')))
            return "Set Console__PublicBase to the https address of the console without a path, such as https://outreach.example.org.";
        if (!options.HasProvider) return null;
        if (Safe(options.Authority) is not { } authority)
            return "Set Console__Authority to the https address of an OpenID Connect provider.";
        if (authority.Segments.Any(s => everybody.Contains(s.Trim('/'))))
            return "Set Console__Authority to one organisation's: with this one accounts of any organisation could sign in.";
        if (options.ClientId.Length == 0) return "Set Console__ClientId to the application's id at the provider.";
        return options.PublicBase.Length == 0
            ? "Set Console__PublicBase too: the provider sends people back to it."
            : options.ProviderName.Length == 0 ? "Set Console__ProviderName to what people call the provider, such as Microsoft." : null;
    }

    /// <summary>Without TLS only this machine is reached.</summary>
    private static Uri? Safe(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? uri : null;
}
