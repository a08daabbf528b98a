using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>Measures each queue's length and waiting time. Two calls a queue.</summary>
public sealed class QueueWatch(QueueServiceClient queues, TimeProvider clock)
{
    /// <summary>Reports the length of every queue and poison queue, and the age of its next message, to telemetry.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage does not answer.</exception>
    public async Task MeasureAsync(CancellationToken ct)
    {
        foreach (var queue in Enum.GetValues<Queue>())
        {
            await MeasureAsync(TableNames.Of(queue), ct);
            await MeasureAsync(TableNames.PoisonOf(queue), ct);
        }
    }

    private async Task MeasureAsync(string name, CancellationToken ct)
    {
        var queue = queues.GetQueueClient(name);
        QueueProperties properties = await queue.GetPropertiesAsync(ct);
        PeekedMessage? next = await queue.PeekMessageAsync(ct);
        var age = next?.InsertedOn is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero;
        Telemetry.Measured(name, properties.ApproximateMessagesCount, age < TimeSpan.Zero ? TimeSpan.Zero : age);
    }
}
