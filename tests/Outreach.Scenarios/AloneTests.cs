using NodaTime;
using Outreach.App;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>How far people stand alone, played on phones; what is expected is read off the script.</summary>
public sealed class AloneTests
{
    /// <summary>From Monday 2 March 2026: the offer asks on the 2nd, so that the 3rd and 4th are asked for.</summary>
    private const string Days = """
        juma offers wanjiru 100 kg at 50 advance 0 pay in 5 days
        wait 1 day
        wanjiru texts "BALANCE"
        wait 5 days
        wanjiru texts "BALANCE"
        wait 1 day
        wanjiru dials 1
        wanjiru texts "STOP"
        wait 1 day
        amina texts "STOP"
        wait 1 day
        otieno dials
        """;

    [Fact]
    public async Task What_people_do_of_their_own_is_counted_and_what_was_asked_for_is_not()
    {
        var transcript = await PlayedAsync(Days);
        await using var world = transcript.World;
        await WalkAsync(world);
        // Wanjiru: the 3rd (asked for), 8th and 9th. A STOP and a first screen alone are no acts. Juma offered on the 2nd.
        Assert.Equal("Initiative::3/4", await FigureAsync(world, FigureName.Initiative));
        Assert.Equal("Initiative::2/3", await AloneAsync(world, "p-wanjiru", FigureName.Initiative));
        Assert.Equal("Initiative::1/1", await AloneAsync(world, "p-juma", FigureName.Initiative));
        Assert.Equal("", await AloneAsync(world, "p-amina", FigureName.Initiative));
        Assert.Equal("", await AloneAsync(world, "p-otieno", FigureName.Initiative));
    }

    [Fact]
    public async Task A_walk_once_more_counts_the_same()
    {
        var transcript = await PlayedAsync(Days);
        await using var world = transcript.World;
        await WalkAsync(world);
        var walked = StateRow(world);
        var once = world.Tables.All(Table.Figures).Where(r => Keys.IsFigure(r.Key)).Select(r => r.Data).ToList();
        world.Clock.Advance(Duration.FromHours(2));
        await WalkAsync(world);
        Assert.NotEmpty(once);
        Assert.NotEqual(walked, StateRow(world));
        Assert.Equal(once, world.Tables.All(Table.Figures).Where(r => Keys.IsFigure(r.Key)).Select(r => r.Data));
    }

    [Fact]
    public async Task Six_months_later_those_who_still_act_are_counted_on_any_number_of_theirs()
    {
        var transcript = await PlayedAsync("""
            juma offers wanjiru 100 kg at 50 advance 0 pay in 5 days
            wanjiru texts "1"
            """);
        await using var world = transcript.World;
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 9, 10, 9, 0));
        foreach (var line in Transcript.Lines("wanjiru texts \"BALANCE\"")) await transcript.PlayLineAsync(line);
        // She leaves the number, and what she did there goes with her.
        var phone = Village.People.First(v => v.PersonId == "p-wanjiru").Phone;
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Subscriber(phone),
            new LeaveNumber("kenya-maize.p-wanjiru"), "leaves", default);
        await world.SettleAsync();
        Assert.Null(await world.Get<People>().RowAsync("kenya-maize", "p-wanjiru", default) is { Listed: true } row ? row : null);
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 10, 2, 9, 0));
        await WalkAsync(world);
        var people = Village.People.Count(v => v.Programme == "kenya-maize");
        Assert.Equal($"MonthSixActive::1/{people}", await FigureAsync(world, FigureName.MonthSixActive));
        Assert.Equal("MonthSixActive::1/1", await AloneAsync(world, "p-wanjiru", FigureName.MonthSixActive));
        Assert.Equal("MonthSixActive::0/1", await AloneAsync(world, "p-juma", FigureName.MonthSixActive));
    }

    [Fact]
    public async Task Payments_are_on_time_by_their_day_whoever_pays()
    {
        var transcript = await PlayedAsync("""
            juma offers wanjiru 100 kg at 50 advance 0 pay in 5 days
            wanjiru texts "1"
            wanjiru texts "DELIVERED CODE 100"
            juma texts "1"
            wait 7 days
            """);
        await using var world = transcript.World;
        await WalkAsync(world);
        Assert.Equal("PaymentsOnTime:trader:0/1", await FigureAsync(world, FigureName.PaymentsOnTime));
        foreach (var line in Transcript.Lines("""
            wanjiru texts "RECEIVED CODE 5000 2 MAR"
            juma texts "1 CODE"
            """)) await transcript.PlayLineAsync(line);
        world.Clock.Advance(Duration.FromHours(2));
        await WalkAsync(world);
        Assert.Equal("PaymentsOnTime:trader:1/1", await FigureAsync(world, FigureName.PaymentsOnTime));
        Assert.Equal("PaymentsOnTime:trader:1/1", await AloneAsync(world, "p-juma", FigureName.PaymentsOnTime));
    }

    private static string StateRow(World world) =>
        string.Join('\n', world.Tables.All(Table.Figures).Where(r => r.Key.Row == Keys.FiguresStateRow).Select(r => r.Data));

    private static async Task<Transcript> PlayedAsync(string script)
    {
        var world = new World();
        await Village.SettleInAsync(world, "juma");
        var transcript = new Transcript(world);
        foreach (var line in Transcript.Lines(script)) await transcript.PlayLineAsync(line);
        await world.SettleAsync();
        return transcript;
    }

    private static async Task WalkAsync(World world)
    {
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.SettleAsync();
    }

    private static async Task<string> FigureAsync(World world, FigureName name) => string.Join(' ',
        (await world.Get<ProgrammeFigures>().ReadAsync("kenya-maize", new(2026, 1), new(2026, 12), default)).Figures
            .Where(f => f.Name == name && f.Place.Length == 0).Select(f => $"{f.Name}:{f.Slice}:{f.Part}/{f.Whole}"));

    private static async Task<string> AloneAsync(World world, string person, FigureName name) => string.Join(' ',
        (await world.Get<Standings>().AloneAsync("kenya-maize", person, default))?.Figures.Where(f => f.Name == name)
            .Select(f => $"{f.Name}:{f.Slice}:{f.Part}/{f.Whole}") ?? []);
}
