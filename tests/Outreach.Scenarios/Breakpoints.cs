using NodaTime;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>Stands for the end of the process: no further step happens.</summary>
public sealed class ProcessStoppedException() : OperationCanceledException("The process was stopped here.");

/// <summary>One storage, queue or gateway call, by name.</summary>
/// <param name="Begins">True for the first call of a piece of work: of a request or of a queue message.</param>
public sealed record Call(string Name, bool Begins)
{
    private static readonly HashSet<string> reads = ["get", "page", "through", "beyond", "gateway find"];

    /// <summary>True if the call may change stored or sent data.</summary>
    public bool Writes => !reads.Contains(Name) && !reads.Contains(Name.Split(' ')[0]);
}

/// <summary>The place where the process stops.</summary>
/// <param name="Call">The number of the call, from 0.</param>
/// <param name="After">True to stop after the call, false to stop before it.</param>
public readonly record struct Stop(int Call, bool After);

/// <summary>
/// Counts the storage, queue and gateway calls of a scenario's work, and can stop the process right before or after some. Then every call
/// fails until <see cref="Restart"/>.
/// </summary>
public sealed class Breakpoints
{
    private readonly Lock gate = new();
    private readonly List<Call> calls = [];
    private bool stopped;
    private bool begins;
    private int working;

    /// <summary>The calls made, in order.</summary>
    public IReadOnlyList<Call> Calls => calls;

    /// <summary>The places to stop; a stop behind the last call never happens.</summary>
    public IReadOnlyList<Stop> Stops { get; set; } = [];

    /// <summary>Stops after the nth call of this name, from 0; once.</summary>
    public (string Name, int Nth)? StopAfter { get; set; }

    /// <summary>False while a test sets the scene.</summary>
    public bool Armed { get; set; }

    /// <summary>Marks the next call as the first of a piece of work.</summary>
    public void Begin() => begins = true;

    /// <summary>The App works until the end of this. What a test reads beside it is no place to stop.</summary>
    public IDisposable Work() => new Working(this);

    public void Restart() => stopped = false;

    public async Task<T> PassAsync<T>(string name, Func<Task<T>> call)
    {
        if (!Armed || working == 0) return await call();
        var hit = Enter(name);
        if (hit is { After: false }) Stop();
        var result = await call();
        if (hit is not null) Stop();
        return result;
    }

    public Task PassAsync(string name, Func<Task> call) => PassAsync(name, async () =>
    {
        await call();
        return true;
    });

    private Stop? Enter(string name)
    {
        lock (gate)
        {
            if (stopped) throw new ProcessStoppedException();
            var number = calls.Count;
            calls.Add(new Call(name, begins));
            begins = false;
            if (StopAfter is { } wanted && wanted.Name == name && calls.Count(c => c.Name == name) > wanted.Nth)
            {
                StopAfter = null;
                return new Stop(number, After: true);
            }
            return Stops.Where(s => s.Call == number).Select(s => (Stop?)s).FirstOrDefault();
        }
    }

    private void Stop()
    {
        lock (gate) stopped = true;
        throw new ProcessStoppedException();
    }

    private sealed class Working : IDisposable
    {
        private readonly Breakpoints at;

        public Working(Breakpoints at) => Interlocked.Increment(ref (this.at = at).working);

        public void Dispose() => Interlocked.Decrement(ref at.working);
    }
}

/// <summary>Tables with a breakpoint at each call.</summary>
public sealed class StoppableTables(ITables inner, Breakpoints at) : TablesAround(inner)
{
    protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call) => at.PassAsync(name, call);
}

/// <summary>Queues with a breakpoint at each call.</summary>
public sealed class StoppableQueues(IQueues inner, Breakpoints at) : IQueues
{
    public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct) =>
        at.PassAsync($"send {queue}", () => inner.SendAsync(queue, body, delay, ct));
    public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct) =>
        at.PassAsync($"update {queue}", () => inner.UpdateAsync(queue, item, body, delay, ct));
    public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) =>
        at.PassAsync($"delete {queue}", () => inner.DeleteAsync(queue, item, ct));
    // A poll of an empty queue is no step of the scenario.
    public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        inner.ReceiveAsync(queue, max, visibility, ct);
    public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        inner.ReceivePoisonAsync(queue, max, visibility, ct);
    public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) =>
        at.PassAsync($"poison {queue}", () => inner.SendPoisonAsync(queue, body, ct));
    public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeletePoisonAsync(queue, item, ct);
}

/// <summary>A money provider that takes every question. A script says what it answers.</summary>
public sealed class StoppableProvider(Breakpoints at) : IMoneyProvider
{
    public string Name => "mpesa";

    public Task AskAsync(string account, string transaction, string about, CancellationToken ct) =>
        at.PassAsync("provider ask", () => Task.FromResult(true));
}

/// <summary>A partner's program with a breakpoint at each call.</summary>
public sealed class StoppablePartner(IEventSender inner, Breakpoints at) : IEventSender
{
    public bool MayBeAt(Uri url) => inner.MayBeAt(url);

    public Task<EventOutcome> SendAsync(OutgoingEvent sent, CancellationToken ct) =>
        at.PassAsync("partner takes", () => inner.SendAsync(sent, ct));
}

/// <summary>A gateway with a breakpoint at each call.</summary>
public sealed class StoppableGateway(IGateway inner, Breakpoints at) : IGateway
{
    public string Name => inner.Name;
    public bool ReturnsMessageId => inner.ReturnsMessageId;
    public int PerSecond => inner.PerSecond;
    public int MostAtOnce => inner.MostAtOnce;
    public Task<IReadOnlyList<Handover>> SendManyAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct) =>
        at.PassAsync("gateway send many", () => inner.SendManyAsync(messages, ct));
    public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => at.PassAsync("gateway send", () => inner.SendAsync(sms, ct));
    public Task<Handover?> FindAsync(OutboundSms sms, NodaTime.Instant since, CancellationToken ct) =>
        at.PassAsync("gateway find", () => inner.FindAsync(sms, since, ct));
}
