using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>The whole App on tables and queues in memory, with phones and a manual clock.</summary>
public sealed class World : IAsyncDisposable
{
    /// <summary>The time between two steps of a scenario: enough for every guard and retry to run.</summary>
    public static readonly Duration Step = Duration.FromMinutes(5);

    private static readonly Queue[] queueNames = Enum.GetValues<Queue>();

    /// <summary>For all worlds in memory: what the container works out about constructors is the same for each.</summary>
    private static readonly ServiceProvider inMemory = Provider(null);

    private readonly ServiceProvider? own;
    private AsyncServiceScope? process;

    /// <summary>Monday, 2 March 2026, noon in Nairobi and three in the afternoon in Dhaka.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 3, 2, 9, 0);

    public World() : this(null)
    {
    }

    /// <param name="storage">Replaces the tables and queues in memory, or the options.</param>
    public World(Action<IServiceCollection>? storage)
    {
        if (storage is not null) own = Provider(storage);
        Queues = new MemoryQueues(Clock);
    }

    public MemoryTables Tables { get; } = new();
    public MemoryQueues Queues { get; }
    public ManualClock Clock { get; } = new(Start);
    public PhoneNetwork Network { get; } = new();
    public PartnerProgram Partner { get; } = new();
    public Breakpoints Breakpoints { get; } = new();

    /// <summary>True without storage from outside, so that a copy holds everything.</summary>
    public bool IsWhole => own is null;

    /// <summary>Another world in the same state, with its own process.</summary>
    public World Copy()
    {
        var copy = new World();
        copy.Load(this);
        return copy;
    }

    /// <summary>Takes over the state of the other world.</summary>
    public void Load(World other)
    {
        if (!IsWhole || !other.IsWhole) throw new InvalidOperationException("This world's storage is not its own.");
        Tables.Load(other.Tables);
        Queues.Load(other.Queues);
        Network.Load(other.Network);
        Partner.Taken.AddRange(other.Partner.Taken);
        Partner.Answer = other.Partner.Answer;
        Clock.AdvanceTo(other.Clock.GetCurrentInstant());
    }

    /// <summary>A service of the running process.</summary>
    public T Get<T>() where T : notnull => (process ??= Begin()).ServiceProvider.GetRequiredService<T>();

    private AsyncServiceScope Begin()
    {
        var scope = (own ?? inMemory).CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Owner>().World = this;
        return scope;
    }

    /// <summary>Services of which each scope has its own: a scope is a process.</summary>
    private static ServiceProvider Provider(Action<IServiceCollection>? storage)
    {
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<Owner>()
            .AddSingleton<ITables>(s => new StoppableTables(Of(s).Tables, Of(s).Breakpoints))
            .AddSingleton<IQueues>(s => new StoppableQueues(Of(s).Queues, Of(s).Breakpoints))
            .AddSingleton<IGateway>(s => new StoppableGateway(Of(s).Network, Of(s).Breakpoints))
            .AddSingleton<IMoneyProvider>(s => new StoppableProvider(Of(s).Breakpoints))
            .AddSingleton<IEventSender>(s => new StoppablePartner(Of(s).Partner, Of(s).Breakpoints))
            .AddSingleton<IClock>(s => Of(s).Clock)
            .AddSingleton<IStorageWatch>(new WatchedStorage())
            .AddSingleton(s => Options.Create(new OutreachOptions
            {
                Gateway = Of(s).Network.Name,
                PinPepper = "a pepper for scenarios",
                PinMemoryKib = 8,
                PinPasses = 1,
                MinorPerSegment = { ["KE"] = 80, ["BD"] = 35, ["SN"] = 25, ["ZA"] = 30 },
                ApiKeys = { ["clerk"] = "a-clerks-key-for-these-scenarios", ["other"] = "another-clerks-key-for-scenarios" },
                ApiGrants =
                {
                    ["clerk"] = new() { Owner = "Asha Wekesa", Roles = "clerk", Programmes = "all", Until = "2030-12-31" },
                    ["other"] = new() { Owner = "Asha Juma", Roles = "clerk", Programmes = "all", Until = "2030-12-31" },
                },
                AnswersPerPhoneAnHour = 10,
            }))
            .AddOutreachApp();
        storage?.Invoke(collection);
        for (var n = 0; n < collection.Count; n++) collection[n] = Scoped(collection[n]);
        return collection.BuildServiceProvider(validateScopes: true);

        static World Of(IServiceProvider services) => services.GetRequiredService<Owner>().World;
    }

    /// <summary>A singleton of the process. Logging, and what makes options, know nothing of a process.</summary>
    private static ServiceDescriptor Scoped(ServiceDescriptor service) => service switch
    {
        { Lifetime: not ServiceLifetime.Singleton } or { IsKeyedService: true } or { ImplementationInstance: not null } => service,
        { ServiceType.IsGenericTypeDefinition: true } or { ServiceType.Namespace: "Microsoft.Extensions.Logging" } => service,
        { ServiceType.Namespace: "Microsoft.Extensions.Options", ImplementationFactory: null } => service,
        { ImplementationFactory: { } factory } => new(service.ServiceType, factory, ServiceLifetime.Scoped),
        _ => new(service.ServiceType, service.ImplementationType!, ServiceLifetime.Scoped),
    };

    /// <summary>The world that a process runs in.</summary>
    private sealed class Owner
    {
        public World World { get; set; } = null!;
    }

    /// <summary>Starts a new process, which has only the stored state.</summary>
    private async Task RestartAsync()
    {
        if (process is { } stopped) await stopped.DisposeAsync();
        process = null;
        Breakpoints.Restart();
    }

    /// <summary>Sends a request from outside, and repeats the request if the process stops in the middle.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                using var work = Breakpoints.Work();
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
    /// Runs queues, timers and reports until no work is left within one <see cref="Step"/>, and moves the clock to its end.
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

    /// <summary>Moves the clock on; due work on the way runs at its time.</summary>
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
        using var work = Breakpoints.Work();
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
                // The message stays on the queue and returns when its visibility ends.
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

    public async ValueTask DisposeAsync()
    {
        if (process is { } running) await running.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }
}
