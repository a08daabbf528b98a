using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>A tip goes out at its hour on the clock of each reader, and its people are those of that hour.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync
public sealed class TipHourTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly LocalDateTime hour = new(2026, 3, 3, 10, 0);
    private static readonly (string Name, string Phone, Instant At)[] readers =
    [
        ("Rahima", "+8801712000001", Instant.FromUtc(2026, 3, 3, 4, 0)),
        ("Atieno", "+254712000001", Instant.FromUtc(2026, 3, 3, 7, 0)),
        ("Lerato", "+27712000001", Instant.FromUtc(2026, 3, 3, 8, 0)),
        ("Awa", "+221771200001", Instant.FromUtc(2026, 3, 3, 10, 0)),
    ];

    private readonly World world = new();

    private Broadcasts Broadcasts => world.Get<Broadcasts>();

    public async Task InitializeAsync()
    {
        await Village.SettleInAsync(world);
        foreach (var (name, phone, _) in readers) await ListAsync(name, phone);
        await Broadcasts.CreateAsync("tip", new CreateBroadcast(new Audience("kenya-maize", "place = Valley"),
            new Dictionary<string, string> { ["en"] = "Weed twice." }, "test", new TipHour(hour)), default);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Each_reader_gets_it_at_the_hour_of_their_own_country()
    {
        var estimate = (await Broadcasts.EstimateAsync((await Broadcasts.FindAsync("tip", default))!, default))!;
        Assert.Equal((readers[0].At, readers[^1].At), (estimate.From, estimate.Until.Minus(Duration.FromSeconds(estimate.SecondsToSend))));
        Assert.Null(await Broadcasts.LaunchAsync("tip", default));
        var expected = new List<string>();
        foreach (var (_, phone, at) in readers)
        {
            await UntilAsync(at - Duration.FromMinutes(5));
            Assert.Equal(expected, world.Network.Inbox.Select(m => m.Phone));
            expected.Add(phone);
            await UntilAsync(at + Duration.FromMinutes(10));
            Assert.Equal(expected, world.Network.Inbox.Select(m => m.Phone));
        }
        var done = (await Broadcasts.ProgressAsync("tip", default))!;
        Assert.Equal((BroadcastStatus.Done, 4, 4), (done.Status, done.Counts.Recipients, done.Counts.Accepted));
    }

    /// <summary>Who came between the launch and the hour gets it too.</summary>
    [Fact]
    public async Task Its_people_are_those_of_its_hour()
    {
        await Broadcasts.LaunchAsync("tip", default);
        await UntilAsync(readers[0].At - Duration.FromHours(1));
        var waiting = (await Broadcasts.ProgressAsync("tip", default))!;
        Assert.Equal((0, new Waits(WaitsFor.Hour, readers[1].At)), (waiting.Counts.Recipients, waiting.Waits));
        await ListAsync("Wangui", "+254712000009");
        await UntilAsync(readers[^1].At + Duration.FromMinutes(10));
        Assert.Equal(5, world.Network.Inbox.Select(m => m.Phone).Distinct().Count());
        Assert.Equal(5, world.Network.Inbox.Count);
    }

    [Fact]
    public async Task A_pause_over_the_hour_holds_it_and_a_resume_sends_it()
    {
        await Broadcasts.LaunchAsync("tip", default);
        await Broadcasts.ExecuteAsync("tip", new PauseBroadcast(), default);
        await Broadcasts.ExecuteAsync("tip", new ResumeBroadcast(), default);
        await world.SettleAsync();
        Assert.Empty(world.Network.Inbox);
        await Broadcasts.ExecuteAsync("tip", new PauseBroadcast(), default);
        await UntilAsync(readers[^1].At + Duration.FromMinutes(10));
        Assert.Empty(world.Network.Inbox);
        await Broadcasts.ExecuteAsync("tip", new ResumeBroadcast(), default);
        await world.WaitAsync(Duration.FromMinutes(20));
        Assert.Equal(4, world.Network.Inbox.Count);
    }

    [Fact]
    public async Task A_launch_after_the_hour_is_refused()
    {
        await UntilAsync(readers[1].At + Duration.FromMinutes(1));
        Assert.Equal(new HourPassed(hour), await Broadcasts.LaunchAsync("tip", default));
        await UntilAsync(readers[^1].At + Duration.FromMinutes(10));
        Assert.Empty(world.Network.Inbox);
    }

    /// <summary>Where it is over by the launch, while it is not where the programme is, the tip goes at once.</summary>
    [Fact]
    public async Task Who_is_past_the_hour_gets_it_at_the_launch()
    {
        await UntilAsync(readers[0].At + Duration.FromMinutes(20));
        Assert.Null(await Broadcasts.LaunchAsync("tip", default));
        await world.WaitAsync(Duration.FromMinutes(10));
        Assert.Equal([readers[0].Phone], world.Network.Inbox.Select(m => m.Phone));
        await UntilAsync(readers[^1].At + Duration.FromMinutes(10));
        Assert.Equal(readers.Select(r => r.Phone), world.Network.Inbox.Select(m => m.Phone));
    }

    private Task UntilAsync(Instant at) => world.WaitAsync(at - world.Clock.GetCurrentInstant());

    private Task ListAsync(string name, string phone)
    {
        var row = new DirectoryRow("kenya-maize", $"v-{name}", name, phone, Role.Farmer, Language.English, "Valley", ["Maize"], true);
        return world.Tables.UpsertAsync(Keys.Person(row.Programme, row.PersonId), Json.Write(new ListedPerson(1, row)), default);
    }
}
