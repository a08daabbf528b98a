using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>Validates settings across options classes: the chosen gateway is set up, and the vault's secrets are resolved.</summary>
public sealed class SettingsAtStart(IConfiguration configuration, IOptions<TwilioOptions> twilio,
    IOptions<AfricasTalkingOptions> africasTalking) : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private string? Problem(OutreachOptions options) => Unresolved().FirstOrDefault() is { } setting
        ? $"{setting} is still a Key Vault reference: put the secret into the vault, give the app's identity the role Key Vault Secrets "
            + "User, and restart."
        : options.Gateway switch
        {
            "" => null,
            var gateway when !GatewayList.Names.Contains(gateway) =>
                $"Set Outreach__Gateway to one of {string.Join(", ", GatewayList.Names)}; '{gateway}' is none of them.",
            TwilioGateway.Name when !twilio.Value.IsOn =>
                "Set Twilio__AccountSid and what goes with it, or Outreach__Gateway to a gateway that is set up: twilio is not.",
            AfricasTalkingGateway.Name when !africasTalking.Value.IsOn =>
                "Set AfricasTalking__Username and what goes with it, or Outreach__Gateway to a gateway that is set up: africastalking "
                    + "is not.",
            _ => null,
        };

    /// <summary>
    /// A reference that Azure cannot resolve reaches the app as text:
    /// https://learn.microsoft.com/azure/app-service/app-service-key-vault-references.
    /// </summary>
    private IEnumerable<string> Unresolved() => configuration.AsEnumerable()
        .Where(setting => setting.Value?.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal) ?? false)
        .Select(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
