using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Gateways;
using Outreach.Storage;

namespace Outreach.Infra.Tests;

/// <summary>What is deployed is what the code counts on, neither less nor more.</summary>
public sealed class ResourceTests
{
    public static TheoryData<string> Environments => ["dev", "staging", "prod"];

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Tables_are_the_codes(string environment) => Assert.Equal(
        Enum.GetValues<Table>().Select(TableNames.Of).Order(StringComparer.Ordinal),
        (await Deployment.OfAsync(environment)).Names("Microsoft.Storage/storageAccounts/tableServices/tables"));

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Queues_are_the_codes_and_each_has_its_poison_queue(string environment) => Assert.Equal(
        Enum.GetValues<Queue>().SelectMany(queue => new[] { TableNames.Of(queue), TableNames.PoisonOf(queue) })
            .Order(StringComparer.Ordinal),
        (await Deployment.OfAsync(environment)).Names("Microsoft.Storage/storageAccounts/queueServices/queues"));

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Storage_is_for_identities_only(string environment)
    {
        var storage = (await Deployment.OfAsync(environment)).Properties("Microsoft.Storage/storageAccounts");
        Assert.False((bool)storage["allowSharedKeyAccess"]!);
        Assert.False((bool)storage["allowBlobPublicAccess"]!);
        Assert.True((bool)storage["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", (string?)storage["minimumTlsVersion"]);
    }

    /// <summary>
    /// Blob data owner, queue and table data contributor, the vault's secrets user, and publisher of metrics: nothing else.
    /// </summary>
    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task The_identity_may_do_five_things(string environment)
    {
        var roles =
            (await Deployment.OfAsync(environment)).OfType("Microsoft.Authorization/roleAssignments")
                .Select(role => ((string)role["properties"]!["roleDefinitionId"]!).Split('/')[^1]);
        Assert.Equal(
            [
                "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "3913510d-42f4-4e42-8a64-420c390055eb", "4633458b-17de-408a-b874-0445c86b69e6",
                "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
            ],
            roles.Order(StringComparer.Ordinal));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task The_vault_goes_by_roles_and_forgets_nothing_at_once(string environment)
    {
        var vault = (await Deployment.OfAsync(environment)).Properties("Microsoft.KeyVault/vaults");
        Assert.True((bool)vault["enableRbacAuthorization"]!);
        Assert.True((bool)vault["enableSoftDelete"]!);
        Assert.Equal(environment == "prod", vault["enablePurgeProtection"]?.GetValue<bool>() ?? false);
    }

    [BicepFact]
    public async Task Someone_who_dials_in_production_finds_an_instance_that_is_warm()
    {
        var site = (await Deployment.OfAsync("prod")).Properties("Microsoft.Web/sites");
        var ready = Assert.Single(site["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!.AsArray());
        Assert.Equal(("http", 1), ((string?)ready!["name"], (int)ready["instanceCount"]!));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task The_app_runs_what_is_built(string environment)
    {
        var deployment = await Deployment.OfAsync(environment);
        var site = deployment.Properties("Microsoft.Web/sites");
        var config = site["functionAppConfig"]!;
        Assert.Equal("FC1", (string?)deployment.Single("Microsoft.Web/serverfarms")["sku"]!["name"]);
        Assert.Equal(("dotnet-isolated", $"{System.Environment.Version.Major}.0"),
            ((string?)config["runtime"]!["name"], (string?)config["runtime"]!["version"]));
        Assert.Equal("UserAssignedIdentity", (string?)config["deployment"]!["storage"]!["authentication"]!["type"]);
        Assert.True((bool)site["httpsOnly"]!);
        Assert.Equal(("1.2", "Disabled"), ((string?)site["siteConfig"]!["minTlsVersion"], (string?)site["siteConfig"]!["ftpsState"]));
        Assert.All(deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    /// <summary>The plan adds instances well before one takes as many requests as host.json lets it.</summary>
    [BicepFact]
    public async Task Instances_are_added_before_one_is_full()
    {
        var scale = (await Deployment.OfAsync("prod")).Properties("Microsoft.Web/sites")["functionAppConfig"]!["scaleAndConcurrency"]!;
        using var host = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "host.json")));
        var most = host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("maxConcurrentRequests").GetInt32();
        Assert.InRange((int)scale["triggers"]!["http"]!["perInstanceConcurrency"]!, 1, most / 2);
        Assert.Equal(2048, (int)scale["instanceMemoryMB"]!);
    }

    /// <summary>Addresses that are entered at the providers.</summary>
    [BicepFact]
    public async Task Callbacks_are_the_gateways_routes()
    {
        const string file = "infra/modules/app.bicep";
        var template = (await Bicep.TemplateAsync()).ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var callbacks = Regex.Matches(template, "/(api/[^'\"]+)").Select(match =>
            match.Groups[1].Value.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)).ToList();
        var routes = typeof(GatewayRoutes).GetFields().Select(field => (string)field.GetValue(null)!).ToList();
        Assert.All(routes.Except(callbacks), route =>
            Assert.Fail($"{file} names no callback {route}: write it, that of a gateway of USSD alone in ussdCallbacks."));
        Assert.All(callbacks.Except(routes), callback =>
            Assert.Fail($"{file} names the callback {callback}, which functions/Outreach.Gateways/GatewayRoutes.cs has not."));
    }
}
