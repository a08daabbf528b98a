using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Console;
using Outreach.Functions;
using Outreach.Gateways;
using Outreach.Storage;

namespace Outreach.Infra.Tests;

/// <summary>The app's settings have the names that the code binds, all of them, and hold no secret.</summary>
public sealed partial class SettingTests
{
    private static readonly Dictionary<string, Type> sections = new(StringComparer.Ordinal)
    {
        ["Outreach"] = typeof(OutreachOptions),
        [ConsoleOptions.Section] = typeof(ConsoleOptions),
        ["Storage"] = typeof(StorageOptions),
        ["Telemetry"] = typeof(TelemetryOptions),
        [TwilioOptions.Section] = typeof(TwilioOptions),
        [AfricasTalkingOptions.Section] = typeof(AfricasTalkingOptions),
    };

    /// <summary>Settings that the host and the Azure SDK read.</summary>
    private static readonly string[] hosts =
        ["AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS", "AzureWebJobsDisableHomepage", "AzureWebJobsStorage__accountName",
            "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential"];

    /// <summary>
    /// Settings left at the code's default in Azure. Add a new property of an options class to infra/modules/app.bicep, or here.
    /// </summary>
    private static readonly string[] leftAtDefault =
    [
        "Storage__ConnectionString", "Outreach__PinMemoryKib", "Outreach__PinPasses", "Outreach__PinPeppers", "Outreach__Senders",
        "AfricasTalking__BaseUrl", "AfricasTalking__Enqueue", "AfricasTalking__RetryHours", "AfricasTalking__CountryCodes",
        "AfricasTalking__ScreenSeptets",
    ];

    [BicepFact]
    public async Task Every_property_of_every_options_class_is_set_and_nothing_else_is()
    {
        var set = (await Deployment.OfAsync("prod")).Settings.Keys.Except(hosts).Select(Property).Distinct();
        var bound = sections.SelectMany(section => Bound(section.Value).Select(name => $"{section.Key}__{name}")).Except(leftAtDefault);
        Assert.Equal(bound.Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
    }

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task What_the_host_needs_is_set(string environment)
    {
        var settings = (await Deployment.OfAsync(environment)).Settings;
        Assert.All(hosts, name => Assert.NotEmpty(settings[name]));
        Assert.Equal(settings["AzureWebJobsStorage__accountName"], settings["Storage__AccountName"]);
        Assert.Equal("true", settings["AzureWebJobsDisableHomepage"]);
        Assert.DoesNotContain("APPLICATIONINSIGHTS_CONNECTION_STRING", settings.Keys);
        Assert.Contains(settings["Outreach__Gateway"], GatewayList.Names);
    }

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Secrets_come_from_the_vault_and_the_readme_names_each(string environment)
    {
        var settings = (await Deployment.OfAsync(environment)).Settings;
        var readme = await File.ReadAllTextAsync(Path.Combine(Bicep.Infra, "README.md"));
        Assert.All(settings.Where(setting => Secret().IsMatch(setting.Key)),
            setting => Assert.Contains("@Microsoft.KeyVault(SecretUri=", setting.Value, StringComparison.Ordinal));
        var secrets =
            settings.Values.Where(value => value.Contains("@Microsoft.KeyVault", StringComparison.Ordinal))
                .Select(value => SecretName().Match(value).Groups[1].Value.Replace("{1}", "NAME", StringComparison.Ordinal)).ToList();
        Assert.Contains("pin-pepper", secrets);
        Assert.All(secrets, secret => Assert.Contains($"`{secret}`", readme, StringComparison.Ordinal));
    }

    /// <summary>An unused gateway gets no settings, since an incomplete set would stop the start.</summary>
    [BicepFact]
    public async Task A_gateway_that_is_not_used_has_no_settings() =>
        Assert.DoesNotContain((await Deployment.OfAsync("dev")).Settings.Keys,
            name => name.StartsWith("Twilio__", StringComparison.Ordinal));

    /// <summary>All names below a list or a dictionary count as one property: <c>Outreach__ApiKeys__x</c> is ApiKeys.</summary>
    private static string Property(string name) => string.Join("__", name.Split("__").Take(2));

    private static IEnumerable<string> Bound(Type options) => options.GetProperties()
        .Where(
            property => property.CanWrite
                || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() is var kind
                    && (kind == typeof(Dictionary<,>) || kind == typeof(List<>))))
        .Select(property => property.Name);

    [GeneratedRegex("Pepper|AuthToken|ApiKey|PathKeys|Password|Secret")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\[format\('\{0\}([a-z0-9{}-]+)/\)'")]
    private static partial Regex SecretName();
}
