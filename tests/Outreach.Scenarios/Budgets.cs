using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Storage;
using Outreach.Storage.Azurite;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>The budget of calls for a phone user's turn, counted in the storage SDK's pipeline against Azurite.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync
public sealed class Budgets : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly CallCountingPolicy calls = new();
    private AzuriteProcess azurite = null!;
    private World world = null!;

    private static readonly Villager juma = Village.Find("juma");
    private static readonly Villager wanjiru = Village.Find("wanjiru");
    private static readonly Villager amina = Village.Find("amina");

    public async Task InitializeAsync()
    {
        azurite = await AzuriteProcess.StartAsync(new AzuriteSettings { WorkFolder = AzuriteSettings.DefaultWorkFolder() }, default);
        var configuration =
            new ConfigurationBuilder().AddInMemoryCollection(
                new Dictionary<string, string?> { ["Storage:ConnectionString"] = azurite.ConnectionString }).Build();
        world = new World(services => services.AddOutreachStorage(configuration).AddSingleton<HttpPipelinePolicy>(calls));
        await world.Get<StorageSetup>().CreateAsync(default);
        await Village.SettleInAsync(world);
    }

    [Fact]
    public async Task A_menu_costs_one_read_and_one_write()
    {
        await UssdAsync(juma, "s1", "");
        await ExpectAsync(() => UssdAsync(juma, "s1", "8"), reads: 1, writes: 1);
        // A dial reads and writes once, too.
        await ExpectAsync(() => UssdAsync(juma, "s2", ""), reads: 1, writes: 1);
    }

    [Fact]
    public async Task A_balance_costs_two_reads_and_one_write()
    {
        await UssdAsync(juma, "s1", "");
        await UssdAsync(juma, "s1", "1");
        await UssdAsync(juma, "s1", $"1*{juma.Pin}");
        await UssdAsync(juma, "s1", $"1*{juma.Pin}*00");
        await ExpectAsync(() => UssdAsync(juma, "s1", $"1*{juma.Pin}*00*1"), reads: 2, writes: 1);
        await ExpectAsync(() => UssdAsync(juma, "s1", $"1*{juma.Pin}*00*1*2"), reads: 2, writes: 1);
    }

    [Fact]
    public async Task A_pin_is_counted_before_it_is_checked_and_costs_one_write_more()
    {
        await UssdAsync(juma, "s1", "");
        await UssdAsync(juma, "s1", "1");
        await ExpectAsync(() => UssdAsync(juma, "s1", $"1*{juma.Pin}"), reads: 2, writes: 2);
    }

    [Fact]
    public async Task A_path_typed_ahead_costs_what_its_last_step_does()
    {
        // A menu, back and another menu, at a dial and at a screen.
        await ExpectAsync(() => UssdAsync(juma, "s1", "8*6*00*8"), reads: 1, writes: 1);
        await ExpectAsync(() => UssdAsync(juma, "s1", "8*6*00*8*0*8*0"), reads: 1, writes: 1);
        // A balance by age needs the account, and the write that counts the PIN try.
        await ExpectAsync(() => UssdAsync(juma, "s2", $"1*{juma.Pin}*2*0*3"), reads: 2, writes: 2);
        // Keys queued behind the PIN add no calls.
        await ExpectAsync(() => UssdAsync(juma, "s3", "1*2"), reads: 1, writes: 1);
        await ExpectAsync(() => UssdAsync(juma, "s3", $"1*2*{juma.Pin}"), reads: 2, writes: 2);
    }

    /// <summary>
    /// From the gateway's request until the gateway has both receipts. The queue trigger's own receive and delete belong to the host.
    /// </summary>
    [Fact]
    public Task Confirming_terms_costs_at_most_twelve_calls_receipts_included() => ConfirmingAsync(Duration.FromMinutes(1), 12);

    /// <summary>After ten minutes an answer without a code may be for a tip that came since: a read tells.</summary>
    [Fact]
    public Task Confirming_terms_without_a_code_an_hour_later_costs_one_call_more() => ConfirmingAsync(Duration.FromHours(1), 13);

    private async Task ConfirmingAsync(Duration after, int most)
    {
        await OfferAsync("offer", wanjiru);
        await DrainAsync();
        world.Clock.AdvanceTo(World.Start + after);
        calls.Reset();
        var before = world.Network.Inbox.Count;

        await world.Get<IInbound>().SmsAsync(new InboundSms("network", "m1", wanjiru.Phone, "40404", "1"), default);
        var item = Assert.Single(await world.Get<IQueues>().ReceiveAsync(Queue.InboundSms, 1, Duration.FromSeconds(30), default));
        var received = calls.Count;
        await world.Get<QueueWorker>().ProcessAsync(Queue.InboundSms, item.Body, 1, default);

        Assert.Equal(before + 2, world.Network.Inbox.Count);
        // The host's own, and a process's look once a minute at where events go to.
        var apart = 1 + 1;
        Assert.True(calls.Count - apart <= most, $"{calls.Count - apart} calls: {calls.Summary()}");
        Assert.Equal(2, received);
    }

    /// <summary>
    /// A trader with 5,000 open agreements, by night 20,000, pays no more calls than one with a single agreement, and a yes moves no more
    /// than a shard.
    /// </summary>
    [Fact]
    public async Task A_trader_with_thousands_of_open_agreements_costs_no_more()
    {
        var open = Interruptions.Full ? Account.MostOpen : 5_000;
        await FillAccountAsync(open);
        await UssdAsync(juma, "s1", "");
        await ExpectAsync(() => UssdAsync(juma, "s1", "8"), reads: 1, writes: 1);
        await UssdAsync(juma, "s1", "8*00");
        await UssdAsync(juma, "s1", "8*00*1");
        await ExpectAsync(() => UssdAsync(juma, "s1", $"8*00*1*{juma.Pin}"), reads: 2, writes: 2);
        await ExpectAsync(() => UssdAsync(juma, "s1", $"8*00*1*{juma.Pin}*1"), reads: 2, writes: 1);
        await DrainAsync();
        await Confirming_terms_costs_at_most_twelve_calls_receipts_included();
        Assert.InRange(calls.LongestOf("Accounts"), 1, 48 * 1024);
        var account = await world.Get<Engine>().AccountAsync(new Work(Arrival.Request), AccountId, default);
        Assert.Equal(open, account!.Entries.Count(e => e.Status == AgreementStatus.Confirmed));
    }

    /// <summary>Full shards of agreements with a farmer each, with room for one more on the last.</summary>
    private async Task FillAccountAsync(int open)
    {
        var code = await OfferAsync("first", amina);
        await DrainAsync();
        await world.Get<App.Agreements>().ExecuteAsync(code, new AnswerQuestion(new Caller("yes", amina.PersonId), true, 1), default);
        await DrainAsync();
        var loaded = await world.Get<Engine>().LoadAsync(new Work(Arrival.Request), AccountId, default);
        var (account, tables) = ((Account)loaded.State!, world.Get<ITables>());
        var entry = Assert.Single(account.Entries);
        for (var shard = 0; shard < open / Shards.Room; shard++)
        {
            var id = AggregateId.Account(juma.Programme, juma.PersonId, shard);
            var data = Stored.Write(AggregateKind.Account, loaded with
            {
                State = account with
                {
                    Id = id.Key,
                    Entries = [.. Enumerable.Range(shard * Shards.Room, Shards.Room - ((shard + 1) * Shards.Room == open ? 1 : 0))
                        .Select(n => entry with { Code = Codes.For("many", n), OtherId = $"p{n:x16}", OtherName = $"Farmer {n}" })],
                },
            });
            Assert.NotNull(shard == 0 ? await tables.ReplaceAsync(Keys.Of(id), data, loaded.ETag!, default)
                : await tables.InsertAsync(Keys.Of(id), data, default));
        }
    }

    private static AggregateId AccountId => AggregateId.Account(juma.Programme, juma.PersonId);

    [Fact]
    public async Task A_broadcast_costs_under_a_twentieth_of_a_call_a_recipient_and_a_fiftieth_for_counting_its_day()
    {
        const int people = 3_000;
        await FillDirectoryAsync(people);
        var audience = new Audience("kenya-maize", "role = farmer and place = Valley");
        await world.Get<App.Broadcasts>()
            .CreateAsync("tip", new CreateBroadcast(audience, new Dictionary<string, string> { ["en"] = "Weed twice." }, "test"), default);
        await DrainAsync();
        calls.Reset();

        await world.Get<App.Broadcasts>().ExecuteAsync("tip", new LaunchBroadcast(), default);
        var hosts = await DrainAsync();

        Assert.Equal(people, world.Network.Inbox.Count);
        // The write of a hundred counts is a batch, which the service takes under its own name.
        var counting = people / Batch.ChunkSize * 2;
        Assert.Equal(counting / 2, calls.CountOf("GET", "TipDays"));
        Assert.True(calls.Count - hosts - counting < people * 0.05, $"{calls.Count - hosts} calls for {people} people: {calls.Summary()}");
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private async Task ExpectAsync(Func<Task> turn, int reads, int writes)
    {
        calls.Reset();
        await turn();
        var read = calls.Calls.Count(c => c.Verb == "GET");
        Assert.True(read == reads && calls.Count - read == writes, $"{read} reads and {calls.Count - read} writes: {calls.Summary()}");
    }

    private Task<UssdReply> UssdAsync(Villager who, string session, string text) =>
        world.Get<IInbound>().UssdAsync(new UssdRequest("network", session, who.Phone, "*384*7071#", text), default);

    private Task<string> OfferAsync(string id, Villager farmer)
    {
        var today = Country.OfRegion("KE")!.Today(World.Start);
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_000, "KES"), today.PlusDays(2), today.PlusDays(20),
                Money.Zero("KES"));
        var offer =
            new OfferTerms(id, "kenya-maize", new Party(juma.PersonId, juma.Name, juma.Phone),
                new Party(farmer.PersonId, farmer.Name, farmer.Phone), terms, "Officer");
        return world.Get<App.Agreements>().OfferAsync(offer, default);
    }

    private async Task FillDirectoryAsync(int people)
    {
        var tables = world.Get<ITables>();
        foreach (var some in Enumerable.Range(0, people).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow("kenya-maize", $"v-{n:D5}", $"Farmer {n}", $"+2547120{n:D5}", Role.Farmer,
                Language.English, "Valley", ["Maize"], true));
            await tables.UpsertManyAsync(
                [.. rows.Select(row => (Keys.Person(row.Programme, row.PersonId), Json.Write(new ListedPerson(1, row))))], default);
        }
    }

    /// <summary>Handles all queued messages. Returns the number of the queue trigger's own calls: receiving and deleting.</summary>
    private async Task<int> DrainAsync()
    {
        var queues = world.Get<IQueues>();
        var hosts = 0;
        for (var idle = 0; idle < 2;)
        {
            idle++;
            foreach (var queue in new[] { Queue.Work, Queue.Bulk })
            {
                var items = await queues.ReceiveAsync(queue, 16, Duration.FromSeconds(30), default);
                hosts++;
                foreach (var item in items)
                {
                    idle = 0;
                    await world.Get<QueueWorker>().ProcessAsync(queue, item.Body, item.DequeueCount, default);
                    await queues.DeleteAsync(queue, item, default);
                    hosts++;
                }
            }
        }
        return hosts;
    }
}
