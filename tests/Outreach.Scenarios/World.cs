using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>The whole App on tables and queues in memory, with phones around it and a clock that moves when told.</summary>
public sealed class World : IAsyncDisposable
{
    /// <summary>Between two steps of a scenario: long enough for every guard and retry to have run.</summary>
    public static readonly Duration Step = Duration.FromMinutes(5);

    private static readonly Queue[] queueNames = Enum.GetValues<Queue>();
    private readonly Action<IServiceCollection>? storage;
    private ServiceProvider? services;

    /// <summary>Monday, 2 March 2026, noon in Nairobi and three in the afternoon in Dhaka.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 3, 2, 9, 0);

    public World() : this(null)
    {
    }

    /// <param name="storage">Brings other tables and queues than those in memory, or other options.</param>
    public World(Action<IServiceCollection>? storage)
    {
        this.storage = storage;
        Queues = new MemoryQueues(Clock);
    }

    public MemoryTables Tables { get; } = new();
    public MemoryQueues Queues { get; }
    public ManualClock Clock { get; } = new(Start);
    public PhoneNetwork Network { get; } = new();
    public Breakpoints Breakpoints { get; } = new();

    /// <summary>Nothing was brought from outside, so a copy holds everything.</summary>
    public bool IsWhole => storage is null;

    /// <summary>Another world in the same state, with a process of its own.</summary>
    public World Copy()
    {
        var copy = new World();
        copy.Load(this);
        return copy;
    }

    /// <summary>Takes over what the other world holds.</summary>
    public void Load(World other)
    {
        if (!IsWhole || !other.IsWhole) throw new InvalidOperationException("This world's storage is not its own.");
        Tables.Load(other.Tables);
        Queues.Load(other.Queues);
        Network.Load(other.Network);
        Clock.AdvanceTo(other.Clock.GetCurrentInstant());
    }

    /// <summary>A service of the process that runs now.</summary>
    public T Get<T>() where T : notnull => (services ??= Begin()).GetRequiredService<T>();

    private ServiceProvider Begin()
    {
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ITables>(new StoppableTables(Tables, Breakpoints))
            .AddSingleton<IQueues>(new StoppableQueues(Queues, Breakpoints))
            .AddSingleton<IGateway>(new StoppableGateway(Network, Breakpoints))
            .AddSingleton<IClock>(Clock)
            .AddSingleton(Options.Create(new OutreachOptions
            {
                Gateway = Network.Name,
                PinPepper = "a pepper for scenarios",
                PinMemoryKib = 8,
                PinPasses = 1,
                MinorPerSegment = { ["KE"] = 80, ["BD"] = 35, ["SN"] = 25, ["ZA"] = 30 },
                AnswersPerPhoneAnHour = 10,
            }))
            .AddOutreachApp();
        storage?.Invoke(collection);
        return collection.BuildServiceProvider();
    }

    /// <summary>A new process, which knows nothing that is not stored.</summary>
    private async Task RestartAsync()
    {
        if (services is not null) await services.DisposeAsync();
        services = null;
        Breakpoints.Restart();
    }

    /// <summary>Something that comes in from outside. When the process stops in the middle, whoever asked asks again.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                Breakpoints.Begin();
                return await ask();
            }
            catch (ProcessStoppedException)
            {
                await RestartAsync();
            }
        }
    }

    public Task AskAsync(Func<Task> ask) => AskAsync(async () =>
    {
        await ask();
        return true;
    });

    /// <summary>
    /// Lets queues, timers and reports run until nothing is left to do within one <see cref="Step"/>, and moves the clock to its end.
    /// </summary>
    public async Task SettleAsync()
    {
        var end = Clock.GetCurrentInstant() + Step;
        while (true)
        {
            while (await RunOnceAsync()) { }
            if (NextEvent(end) is not { } at) break;
            Clock.AdvanceTo(at);
        }
        Clock.AdvanceTo(end);
    }

    /// <summary>Moves the clock on, letting what falls due on the way happen at its time.</summary>
    public async Task WaitAsync(Duration time)
    {
        var end = Clock.GetCurrentInstant() + time;
        while (NextEvent(end) is { } at)
        {
            Clock.AdvanceTo(at);
            while (await RunOnceAsync()) { }
        }
        Clock.AdvanceTo(end);
    }

    private async Task<bool> RunOnceAsync()
    {
        var worked = false;
        try
        {
            worked = await Get<DueTimer>().RunAsync(default) > 0;
            foreach (var queue in queueNames) worked |= await DrainAsync(queue);
            foreach (var report in Network.TakeReports())
            {
                worked = true;
                await AskAsync(() => Get<IInbound>().ReportAsync(report, default));
            }
        }
        catch (ProcessStoppedException)
        {
            await RestartAsync();
            worked = true;
        }
        return worked;
    }

    private async Task<bool> DrainAsync(Queue queue)
    {
        var ports = Get<IQueues>();
        var items = await ports.ReceiveAsync(queue, 1, Duration.FromSeconds(30), default);
        foreach (var item in items)
        {
            try
            {
                Breakpoints.Begin();
                await Get<QueueWorker>().ProcessAsync(queue, item.Body, item.DequeueCount, default);
                await ports.DeleteAsync(queue, item, default);
            }
            catch (Exception e) when (e is not ProcessStoppedException)
            {
                // Left on the queue: it comes again when its visibility runs out.
            }
        }
        return items.Count > 0;
    }

    private Instant? NextEvent(Instant end)
    {
        var queued = queueNames.Select(Queues.NextVisible).OfType<Instant>();
        var due = Tables.All(Table.Due).Select(e => Json.Read<DueRow>(e.Data).At);
        var now = Clock.GetCurrentInstant();
        var next =
            queued.Concat(due).Where(i => i <= end).Select(i => Instant.Max(i, now)).OrderBy(i => i).Cast<Instant?>().FirstOrDefault();
        return next;
    }

    public ValueTask DisposeAsync() => services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
