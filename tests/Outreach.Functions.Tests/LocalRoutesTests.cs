using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Outreach.App;
using Outreach.Local;
using Outreach.Storage.Azurite;

namespace Outreach.Functions.Tests;

/// <summary>The local host serves what is deployed, at the same routes; and the simulator, which is nowhere else.</summary>
public sealed class LocalRoutesTests
{
    /// <summary>Below these the console finds its own way.</summary>
    private static readonly string[] CatchAlls = [Routes.Api, Routes.Console];

    [Fact]
    public async Task Routes_are_the_same_on_both_hosts()
    {
        var local = await LocalAsync();
        Assert.Equal(
            TriggerTests.Routed().Where(route => !CatchAlls.Contains(route.Route)).Order(),
            local.Where(route => CatchAllOf(route.Route) is null).Order());
    }

    [Fact]
    public async Task What_the_console_answers_locally_is_caught_by_the_deployed_triggers()
    {
        var deployed = TriggerTests.Routed().ToHashSet();
        Assert.All(
            (await LocalAsync()).Select(route => (route.Method, CatchAll: CatchAllOf(route.Route))).Where(route => route.CatchAll is not null),
            route => Assert.Contains((route.Method, route.CatchAll!), deployed));
    }

    private static string? CatchAllOf(string route) =>
        CatchAlls.FirstOrDefault(all => (route + "/").StartsWith(all.Split('{')[0], StringComparison.Ordinal));

    private static async Task<IReadOnlyList<(string Method, string Route)>> LocalAsync()
    {
        var builder = LocalHost.CreateBuilder(new LocalArguments { DataFolder = Path.GetTempPath() });
        builder.Configuration["Storage:ConnectionString"] = "UseDevelopmentStorage=true";
        await using var app = LocalHost.Build(builder);
        return
        [
            .. from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               let route = endpoint.RoutePattern.RawText!.Trim('/')
               where route.Length > 0 && !route.StartsWith("simulator", StringComparison.Ordinal)
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
               select (method, route),
        ];
    }
}
