using NodaTime;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Scenarios;

/// <summary>What a query asks beside the directory: as the nightly walk found it, and nothing else changes by that.</summary>
public sealed class StandingTests
{
    private const string Trade = """
        juma offers wanjiru 100 kg at 50 advance 0 pay in 5 days
        wanjiru texts "1"
        """;

    [Fact]
    public async Task A_query_finds_who_owes_who_disputes_and_who_was_heard()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var transcript = new Transcript(world);
        foreach (var line in Transcript.Lines(Trade)) await transcript.PlayLineAsync(line);
        Assert.Equal("", await FoundAsync(world, "agreements > 0"));
        await WalkAsync(world);
        Assert.Equal("p-juma p-wanjiru", await FoundAsync(world, "agreements = 1"));
        Assert.Equal("p-wanjiru", await FoundAsync(world, "heard on 2026-03-02"));
        Assert.Equal("p-amina p-juma p-otieno", await FoundAsync(world, "heard is empty"));
        Assert.Equal("", await FoundAsync(world, "owes or owed or disputes > 0"));

        foreach (var line in Transcript.Lines("""
            juma texts "DELIVERED CODE 100"
            wanjiru texts "1"
            wait 7 days
            """)) await transcript.PlayLineAsync(line);
        await WalkAsync(world);
        Assert.Equal("p-juma", await FoundAsync(world, "owes and owes_late"));
        Assert.Equal("p-wanjiru", await FoundAsync(world, "owed_late and heard after 10 days ago"));
        Assert.Equal("p-amina p-otieno", await FoundAsync(world, "role = farmer and not owed"));

        foreach (var line in Transcript.Lines("wanjiru texts \"PROBLEM CODE PAYMENT\"")) await transcript.PlayLineAsync(line);
        // Until the next walk it is as it was.
        Assert.Equal("", await FoundAsync(world, "disputes > 0"));
        await world.WaitAsync(Duration.FromDays(1));
        await WalkAsync(world);
        Assert.Equal("p-juma p-wanjiru", await FoundAsync(world, "disputes >= 1"));
        Assert.Equal("p-wanjiru", await FoundAsync(world, "not (role = trader) and disputes != 0"));
    }

    [Fact]
    public async Task A_query_finds_where_people_stand_in_a_course()
    {
        await using var world = new World();
        var school = new School(world);
        await school.BeginAsync(4);
        await school.EnrolAsync();
        await school.TextAsync(School.PhoneOf(1), "STOP TIPS");
        await WalkAsync(world);
        Assert.Equal("v-00000 v-00001 v-00002 v-00003", await FoundAsync(world, "learning and course.ten = active"));
        Assert.Equal("", await FoundAsync(world, "course.ten in (none, completed)"));
        Assert.Equal("v-00000 v-00001 v-00002 v-00003", await FoundAsync(world, "course.other = none"));
    }

    /// <summary>Whatever the walk is stopped at, it ends with the same standings, and no other entity is touched.</summary>
    [Fact]
    public async Task A_walk_touches_nothing_but_standings_and_figures_wherever_it_stops()
    {
        await using var begin = new World();
        await Village.SettleInAsync(begin, "juma");
        var transcript = new Transcript(begin);
        foreach (var line in Transcript.Lines(Trade)) await transcript.PlayLineAsync(line);
        await begin.SettleAsync();
        await using var calm = begin.Copy();
        await WalkAsync(calm);
        var (others, standings) = (Others(begin), Standings(calm));
        Assert.Equal(others, Others(calm));
        Assert.NotEmpty(standings);
        for (var call = 0; ; call++)
        {
            await using var world = begin.Copy();
            (world.Breakpoints.Armed, world.Breakpoints.Stops) = (true, [new(call, After: true)]);
            await world.AskAsync(() => world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default));
            await world.SettleAsync();
            if (world.Breakpoints.Calls.Count <= call) break;
            world.Breakpoints.Armed = false;
            await world.WaitAsync(Duration.FromMinutes(10));
            Assert.Equal(standings, Standings(world));
            Assert.Equal(others, Others(world));
        }
    }

    /// <summary>A row that no walk writes again, because its source is gone, goes after three days.</summary>
    [Fact]
    public async Task An_old_standing_goes()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var key = Keys.Standing(StandingSource.Courses, "kenya-maize", "p-gone");
        await world.Tables.UpsertAsync(key, Json.Write(new Standing(new(2026, 3, 2))), default);
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 3, 4, 23, 0));
        await WalkAsync(world);
        Assert.NotNull(await world.Tables.GetAsync(key, default));
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 3, 5, 1, 0));
        await WalkAsync(world);
        Assert.Null(await world.Tables.GetAsync(key, default));
    }

    private static async Task WalkAsync(World world)
    {
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.SettleAsync();
    }

    private static async Task<string> FoundAsync(World world, string query)
    {
        var look = await world.Get<Audiences>().OpenAsync(new("kenya-maize", query), "", world.Clock.GetCurrentInstant(), default);
        return string.Join(' ', (await look.NextAsync("", default)).People.Select(p => p.PersonId));
    }

    private static List<string> Standings(World world) => [.. world.Tables.All(Table.Standings).Select(e => $"{e.Key} {e.Data}")];

    private static List<string> Others(World world) => [.. Enum.GetValues<Table>()
        .Where(t => t is not (Table.Standings or Table.FigureParts or Table.Figures or Table.Sweeps))
        .SelectMany(world.Tables.All).Select(e => $"{e.Key} {e.Data}")];
}
