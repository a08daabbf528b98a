using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Saved groups, from the form to their end.</summary>
public sealed class GroupPageTests
{
    private const string All = "/console/maize/groups";

    [Fact]
    public async Task A_group_is_saved_once_counted_changed_and_removed()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("No group yet", (await visitor.GetAsync(All)).Text, StringComparison.Ordinal);
        var form = (await visitor.GetAsync(All)).FormTo(All).Select(f => (f.Key, f.Value))
            .Concat([("name", "Farmers of Meru"), ("query", "role = farmer and place = Meru")]).ToArray();
        var saved = await visitor.PostAsync(All, form);
        Assert.Equal(saved.Location, (await visitor.PostAsync(All, form)).Location);
        var group = Assert.Single(await world.Get<Groups>().ListAsync("maize", default));
        Assert.Equal($"{All}/{group.Id}?done=Group", saved.Location);
        var page = $"{All}/{group.Id}";
        var seen = await visitor.GetAsync(page);
        foreach (var part in new[] { "1 people will get it", "By language Kiswahili 1", "By place Meru 1", "saved by office" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);

        var wrong = await visitor.FillAsync(page, page, ("act", "save"), ("name", "All"), ("query", "role farmer"));
        Assert.Equal(422, wrong.Status);
        foreach (var part in new[] { "href=\"#query\"", "value=\"role farmer\"" })
            Assert.Contains(part, wrong.Html, StringComparison.Ordinal);
        await visitor.FillAsync(page, page, ("act", "save"), ("name", "All"), ("query", "tips_ok"));
        Assert.Equal(("All", "tips_ok"), ((await world.Get<Groups>().FindAsync("maize", group.Id, default))!.Name,
            (await world.Get<Groups>().FindAsync("maize", group.Id, default))!.Query));
        Assert.Equal(All + "?done=GroupGone", (await visitor.FillAsync(page, page, ("act", "remove"))).Location);
        Assert.Equal(404, (await visitor.GetAsync(page)).Status);
    }

    /// <summary>Two groups of one name are two groups; a name without Latin letters has an id too.</summary>
    [Fact]
    public async Task A_name_takes_no_other_groups_place()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        foreach (var name in new[] { "Meru", "Meru", "\u0995\u09c3\u09b7\u0995" })
            Assert.Equal(303, (await visitor.FillAsync(All, All, ("name", name), ("query", "tips_ok"))).Status);
        Assert.Equal(3, (await world.Get<Groups>().ListAsync("maize", default)).Count);
    }
}
