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

    /// <summary>Read for every programme at once.</summary>
    private static readonly string[] ofEveryProgramme = ["health", "poison"];

    /// <summary>What only the first partner has: people, numbers, words; and the ids and codes of what is there.</summary>
    private static readonly string[] words =
        ["Wanjiku", "Otieno", "+25471100000", "Officer Njeri", "lorry", "The scale", "QX12AB", "Kausha", "till.example", "gone quiet"];

    private static readonly Lazy<Task<(World World, IReadOnlyList<string> Ids)>> filled = new(FilledAsync);

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
            await AssertNothingAsync(reply.Body.GetRawText(), $"{name} as {other}");
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
        var ofProgramme = method == "GET" && endpoint.RoutePattern.Parameters.All(p => p.Name == "programme")
            && !ofEveryProgramme.Contains(name);
        var takesProgramme = (await AccessTests.QueriesAsync(world))[name].Contains("programme");
        var roles = ofProgramme ? (await AccessTests.RolesAsync(world))[name] : [];
        foreach (var id in (await filled.Value).Ids.Concat([Some.Farmer, "union", "maize"]))
        {
            foreach (var (other, own) in others.Zip<string, string[]>([["read"], ["coordinate", "admin"]]))
            {
                var http = World.Request(method, "/", "{\"programme\":\"peas\",\"personId\":\"" + id + "\"}");
                if (takesProgramme) http.Request.QueryString = new("?programme=peas");
                foreach (var parameter in endpoint.RoutePattern.Parameters)
                    http.Request.RouteValues[parameter.Name] = parameter.Name == "programme" ? "peas" : id;
                http.Request.Headers.Authorization = $"Bearer {World.KeyOf(other)}";
                await endpoint.RequestDelegate!(http);
                Assert.InRange(http.Response.StatusCode, 200, 499);
                if (ofProgramme) Assert.Equal(roles.Intersect(own).Any() ? 200 : 403, http.Response.StatusCode);
                await AssertNothingAsync(System.Text.Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()),
                    $"{name} as {other} with {id}", id);
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
            await AssertNothingAsync(seen.Html, $"{name} as {other}", path);
            if (isOfNobody) continue;
            // In their own programme, with the first partner's ids.
            visitor = await Visitor.InAsync(world, other);
            var own = await PageAccessTests.SendAsync(visitor, page, path.Replace("/maize/", "/peas/", StringComparison.Ordinal));
            Assert.InRange(own.Status, 200, 499);
            await AssertNothingAsync(own.Html, $"{name} in peas as {other}", path);
            if (page.Method == "GET" && page.Access.Roles.HasFlag(other == "peas-viewer" ? ApiRoles.Read : ApiRoles.Coordinate)
                && !Parameter().Matches(page.Path).Any(m => m.Value is not ("{programme}" or "{name}" or "{form}")))
                Assert.True(own.Status is 200 or 303, $"{other} gets {own.Status} of their own {name}.");
            if (Parameter().Matches(page.Path).Any(m => m.Value is not ("{programme}" or "{name}" or "{form}")))
                Assert.True(own.Status is 403 or 404 || page.Method == "POST", $"{other} gets {own.Status} of {name} in peas.");
        }
    }

    /// <param name="sent">What was sent, so that it may be in the answer.</param>
    private static async Task AssertNothingAsync(string said, string where, string sent = "")
    {
        foreach (var secret in words.Concat((await filled.Value).Ids).Where(s => !sent.Contains(s, StringComparison.Ordinal)))
            Assert.False(said.Contains(secret, StringComparison.Ordinal), $"{where} shows {secret}: {said[..Math.Min(400, said.Length)]}");
    }

    private static async Task<World> TwoAsync()
    {
        var world = new World();
        world.Load((await filled.Value).World);
        return world;
    }

    /// <summary>
    /// Maize is the union's, peas the coop's; both share what a joint programme shares. Of all that a programme can have, maize has some.
    /// </summary>
    private static async Task<(World, IReadOnlyList<string>)> FilledAsync()
    {
        var world = await AccessTests.LetteredAsync();
        await AccessTests.UnionAsync(world);
        await world.PostAsync("/api/v1/partners/union/share", new { programme = "maize", joint = "harvest" });
        await PartnerApiTests.CreateAsync(world);
        var trader = await SheetApiTests.ToldAsync(world, "office");
        var code = await world.DisputedAsync();
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", "0711000098")));
        await GroupApiTests.SavedAsync(world);
        await world.CourseAsync();
        var target = await EventApiTests.AddedAsync(world);
        await world.PostAsync($"/api/v1/events/maize/{target}/test");
        await world.PumpAsync();
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.PumpAsync();
        string[] ids = [await world.FarmerIdAsync(), trader, code, target, await world.InInboxAsync(), await world.WaitingAsync(),
            await world.DraftedAsync(), await world.TaskAsync()];
        foreach (var table in new[] { Table.Inbox, Table.Approvals, Table.Tasks, Table.Unassigned, Table.Broadcasts, Table.Figures,
            Table.Sheets, Table.Agreements, Table.Disputes, Table.EventDeliveries, Table.Groups, Table.Courses })
            Assert.NotEmpty(world.Tables.All(table));
        return (world, ids);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
