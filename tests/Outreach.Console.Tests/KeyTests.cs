using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>Every endpoint below /api/v1 requires a key.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer key-of-the-office-0002")]
    [InlineData($"Basic {World.Key}")]
    [InlineData(World.Key)]
    public async Task Every_endpoint_of_the_API_asks_for_a_key(string? authorization)
    {
        using var world = new World();
        var endpoints = world.Endpoints().Where(e => e.RoutePattern.RawText!.StartsWith("api/v1", StringComparison.Ordinal)).ToList();
        Assert.True(endpoints.Count > 20);
        foreach (var endpoint in endpoints)
        {
            var http = World.Request("POST", "/", "{}");
            foreach (var parameter in endpoint.RoutePattern.Parameters) http.Request.RouteValues[parameter.Name] = "x";
            http.Request.Headers.Authorization = authorization;
            await endpoint.RequestDelegate!(http);

            Assert.Equal((endpoint.DisplayName, 401), (endpoint.DisplayName, http.Response.StatusCode));
            Assert.Equal("Bearer", http.Response.Headers.WWWAuthenticate);
            Assert.NotNull(World.ReplyOf(http)["detail"]);
        }
    }

    [Fact]
    public async Task The_key_is_found_whatever_the_case_of_the_scheme()
    {
        using var world = new World();
        Assert.Equal(200, (await world.SendAsync("GET", "/api/v1/programmes", null, null, $"bearer {World.Key}")).Status);
    }

    [Fact]
    public async Task A_key_past_its_last_day_opens_nothing()
    {
        using var world = new World();
        var reply = await world.AsAsync("ended", "/api/v1/programmes");
        Assert.Equal((401, "This key is past its last day; ask for a new one."), (reply.Status, reply["detail"]));
        Assert.Equal(200, (await world.AsAsync("office-new", "/api/v1/programmes")).Status);
        world.Clock.Advance(NodaTime.Duration.FromDays(305));
        Assert.Equal(401, (await world.AsAsync("office-new", "/api/v1/programmes")).Status);
    }

    /// <summary>Four hundred wrong keys in half a second used to be answered 401 each, without a line in the log.</summary>
    [Fact]
    public async Task After_twenty_refusals_in_a_minute_an_address_waits_and_a_right_key_does_not()
    {
        using var world = new World();
        var told = new List<int>();
        for (var n = 0; n < 25; n++) told.Add((await FromAsync(world, $"Bearer {n}")).Response.StatusCode);
        Assert.Equal([.. Enumerable.Repeat(401, 20), .. Enumerable.Repeat(429, 5)], told);
        var slow = await FromAsync(world, "Bearer x");
        Assert.InRange(int.Parse(slow.Response.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        // What a caller writes before the proxy's own entry makes no other address of it.
        Assert.Equal(429, (await FromAsync(world, "Bearer x", "10.9.9.9, 10.0.0.7")).Response.StatusCode);
        Assert.Equal(200, (await FromAsync(world, $"Bearer {World.Key}")).Response.StatusCode);
        Assert.Equal(401, (await FromAsync(world, "Bearer x", "10.0.0.8")).Response.StatusCode);
        Assert.DoesNotContain(world.Tables.All(Table.Limits), r => r.Key.Row.Contains("10.0.0", StringComparison.Ordinal));

        world.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        await world.Get<DueTimer>().RunAsync(default);
        Assert.Equal("The API refused 21 requests in the last minute, from 2 addresses, of which 1 have to wait.",
            Assert.Single(world.Warnings));
        Assert.Equal(401, (await FromAsync(world, "Bearer x")).Response.StatusCode);
    }

    /// <summary>Requests with a right key read and write no count.</summary>
    [Fact]
    public async Task A_request_that_is_not_refused_costs_nothing_more()
    {
        using var world = new World();
        world.Stops.Arm(null);
        await world.GetAsync("/api/v1/programmes");
        Assert.Equal(1, world.Stops.Calls);
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpContext> FromAsync(World world, string authorization, string from = "10.0.0.7")
    {
        var http = World.Request("GET", "/api/v1/programmes", null);
        http.Request.Headers.Authorization = authorization;
        http.Request.Headers["X-Forwarded-For"] = from;
        await world.RunAsync(http);
        return http;
    }

    [Fact]
    public async Task An_unknown_path_is_not_found_with_a_key_and_unauthorised_without()
    {
        using var world = new World();
        foreach (var path in new[] { "/api/v1", "/api/v1/", "/api/v1/nothing/here", "/api/v1/people/p1" })
        {
            var known = await world.GetAsync(path);
            Assert.Equal(404, known.Status);
            Assert.NotNull(known["detail"]);
            Assert.Equal(401, (await world.SendAsync("GET", path, null, null, null)).Status);
        }
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_have_is_405_with_a_key_and_unauthorised_without()
    {
        using var world = new World();
        Assert.Equal(405, (await world.SendAsync("DELETE", "/api/v1/programmes", null, null)).Status);
        Assert.Equal(401, (await world.SendAsync("DELETE", "/api/v1/programmes", null, null, null)).Status);
    }
}
