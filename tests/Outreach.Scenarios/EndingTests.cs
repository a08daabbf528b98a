using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>A programme played to its end. What is expected is read off the calendar and the phones.</summary>
public sealed class EndingTests
{
    private static readonly LocalDate ends = new(2026, 6, 30);

    /// <summary>The day, at noon in Nairobi.</summary>
    private static Instant Noon(LocalDate day) => Instant.FromUtc(day.Year, day.Month, day.Day, 9, 0);

    [Fact]
    public async Task Everybody_hears_twice_and_the_books_close_when_nobody_owes_anything()
    {
        await using var world = await EndsAsync(null);
        var transcript = new Transcript(world);
        await PlayAsync(transcript, """
            juma offers wanjiru 100 kg at 50 advance 0 pay in 5 days
            wanjiru texts "1"
            wanjiru texts "DELIVERED CODE 100"
            juma texts "1"
            """);
        // Sixty days before the 30th of June is the 1st of May, a holiday: the day after.
        await ToAsync(world, new(2026, 4, 30));
        Assert.Empty(Told(world));
        await ToAsync(world, new(2026, 5, 3));
        Assert.Equal(["amina", "juma", "otieno", "wanjiru"], Told(world));
        await ToAsync(world, new(2026, 6, 15));
        Assert.Equal(4, Told(world).Count);
        await ToAsync(world, new(2026, 6, 17));
        Assert.Equal(["amina", "amina", "juma", "juma", "otieno", "otieno", "wanjiru", "wanjiru"], Told(world));
        // Juma owes 5,000: it goes on after the last day.
        await ToAsync(world, new(2026, 7, 20));
        Assert.Null(await ReadOnlyAsync(world));
        await PlayAsync(transcript, """
            wanjiru texts "RECEIVED CODE 5000"
            juma texts "1 CODE"
            """);
        await ToAsync(world, new(2026, 7, 23));
        Assert.NotNull(await ReadOnlyAsync(world));
        Assert.Equal(8, Told(world).Count);
    }

    /// <summary>Moved when the last news is due too, everybody hears the new day once.</summary>
    [Fact]
    public async Task A_day_moved_late_is_told_once()
    {
        await using var world = await EndsAsync("Kitale union");
        await ToAsync(world, ends.PlusDays(-5));
        await SetAsync(world, new(ends.PlusDays(3), "Kitale union"));
        await ToAsync(world, ends.PlusDays(3));
        Assert.Equal(["amina", "juma", "otieno", "wanjiru"], Heard(world, "3 Jul 2026"));
    }

    [Fact]
    public async Task What_stays_owed_closes_after_180_days()
    {
        await using var world = await EndsAsync(null);
        await PlayAsync(new Transcript(world), """
            juma offers wanjiru 100 kg at 50 advance 0 pay in 5 days
            wanjiru texts "1"
            """);
        await ToAsync(world, ends.PlusDays(179));
        Assert.Null(await ReadOnlyAsync(world));
        await ToAsync(world, ends.PlusDays(182));
        Assert.NotNull(await ReadOnlyAsync(world));
    }

    [Fact]
    public async Task Who_sent_STOP_hears_nothing_and_is_not_asked()
    {
        await using var world = await EndsAsync("Kitale union");
        await PlayAsync(new Transcript(world), "wanjiru texts \"STOP\"");
        await ToAsync(world, new(2026, 5, 8));
        Assert.Equal(["amina", "juma", "otieno"], Told(world));
        Assert.Equal(["amina", "juma", "otieno"], Heard(world, "Kitale union"));
    }

    [Fact]
    public async Task A_yes_to_one_successor_is_none_to_another()
    {
        await using var world = await EndsAsync("Kitale union");
        await ToAsync(world, new(2026, 5, 8));
        await PlayAsync(new Transcript(world), "wanjiru texts \"1\"");
        Assert.Equal("Wanjiru", await HandedOverAsync(world));
        await SetAsync(world, new(ends, "Bomet traders"));
        Assert.Equal("", await HandedOverAsync(world));
        await ToAsync(world, new(2026, 5, 11));
        Assert.Contains("wanjiru", Heard(world, "Bomet traders"));
    }

    /// <summary>
    /// The person is asked about one, and another is named or nobody ends: the 1 gives nothing, the question is not repeated and stands in
    /// no menu.
    /// </summary>
    [Theory]
    [InlineData("Bomet traders")]
    [InlineData("")]
    public async Task A_question_about_who_does_not_go_on_is_over(string instead)
    {
        await using var world = await EndsAsync("Kitale union");
        await ToAsync(world, new(2026, 5, 6));
        var asked = Heard(world, "Kitale union");
        Assert.Equal(["amina", "juma", "otieno", "wanjiru"], asked);
        await SetAsync(world, instead.Length == 0 ? null : new(ends.PlusDays(120), instead));
        var transcript = new Transcript(world);
        await PlayAsync(transcript, """
            wanjiru texts "1"
            juma dials 5
            juma types 98
            """);
        Assert.Contains(world.Network.Inbox, m => m.Text.StartsWith("That question is over. Kitale union gets nothing",
            StringComparison.Ordinal));
        Assert.DoesNotContain("data to", transcript.Played, StringComparison.Ordinal);
        await ToAsync(world, new(2026, 5, 20));
        Assert.Equal(asked, Heard(world, "Kitale union"));
        if (instead.Length == 0) return;
        Assert.Equal("", await HandedOverAsync(world));
        await ToAsync(world, ends.PlusDays(120 - 50));
        Assert.Equal(["amina", "juma", "otieno", "wanjiru"], Heard(world, instead).Distinct());
        await PlayAsync(transcript, "wanjiru texts \"1\"");
        Assert.Equal("Wanjiru", await HandedOverAsync(world));
    }

    [Fact]
    public async Task Nothing_falls_due_long_after_the_end_unless_somebody_goes_on()
    {
        await using var world = await EndsAsync(null);
        await OfferAsync(world, "wanjiru 100 kg at 50 advance 0 pay in 160 days");
        Assert.Empty(world.Tables.All(Table.Agreements));
        Assert.Contains("must be due by 30 Jul 2026", world.Network.Inbox[^1].Text, StringComparison.Ordinal);
        await OfferAsync(world, "wanjiru 100 kg at 50 advance 0 pay in 150 days");
        Assert.Single(world.Tables.All(Table.Agreements));
        await SetAsync(world, new(ends, "Kitale union"));
        await OfferAsync(world, "amina 100 kg at 50 advance 0 pay in 160 days");
        Assert.Equal(2, world.Tables.All(Table.Agreements).Count);
        await ToAsync(world, ends.PlusDays(2));
        await OfferAsync(world, "otieno 100 kg at 50 advance 0 pay in 5 days");
        Assert.Equal(2, world.Tables.All(Table.Agreements).Count);
        Assert.Contains("ended on 30 Jun 2026", world.Network.Inbox[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_costs_the_months_budget_and_waits_without_it()
    {
        await using var world = await EndsAsync(null, rate: 80);
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Budget("kenya-maize"),
            new Core.Broadcasts.SetBudget([new(new(100, "KES"))], 1), "budget", default);
        await ToAsync(world, new(2026, 5, 4));
        Assert.Empty(Told(world));
        Assert.Contains(world.Tables.All(Table.Tasks), t => t.Data.Contains("about the end", StringComparison.Ordinal));
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Budget("kenya-maize"),
            new Core.Broadcasts.SetBudget([new(new(10_000, "KES"))], 2), "more", default);
        await ToAsync(world, new(2026, 5, 6));
        Assert.Equal(4, Told(world).Count);
    }

    /// <summary>
    /// A stop before and after the round's calls, each third on either side in the short run: nobody hears it twice, nobody is missed.
    /// </summary>
    [Theory]
    [InlineData(1, "2026")]
    [InlineData(3, "Kitale union")]
    public async Task A_round_that_stops_anywhere_reaches_everybody_once(int day, string words)
    {
        await using var begin = await EndsAsync("Kitale union");
        await ToAsync(begin, new LocalDate(2026, 5, day).PlusDays(-1));
        await begin.WaitAsync(Duration.FromHours(20));
        Assert.Empty(Heard(begin, words));
        await using var calm = begin.Copy();
        calm.Breakpoints.Armed = true;
        // The 1st is a holiday and the 3rd a Sunday: the SMS go the day after.
        await calm.WaitAsync(Duration.FromHours(26));
        Assert.Equal(["amina", "juma", "otieno", "wanjiru"], Heard(calm, words));
        var stops = 0;
        foreach (var after in new[] { false, true })
        {
            for (var call = after ? 1 : 0; call < calm.Breakpoints.Calls.Count; call += Interruptions.Full ? 1 : 3)
            {
                await using var world = begin.Copy();
                (world.Breakpoints.Armed, world.Breakpoints.Stops) = (true, [new(call, after)]);
                await world.WaitAsync(Duration.FromHours(26));
                Assert.True(world.Breakpoints.Calls.Count > call);
                world.Breakpoints.Armed = false;
                await world.WaitAsync(Duration.FromHours(4));
                Assert.Equal(["amina", "juma", "otieno", "wanjiru"], Heard(world, words));
                stops++;
            }
        }
        Assert.True(stops > 20, $"{stops} stops only.");
    }

    private static async Task<World> EndsAsync(string? successor, int rate = 0)
    {
        var world = new World();
        await Village.SettleInAsync(world, "juma");
        if (rate > 0) world.Get<OutreachOptions>().MinorPerSegment["KE"] = rate;
        await SetAsync(world, new(ends, successor));
        return world;
    }

    private static async Task SetAsync(World world, ProgrammeEnd? end)
    {
        var programme = (await world.Get<People>().ProgrammeAsync("kenya-maize", default))!;
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Programme("kenya-maize"),
            new ReplaceProgramme(programme with { End = end }, programme.Edition + 1), $"end {programme.Edition}", default);
        await world.SettleAsync();
    }

    /// <summary>An offer as the menu makes one, with the programme's rules of that time.</summary>
    private static async Task OfferAsync(World world, string what)
    {
        var programme = (await world.Get<People>().ProgrammeAsync("kenya-maize", default))!;
        var today = Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant());
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Agreement(Codes.For(what, 0)),
            Offers.Read(Village.Find("juma"), what, what, today) with { Rules = programme.OfferRules }, what, default);
        await world.SettleAsync();
    }

    private static async Task ToAsync(World world, LocalDate day)
    {
        while (Noon(day) - world.Clock.GetCurrentInstant() is var left && left > Duration.Zero)
            await world.WaitAsync(Duration.Min(left, Duration.FromDays(1)));
    }

    private static async Task PlayAsync(Transcript transcript, string script)
    {
        foreach (var line in Transcript.Lines(script)) await transcript.PlayLineAsync(line);
    }

    private static IReadOnlyList<string> Told(World world) => Heard(world, "2026");

    /// <summary>Whose phones got words about the end with this in them, one for each SMS.</summary>
    private static IReadOnlyList<string> Heard(World world, string words) =>
    [
        .. world.Network.Inbox.Where(m => m.Text.StartsWith("Kenya maize", StringComparison.Ordinal)
            && m.Text.Contains(words, StringComparison.Ordinal)).Select(m => Village.OfPhone(m.Phone).Name.ToLowerInvariant())
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<Instant?> ReadOnlyAsync(World world) =>
        (await world.Get<People>().ProgrammeAsync("kenya-maize", default))!.ReadOnlySince;

    private static async Task<string> HandedOverAsync(World world)
    {
        var ending = (await world.Get<Endings>().FindAsync("kenya-maize", default))!;
        var people = await world.Get<Endings>().HandedOverAsync("kenya-maize", ending.Successor!, "", default);
        return string.Join(' ', people.People.Select(p => p.Person.Name));
    }
}
