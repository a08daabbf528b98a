using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Testing;

namespace Outreach.Console.Tests;

/// <summary>What cannot be read now is answered with 503, so that a caller tries again.</summary>
public sealed class UnavailableTests
{
    [Fact]
    public async Task What_a_newer_version_stored_is_answered_with_try_again_later()
    {
        using var world = new World();
        await world.Tables.UpsertAsync(Keys.Of(AggregateId.Programme("first")), """{"f":99,"v":1,"s":{"id":"first"}}""", default);
        Check(await world.GetAsync("/api/v1/programmes"));
    }

    [Fact]
    public async Task An_outage_of_storage_is_answered_with_try_again_later()
    {
        using var world = new World();
        await using var services = ((ServiceCollection)world.With(new ServiceCollection())).AddSingleton<ITables>(new Away(world.Tables))
            .BuildServiceProvider();
        var http = World.Request("GET", "/api/v1/programmes", null);
        http.Request.Headers.Authorization = $"Bearer {World.Key}";
        await ConsoleApp.Build(services)(http);
        Check(World.ReplyOf(http));
    }

    private static void Check(Reply reply)
    {
        Assert.Equal(503, reply.Status);
        Assert.Contains("try again later", reply["detail"], StringComparison.Ordinal);
    }

    private sealed class Away(ITables inner) : TablesAround(inner)
    {
        protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call) =>
            throw new StorageUnavailableException("Away.", new IOException());
    }
}
