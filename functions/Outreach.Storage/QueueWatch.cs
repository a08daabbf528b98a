using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NodaTime;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>Measures each queue's length and waiting time. Two calls a queue.</summary>
public sealed class QueueWatch(QueueServiceClient queues, TimeProvider clock)
{
    /// <summary>Reports the length of every queue and poison queue, and the age of its next message, to telemetry.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage does not answer.</exception>
    public async Task MeasureAsync(CancellationToken ct)
    {
        foreach (var found in await LookAsync(ct))
            Telemetry.Measured(NameOf(found.Queue, found.IsSetAside), found.Messages, found.Oldest.ToTimeSpan());
    }

    /// <summary>The length of every queue and poison queue, and the age of its next message.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage does not answer.</exception>
    public async Task<IReadOnlyList<QueueLength>> LookAsync(CancellationToken ct)
    {
        var found = new List<QueueLength>();
        foreach (var queue in Enum.GetValues<Queue>())
        {
            found.Add(await LookAsync(queue, isSetAside: false, ct));
            found.Add(await LookAsync(queue, isSetAside: true, ct));
        }
        return found;
    }

    private async Task<QueueLength> LookAsync(Queue queue, bool isSetAside, CancellationToken ct)
    {
        var client = queues.GetQueueClient(NameOf(queue, isSetAside));
        QueueProperties properties = await client.GetPropertiesAsync(ct);
        PeekedMessage? next = await client.PeekMessageAsync(ct);
        var age = next?.InsertedOn is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero;
        return new(queue, isSetAside, properties.ApproximateMessagesCount,
            age < TimeSpan.Zero ? Duration.Zero : Duration.FromTimeSpan(age));
    }

    private static string NameOf(Queue queue, bool isSetAside) => isSetAside ? TableNames.PoisonOf(queue) : TableNames.Of(queue);
}
