using System.Text.Json.Nodes;

namespace Outreach.Infra.Tests;

/// <summary>The resources of one environment, as the CLI evaluates them.</summary>
internal sealed class Deployment(JsonObject snapshot)
{
    public static async Task<Deployment> OfAsync(string environment) => new(await Bicep.DeployedAsync(environment));

    private IEnumerable<JsonObject> Resources => snapshot["predictedResources"]!.AsArray().Select(resource => resource!.AsObject());

    public IReadOnlyList<JsonObject> OfType(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    public JsonObject Single(string type) => Assert.Single(OfType(type));

    /// <summary>The last parts of the names of all resources of a type, in order.</summary>
    public IEnumerable<string> Names(string type) =>
        OfType(type).Select(resource => ((string)resource["name"]!).Split('/')[^1]).Order(StringComparer.Ordinal);

    public JsonObject Properties(string type) => Single(type)["properties"]!.AsObject();

    public IReadOnlyDictionary<string, string> Settings =>
        OfType("Microsoft.Web/sites/config")
            .Single(config => ((string)config["name"]!).EndsWith("/appsettings", StringComparison.Ordinal))["properties"]!
        .AsObject().ToDictionary(setting => setting.Key, setting => (string)setting.Value!);
}
