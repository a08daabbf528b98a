using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>The month's money: its form, and what stands of it on Today.</summary>
public sealed class MoneyPageTests
{
    private const string Page = "/console/maize/settings/money";
    private const string Today = "/console/maize/today";

    [Fact]
    public async Task Less_is_set_at_once_and_more_waits_for_a_second_manager()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Equal(Page + "?done=Act", (await visitor.FillAsync(Page, Page, ("monthly.KES", "500"), ("kept.KES", "30"))).Location);
        var seen = await visitor.GetAsync(Page);
        foreach (var part in new[] { "KES 0 used or reserved, of KES 500", "Left for tips this month: KES 350" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"500\"", seen.Html, StringComparison.Ordinal);
        Assert.Equal(Page + "?done=Asked", (await visitor.FillAsync(Page, Page, ("monthly.KES", "900"), ("kept.KES", "30"))).Location);
        Assert.Contains("waits for a second manager", (await visitor.GetAsync(Page)).Text, StringComparison.Ordinal);
        var approval = Assert.Single(await world.ApprovalsAsync());
        Assert.Equal(200, (await world.AsAsync("second", $"/api/v1/approvals/{approval.Id}/approve", "")).Status);
        await world.PumpAsync();
        var after = await visitor.GetAsync(Page);
        foreach (var part in new[] { "of KES 900", "Asked by office, approved by second" })
            Assert.Contains(part, after.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,250", "30", "monthly.KES", "Write an amount")]
    [InlineData("12.345", "30", "monthly.KES", "no finer than")]
    [InlineData("500", "some", "kept.KES", "Write a whole number")]
    [InlineData("500", "101", "kept.KES", "kept is 0 to 100")]
    public async Task A_fault_stands_at_its_field_and_keeps_what_was_typed(string monthly, string kept, string at, string said)
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world)).FillAsync(Page, Page, ("monthly.KES", monthly), ("kept.KES", kept));
        Assert.Equal(422, seen.Status);
        foreach (var part in new[] { $"href=\"#{at}\"", $"value=\"{monthly}\"", $"value=\"{kept}\"", said })
            Assert.Contains(part, seen.Html, StringComparison.Ordinal);
        Assert.Empty((await world.Get<Budgets>().FindAsync("maize", default)).Limits);
    }

    [Fact]
    public async Task Today_says_what_tips_took_and_when_the_figures_were_counted()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var before = await visitor.GetAsync(Today);
        Assert.Contains("No limit is set, and no tip took money this month.", before.Text, StringComparison.Ordinal);
        await world.PostAsync("/api/v1/budgets/maize", new { limits = new[] { new { monthly = "100", currency = "KES" } } });
        var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Kausha mahindi mapema."))))["id"];
        Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status);
        await world.PumpAsync();
        await world.Tables.UpsertAsync(Keys.FiguresState("maize"),
            Json.Write(new FiguresState(Instant.FromUtc(2026, 3, 1, 22, 0), [])), default);
        var after = await visitor.GetAsync(Today);
        foreach (var part in new[] { "KES 0.80 used or reserved, of KES 100", "Left for tips this month: KES 69.20",
            "As counted on 2 Mar 2026, 01:00" })
            Assert.Contains(part, after.Text, StringComparison.Ordinal);
    }
}
