using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Local;

/// <summary>The settings of the local host. Each can be overridden by appsettings.json or the environment, under the same name.</summary>
public static class LocalSettings
{
    public static Dictionary<string, string?> Defaults(LocalArguments arguments) => new()
    {
        ["AllowedHosts"] = "localhost;127.0.0.1;[::1]",
        ["Logging:LogLevel:Default"] = "Information",
        // The information lines of these sources hold addresses with numbers and keys.
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System"] = "Warning",
        ["Logging:LogLevel:Azure"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",

        ["Outreach:UssdCode"] = "*384*7071#",
        ["Outreach:Gateway"] = "simulated",
        // For this machine's demo data only; a deployment needs its own secret.
        ["Outreach:PinPepper"] = "local-pepper-for-demo-data-only",
        // Short and published, since only this machine reaches them; a deployment's keys must be long.
        ["Outreach:ApiKeys:local"] = KeyHolders.Hashed("local-coordinator"),
        ["Outreach:ApiGrants:local:Owner"] = "Demo Coordinator",
        ["Outreach:ApiGrants:local:Roles"] = "coordinate,admin",
        ["Outreach:ApiGrants:local:Programmes"] = "all",
        ["Outreach:ApiGrants:local:Until"] = "2099-12-31",
        // A second owner, so that what takes two can be tried on one machine.
        ["Outreach:ApiKeys:second"] = KeyHolders.Hashed("local-second"),
        ["Outreach:ApiGrants:second:Owner"] = "Second Coordinator",
        ["Outreach:ApiGrants:second:Roles"] = "coordinate,admin",
        ["Outreach:ApiGrants:second:Programmes"] = "all",
        ["Outreach:ApiGrants:second:Until"] = "2099-12-31",
        // Staff of one programme each: one coordinates, one may only look.
        ["Outreach:ApiKeys:njeri"] = KeyHolders.Hashed("local-njeri"),
        ["Outreach:ApiGrants:njeri:Owner"] = "Njeri Mwangi",
        ["Outreach:ApiGrants:njeri:Roles"] = "coordinate",
        ["Outreach:ApiGrants:njeri:Programmes"] = "kenya-maize",
        ["Outreach:ApiGrants:njeri:Until"] = "2099-12-31",
        ["Outreach:ApiKeys:wekesa"] = KeyHolders.Hashed("local-wekesa"),
        ["Outreach:ApiGrants:wekesa:Owner"] = "Wekesa Simiyu",
        ["Outreach:ApiGrants:wekesa:Roles"] = "read",
        ["Outreach:ApiGrants:wekesa:Programmes"] = "kenya-maize",
        ["Outreach:ApiGrants:wekesa:Until"] = "2099-12-31",
        // A clerk whom the trader Wanjiru Kamau named.
        ["Outreach:ApiKeys:asha"] = KeyHolders.Hashed("local-asha"),
        ["Outreach:ApiGrants:asha:Owner"] = "Asha Njoki",
        ["Outreach:ApiGrants:asha:Roles"] = "clerk",
        ["Outreach:ApiGrants:asha:Programmes"] = "kenya-maize",
        ["Outreach:ApiGrants:asha:Until"] = "2099-12-31",
        ["Outreach:ApiKeys:nasrin"] = KeyHolders.Hashed("local-nasrin"),
        ["Outreach:ApiGrants:nasrin:Owner"] = "Nasrin Sultana",
        ["Outreach:ApiGrants:nasrin:Roles"] = "coordinate",
        ["Outreach:ApiGrants:nasrin:Programmes"] = "tangail-groundnuts",
        ["Outreach:ApiGrants:nasrin:Until"] = "2099-12-31",
        // A phone of the simulator, so that the code by SMS can be tried.
        ["Outreach:ApiGrants:njeri:Phones"] = "+254722000001",
        ["Outreach:ApiGrants:second:Phones"] = "+254722000002,+254722000003",
        ["Console:PublicBase"] = arguments.Address.ToString().TrimEnd('/'),
        ["Outreach:MinorPerSegment:KE"] = "80",
        ["Outreach:MinorPerSegment:TZ"] = "2500",
        ["Outreach:MinorPerSegment:UG"] = "35",
        ["Outreach:MinorPerSegment:ZM"] = "45",
        ["Outreach:MinorPerSegment:ZA"] = "30",
        ["Outreach:MinorPerSegment:BD"] = "35",
        ["Outreach:MinorPerSegment:SN"] = "25",
        ["Outreach:MinorPerSegment:CI"] = "25",

        ["Twilio:AccountSid"] = "AC00000000000000000000000000000000",
        ["Twilio:AuthToken"] = "local-token",
        ["Twilio:From"] = "+15005550006",
        ["Twilio:PublicBase"] = arguments.Address.ToString().TrimEnd('/'),

        ["AfricasTalking:PathKeys:0"] = LocalPathKey,
        ["AfricasTalking:Username"] = "local",
        ["AfricasTalking:ApiKey"] = "local-unused",
        ["AfricasTalking:BaseUrl"] = arguments.Address.ToString(),

        ["Mpesa:PathKeys:0"] = LocalPathKey,
        ["Mpesa:PublicBase"] = arguments.Address.ToString().TrimEnd('/'),
        ["Mpesa:ShortCodes:600000:Programme"] = "kenya-maize",
        // Nobody can be asked here, and only this machine calls.
        ["Mpesa:UnconfirmedCounts"] = "true",
    };

    /// <summary>The keys whose owners sign in to the console with one press.</summary>
    public static IReadOnlyList<string> DemoStaff { get; } = ["njeri", "local", "second", "wekesa", "asha", "nasrin"];

    /// <summary>
    /// Africa's Talking's and M-PESA's path key here. Short, since only this machine reaches it; a deployment's key must be long.
    /// </summary>
    public const string LocalPathKey = "local";
}

/// <summary>Fails with one sentence that names the setting to correct.</summary>
internal sealed class OutreachOptionsCheck : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options)
    {
        List<ValidationResult> problems = [];
        return Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => problem.ErrorMessage ?? "A setting of Outreach is wrong."));
    }
}
