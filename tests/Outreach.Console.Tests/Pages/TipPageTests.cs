using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Notices;

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
        foreach (var part in new[] { "Send to 1 people for KES 0.80", Words, "1 SMS", "role = farmer", "By language Kiswahili 1",
            "By place Meru 1", "as Wanjiku, Meru reads it" })
            Assert.Contains(part, check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("Kausha", StringComparison.Ordinal));
        var form = check.FormTo(page).Select(f => (f.Key, f.Value)).Append(("act", "launch")).ToArray();
        for (var n = 0; n < 2; n++) Assert.Equal(page + "?done=Launched", (await visitor.PostAsync(page, form)).Location);
        await RunAsync(world);
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
        var before = await visitor.GetAsync(page);
        foreach (var part in new[] { "A second person approves it before it goes out. The reason: there is a link",
            "Ask a second person: to 1 people for KES 0.80" })
            Assert.Contains(part, before.Text, StringComparison.Ordinal);
        Assert.Equal(page + "?done=Asked", (await visitor.FillAsync(page, page, ("act", "launch"))).Location);
        var waits = await visitor.GetAsync(page);
        Assert.Contains("It waits for a second yes", waits.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"launch\"", waits.Html, StringComparison.Ordinal);
        var approval = Assert.Single(await world.ApprovalsAsync());
        var decide = $"/console/maize/approvals/{approval.Id}";
        var second = await Visitor.InAsync(world, "second");
        var asked = await second.GetAsync(decide);
        foreach (var part in new[] { "1 people will get it", "KES 0.80 is what it costs", "By place Meru 1", "as Wanjiku, Meru reads it",
            "Soma www.example.org kesho.", "The first SMS goes at" })
            Assert.Contains(part, asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"launch\"", asked.Html, StringComparison.Ordinal);
        await second.FillAsync(decide, decide, ("decision", "approve"));
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

    /// <summary>The network lost one of two; the third does not know that one tick is all that keeps them from getting it twice.</summary>
    [Theory]
    [InlineData(false, "delivered", 0)]
    [InlineData(false, "undelivered", 1)]
    [InlineData(false, "unsure", 0)]
    [InlineData(true, "unsure", 1)]
    public async Task Whom_a_tip_did_not_reach_gets_it_again_and_twice_only_by_a_tick(bool ticks, string became, int people)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        if (became == "unsure") world.Gateway.Silent.Add(Some.Farmer);
        var page = await DraftAsync(visitor, Words);
        await visitor.FillAsync(page, page, ("act", "launch"));
        await RunAsync(world);
        if (became != "unsure") await ReportAsync(world, Enum.Parse<DeliveryState>(became, ignoreCase: true));
        var over = await visitor.GetAsync(page);
        var again = $"/console/maize/tips/new?like={page.Split('/')[^1]}&amp;again=1";
        Assert.Equal(became != "delivered", over.Html.Contains(again, StringComparison.Ordinal));
        var form = await visitor.GetAsync(again.Replace("&amp;", "&", StringComparison.Ordinal));
        foreach (var part in new[] { Words, "Only to those whom the earlier tip did not reach", "They may get it twice" })
            Assert.Contains(part, form.Text, StringComparison.Ordinal);
        (string, string)[] typed =
            [("texts.sw", Words), ("query", "role = farmer"), .. ticks ? [("alsoUnsure", "1")] : Array.Empty<(string, string)>()];
        var draft = await visitor.PostAsync(New, [.. form.FormTo(New).Select(f => (f.Key, f.Value)), .. typed]);
        var check = await visitor.GetAsync(draft.Location!);
        Assert.Contains("only whom an earlier tip did not reach", check.Text, StringComparison.Ordinal);
        Assert.Equal(people == 1, check.Text.Contains("to 1 people for KES", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_are_named_left_out_and_held_back_and_stay_so_in_the_next()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var wrong = await visitor.FillAsync(New, New, ("texts.sw", Words), ("only", Some.Farmer + "\n12"), ("holdOut", "x"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains(Some.Farmer, wrong.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"#holdOut\"", wrong.Html, StringComparison.Ordinal);
        var unknown = await visitor.FillAsync(New, New, ("texts.sw", Words), ("only", "0711000099"));
        Assert.Contains("href=\"#only\"", unknown.Html, StringComparison.Ordinal);
        var page = (await visitor.FillAsync(New, New,
            ("texts.sw", Words), ("only", Some.Farmer), ("except", Some.Trader), ("holdOut", "20"))).Location!;
        Assert.Contains("1 named by hand · not 1 named by hand · 20 % held back by chance", (await visitor.GetAsync(page)).Text,
            StringComparison.Ordinal);
        var next = await visitor.GetAsync($"{New}?like={page.Split('/')[^1]}");
        foreach (var part in new[] { Some.Farmer, Some.Trader, "value=\"20\"" })
            Assert.Contains(part, System.Net.WebUtility.HtmlDecode(next.Html), StringComparison.Ordinal);
    }

    /// <summary>A saved group's query is narrowed by the choices; one that is gone is said to be.</summary>
    [Fact]
    public async Task A_tip_goes_to_a_saved_group()
    {
        using var world = await Some.WorldAsync();
        await GroupApiTests.SavedAsync(world, "tips_ok or role = trader");
        var visitor = await Visitor.InAsync(world);
        var form = await visitor.GetAsync(New + "?group=farmers");
        Assert.Contains("<option value=\"farmers\" selected", form.Html, StringComparison.Ordinal);
        var page = (await visitor.FillAsync(New, New, ("texts.sw", Words), ("group", "farmers"), ("role", "farmer"))).Location!;
        Assert.Contains("(tips_ok or role = trader) and role = farmer", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
        var gone = await visitor.FillAsync(New, New, ("texts.sw", Words), ("group", "nobody"));
        Assert.Equal(422, gone.Status);
        Assert.Contains("This group is gone", gone.Text, StringComparison.Ordinal);
    }

    /// <summary>Each press shows the next of those who will get it, and nobody else.</summary>
    [Fact]
    public async Task A_text_is_seen_as_one_reader_after_another_gets_it()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng Otieno", "farmer", "sw"));
        await world.PostAsync("/api/v1/people", Some.Person("+254711000004", "Zawadi", "farmer", "sw"));
        await world.PumpAsync();
        var visitor = await Visitor.InAsync(world);
        var page = (await visitor.FillAsync(New, New, ("texts.sw", "Kausha mahindi, {first name}."), ("role", "farmer"),
            ("except", "0711000004"))).Location!;
        List<string> seen = [];
        for (var n = 0; n < 3; n++)
        {
            var check = await visitor.GetAsync($"{page}?see={n}");
            Assert.Contains($"href=\"{page}?see={n + 1}#words\"", check.Html, StringComparison.Ordinal);
            seen.Add(System.Text.RegularExpressions.Regex.Match(check.Text, @"Kausha mahindi, (\w+)\.").Groups[1].Value);
        }
        Assert.Equal(seen[0], seen[2]);
        Assert.Equal(["Achieng", "Wanjiku"], seen.Take(2).Order(StringComparer.Ordinal));
        Assert.Contains(world.Audit, a => a.Who == "office" && a.What == "page.tip" && a.Subject == page.Split('/')[^1]);
    }

    /// <summary>What a look notes must not make the launch one that takes two.</summary>
    [Fact]
    public async Task A_look_at_the_check_makes_no_later_tip_the_same_again()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        for (var n = 0; n < 2; n++)
            Assert.Contains("Send to 1 people", (await visitor.GetAsync(await DraftAsync(visitor, Words))).Text, StringComparison.Ordinal);
        var page = await DraftAsync(visitor, Words);
        Assert.Equal(page + "?done=Launched", (await visitor.FillAsync(page, page, ("act", "launch"))).Location);
        Assert.Contains("nearly the same text went out within seven days",
            (await visitor.GetAsync(await DraftAsync(visitor, Words))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tip_at_night_is_said_to_wait_for_the_morning_with_the_people_it_was_launched_for()
    {
        using var world = await Some.WorldAsync();
        world.Clock.Advance(NodaTime.Duration.FromHours(10));
        var visitor = await Visitor.InAsync(world);
        var page = await DraftAsync(visitor, Words);
        var launched = await visitor.FillAsync(page, page, ("act", "launch"));
        Assert.Equal(page + "?done=LaunchedLater", launched.Location);
        var seen = await visitor.GetAsync(launched.Location!);
        foreach (var part in new[] { "It goes out once the night or the holiday is over.", "people 1 as counted before it began" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It goes out now", seen.Text, StringComparison.Ordinal);
        // Its texts are shown as they were sent, whatever the hour is now.
        Assert.DoesNotContain("It is quiet there now", seen.Text, StringComparison.Ordinal);
        Assert.Contains("It is quiet there now", (await visitor.GetAsync(await DraftAsync(visitor, "Vuna asubuhi."))).Text,
            StringComparison.Ordinal);
    }

    private static async Task RunAsync(World world)
    {
        for (var n = 0; n < 5; n++)
        {
            await world.PumpAsync();
            world.Clock.Advance(NodaTime.Duration.FromMinutes(10));
            await world.Get<DueTimer>().RunAsync(default);
        }
    }

    private static async Task ReportAsync(World world, DeliveryState state)
    {
        var sms = world.Gateway.Sent.Single(s => s.Text == Words);
        await world.Get<IInbound>().ReportAsync(new DeliveryReport("open", sms.MessageId, null, state, null, sms.To), default);
        await world.PumpAsync();
    }

    private static async Task<string> DraftAsync(Visitor visitor, string text) =>
        (await visitor.FillAsync(New, New, ("texts.sw", text), ("role", "farmer"))).Location!;
}
