using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>Rules for every request, and the two ways to authenticate.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("", "The body is not JSON, or has a field twice.")]
    [InlineData("{", "The body is not JSON, or has a field twice.")]
    [InlineData("""{"amount":1,"amount":2}""", "The body is not JSON, or has a field twice.")]
    [InlineData("[]", "The body is not a JSON object.")]
    [InlineData("null", "The body is not a JSON object.")]
    [InlineData("""{"by":"\ud800","about":"x"}""", null)]
    public async Task A_body_that_is_no_JSON_is_refused_in_a_sentence(string body, string? sentence)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync($"/api/v1/agreements/{await world.OfferedAsync()}/dispute", body);
        Assert.Equal(400, reply.Status);
        if (sentence is not null) Assert.Equal(sentence, reply["detail"]);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_whether_or_not_it_says_its_length()
    {
        using var world = new World();
        var body = $$"""{"id":"{{new string('a', 1024 * 1024)}}"}""";
        Assert.Equal(413, (await world.PostAsync("/api/v1/programmes", body)).Status);
        var http = World.Request("POST", "/api/v1/programmes", "{}");
        http.Request.Headers.Authorization = $"Bearer {World.Key}";
        http.Request.ContentLength = 2_000_000;
        await world.RunAsync(http);
        Assert.Equal(413, http.Response.StatusCode);
    }

    [Fact]
    public async Task Keys_and_names_of_any_length_are_answered()
    {
        using var world = new World();
        Assert.Equal("Idempotency-Key", (await world.PostAsync("/api/v1/programmes", Some.Programme, new string('k', 101)))["field"]);
        Assert.Equal("Idempotency-Key", (await world.PostAsync("/api/v1/programmes", Some.Programme, " "))["field"]);
        var dots = new string('.', 600) + "x";
        Assert.Equal(404, (await world.GetAsync($"/api/v1/messages/{dots}")).Status);
        Assert.Equal(400, (await world.GetAsync($"/api/v1/tasks?programme={dots}")).Status);
        Assert.Equal(400, (await world.GetAsync($"/api/v1/people?programme={dots}")).Status);
        Assert.Equal(404, (await world.GetAsync($"/api/v1/accounts/{dots[..80]}/{dots[..80]}")).Status);
    }

    /// <summary>Two readers could take one of the two each.</summary>
    [Fact]
    public async Task What_stands_twice_in_a_query_is_refused()
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync("/api/v1/audit?programme=maize&programme=nuts");
        Assert.Equal((400, "programme"), (reply.Status, reply["field"]));
        Assert.Equal(200, (await world.GetAsync("/api/v1/audit?programme=maize")).Status);
    }

    /// <summary>Left unread, a misspelt filter would show everybody.</summary>
    [Fact]
    public async Task What_an_endpoint_does_not_take_in_its_query_is_refused_with_the_nearest_that_it_takes()
    {
        using var world = await Some.WorldAsync();
        var before = world.Audit.Count;
        foreach (var (name, taken) in await AccessTests.QueriesAsync(world))
        {
            foreach (var (sent, near) in taken.Select(t => (t[..^1] + "q", t)).Append(("q", "")))
            {
                var endpoint = world.Endpoints().Single(e => e.DisplayName == name);
                var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
                var http = World.Request(method, "/", method == "GET" ? null : "{}");
                http.Request.QueryString = new($"?{sent}=maize");
                http.Request.Headers.Authorization = $"Bearer {World.Key}";
                await endpoint.RequestDelegate!(http);
                var reply = World.ReplyOf(http);
                Assert.Equal((name, 400, sent), (name, reply.Status, reply["field"]));
                if (near.Length > 0) Assert.Contains($"first: {near}", reply["detail"], StringComparison.Ordinal);
                foreach (var each in taken) Assert.Contains(each, reply["detail"], StringComparison.Ordinal);
            }
        }
        Assert.Equal(before, world.Audit.Count);
        Assert.Equal(404, (await world.GetAsync("/api/v1/nothing?q=1")).Status);
        Assert.Equal(200, (await world.GetAsync("/api/v1/people?programme=maize&take=")).Status);
    }

    [Fact]
    public async Task What_breaks_here_is_answered_in_a_sentence_that_tells_nothing()
    {
        using var world = new World();
        await world.Tables.UpsertAsync(Keys.Task("", "a"), "spoilt +254711000001", default);
        var reply = await world.GetAsync("/api/v1/tasks");
        Assert.Equal((500, null), (reply.Status, reply["field"]));
        Assert.DoesNotContain("spoilt", reply.Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_chosen_by_the_host_is_left_as_it_was()
    {
        using var world = new World();
        var http = World.Request("GET", "/api/v1/programmes", null);
        http.Request.Headers.Authorization = $"Bearer {World.Key}";
        var chosen = new Endpoint(null, null, "the host's");
        http.SetEndpoint(chosen);
        http.Request.RouteValues["path"] = "programmes";
        await world.RunAsync(http);

        Assert.Equal(200, http.Response.StatusCode);
        Assert.Same(chosen, http.GetEndpoint());
        Assert.Equal("programmes", http.Request.RouteValues["path"]);
    }

    [Fact]
    public async Task A_host_of_its_own_serves_the_same_over_HTTP()
    {
        using var world = new World();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        world.With(builder.Services);
        await using var host = builder.Build();
        host.MapOutreachConsole();
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/api/v1/programmes", UriKind.Relative))).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", World.Key);
        using var body = new StringContent("""{"id":"jute","name":"Jute Faridpur","region":"BD","crops":["Jute"],"signature":"Rahima"}""");
        var made = await client.PostAsync(new Uri("/api/v1/programmes", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("application/json", made.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"currency\":\"BDT\"", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(made.Headers.CacheControl!.NoStore);
    }
}
