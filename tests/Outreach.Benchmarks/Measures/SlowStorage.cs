using NodaTime;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>Counts storage calls, each of which takes some time.</summary>
internal sealed class Calls(TimeSpan each)
{
    private static readonly AsyncLocal<bool> inBulk = new();

    private int count;
    private int bulk;

    public int Count => Volatile.Read(ref count);

    /// <summary>The calls of work that came by the bulk queue.</summary>
    public int Bulk => Volatile.Read(ref bulk);

    public static void Begin(Queue queue) => inBulk.Value = queue == Queue.Bulk;

    public async Task<T> MakeAsync<T>(Func<Task<T>> call)
    {
        Interlocked.Increment(ref count);
        if (inBulk.Value) Interlocked.Increment(ref bulk);
        if (each > TimeSpan.Zero) await Task.Delay(each);
        return await call();
    }
}

/// <summary>Tables in memory behind <see cref="Calls"/>.</summary>
internal sealed class SlowTables(ITables inner, Calls calls) : TablesAround(inner)
{
    protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call) => calls.MakeAsync(call);
}

/// <summary>Queues in memory behind <see cref="Calls"/>. Receiving is the host's and costs nothing here.</summary>
internal sealed class SlowQueues(IQueues inner, Calls calls) : IQueues
{
    public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct) =>
        calls.MakeAsync(() => inner.SendAsync(queue, body, delay, ct));

    public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct) =>
        calls.MakeAsync(() => inner.UpdateAsync(queue, item, body, delay, ct));

    public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeleteAsync(queue, item, ct);

    public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        inner.ReceiveAsync(queue, max, visibility, ct);

    public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        inner.ReceivePoisonAsync(queue, max, visibility, ct);

    public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) => inner.SendPoisonAsync(queue, body, ct);

    public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeletePoisonAsync(queue, item, ct);
}
