using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Outreach.App;
using Outreach.Local;
using Outreach.Storage.Azurite;

namespace Outreach.Functions.Tests;

/// <summary>The local host serves what is deployed, at the same routes; and the simulator, which is nowhere else.</summary>
public sealed class LocalRoutesTests
{
    /// <summary>Below these the console finds its own way; it has no page below the second yet.</summary>
    private static readonly string[] CatchAlls = [Routes.Api, Routes.Console];

    [Fact]
    public async Task Routes_are_the_same_on_both_hosts() => Assert.Equal(
        TriggerTests.Routed().Where(route => !CatchAlls.Contains(route)).Order(),
        (await LocalAsync()).Where(route => !CatchAlls.Any(all => (route + "/").StartsWith(all.Split('{')[0], StringComparison.Ordinal)))
            .Order());

    private static async Task<IEnumerable<string>> LocalAsync()
    {
        var builder = LocalHost.CreateBuilder(new LocalArguments { DataFolder = Path.GetTempPath() });
        builder.Configuration["Storage:ConnectionString"] = "UseDevelopmentStorage=true";
        await using var app = LocalHost.Build(builder);
        return ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(route => route.Length > 0 && !route.StartsWith("simulator", StringComparison.Ordinal)).ToList();
    }
}
