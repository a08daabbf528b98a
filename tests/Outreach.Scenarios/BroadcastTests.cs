using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>
/// Broadcasts in trouble: the gateway's trouble is nobody's failure, a cancel stops everything, and nothing goes out twice.
/// </summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync
public sealed class BroadcastTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const int People = 250;
    private readonly World world = new();

    public async Task InitializeAsync()
    {
        await Village.SettleInAsync(world);
        foreach (var some in Enumerable.Range(0, People).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow("kenya-maize", $"v-{n:D5}", $"Farmer {n}", $"+2547120{n:D5}", Role.Farmer,
                Language.English, "Valley", ["Maize"], true));
            await world.Tables.UpsertManyAsync(
                [.. rows.Select(row => (Keys.Person(row.Programme, row.PersonId), Json.Write(new ListedPerson(1, row))))], default);
        }
        var audience = new Audience("kenya-maize", "role = farmer and place = Valley");
        await Broadcasts.CreateAsync("tip",
            new CreateBroadcast(audience, new Dictionary<string, string> { ["en"] = "Weed twice." }, "test"), default);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData(SendFailure.GatewayError, 45)]
    [InlineData(SendFailure.RateLimited, 3)]
    [InlineData(SendFailure.InsufficientCredit, 6 * 60)]
    [InlineData(SendFailure.Unauthorized, 90)]
    public async Task A_gateway_in_trouble_delays_everybody_and_fails_nobody(SendFailure trouble, int minutes)
    {
        world.Network.Trouble = trouble;
        await Broadcasts.LaunchAsync("tip", default);
        await world.WaitAsync(Duration.FromMinutes(minutes));
        var meanwhile = await ProgressAsync();
        Assert.Equal((BroadcastStatus.Running, 0, 0), (meanwhile.Status, meanwhile.Counts.Failed, meanwhile.Counts.Accepted));
        world.Network.Trouble = null;
        await world.WaitAsync(Duration.FromMinutes(20));
        await AssertAllAsync();
    }

    [Fact]
    public async Task A_cancel_stops_what_waits_for_the_gateway_and_what_is_tried_again()
    {
        world.Network.Dead["+254712000007"] = SendFailure.Unreachable;
        await Broadcasts.LaunchAsync("tip", default);
        await world.SettleAsync();
        Assert.Equal((People - 1, 1), ((await ProgressAsync()).Counts.Accepted, (await ProgressAsync()).Counts.Retrying));
        Assert.Null(await Broadcasts.ExecuteAsync("tip", new CancelBroadcast(), default));
        world.Network.Find("+254712000007");
        await world.WaitAsync(Duration.FromHours(2));
        Assert.Equal(People - 1, world.Network.Inbox.Count);
        Assert.Equal(BroadcastStatus.Cancelled, (await ProgressAsync()).Status);
    }

    [Fact]
    public async Task A_pause_holds_what_was_not_handed_over_until_it_is_resumed()
    {
        world.Network.Trouble = SendFailure.GatewayError;
        await Broadcasts.LaunchAsync("tip", default);
        await world.SettleAsync();
        await Broadcasts.ExecuteAsync("tip", new PauseBroadcast(), default);
        world.Network.Trouble = null;
        await world.WaitAsync(Duration.FromHours(1));
        Assert.Empty(world.Network.Inbox);
        await Broadcasts.ExecuteAsync("tip", new ResumeBroadcast(), default);
        await world.WaitAsync(Duration.FromMinutes(20));
        await AssertAllAsync();
    }

    /// <summary>The programme's holidays hold tips as they hold reminders.</summary>
    [Fact]
    public async Task A_holiday_holds_a_tip()
    {
        var today = Country.OfRegion("KE")!.Today(World.Start);
        var programme = Village.Programmes[0] with { Holidays = [today] };
        await world.Tables.UpsertAsync(Keys.Of(AggregateId.Programme(programme.Id)),
            Stored.Write(AggregateKind.Programme, new Loaded(programme, 9, [], null)), default);
        await Broadcasts.LaunchAsync("tip", default);
        await world.WaitAsync(Duration.FromHours(14));
        Assert.Empty(world.Network.Inbox);
        await world.WaitAsync(Duration.FromHours(6));
        await AssertAllAsync();
    }

    /// <summary>
    /// After a death in the middle: reports first, then the gateway; at most a chunk is unsure, none where it can be asked.
    /// </summary>
    [Theory]
    [InlineData(true, true, true, 0)]
    [InlineData(true, false, true, Batch.ChunkSize)]
    [InlineData(false, false, true, 0)]
    [InlineData(true, true, false, 0)]
    [InlineData(true, false, false, Batch.ChunkSize)]
    [InlineData(false, false, false, Batch.ChunkSize)]
    public async Task A_death_leaves_at_most_a_chunk_unsure(bool ownIds, bool remembers, bool reports, int unsure)
    {
        (world.Network.ReturnsMessageId, world.Network.Remembers, world.Network.Reports) = (ownIds, remembers, reports);
        world.Network.MostAtOnce = ownIds ? 1 : 100;
        await Broadcasts.LaunchAsync("tip", default);
        // The process dies in the middle of the second chunk, right after the gateway took a message, or all of the chunk's.
        world.Breakpoints.Armed = true;
        var (name, nth) = ownIds ? ("gateway send", 150) : ("gateway send many", 1);
        world.Breakpoints.StopAfter = (name, nth);
        await world.SettleAsync();
        world.Breakpoints.Armed = false;
        await world.WaitAsync(Duration.FromHours(2));

        var progress = await ProgressAsync();
        Assert.Equal(BroadcastStatus.Done, progress.Status);
        Assert.InRange(progress.Counts.Unsure, 0, unsure);
        Assert.Equal(People, progress.Counts.Accepted + progress.Counts.Unsure);
        Assert.All(world.Network.Inbox.GroupBy(sms => sms.Phone), phone => Assert.Single(phone));
        Assert.InRange(world.Network.Inbox.Count, People - unsure, People);
    }

    /// <summary>A STOP that is received while a chunk is sent holds the tip of every later chunk.</summary>
    [Fact]
    public async Task A_stop_between_two_chunks_is_heard()
    {
        string[] stopped = ["v-00150", "v-00249"];
        Once(50, async () =>
        {
            foreach (var person in stopped)
            {
                var key = Keys.Person("kenya-maize", person);
                var row = Json.Read<ListedPerson>((await world.Tables.GetAsync(key, default))!.Data);
                var stop = row with { PersonVersion = 2, Row = row.Row with { TipsAllowed = false } };
                await world.Tables.UpsertAsync(key, Json.Write(stop), default);
            }
        });
        await Broadcasts.LaunchAsync("tip", default);
        await world.SettleAsync();
        var progress = await ProgressAsync();
        Assert.Equal(new Counts(People, People - 2, Suppressed: 2), progress.Counts);
        Assert.DoesNotContain(world.Network.Inbox, sms => stopped.Any(p => sms.Phone.EndsWith(p[2..], StringComparison.Ordinal)));
    }

    /// <summary>Between chunks nobody reads the broadcast: whoever pauses or cancels it holds its batches.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pause_or_a_cancel_in_the_middle_lets_the_chunk_in_hand_go_and_no_other(bool pause)
    {
        Once(50, () => Broadcasts.ExecuteAsync("tip", pause ? new PauseBroadcast() : new CancelBroadcast(), default));
        await Broadcasts.LaunchAsync("tip", default);
        await world.WaitAsync(Duration.FromHours(1));
        Assert.Equal(Batch.ChunkSize, world.Network.Inbox.Count);
        if (!pause) return;
        await Broadcasts.ExecuteAsync("tip", new ResumeBroadcast(), default);
        await world.WaitAsync(Duration.FromMinutes(20));
        await AssertAllAsync();
    }

    /// <summary>One person gets as many tips a day as the programme allows; the next is reported with its reason, and tomorrow is another
    /// day.</summary>
    [Fact]
    public async Task A_person_gets_so_many_tips_a_day()
    {
        foreach (var (id, tips, enough) in new[] { ("tip", 1, 0), ("tip-2", 2, 0), ("tip-3", 3, 0), ("tip-4", 3, People) })
        {
            await DraftAsync(id);
            await Broadcasts.LaunchAsync(id, default);
            await world.WaitAsync(Duration.FromMinutes(20));
            Assert.All(world.Network.Inbox.GroupBy(sms => sms.Phone), phone => Assert.Equal(tips, phone.Count()));
            var progress = (await Broadcasts.ProgressAsync(id, default))!;
            Assert.Equal((BroadcastStatus.Done, enough, People - enough),
                (progress.Status, progress.Counts.HadEnough, progress.Counts.Accepted));
        }
        await world.WaitAsync(Duration.FromDays(1));
        await DraftAsync("tip-5");
        await Broadcasts.LaunchAsync("tip-5", default);
        await world.WaitAsync(Duration.FromHours(12));
        Assert.All(world.Network.Inbox.GroupBy(sms => sms.Phone), phone => Assert.Equal(4, phone.Count()));
    }

    /// <summary>What is over the hour's most waits for the next hour. Nobody loses a tip.</summary>
    [Fact]
    public async Task What_is_over_the_hours_most_waits()
    {
        world.Get<OutreachOptions>().UnaskedAnHour = 120;
        await Broadcasts.LaunchAsync("tip", default);
        await world.WaitAsync(Duration.FromMinutes(20));
        Assert.Equal(120, world.Network.Inbox.Count);
        var task = Assert.Single(world.Tables.All(Table.Tasks), t => t.Data.Contains("unasked", StringComparison.Ordinal));
        Assert.Equal("none", task.Key.Partition);
        await world.WaitAsync(Duration.FromHours(1));
        Assert.Equal(240, world.Network.Inbox.Count);
        await world.WaitAsync(Duration.FromHours(1));
        await AssertAllAsync();
    }

    /// <summary>Who is held back gets nothing, at the second try either; who was missed gets it, and nobody twice.</summary>
    [Fact]
    public async Task Those_who_were_not_reached_get_it_again_and_those_held_back_do_not()
    {
        string[] dead = ["+254712000007", "+254712000133"];
        foreach (var phone in dead) world.Network.Dead[phone] = SendFailure.InvalidNumber;
        var texts = new Dictionary<string, string> { ["en"] = "Weed twice." };
        var audience = new Audience("kenya-maize", "role = farmer and place = Valley", HoldOut: 20);
        await Broadcasts.CreateAsync("part", new CreateBroadcast(audience, texts, "test"), default);
        await Broadcasts.LaunchAsync("part", default);
        await world.WaitAsync(Duration.FromMinutes(20));
        var first = (await Broadcasts.ProgressAsync("part", default))!;
        var missed = first.Counts.Failed;
        Assert.InRange(missed, 1, dead.Length);
        Assert.Equal((BroadcastStatus.Done, People), (first.Status, first.Counts.Accepted + first.Counts.Failed + first.Counts.HeldBack));
        Assert.InRange(first.Counts.HeldBack, 30, 70);
        Assert.Equal(first.Counts.Accepted, world.Network.Inbox.Count);

        foreach (var phone in dead) world.Network.Find(phone);
        var again = new Audience("kenya-maize", NotReachedBy: "part");
        await Broadcasts.CreateAsync("again", new CreateBroadcast(again, texts, "test"), default);
        Assert.Equal(missed, (await Broadcasts.EstimateAsync(again, texts, default))!.People);
        await Broadcasts.LaunchAsync("again", default);
        await world.WaitAsync(Duration.FromMinutes(20));
        Assert.Equal(new Counts(missed, missed), (await Broadcasts.ProgressAsync("again", default))!.Counts);
        Assert.Equal(People - first.Counts.HeldBack, world.Network.Inbox.Count);
        Assert.All(world.Network.Inbox.GroupBy(sms => sms.Phone), phone => Assert.Single(phone));
    }

    private async Task DraftAsync(string id) => await Broadcasts.CreateAsync(id, new CreateBroadcast(
        new Audience("kenya-maize", "role = farmer and place = Valley"), new Dictionary<string, string> { ["en"] = "Weed twice." },
        "test"), default);

    /// <summary>Does something once, when so many messages have arrived.</summary>
    private void Once(int arrived, Func<Task> act)
    {
        var done = 0;
        world.Network.Arriving = async count =>
        {
            if (count >= arrived && Interlocked.Exchange(ref done, 1) == 0) await act();
        };
    }

    private async Task AssertAllAsync()
    {
        Assert.Equal(People, world.Network.Inbox.Count);
        Assert.All(world.Network.Inbox.GroupBy(sms => sms.Phone), phone => Assert.Single(phone));
        var progress = await ProgressAsync();
        Assert.Equal((BroadcastStatus.Done, new Counts(People, People)), (progress.Status, progress.Counts));
    }

    private App.Broadcasts Broadcasts => world.Get<App.Broadcasts>();

    private async Task<Progress> ProgressAsync() => (await Broadcasts.ProgressAsync("tip", default))!;
}
