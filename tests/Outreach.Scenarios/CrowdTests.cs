using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>A market day: many farmers say yes to one trader at the same moment.</summary>
public sealed class CrowdTests
{
    private const int Farmers = 150;

    /// <summary>Workers of all hosts together that handle SMS at once.</summary>
    private const int Workers = 32;

    private static readonly Villager juma = Village.Find("juma");

    [Fact]
    public async Task A_hundred_and_fifty_who_say_yes_at_once_are_all_agreed()
    {
        var memory = new MemoryTables();
        var tables = new BusyTables(memory);
        await using var world = new World(services => services.AddSingleton<ITables>(tables));
        await Village.SettleInAsync(world);
        for (var n = 0; n < Farmers; n++) await OfferAsync(world, n);
        await world.WaitAsync(Duration.FromMinutes(1));
        for (var n = 0; n < Farmers; n++)
            await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"yes{n}", Phone(n), "40404", "1"), default);

        tables.Calls = 0;
        var failures = await AtOnceAsync(world, Queue.InboundSms);
        Assert.Empty(failures);
        // Nothing is left for later: no SMS sent again, no work, no wake-up to make up for a lost race.
        Assert.All(Enum.GetValues<Queue>(), queue => Assert.Null(world.Queues.NextVisible(queue)));
        // A lost race costs a read and a write; most wait their turn instead.
        Assert.InRange(tables.Calls, Farmers * 10, Farmers * MostCalls);

        var account = await world.Get<Engine>().StateAsync<Account>(new Work(Arrival.Queued),
            AggregateId.Account(juma.Programme, juma.PersonId), default);
        Assert.Equal(Farmers, account!.Entries.Count(e => e.Status == AgreementStatus.Confirmed));
        Assert.Equal(Farmers,
            world.Network.Inbox.Count(s => s.Phone == juma.Phone && s.Text.StartsWith("AGREED", StringComparison.Ordinal)));
        for (var n = 0; n < Farmers; n++)
            Assert.Single(world.Network.Inbox, s => s.Phone == Phone(n) && s.Text.StartsWith("AGREED", StringComparison.Ordinal));
        Assert.Empty(memory.All(Table.Poison));
        Assert.DoesNotContain(memory.All(Table.Due).Select(r => Json.Read<DueRow>(r.Data)),
            d => d.At < world.Clock.GetCurrentInstant() + Duration.FromMinutes(10));
    }

    /// <summary>Calls a confirmation, with what lost races cost.</summary>
    private const int MostCalls = 40;

    private static string Phone(int n) => $"+2547120{n:D5}";

    private static async Task OfferAsync(World world, int n)
    {
        var farmer = new Villager($"Farmer {(char)('A' + n / 26)}{(char)('a' + n % 26)}", Phone(n), Core.Values.Role.Farmer,
            Language.English, juma.Programme, null);
        await world.Get<App.People>().RegisterAsync(new Work(Arrival.Queued), farmer.Phone, Village.HolderOf(farmer), null, "crowd",
            default);
        var programme = Village.Programmes.First(p => p.Id == juma.Programme);
        var today = Country.OfPhone(juma.Phone)!.Today(world.Clock.GetCurrentInstant());
        var terms = new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_000, "KES"), today.PlusDays(2), today.PlusDays(10),
            Money.Zero("KES"));
        await world.Get<App.Agreements>().OfferAsync(new OfferTerms($"o{n}", programme.Id, new(juma.PersonId, juma.Name, juma.Phone),
            new(farmer.PersonId, farmer.Name, farmer.Phone), terms, programme.Signature, programme.Rules), default);
    }

    /// <summary>Handles all that waits on the queue by as many workers; each failure as an exception.</summary>
    private static async Task<IReadOnlyCollection<Exception>> AtOnceAsync(World world, Queue queue)
    {
        var (queues, worker, failures) = (world.Get<IQueues>(), world.Get<QueueWorker>(), new ConcurrentBag<Exception>());
        var items = new List<QueueItem>();
        while (await queues.ReceiveAsync(queue, 32, Duration.FromMinutes(5), default) is { Count: > 0 } some) items.AddRange(some);
        Assert.Equal(Farmers, items.Count);
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (item, ct) =>
        {
            try
            {
                await worker.ProcessAsync(queue, item.Body, item.DequeueCount, ct);
                await queues.DeleteAsync(queue, item, ct);
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        });
        return failures;
    }

    /// <summary>Tables on which everybody else gets in between two calls, and that count calls.</summary>
    private sealed class BusyTables(MemoryTables inner) : TablesAround(inner)
    {
        private int calls;

        public int Calls { get => calls; set => calls = value; }

        protected override async Task<T> CallAsync<T>(string name, Func<Task<T>> call)
        {
            Interlocked.Increment(ref calls);
            await Task.Yield();
            return await call();
        }
    }
}
