using NodaTime;
using Outreach.App;
using Outreach.Core.Figures;

namespace Outreach.Console.Tests.Pages;

/// <summary>Figures on pages, and the board that outsiders see.</summary>
public sealed class FigurePageTests
{
    private const string Figures = "/console/maize/figures";
    private const string Board = "/console/maize/board";
    private static readonly YearMonth february = new(2026, 2);

    [Fact]
    public async Task Before_the_first_night_the_page_says_so()
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world)).GetAsync(Figures);
        Assert.Equal(200, seen.Status);
        Assert.Contains("The first figures come after the first night.", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg viewBox=\"0 0 60", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_figure_stands_with_its_numbers_its_definition_and_what_is_left_out()
    {
        using var world = await CountedAsync(Paid("", 21, 9, 4), Paid("Kitale", 14, 8, 2));
        var seen = await (await Visitor.InAsync(world)).GetAsync(Figures);
        foreach (var part in new[]
        {
            "Of the farmers to whom a payment for goods fell due", "62% Paid as agreed: 21", "26% Paid late: 9", "12% Not paid in full: 4",
            "Farmers with a payment due: 34, Feb 2026", "Left out, In dispute on the day: 2", "As counted on 2 Mar 2026",
        })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"Farmers paid as agreed. Feb 2026: 62%\"", seen.Html, StringComparison.Ordinal);
    }

    /// <summary>A share is rounded half up, the same wherever it stands; the three outcomes are a hundred together.</summary>
    [Theory]
    [InlineData(5, 7, 0, "42,58,0")]
    [InlineData(9, 3, 4, "56,19,25")]
    [InlineData(1, 1, 1, "33,34,33")]
    [InlineData(1, 199, 0, "1,99,0")]
    [InlineData(199, 1, 0, "100,0,0")]
    [InlineData(2, 3, 3, "25,38,37")]
    [InlineData(0, 0, 3, "0,0,100")]
    public void Three_shares_are_a_hundred_together(int paid, int late, int unpaid, string shares)
    {
        var (shape, figure) = (FigureShape.Of(FigureName.PaidAsAgreed), Paid("", paid, late, unpaid));
        Assert.Equal(shares, string.Join(',', shape.Stack.Select(what => shape.Shares(figure)[what])));
        Assert.Equal($"{shares.Split(',')[0]}%", shape.Bare.Number(figure));
    }

    /// <summary>The drawn parts stand on one another, and the three outcomes of everybody fill the height.</summary>
    [Fact]
    public void The_three_outcomes_fill_the_bar()
    {
        var series = Assert.Single(FigureSeries.Of(FigureShape.Of(FigureName.PaidAsAgreed), [Paid("", 21, 9, 4)], february.PlusMonths(-11),
            february));
        Assert.Equal(6, series.Months.Count);
        var bars = series.Bars(series.Months[^1].Figure!);
        Assert.Equal([Counted.Part, Counted.Late, Counted.Unpaid], bars.Select(b => b.What));
        Assert.Equal(bars.Skip(1).Select(b => b.From), bars.SkipLast(1).Select(b => b.To));
        Assert.Equal((0, 100, 61.76), (bars[0].From, Math.Round(bars[^1].To, 6), Math.Round(bars[0].To, 2)));
    }

    [Theory]
    [InlineData("place", "Bungoma,Kitale")]
    [InlineData("-place", "Kitale,Bungoma")]
    [InlineData("rate", "Bungoma,Kitale")]
    [InlineData("-whole", "Kitale,Bungoma")]
    public async Task Places_are_compared_and_sorted_by_links(string sort, string order)
    {
        using var world = await CountedAsync(Paid("", 15, 9, 4), Paid("Kitale", 14, 3, 1), Paid("Bungoma", 1, 6, 3));
        var seen = await (await Visitor.InAsync(world)).GetAsync($"{Figures}/paid-as-agreed?sort={sort}");
        var at = order.Split(',').Select(p => seen.Html.IndexOf($"<th scope=\"row\">{p}", StringComparison.Ordinal)).ToList();
        Assert.All(at, i => Assert.True(i > 0));
        Assert.True(at[0] < at[1]);
        Assert.Contains("sort=people&amp;month=2026-02", seen.Html, StringComparison.Ordinal);
        Assert.Contains("aria-sort=", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_be_counted_otherwise_now_is_named()
    {
        using var world = await CountedAsync(["2025-09|AgreedValue|Kitale|KES"], Paid("", 5, 1, 1));
        var seen = await (await Visitor.InAsync(world)).GetAsync(Figures);
        Assert.Contains("1 number of a closed month would be counted otherwise now", seen.Text, StringComparison.Ordinal);
        Assert.Contains("2025-09, Value agreed, Kitale, KES", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_is_the_APIs_and_is_written_down()
    {
        using var world = await CountedAsync(Paid("Kitale", 14, 3, 1));
        var seen = await (await Visitor.InAsync(world)).GetAsync($"{Figures}/csv?name=PaidAsAgreed");
        Assert.Contains("2026-02,PaidAsAgreed,Kitale,", seen.Html, StringComparison.Ordinal);
        Assert.StartsWith("attachment", seen.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Single(world.Audit, a => a.What == "figures.csv" && a.Who == "office");
    }

    [Fact]
    public async Task The_board_is_at_an_address_that_a_manager_opens_replaces_and_closes()
    {
        using var world = await CountedAsync(Paid("", 21, 9, 4));
        var (manager, outsider) = (await Visitor.InAsync(world), new Visitor(world));
        Assert.Null(Address(await manager.GetAsync(Figures)));
        Assert.Equal(Figures + "?done=Board", (await manager.FillAsync(Figures, Board, ("open", "yes"))).Location);
        var first = Address(await manager.GetAsync(Figures))!;
        Assert.Matches("^/console/board-maize\\.[0-9a-f]{32}$", first);
        Assert.Equal(200, (await outsider.GetAsync(first)).Status);
        await manager.FillAsync(Figures, Board, ("open", "yes"));
        var second = Address(await manager.GetAsync(Figures))!;
        Assert.NotEqual(first, second);
        Assert.Equal((404, 200), ((await outsider.GetAsync(first)).Status, (await outsider.GetAsync(second)).Status));
        await manager.FillAsync(Figures, Board, ("open", "no"));
        foreach (var gone in new[] { first, second, second + "/csv", "/console/board-nowhere.0123", "/console/board-maize." })
            Assert.Equal(404, (await outsider.GetAsync(gone)).Status);
        await manager.FillAsync(Figures, Board, ("open", "yes"));
        Assert.DoesNotContain(Address(await manager.GetAsync(Figures)), new[] { first, second });
    }

    /// <summary>Two managers press at once: no address is replaced unseen, and a board that was not seen open is not closed.</summary>
    [Fact]
    public async Task A_board_that_was_changed_meanwhile_is_not_changed_again()
    {
        using var world = await Some.WorldAsync();
        var (one, two) = (await Visitor.InAsync(world), await Visitor.InAsync(world, "second"));
        var stale = (await two.GetAsync(Figures)).FormTo(Board).Select(f => (f.Key, f.Value)).ToList();
        await one.FillAsync(Figures, Board, ("open", "yes"));
        var address = Address(await one.GetAsync(Figures));
        Assert.Equal(303, (await two.PostAsync(Board, [.. stale, ("open", "yes")])).Status);
        Assert.Equal(address, Address(await one.GetAsync(Figures)));
        Assert.Equal(409, (await one.PostAsync(Board, [.. (await one.GetAsync(Figures)).FormTo(Board).Where(f => f.Key != "number")
            .Select(f => (f.Key, f.Value)), ("number", "0"), ("open", "no")])).Status);
        Assert.Equal(address, Address(await one.GetAsync(Figures)));
    }

    [Fact]
    public async Task The_board_shows_full_months_of_enough_people_without_names()
    {
        using var world = await CountedAsync(Paid("", 21, 9, 4), Paid("Kitale", 14, 8, 2), Paid("Bungoma", 7, 1, 2),
            Paid("", 40, 9, 4) with { Month = new(2026, 3) });
        // The month is final when it is not counted anew any more.
        world.Clock.Advance(Duration.FromDays(90));
        await (await Visitor.InAsync(world)).FillAsync(Figures, Board, ("open", "yes"));
        var address = Address(await (await Visitor.InAsync(world)).GetAsync(Figures))!;
        Assert.DoesNotContain("Feb 2026, of", (await new Visitor(world).GetAsync(address)).Text, StringComparison.Ordinal);
        world.Clock.Advance(Duration.FromDays(1));
        var seen = await new Visitor(world).GetAsync(address);
        Assert.Contains("Feb 2026, of 34", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<th scope=\"col\" class=\"number\">People</th>", seen.Html, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Wanjiku", "+254", "Mar 2026, of", "Paid late", "In dispute", "Sign out" })
            Assert.DoesNotContain(hidden, seen.Text, StringComparison.Ordinal);
        var csv = (await new Visitor(world).GetAsync(address + "/csv")).Html;
        Assert.Contains("2026-02,PaidAsAgreed,,,21,34,,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-03,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Audit, a => a.What == "figures.csv");
    }

    [Fact]
    public async Task The_board_of_few_people_shows_nothing_and_says_why()
    {
        using var world = await CountedAsync(Paid("", 5, 2, 2));
        var visitor = await Visitor.InAsync(world);
        await visitor.FillAsync(Figures, Board, ("open", "yes"));
        var seen = await new Visitor(world).GetAsync(Address(await visitor.GetAsync(Figures))!);
        Assert.Contains("There are too few people yet", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("55%", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_figures_costs_a_read_for_each_thousand_rows()
    {
        using var world = await CountedAsync(Paid("", 21, 9, 4));
        var visitor = await Visitor.InAsync(world);
        // The session, the programme, the state, the rows, the board.
        Assert.Equal(5, await world.CallsAsync(() => visitor.GetAsync(Figures)));
    }

    private static Figure Paid(string place, int part, int late, int unpaid) => new(FigureName.PaidAsAgreed, february, place, "",
        new Dictionary<string, long>
        {
            [Counted.Part] = part, [Counted.Late] = late, [Counted.Unpaid] = unpaid, [Counted.Whole] = part + late + unpaid,
            [Counted.InDispute] = 2,
        }, part + late + unpaid, 1);

    private static Task<World> CountedAsync(params Figure[] figures) => CountedAsync([], figures);

    /// <summary>A programme as a night has left it.</summary>
    private static async Task<World> CountedAsync(string[] differs, params Figure[] figures)
    {
        var world = await Some.WorldAsync();
        foreach (var figure in figures) await world.Tables.UpsertAsync(Keys.Figure("maize", figure), Json.Write(figure), default);
        var state = new FiguresState(world.Clock.GetCurrentInstant(), differs);
        await world.Tables.UpsertAsync(Keys.FiguresState("maize"), Json.Write(state), default);
        return world;
    }

    private static string? Address(Seen seen) => System.Text.RegularExpressions.Regex.Match(seen.Html, "href=\"(/console/board-[^\"]+)\"")
        is { Success: true } match ? match.Groups[1].Value : null;
}
