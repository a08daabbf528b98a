using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Outreach.Gateways;

/// <summary>Settings of a gateway that signs nothing. A secret in the path of its webhooks replaces the signature.</summary>
public abstract class KeyedOptions
{
    /// <summary>
    /// One or two secrets, either of which callbacks carry in their path; two while one replaces the other. At least 16 characters (fewer
    /// only where the gateway runs on this machine), better 43 (256 bits in base64url).
    /// </summary>
    public string[] PathKeys { get; set; } = [];

    /// <summary>Country calling codes that a number without a plus may start with. Empty: the codes of the provider's countries.</summary>
    public string[] CountryCodes { get; set; } = [];

    /// <summary>The non-empty <see cref="PathKeys"/>, because a deployment may leave the second one empty.</summary>
    public IReadOnlyList<string> LiveKeys => [.. PathKeys.Where(key => !string.IsNullOrEmpty(key))];

    /// <summary>False without any setting: the gateway's webhooks then answer 403 and its sender refuses.</summary>
    public virtual bool IsOn => LiveKeys.Count > 0;

    internal IReadOnlyCollection<string> Codes => CountryCodes is { Length: > 0 } codes ? codes : UsualCodes;

    protected internal virtual IReadOnlyCollection<string> UsualCodes => Phones.KnownCodes;

    /// <summary>
    /// One sentence that names the setting to correct, or null when the settings are valid. Called only when the gateway is on.
    /// </summary>
    protected internal abstract string? Problem();

    private protected string? KeyProblem(string section, bool isLocal = false) => this switch
    {
        _ when LiveKeys.Count is 0 or > 2 => $"Set {section}:PathKeys to one secret, or to two while one replaces the other.",
        _ when LiveKeys.Any(
            key => key.Length < (isLocal ? 1 : 16) || key.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))) =>
            $"Set each of {section}:PathKeys to at least 16 letters, digits, - or _; 32 random bytes in base64url are best.",
        _ => null,
    };
}

/// <summary>Fails with one sentence that names the setting to correct. A gateway without any setting is off, which is valid.</summary>
internal sealed class KeyedOptionsValidation<T> : IValidateOptions<T> where T : KeyedOptions
{
    public ValidateOptionsResult Validate(string? name, T options) =>
        options.IsOn && options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}

internal static class KeyedOptionsRegistration
{
    public static void AddKeyedOptions<T>(this IServiceCollection services, IConfiguration configuration,
        string section) where T : KeyedOptions
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>, KeyedOptionsValidation<T>>();
    }
}
