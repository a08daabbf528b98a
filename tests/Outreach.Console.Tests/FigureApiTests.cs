using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Figures;

namespace Outreach.Console.Tests;

/// <summary>Figures as the night's walk counts them, shown by month; closed months stay as they were told.</summary>
public sealed class FigureApiTests
{
    [Fact]
    public async Task There_are_none_before_the_first_night_and_then_there_are()
    {
        using var world = await Some.WorldAsync();
        Assert.Null((await world.GetAsync("/api/v1/figures?programme=maize"))["asOf"]);
        await world.ConfirmedAsync();
        await WalkAsync(world);
        var seen = await world.GetAsync("/api/v1/figures?programme=maize&name=agreedValue");
        Assert.NotNull(seen["asOf"]);
        var figure = Assert.Single(Figures(seen), f => f.GetProperty("place").GetString() == "");
        Assert.Equal(("agreedValue", "KES", 1), (figure.GetProperty("name").GetString(), figure.GetProperty("slice").GetString(),
            figure.GetProperty("counts").GetProperty("agreements").GetInt32()));
        Assert.True(figure.GetProperty("part").GetInt64() > 0);
    }

    [Fact]
    public async Task A_second_walk_counts_nothing_twice()
    {
        using var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        await WalkAsync(world);
        var once = Rows(world);
        await WalkAsync(world);
        Assert.NotEmpty(once);
        Assert.Equal(once, Rows(world));
    }

    [Fact]
    public async Task A_closed_month_stays_as_it_was_told_and_what_has_changed_is_named()
    {
        using var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        await WalkAsync(world);
        var told = Rows(world).Single(r => r.Key.Row.Contains("|AgreedValue||", StringComparison.Ordinal));
        var other = Json.Read<Figure>(told.Data) with { Largest = 1, Counts = new Dictionary<string, long> { [Counted.Part] = 1 } };
        await world.Tables.UpsertAsync(told.Key, Json.Write(other), default);
        world.Clock.Advance(Duration.FromDays(130));
        await WalkAsync(world);
        Assert.Equal(Json.Write(other), (await world.Tables.GetAsync(told.Key, default))!.Data);
        var seen = await world.GetAsync("/api/v1/figures?programme=maize");
        Assert.Contains(told.Key.Row, seen.Body.GetProperty("differs").EnumerateArray().Select(d => d.GetString()));
    }

    [Fact]
    public async Task What_a_stretch_found_is_gone_the_night_after()
    {
        using var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        await WalkAsync(world);
        var first = world.Tables.All(Table.FigureParts).Select(r => r.Key).ToHashSet();
        Assert.NotEmpty(first);
        world.Clock.Advance(Duration.FromDays(1));
        await WalkAsync(world);
        Assert.DoesNotContain(world.Tables.All(Table.FigureParts), r => first.Contains(r.Key));
    }

    [Fact]
    public async Task A_spreadsheet_gets_the_same_and_outsiders_no_small_groups()
    {
        using var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        await WalkAsync(world);
        var csv = await world.TextAsync("/api/v1/figures/csv?programme=maize&name=AgreedValue");
        Assert.StartsWith("\uFEFFmonth,figure,place,slice,part,whole,people,counts,as_of", csv, StringComparison.Ordinal);
        Assert.Contains(",AgreedValue,,KES,", csv, StringComparison.Ordinal);
        Assert.Empty(Figures(await world.GetAsync("/api/v1/figures?programme=maize&shared=true")));
    }

    [Fact]
    public async Task A_partners_day_begins_the_share_that_is_paid_locally()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var before = Cost(world);
        Assert.True(before > 0);
        var programme = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        var today = Core.Values.Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant());
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), Core.Kernel.AggregateId.Programme("maize"),
            new Core.Programmes.ReplaceProgramme(programme with { SmsPayers = [new(today.PlusDays(1), "Kitale cooperative")] },
                programme.Edition + 1), "payer", default);
        world.Clock.Advance(Duration.FromDays(1));
        await world.DoAsync(code, "dispute", new { by = "farmer", about = "weight", note = "The scale." });
        await world.PumpAsync();
        await WalkAsync(world);
        Assert.True(Cost(world) > before);
        var figure = Assert.Single(Figures(await world.GetAsync("/api/v1/figures?programme=maize&name=carriedLocally")),
            f => f.GetProperty("place").GetString() == "");
        Assert.Equal((Cost(world) - before, Cost(world)), (figure.GetProperty("part").GetInt64(), figure.GetProperty("whole").GetInt64()));
    }

    [Fact]
    public async Task One_person_has_the_figures_of_standing_alone()
    {
        using var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        var person = world.Tables.All(Table.People).Select(r => Json.Read<ListedPerson>(r.Data).Row)
            .First(r => r.Role == Core.Values.Role.Farmer);
        var path = $"/api/v1/people/maize/{person.PersonId}/figures";
        Assert.Null((await world.GetAsync(path))["asOf"]);
        await WalkAsync(world);
        var seen = await world.GetAsync(path);
        Assert.NotNull(seen["asOf"]);
        Assert.Equal(["initiative", "carriedLocally"],
            Figures(seen).Select(f => f.GetProperty("name").GetString()));
        Assert.Contains(world.Audit, a => a.What == "person.figures" && a.Subject == person.PersonId);
        Assert.All(world.Tables.All(Table.Audit), r => Assert.StartsWith("maize.", r.Key.Partition, StringComparison.Ordinal));
        Assert.Equal(404, (await world.GetAsync("/api/v1/people/maize/nobody/figures")).Status);
    }

    private static long Cost(World world) =>
        world.Tables.All(Table.Messages).Sum(r => Stored.State<Core.Messaging.Message>(r).PriceMinor);

    [Theory]
    [InlineData("2025-11", 1)]
    [InlineData("2025-12", 0)]
    public async Task Outsiders_get_no_month_that_is_still_counted(string month, int shown)
    {
        using var world = await Some.WorldAsync();
        var figure = new Figure(FigureName.PaidAsAgreed, YearMonthPattern.Iso.Parse(month).Value, "", "",
            new Dictionary<string, long> { [Counted.Part] = 20, [Counted.Whole] = 40 }, 40, 1);
        await world.Tables.UpsertAsync(Keys.Figure("maize", figure), Json.Write(figure), default);
        Assert.Equal((shown, 1), (Figures(await world.GetAsync("/api/v1/figures?programme=maize&shared=true")).Count(),
            Figures(await world.GetAsync("/api/v1/figures?programme=maize")).Count()));
    }

    [Theory]
    [InlineData("from=2026", "from")]
    [InlineData("to=march", "to")]
    [InlineData("from=2020-01&to=2026-01", "from")]
    [InlineData("from=2026-03&to=2026-01", "from")]
    [InlineData("from=9999-01&to=9999-12", "to")]
    [InlineData("to=0001-01", "to")]
    [InlineData("from=0001-01", "from")]
    [InlineData("name=profit", "name")]
    [InlineData("name=1", "name")]
    [InlineData("name=trust,disputes", "name")]
    [InlineData("shared=yes", "shared")]
    public async Task A_wrong_filter_is_named(string query, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync("/api/v1/figures?programme=maize&" + query);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    /// <summary>A night's walk, an hour after the last at least.</summary>
    internal static async Task WalkAsync(World world)
    {
        world.Clock.Advance(Duration.FromHours(2));
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.PumpAsync();
    }

    private static IReadOnlyList<Entity> Rows(World world) => [.. world.Tables.All(Table.Figures)
        .Where(r => Keys.IsFigure(r.Key)).Select(r => r with { ETag = "" })];

    private static IEnumerable<System.Text.Json.JsonElement> Figures(Reply reply) => reply.Body.GetProperty("figures").EnumerateArray();
}
