using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Outreach.App;
using Outreach.Console.Tests.Pages;

namespace Outreach.Console.Tests;

/// <summary>
/// Two partners share a joint programme. Each endpoint and each page is asked by the other partner's viewer and owner: for what is the
/// first partner's they get nothing, and of their own nothing of the first's is in it. One that is new is asked too, or fails for want of
/// a case.
/// </summary>
public sealed partial class PartnerMatrixTests
{
    private static readonly string[] others = ["peas-viewer", "peas-owner"];

    /// <summary>What only the first partner has: people, numbers, and how its officer is called.</summary>
    private static readonly string[] secrets = ["Wanjiku", "Otieno", "+25471100000", "Officer Njeri"];

    public static TheoryData<string> Endpoints
    {
        get
        {
            using var world = new World();
            return [.. world.Endpoints().Select(e => e.DisplayName!).Where(n => n is not ("openapi" or "nothing" or "wrong method"))];
        }
    }

    public static TheoryData<string> Pages
    {
        get
        {
            using var world = new World();
            return [.. PageAccessTests.Pages(world).Where(p => !p.IsOpen).Select(p => p.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_endpoint_gives_another_partner_anything(string name)
    {
        var isList = name is "partners" or "programmes";
        Assert.True(isList || AccessTests.requests.ContainsKey(name), $"{name} has no case: write one into AccessTests.Requests.");
        foreach (var other in others)
        {
            using var world = await TwoAsync();
            var reply = isList ? await world.AsAsync(other, $"/api/v1/{name}") : await AccessTests.requests[name](world, other);
            Assert.True(reply.Status is 403 or 404 || isList && reply.Status == 200, $"{other} gets {reply.Status} of {name}.");
            AssertNothing(reply.Body.GetRawText(), $"{name} as {other}");
            Assert.DoesNotContain(world.Audit, a => a.Who == other && a.Subject is "maize" or "union");
        }
    }

    /// <summary>The partner's own programme in place of the other's, and the other's ids as they are.</summary>
    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_endpoint_mixes_another_partners_people_into_ones_own(string name)
    {
        using var world = await TwoAsync();
        var endpoint = world.Endpoints().Single(e => e.DisplayName == name);
        var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        foreach (var id in new[] { await world.FarmerIdAsync(), Some.Farmer, "union", "maize" })
        {
            foreach (var other in others)
            {
                var http = World.Request(method, "/", "{\"programme\":\"peas\",\"personId\":\"" + id + "\"}");
                http.Request.QueryString = new("?programme=peas");
                foreach (var parameter in endpoint.RoutePattern.Parameters)
                    http.Request.RouteValues[parameter.Name] = parameter.Name == "programme" ? "peas" : id;
                http.Request.Headers.Authorization = $"Bearer {World.KeyOf(other)}";
                await endpoint.RequestDelegate!(http);
                Assert.InRange(http.Response.StatusCode, 200, 499);
                AssertNothing(System.Text.Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()), $"{name} as {other}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_shows_another_partner_anything(string name)
    {
        using var world = await TwoAsync();
        var (page, path) = await PageAccessTests.OfAsync(world, name);
        foreach (var other in others)
        {
            var visitor = await Visitor.InAsync(world, other);
            var isOfNobody = page.Access!.By is NamedBy.Nothing or NamedBy.Everything;
            var seen = await PageAccessTests.SendAsync(visitor, page, path);
            Assert.True(isOfNobody || seen.Status == 404, $"{other} gets {seen.Status} of {name}.");
            AssertNothing(seen.Html, $"{name} as {other}");
            if (isOfNobody) continue;
            // In their own programme, with the first partner's ids.
            visitor = await Visitor.InAsync(world, other);
            var own = await PageAccessTests.SendAsync(visitor, page, path.Replace("/maize/", "/peas/", StringComparison.Ordinal));
            Assert.InRange(own.Status, 200, 499);
            AssertNothing(own.Html, $"{name} in peas as {other}");
            if (Parameter().Matches(page.Path).Any(m => m.Value is not ("{programme}" or "{name}" or "{form}")))
                Assert.True(own.Status is 403 or 404 || page.Method == "POST", $"{other} gets {own.Status} of {name} in peas.");
        }
    }

    private static void AssertNothing(string said, string where)
    {
        foreach (var secret in secrets)
            Assert.False(said.Contains(secret, StringComparison.Ordinal), $"{where} shows {secret}: {said[..Math.Min(400, said.Length)]}");
    }

    /// <summary>Maize is the union's, peas the coop's; both share what a joint programme shares.</summary>
    private static async Task<World> TwoAsync()
    {
        var world = await AccessTests.LetteredAsync();
        await PartnerApiTests.CreateAsync(world, ("id", "union"), ("name", "Union"), ("programme.id", "maize"));
        await world.PostAsync("/api/v1/partners/union/share", new { programme = "maize", joint = "harvest" });
        await PartnerApiTests.CreateAsync(world);
        return world;
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
