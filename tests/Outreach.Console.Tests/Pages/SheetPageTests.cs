using System.Net;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console.Tests.Pages;

/// <summary>A buying day on one sheet: looked at, told once, and its answers.</summary>
public sealed class SheetPageTests
{
    private const string Page = "/console/maize/sheets/new";

    [Fact]
    public async Task A_clerk_signs_in_and_sees_the_own_traders_sheets_and_nothing_else()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world, "clerk");
        Assert.Contains("No trader has named you. They do it on their phone, by SMS: CLERK CLERK",
            (await visitor.GetAsync("/console/maize/sheets")).Text, StringComparison.Ordinal);
        await ListApiTests.SayAsync(world, "CLERK clerk");
        var seen = await visitor.GetAsync("/console/maize/sheets");
        Assert.Contains("Otieno", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No trader has named you", seen.Text, StringComparison.Ordinal);
        Assert.Single(Regex.Match(seen.Html, "<nav.*?</nav>", RegexOptions.Singleline).Value.Split("<li>").Skip(1));
        foreach (var other in new[] { "today", "people", "agreements", "inbox", "approvals", "settings", "events" })
            Assert.Equal(403, (await visitor.GetAsync($"/console/maize/{other}")).Status);
        // A coordinator whom nobody named is told the same as a clerk.
        Assert.Contains("No trader has named you", (await (await Visitor.InAsync(world)).GetAsync("/console/maize/sheets")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_looked_at_then_told_once_and_its_answers_stand_there()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        await world.PumpAsync();
        var visitor = await Visitor.InAsync(world);
        var begun = await visitor.GetAsync(await PathAsync(world));
        Assert.Equal(10, begun.Html.Split("name=\"farmer").Length - 1);
        Assert.Contains("<option value=\"Wanjiku\">Maize</option>", begun.Html, StringComparison.Ordinal);

        (string, string)[] typed =
        [
            ("day", "2026-03-02"), ("farmer1", "wanjiku"), ("figure1", "60"), ("slip1", "A-17"), ("farmer2", code), ("figure2", "1.000"),
            ("farmer3", "Nobody"), ("figure3", "5"), ("farmer4", ""),
        ];
        var looked = await visitor.PostAsync(Page, [.. Hidden(begun), .. typed, ("act", "look")]);
        Assert.Equal(422, looked.Status);
        foreach (var part in new[]
        {
            "is asked Wanjiku " + code, "60 kg", "can be read in two ways", "no agreement with this farmer", "Tell 1 row",
        })
            Assert.Contains(part, looked.Text, StringComparison.Ordinal);
        Assert.Matches("id=\"figure2\"[^>]*value=\"1.000\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"figure2-fault\"", looked.Html);
        Assert.Matches("id=\"farmer3\"[^>]*value=\"Nobody\"[^>]*aria-invalid=\"true\"", looked.Html);
        Assert.Empty(world.Tables.All(Table.Sheets));
        var sent = world.Gateway.Sent.Count(s => s.To == Some.Farmer);

        var tells = Hidden(looked).Concat(typed).Append(("act", "tell")).ToArray();
        var told = await visitor.PostAsync(Page, tells);
        var again = await visitor.PostAsync(Page, tells);
        Assert.Equal((303, told.Location), (told.Status, again.Location));
        await world.PumpAsync();
        Assert.Equal(sent + 1, world.Gateway.Sent.Count(s => s.To == Some.Farmer));
        var answers = told.Location!.Split('?')[0];
        var seen = await visitor.GetAsync(answers);
        foreach (var part in new[] { "1 asked, no answer yet", "slip A-17", "Row 2", "Row 3", "Nobody", "Correct them" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Contains("data-refresh", seen.Html, StringComparison.Ordinal);
        await world.AnswerAsync(code, "farmer");
        await world.PumpAsync();
        seen = await visitor.GetAsync(answers);
        Assert.Contains("1 said yes", seen.Text, StringComparison.Ordinal);
        Assert.Contains("60 kg of it confirmed", seen.Text, StringComparison.Ordinal);
        var (before, looks) = (world.Audit.Count, world.Audit.Count(a => a.What == "list"));
        Assert.Contains("Nobody", (await visitor.GetAsync(answers + "/refused.csv")).Html, StringComparison.Ordinal);
        Assert.Equal((before + 1, looks + 1), (world.Audit.Count, world.Audit.Count(a => a.What == "list")));
        Assert.Contains("1 row told", (await visitor.GetAsync("/console/maize/sheets")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await (await Visitor.InAsync(world, "clerk")).GetAsync(answers)).Status);
    }

    /// <summary>Refused rows come back under their numbers, beside empty ones; what was told is not told again.</summary>
    [Fact]
    public async Task A_refused_row_is_corrected_on_its_sheet()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        var visitor = await Visitor.InAsync(world);
        var answers = await TellAsync(world, visitor, ("farmer1", code), ("figure1", "60"), ("farmer2", "Nobody"), ("figure2", "5"));
        var html = (await visitor.GetAsync(answers)).Html;
        var path = WebUtility.HtmlDecode(Regex.Match(html, "href=\"([^\"]*list=[^\"]*)\"").Groups[1].Value);
        var form = await visitor.GetAsync(path);
        Assert.Matches("id=\"farmer2\"[^>]*value=\"Nobody\"", form.Html);
        Assert.DoesNotContain("name=\"farmer1\"", form.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"farmer3\"", form.Html, StringComparison.Ordinal);
        (string, string)[] typed = [("day", "2026-03-02"), ("farmer2", code), ("figure2", "7")];
        var looked = await visitor.PostAsync(Page, [.. Hidden(form), .. typed, ("act", "look")]);
        await visitor.PostAsync(Page, [.. Hidden(looked), .. typed, ("act", "tell")]);
        await world.PumpAsync();
        var agreement = (await world.Get<Agreements>().FindAsync(code, default))!;
        Assert.Equal([60_000L, 7_000], agreement.Facts.Where(f => f.Kind == FactKind.Load).Select(f => f.Amount));
        Assert.DoesNotContain("Rows that were not told", (await visitor.GetAsync(answers)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_were_changed_after_the_look_are_looked_at_anew()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        var visitor = await Visitor.InAsync(world);
        var looked = await LookAsync(world, visitor, ("farmer1", code), ("figure1", "60"));
        var told = await visitor.PostAsync(Page,
            [.. Hidden(looked), ("day", "2026-03-02"), ("farmer1", code), ("figure1", "65"), ("act", "tell")]);
        Assert.Equal(200, told.Status);
        Assert.Contains("The rows have changed since the look.", told.Text, StringComparison.Ordinal);
        Assert.Empty(world.Tables.All(Table.Sheets));
    }

    [Theory]
    [InlineData("", "farmer1", "x", "Write the day")]
    [InlineData("2026-03-02", "farmer1", "", "Fill in a row first.")]
    public async Task A_fault_of_the_whole_sheet_is_said_and_nothing_typed_is_lost(string day, string field, string value, string why)
    {
        using var world = await ListApiTests.NamedAsync();
        var visitor = await Visitor.InAsync(world);
        var begun = await visitor.GetAsync(await PathAsync(world));
        var seen = await visitor.PostAsync(Page,
            [.. Hidden(begun), ("day", day), ("place", "Kitale"), (field, value), ("act", "look")]);
        Assert.Equal(422, seen.Status);
        Assert.Contains(why, seen.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Kitale\"", seen.Html, StringComparison.Ordinal);
        var more = await visitor.PostAsync(Page, [.. Hidden(seen), ("day", day), ("farmer1", "Amina"), ("act", "more")]);
        Assert.Equal(11, more.Html.Split("name=\"farmer").Length - 1);
        Assert.Contains("value=\"Amina\"", more.Html, StringComparison.Ordinal);
    }

    /// <summary>The directory follows a person's own record; a sheet needs the record alone.</summary>
    [Fact]
    public async Task A_sheet_does_not_read_the_directory()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        var visitor = await Visitor.InAsync(world);
        var answers = await TellAsync(world, visitor, ("farmer1", code), ("figure1", "60"));
        var form = await PathAsync(world);
        foreach (var row in world.Tables.All(Table.People)) await world.Tables.DeleteAsync(row.Key, default);
        Assert.Contains("Otieno", (await visitor.GetAsync(answers)).Text, StringComparison.Ordinal);
        Assert.Contains("Otieno", (await visitor.GetAsync(form)).Text, StringComparison.Ordinal);
    }

    /// <summary>What the page's script fetches every few seconds is one reading an hour.</summary>
    [Fact]
    public async Task A_page_that_looks_again_by_itself_is_one_reading()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        var visitor = await Visitor.InAsync(world);
        var answers = await TellAsync(world, visitor, ("farmer1", code), ("figure1", "60"));
        foreach (var (minutes, reads) in new[] { (0, 1), (1, 1), (1, 1), (60, 2) })
        {
            world.Clock.Advance(NodaTime.Duration.FromMinutes(minutes));
            Assert.Equal(200, (await visitor.GetAsync(answers, ("Sec-Fetch-Dest", "empty"))).Status);
            Assert.Equal(reads, world.Audit.Count(a => a.What == "page.sheet.answers"));
        }
        foreach (var reads in new[] { 3, 4 })
        {
            await visitor.GetAsync(answers, ("Sec-Fetch-Dest", "document"));
            Assert.Equal(reads, world.Audit.Count(a => a.What == "page.sheet.answers"));
        }
    }

    [Fact]
    public async Task Payments_of_a_day_have_their_sum_and_what_is_above_the_limit_is_the_traders()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        var visitor = await Visitor.InAsync(world);
        var begun = await visitor.GetAsync((await PathAsync(world)).Replace("loads", "payments", StringComparison.Ordinal));
        var looked = await visitor.PostAsync(Page, [.. Hidden(begun), ("day", "2026-03-02"), ("farmer1", code), ("figure1", "100"),
            ("farmer2", code), ("figure2", "250.50"), ("farmer3", code), ("figure3", "50000.01"), ("act", "look")]);
        Assert.Contains("KES 350.5", looked.Text, StringComparison.Ordinal);
        Assert.Contains("So much only the trader tells, on their phone.", looked.Text, StringComparison.Ordinal);
        Assert.Contains("Tell 2 rows", looked.Text, StringComparison.Ordinal);
    }

    private static async Task<string> TellAsync(World world, Visitor visitor, params (string, string)[] typed)
    {
        var looked = await LookAsync(world, visitor, typed);
        var told = await visitor.PostAsync(Page, [.. Hidden(looked), ("day", "2026-03-02"), .. typed, ("act", "tell")]);
        await world.PumpAsync();
        return told.Location!.Split('?')[0];
    }

    private static async Task<Seen> LookAsync(World world, Visitor visitor, params (string, string)[] typed)
    {
        var begun = await visitor.GetAsync(await PathAsync(world));
        return await visitor.PostAsync(Page, [.. Hidden(begun), ("day", "2026-03-02"), .. typed, ("act", "look")]);
    }

    private static async Task<string> PathAsync(World world) =>
        $"{Page}?trader={await SheetApiTests.TraderAsync(world)}&kind=loads&day=2026-03-02";

    private static IEnumerable<(string, string)> Hidden(Seen seen) => seen.FormTo(Page).Select(f => (f.Key, f.Value));
}
