using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>
/// Several instances, each with many pieces of work at once, keep together within what the gateway's account allows, and nobody is refused
/// for haste.
/// </summary>
public sealed class PaceTests
{
    private const int Instances = 3;
    private const int AtOnce = 24;

    private readonly MemoryTables inner = new();
    private readonly MemoryQueues queues = new(SystemClock.Instance);
    private readonly CountedTables tables;
    private readonly Clocked gateway = new(perSecond: 400);
    private readonly List<ServiceProvider> instances;

    public PaceTests()
    {
        tables = new CountedTables(inner, Table.Paces);
        instances = [.. Enumerable.Range(0, Instances).Select(_ => new ServiceCollection().AddLogging()
            .AddSingleton<ITables>(tables).AddSingleton<IQueues>(queues).AddSingleton<IClock>(new Daytime())
            .AddSingleton<IGateway>(gateway).AddSingleton(Microsoft.Extensions.Options.Options.Create(Some.Options("clocked")))
            .AddOutreachApp().BuildServiceProvider())];
    }

    /// <summary>Two broadcasts at once, of two programmes: the pace is the gateway's and not the broadcast's.</summary>
    [Fact]
    public async Task Broadcasts_together_stay_within_the_gateways_pace()
    {
        foreach (var programme in new[] { "maize", "beans" })
        {
            await FillAsync(programme, 600);
            var broadcasts = instances[0].GetRequiredService<Broadcasts>();
            await broadcasts.CreateAsync(programme,
                new CreateBroadcast(new Audience(programme), new Dictionary<string, string> { ["en"] = "Weed twice." }, "test"), default);
            await broadcasts.ExecuteAsync(programme, new LaunchBroadcast(4), default);
        }
        var start = new Daytime().GetCurrentInstant();
        await DrainAsync();
        Assert.Equal(1200, gateway.Accepted);
        // A slow machine sends later, never sooner: the 320 places of a second are counted from the start. A timer may be a little early.
        for (var n = 0; n < gateway.At.Count; n++)
            Assert.True(gateway.At[n] >= start + Duration.FromSeconds(n / 320.0) - Duration.FromMilliseconds(20),
                $"{n}: {gateway.At[n] - start}");
        foreach (var programme in new[] { "maize", "beans" })
        {
            var progress = (await instances[0].GetRequiredService<Broadcasts>().ProgressAsync(programme, default))!;
            Assert.Equal((BroadcastStatus.Done, new Counts(600, 600)), (progress.Status, progress.Counts));
        }
    }

    /// <summary>A wave of single messages: each takes its place, and a block of places costs two calls.</summary>
    [Fact]
    public async Task Single_bulk_messages_take_turns()
    {
        const int many = 400;
        // A clock that stands still, so that no block is lost on a slow machine.
        var clock = new ManualClock();
        var pace = instances.Select(_ => new BulkPace(tables, clock, Some.Options(), NullLogger<BulkPace>.Instance)).ToList();
        var turns = await Task.WhenAll(Enumerable.Range(0, many).Select(n => pace[n % Instances].NextAsync(gateway, default)));
        var ordered = turns.Order().ToList();
        // 80 % of 400 a second, whatever instance asks: never more than a block ahead of the pace.
        for (var n = 0; n + 100 < many; n++) Assert.True(ordered[n + 99] - ordered[n] >= Duration.FromMilliseconds(300), $"{n}");
        Assert.InRange(tables.Calls, many / 80 * 2, many);
        pace.ForEach(p => p.Dispose());
    }

    /// <summary>The next place is minutes away: the message gives its instance back, and is woken when its turn has come.</summary>
    [Fact]
    public async Task A_far_turn_is_waited_for_in_the_table()
    {
        var (app, engine) = (instances[0], instances[0].GetRequiredService<Engine>());
        var now = new Daytime().GetCurrentInstant();
        await app.GetRequiredService<BulkPace>().ReserveAsync(gateway, 320 * 120, Instant.MaxValue, default);
        var order = SmsOrder.To("+254711000002", Purpose.OptIn, new Core.Texts.OptInSms("Maize", [ConsentPurpose.Tips]), "maize", now);
        await engine.ExecuteAsync(new Work(Arrival.Queued), AggregateId.Subscriber(order.Phone),
            new Core.Subscribers.Register("r", new Holder("p", "Wanjiru", Role.Farmer, Language.English, "maize", "", [], "KES"), null,
                "test", Ask: "Maize"), "r", default);
        var message = Stored.State<Message>(Assert.Single(inner.All(Table.Messages)));
        Assert.Equal((DeliveryState.Queued, true), (message.State, message.HasTurn));
        Assert.InRange((message.NotBefore!.Value - now).TotalSeconds, 100, 140);
        var due = Json.Read<DueRow>(inner.All(Table.Due).Single(r => Json.Read<DueRow>(r.Data).Who.Kind == AggregateKind.Message).Data);
        Assert.True(due.Bulk);
        // Its place is kept: no second one is taken when it is woken.
        var calls = tables.Calls;
        var woken = new Work(Arrival.Queued with { At = message.NotBefore });
        await app.GetRequiredService<SmsSender>().WakeAsync(engine, woken, AggregateId.Message(message.Id), default);
        Assert.Equal((1, calls), (gateway.Accepted, tables.Calls));
    }

    private async Task FillAsync(string programme, int people)
    {
        foreach (var some in Enumerable.Range(0, people).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow(programme, $"v-{n:D5}", $"Farmer {n}",
                $"+2547{(programme == "maize" ? 12 : 13)}{n:D6}", Role.Farmer, Language.English, "Valley", ["Maize"], true));
            await inner.UpsertManyAsync(
                [.. rows.Select(row => (Keys.Person(programme, row.PersonId), Json.Write(new ListedPerson(1, row))))], default);
        }
    }

    /// <summary>Every instance takes from every queue, as many messages at once as the Functions host.</summary>
    private async Task DrainAsync()
    {
        var running = new List<Task>();
        do
        {
            running.RemoveAll(task => task.IsCompleted);
            foreach (var (app, queue) in instances.SelectMany(app => Enum.GetValues<Queue>().Select(queue => (app, queue))))
            {
                if (running.Count >= Instances * AtOnce) break;
                foreach (var item in await queues.ReceiveAsync(queue, 4, Duration.FromMinutes(1), default))
                    running.Add(HandleAsync(app, queue, item));
            }
            await Task.Delay(5);
        }
        while (running.Count > 0 || Enum.GetValues<Queue>().Any(queue => queues.Bodies(queue).Count > 0));
        await Task.WhenAll(running);
    }

    private async Task HandleAsync(ServiceProvider app, Queue queue, QueueItem item)
    {
        await app.GetRequiredService<QueueWorker>().ProcessAsync(queue, item.Body, item.DequeueCount, default);
        await queues.DeleteAsync(queue, item, default);
    }

    /// <summary>The real clock, moved to a time of day at which tips go out.</summary>
    private sealed class Daytime : IClock
    {
        private static readonly Duration offset = Instant.FromUtc(2026, 3, 2, 9, 0) - SystemClock.Instance.GetCurrentInstant();
        public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + offset;
    }

    /// <summary>Notes when each message came.</summary>
    private sealed class Clocked(int perSecond) : IGateway
    {
        private readonly Lock gate = new();
        private readonly Daytime clock = new();
        public string Name => "clocked";
        public bool ReturnsMessageId => true;
        public int PerSecond => perSecond;
        public List<Instant> At { get; } = [];
        public int Accepted => At.Count;

        public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
        {
            lock (gate) At.Add(clock.GetCurrentInstant());
            return Task.FromResult(Handover.Accepted(sms.MessageId));
        }
    }
}
