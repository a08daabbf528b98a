using NodaTime;
using Outreach.App;

namespace Outreach.Local.Pumps;

/// <summary>Takes messages off the queues and has them handled, as the Functions host does in Azure.</summary>
public sealed partial class Pump(IQueues queues, QueueWorker worker, ILogger<Pump> logger)
{
    private static readonly Duration visibility = Duration.FromSeconds(30);
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(10);

    private int busy;
    private long handled;

    /// <summary>
    /// Receives up to <paramref name="max"/> messages and begins each. The tasks end once the messages are handled, and never fail.
    /// </summary>
    public async Task<IReadOnlyList<Task>> BeginAsync(Queue queue, int max, CancellationToken ct)
    {
        Interlocked.Increment(ref busy);
        try
        {
            var items = await queues.ReceiveAsync(queue, max, visibility, ct);
            return [.. items.Select(item => HandleAsync(queue, item))];
        }
        finally
        {
            Interlocked.Decrement(ref busy);
        }
    }

    /// <summary>Returns once every visible message and its follow-up messages are handled. A failed message is not awaited.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (true)
        {
            var (idle, before) = (Volatile.Read(ref busy) == 0, Interlocked.Read(ref handled));
            var found = 0;
            foreach (var queue in Enum.GetValues<Queue>())
            {
                var begun = await BeginAsync(queue, PumpService.AtOnce, ct);
                found += begun.Count;
                await Task.WhenAll(begun);
            }
            if (found > 0) continue;
            if (idle && Volatile.Read(ref busy) == 0 && Interlocked.Read(ref handled) == before) return;
            await Task.Delay(pause, ct);
        }
    }

    /// <summary>
    /// A message once begun is finished, even when the host stops meanwhile. A failed message returns when its visibility runs out.
    /// </summary>
    private async Task HandleAsync(Queue queue, QueueItem item)
    {
        Interlocked.Increment(ref busy);
        try
        {
            await worker.ProcessAsync(queue, item.Body, item.DequeueCount, CancellationToken.None);
            await queues.DeleteAsync(queue, item, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Failed(logger, queue, item.Id, item.DequeueCount, e.GetType().Name);
            Log.Trace(logger, e);
        }
        finally
        {
            Interlocked.Increment(ref handled);
            Interlocked.Decrement(ref busy);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Message {Id} of {Queue} failed at try {Count} ({Trouble}); it comes again.")]
        public static partial void Failed(ILogger logger, Queue queue, string id, int count, string trouble);

        [LoggerMessage(2, LogLevel.Debug, "Why:")]
        public static partial void Trace(ILogger logger, Exception e);
    }
}
