using Microsoft.AspNetCore.Routing;

namespace Outreach.Console.Tests;

/// <summary>Every change writes an audit row with the holder, the action and the subject.</summary>
public sealed partial class AuditTests
{
    public static TheoryData<string> Names => [.. changes.Keys];

    [Fact]
    public void Every_POST_but_the_estimate_is_in_this_table()
    {
        using var world = new World();
        var posts =
            world.Endpoints().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true)
                .Select(e => e.DisplayName!);
        Assert.Equal(posts.Except(["broadcast.estimate", "course.check"]).Order(), changes.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_change_is_written_down(string name)
    {
        using var world = await Some.WorldAsync();
        var before = world.Audit;
        var reply = await changes[name](world);
        var row = Assert.Single(world.Audit.Except(before), a => a.What == name);

        Assert.InRange(reply.Status, 200, 202);
        Assert.Equal(("office", world.Clock.GetCurrentInstant()), (row.Who, row.At));
        Assert.Contains(row.Subject, reply.Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("+254", (row with { About = null }).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "by their code")]
    [InlineData(false, null)]
    public async Task Who_read_a_persons_data_is_written_down(bool byCode, string? about)
    {
        using var world = await Some.WorldAsync();
        await DataApiTests.CodeAsync(world, "BCDFGHJ234");
        var (before, id) = (world.Audit, await NumbersApiTests.FarmerAsync(world));
        await world.GetAsync("/api/v1/people/data/BCDFGHJ235");
        await world.GetAsync("/api/v1/people/maize/nobody/data");
        Assert.Equal(before, world.Audit);
        await world.GetAsync(byCode ? "/api/v1/people/data/BCDFGHJ234" : $"/api/v1/people/maize/{id}/data");
        Assert.Equal(new("office", "person.data", id, world.Clock.GetCurrentInstant(), about, "office"),
            Assert.Single(world.Audit.Except(before)));
    }

    [Fact]
    public async Task The_audit_is_read_by_programme_with_owner_and_key_and_shows_what_was_before()
    {
        using var world = await Some.WorldAsync();
        await world.AsAsync("office-new", "/api/v1/people",
            new { programme = "maize", phone = Some.Farmer, name = "Achieng", role = "farmer", person = "same" });
        await world.GetAsync("/api/v1/people?programme=maize");
        await world.GetAsync("/api/v1/inbox?programme=maize");
        var rows = new List<System.Text.Json.JsonElement>();
        for (var after = ""; ;)
        {
            var page = await world.AsAsync("admin", $"/api/v1/audit?programme=maize&take=2{after}");
            rows.AddRange(page.Body.GetProperty("rows").EnumerateArray());
            if (page["next"] is not { } next) break;
            after = $"&after={Uri.EscapeDataString(next)}";
        }
        var renamed = rows.Single(r => r.GetProperty("key").GetString() == "office-new");
        Assert.Equal(("office", "office-new", "name: Wanjiku before, Achieng now"),
            (renamed.GetProperty("who").GetString(), renamed.GetProperty("key").GetString(), renamed.GetProperty("about").GetString()));
        Assert.Contains(rows, r => r.GetProperty("what").GetString() == "people");
        Assert.Contains(rows, r => r.GetProperty("what").GetString() == "inbox");
        Assert.Equal(403, (await world.AsAsync("read", "/api/v1/audit?programme=maize")).Status);
    }

    [Fact]
    public async Task An_estimate_and_a_refusal_leave_no_row()
    {
        using var world = await Some.WorldAsync();
        var before = world.Audit.Count;
        await world.PostAsync("/api/v1/broadcasts/estimate", Some.Tip(null, ("sw", "Habari.")));
        await world.PostAsync("/api/v1/agreements", Some.Offer("price", 0));
        await world.PostAsync("/api/v1/poison/none/resend");
        Assert.Equal(before, world.Audit.Count);
    }

    /// <summary>A request for the present state is answered without an audit row.</summary>
    [Fact]
    public async Task What_changes_nothing_leaves_no_row()
    {
        using var world = await Some.WorldAsync();
        var id = await world.DraftedAsync();
        await world.PostAsync($"/api/v1/broadcasts/{id}/cancel");
        var approval = await world.WaitingAsync();
        await world.PostAsync($"/api/v1/approvals/{approval}/approve");
        var before = world.Audit.Count;

        Assert.Equal(201, (await world.PostAsync("/api/v1/programmes", Some.Programme)).Status);
        Assert.Equal(200, (await world.PostAsync("/api/v1/people", Some.Person(Some.Trader, "Otieno", "trader"))).Status);
        Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/cancel")).Status);
        Assert.Equal(200, (await world.PostAsync($"/api/v1/approvals/{approval}/approve")).Status);
        Assert.Equal(before, world.Audit.Count);
    }

    [Fact]
    public async Task Rows_stand_in_their_programmes_partition()
    {
        using var world = await Some.WorldAsync();
        await changes["poison.resend"](world);
        Assert.Equal(["maize.2026-03", "none.2026-03"],
            world.Tables.All(Outreach.App.Table.Audit).Select(e => e.Key.Partition).Distinct().Order());
    }

    private static Task<Reply> TargetAsync(World world, string path, object? body = null) =>
        AccessTests.TargetAsync(world, "office", path, body ?? "");

    private static async Task<Reply> BroadcastAsync(World world, params string[] verbs)
    {
        var id = await world.DraftedAsync();
        Reply? last = null;
        foreach (var verb in verbs) last = await world.PostAsync($"/api/v1/broadcasts/{id}/{verb}");
        return last!;
    }
}
