using Outreach.App;
using Outreach.Core.Broadcasts;

namespace Outreach.Console.Tests.Pages;

/// <summary>A tip from its text to its report.</summary>
public sealed class TipPageTests
{
    private const string New = "/console/maize/tips/new";
    private const string Words = "Kausha mahindi kabla ya kuhifadhi.";

    [Fact]
    public async Task A_tip_is_checked_with_people_and_price_and_sent_once()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var page = await DraftAsync(visitor, Words);
        var check = await visitor.GetAsync(page);
        foreach (var part in new[] { "Send to 1 people for KES 0.80", Words, "1 SMS", "role = farmer" })
            Assert.Contains(part, check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("Kausha", StringComparison.Ordinal));
        var form = check.FormTo(page).Select(f => (f.Key, f.Value)).Append(("act", "launch")).ToArray();
        for (var n = 0; n < 2; n++) Assert.Equal(page + "?done=Launched", (await visitor.PostAsync(page, form)).Location);
        for (var n = 0; n < 5; n++)
        {
            await world.PumpAsync();
            world.Clock.Advance(NodaTime.Duration.FromMinutes(10));
            await world.Get<DueTimer>().RunAsync(default);
        }
        Assert.Single(world.Gateway.Sent, s => s.Text.Contains("Kausha", StringComparison.Ordinal));
        var seen = await visitor.GetAsync(page);
        Assert.Contains("handed over 1", seen.Text, StringComparison.Ordinal);
        Assert.Contains(Words, (await visitor.GetAsync("/console/maize/tips")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_without_a_text_blocks_and_says_how_many_read_it()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var page = (await visitor.FillAsync(New, New, ("texts.en", "Dry your maize."), ("role", "farmer"))).Location!;
        var seen = await visitor.GetAsync(page);
        Assert.Contains("1 of them read Kiswahili", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"launch\"", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_waits_for_a_second_yes_and_is_sent_after_it()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var page = await DraftAsync(visitor, "Soma www.example.org kesho.");
        Assert.Equal(page + "?done=Asked", (await visitor.FillAsync(page, page, ("act", "launch"))).Location);
        var waits = await visitor.GetAsync(page);
        Assert.Contains("It waits for a second yes", waits.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"launch\"", waits.Html, StringComparison.Ordinal);
        var approval = Assert.Single(await world.ApprovalsAsync());
        var decide = $"/console/maize/approvals/{approval.Id}";
        await (await Visitor.InAsync(world, "second")).FillAsync(decide, decide, ("decision", "approve"));
        await world.PumpAsync();
        Assert.NotEqual(BroadcastStatus.Draft, (await world.Get<Broadcasts>().FindAsync(page.Split('/')[^1], default))!.Status);
    }

    [Theory]
    [InlineData("", "texts.")]
    [InlineData("Reply 1 if you have maize.", "texts.sw")]
    public async Task A_fault_stands_at_its_text(string text, string at)
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world)).FillAsync(New, New, ("texts.sw", text), ("role", "farmer"));
        Assert.Equal(422, seen.Status);
        Assert.Contains($"href=\"#{at}", seen.Html, StringComparison.Ordinal);
        Assert.Contains("-fault\"", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_shows_each_SMS_and_keeps_nothing()
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world)).FillAsync(New, New, ("texts.sw", Words), ("role", "farmer"), ("look", "1"));
        Assert.Contains("1 SMS", seen.Text, StringComparison.Ordinal);
        Assert.Empty(await world.Get<Broadcasts>().ListAsync("maize", default));
    }

    [Fact]
    public async Task A_tip_has_its_hour_from_the_form_to_the_check()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var wrong = await visitor.FillAsync(New, New, ("texts.sw", Words), ("role", "farmer"), ("at", "2026-03-04T21:30"));
        Assert.Equal(422, wrong.Status);
        foreach (var part in new[] { "href=\"#at\"", "value=\"2026-03-04T21:30\"" })
            Assert.Contains(part, wrong.Html, StringComparison.Ordinal);
        var right = await visitor.FillAsync(New, New, ("texts.sw", Words), ("role", "farmer"), ("at", "2026-03-04T17:00"));
        Assert.Contains("It goes out at its hour where each reader is: the first SMS at 4 Mar 2026, 17:00",
            (await visitor.GetAsync(right.Location!)).Text, StringComparison.Ordinal);
    }

    /// <summary>What is written narrows the choices, and cannot widen them by closing a parenthesis of its own.</summary>
    [Theory]
    [InlineData("tips_ok", "tips_ok and role = farmer")]
    [InlineData("tips_ok or role = trader", "(tips_ok or role = trader) and role = farmer")]
    [InlineData("tips_ok) or (role = trader", null)]
    [InlineData("village = Kitale", null)]
    public async Task A_query_narrows_the_choices(string query, string? sent)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var seen = await visitor.FillAsync(New, New, ("texts.sw", Words), ("role", "farmer"), ("query", query));
        Assert.Equal(sent is null ? 422 : 303, seen.Status);
        if (sent is null) Assert.Contains("href=\"#query\"", seen.Html, StringComparison.Ordinal);
        else Assert.Contains(sent, (await visitor.GetAsync(seen.Location!)).Text, StringComparison.Ordinal);
    }

    private static async Task<string> DraftAsync(Visitor visitor, string text) =>
        (await visitor.FillAsync(New, New, ("texts.sw", text), ("role", "farmer"))).Location!;
}
