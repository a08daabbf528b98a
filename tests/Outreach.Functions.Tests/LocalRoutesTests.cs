using Microsoft.AspNetCore.Routing;
using Outreach.App;
using Outreach.Local;

namespace Outreach.Functions.Tests;

/// <summary>The local host serves the deployed routes; only the local host has the simulator.</summary>
public sealed class LocalRoutesTests
{
    /// <summary>The console handles all paths below these itself.</summary>
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
