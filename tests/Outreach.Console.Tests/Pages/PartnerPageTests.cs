using NodaTime;
using Outreach.App;
using Outreach.Core.Figures;
using Outreach.Core.Programmes;

namespace Outreach.Console.Tests.Pages;

/// <summary>Partners come, share and leave by the console.</summary>
public sealed class PartnerPageTests
{
    private static readonly (string, string)[] form =
    [
        ("name", "Coop West"), ("region", "KE"), ("language", "sw"), ("languages", "en"), ("signature", "Mzee Baraka"),
        ("owner.name", "Asha"), ("owner.contact", "+254711000077"), ("programmes[0].name", "West maize"),
        ("programmes[0].crops", "Maize\nBeans"), ("programmes[0].code", "WEST"), ("joint", "harvest"),
    ];

    [Fact]
    public async Task One_form_lets_a_partner_in_and_says_what_its_owner_needs()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var added = await visitor.FillAsync("/console/maize/partners/new", "/console/maize/partners/new", form);
        Assert.Equal((303, "/console/maize/partners/coop-west?done=Partner"), (added.Status, added.Location));
        var west = (await world.Get<People>().ProgrammeAsync("west-maize", default))!;
        Assert.Equal("coop-west|sw,en|Maize,Beans|WEST|Mzee Baraka", string.Join('|', west.Partner!.Organisation,
            string.Join(',', west.Partner.Languages), string.Join(',', west.Crops), west.SelfRegistration.Code, west.Signature));
        var page = await visitor.GetAsync("/console/maize/partners/coop-west");
        Assert.Contains("Outreach__ApiGrants__coop-west__Programmes=west-maize", page.Text, StringComparison.Ordinal);
        Assert.Contains("Outreach__ApiGrants__coop-west__Owner=Asha", page.Text, StringComparison.Ordinal);
        Assert.Contains("Coop West", (await visitor.GetAsync("/console/maize/partners")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_stands_beside_its_field_and_what_was_typed_is_kept()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var wrong = await visitor.FillAsync("/console/maize/partners/new", "/console/maize/partners/new",
            [.. form.Where(f => f.Item1 != "programmes[0].code"), ("programmes[0].code", "x")]);
        Assert.Equal(422, wrong.Status);
        Assert.Contains("id=\"programmes[0].code-fault\"", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Coop West\"", wrong.Html, StringComparison.Ordinal);
        Assert.Empty(world.Tables.All(Table.Organisations));
    }

    [Fact]
    public async Task It_is_changed_shares_and_leaves_by_two()
    {
        using var world = await Some.WorldAsync();
        await PartnerApiTests.CreateAsync(world, ("programme.id", "maize"));
        var visitor = await Visitor.InAsync(world);
        const string here = "/console/maize/partners/coop";
        Assert.Equal(303, (await visitor.FillAsync(here, here, ("act", "share"), ("joint", "cocoa"))).Status);
        Assert.Equal("cocoa", (await world.Get<People>().ProgrammeAsync("maize", default))!.Partner!.Joint);
        var changed = await visitor.FillAsync(here, here, ("act", "change"), ("edition", "0"), ("name", "Coop of all"),
            ("language", "en"), ("owner.name", "Njoki"), ("owner.contact", "njoki@coop.example"));
        Assert.Equal(303, changed.Status);
        Assert.Equal("Njoki", (await world.Get<Organisations>().FindAsync("coop", default))!.Owner.Name);
        // Two at once: the second sees that it was changed.
        Assert.Equal(409, (await visitor.FillAsync(here, here, ("act", "change"), ("edition", "0"), ("name", "Mine"),
            ("language", "en"), ("owner.name", "Njoki"), ("owner.contact", "njoki@coop.example"))).Status);
        Assert.Equal($"{here}?done=Asked", (await visitor.FillAsync(here, here, ("act", "leave"))).Location);
        Assert.Contains("waits for a second manager", (await visitor.GetAsync(here)).Text, StringComparison.Ordinal);
    }

    /// <summary>The partner's own owner changes it, adds none, and says not with whom it shares.</summary>
    [Fact]
    public async Task The_partners_owner_sees_the_own_partner_alone()
    {
        using var world = await Some.WorldAsync();
        await AccessTests.UnionAsync(world);
        await PartnerApiTests.CreateAsync(world);
        var owner = await Visitor.InAsync(world, "peas-owner");
        var list = await owner.GetAsync("/console/peas/partners");
        Assert.Contains("Coop", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Union", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("partners/new", list.Html, StringComparison.Ordinal);
        Assert.Equal(403, (await owner.GetAsync("/console/peas/partners/new")).Status);
        Assert.Equal(404, (await owner.GetAsync("/console/peas/partners/union")).Status);
        var page = await owner.GetAsync("/console/peas/partners/coop");
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("value=\"share\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("__ApiKeys__", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_partners_read_the_same_sums_and_nobody_elses_small_group()
    {
        using var world = await Some.WorldAsync();
        await AccessTests.UnionAsync(world);
        await PartnerApiTests.CreateAsync(world);
        world.Clock.Advance(Duration.FromDays(300));
        var month = new YearMonth(2026, 6);
        foreach (var (programme, people) in new[] { ("maize", 20), ("peas", 30) })
        {
            await KeepAsync(world, programme, month, "", people);
            await KeepAsync(world, programme, month, "Kitale", programme == "peas" ? 12 : 4);
            await KeepAsync(world, programme, month.PlusMonths(1), "", programme == "peas" ? 30 : 5);
            // Before they shared, each for itself.
            await KeepAsync(world, programme, new(2026, 3), "", people);
        }
        foreach (var (who, programme) in new[] { ("peas-owner", "peas"), ("coordinate", "maize") })
        {
            var shared = await world.AsAsync(who, $"/api/v1/figures/joint?programme={programme}");
            var figure = Assert.Single(shared.Body.GetProperty("figures").EnumerateArray());
            Assert.Equal("2026-06//50", $"{figure.GetProperty("month")}/{figure.GetProperty("place")}/{figure.GetProperty("whole")}");
            Assert.Equal(["Coop", "Union"], shared.Body.GetProperty("partners").EnumerateArray().Select(p => p.GetString()));
        }
        var page = await (await Visitor.InAsync(world, "peas-viewer")).GetAsync("/console/peas/joint");
        Assert.Contains("Coop, Union", page.Text, StringComparison.Ordinal);
        Assert.Contains("Farmers paid as agreed", page.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await world.AsAsync("peas-owner", "/api/v1/figures/joint?programme=peas&joint=others")).Status);
    }

    /// <summary>Once anybody can read one partner's figures, the others' sum less these is one partner's.</summary>
    [Fact]
    public async Task A_public_board_hides_the_sums_that_would_give_away_who_is_left()
    {
        using var world = await Some.WorldAsync();
        await AccessTests.UnionAsync(world);
        await PartnerApiTests.CreateAsync(world);
        Assert.Equal(201, (await PartnerApiTests.CreateAsync(world, ("id", "few"), ("name", "Few"), ("programme.id", "lentils"),
            ("programme.name", "Lentils"), ("programme.code", "LENTIL"))).Status);
        world.Clock.Advance(Duration.FromDays(300));
        foreach (var (programme, people) in new[] { ("maize", 20), ("peas", 30), ("lentils", 6) })
            await KeepAsync(world, programme, new(2026, 6), "", people);
        Assert.Single(await FiguresAsync());
        await world.PostAsync("/api/v1/figures/board", new { programme = "peas", open = true, replaces = 0 });
        Assert.Empty(await FiguresAsync());

        async Task<IEnumerable<System.Text.Json.JsonElement>> FiguresAsync() =>
            (await world.AsAsync("coordinate", "/api/v1/figures/joint?programme=maize")).Body.GetProperty("figures").EnumerateArray();
    }

    private static Task KeepAsync(World world, string programme, YearMonth month, string place, int people)
    {
        var figure = new Figure(FigureName.PaidAsAgreed, month, place, "",
            new Dictionary<string, long> { [Counted.Whole] = people, [Counted.Part] = people / 2 }, people, 1);
        return world.Tables.UpsertAsync(Keys.Figure(programme, figure), Json.Write(figure), default);
    }
}
