using System.Collections.Frozen;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NodaTime;
using Outreach.App;
using QueueItem = Outreach.App.QueueItem;

namespace Outreach.Storage;

/// <summary>The queues in Azure. Messages never expire by themselves. Delays are whole seconds, rounded up.</summary>
/// <remarks>
/// Bodies are plain text, so that any message can be read, even a foreign one. A body holds at most 48 KiB of UTF-8, so that a poison
/// message fits with its reason.
/// </remarks>
public sealed class AzureQueues : IQueues
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly FrozenDictionary<Queue, QueueClient> queues;
    private readonly FrozenDictionary<Queue, QueueClient> poison;

    public AzureQueues(QueueServiceClient service)
    {
        var all = Enum.GetValues<Queue>();
        queues = all.ToFrozenDictionary(queue => queue, queue => service.GetQueueClient(TableNames.Of(queue)));
        poison = all.ToFrozenDictionary(queue => queue, queue => service.GetQueueClient(TableNames.PoisonOf(queue)));
    }

    public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct) => Outage.NamedAsync(async () =>
    {
        SendReceipt sent = await queues[queue].SendMessageAsync(TraceCarrier.Write(body), Seconds(delay), Forever, ct);
        return new QueueItem(sent.MessageId, sent.PopReceipt, body, 0);
    }, ct);

    public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct) =>
        Outage.NamedAsync(async () =>
    {
        try
        {
            await queues[queue].UpdateMessageAsync(item.Id, item.Receipt, TraceCarrier.Write(body), Seconds(delay), ct);
            return true;
        }
        catch (RequestFailedException stale) when (IsStale(stale))
        {
            return false;
        }
    }, ct);

    public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) => DeleteAsync(queues[queue], item, ct);

    public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        ReceiveAsync(queues[queue], max, visibility, ct);

    public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        ReceiveAsync(poison[queue], max, visibility, ct);

    public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) =>
        Outage.NamedAsync(() => poison[queue].SendMessageAsync(body, TimeSpan.Zero, Forever, ct), ct);

    public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) => DeleteAsync(poison[queue], item, ct);

    private static Task<IReadOnlyList<QueueItem>> ReceiveAsync(QueueClient queue, int max, Duration visibility, CancellationToken ct) =>
        Outage.NamedAsync<IReadOnlyList<QueueItem>>(async () =>
    {
        QueueMessage[] received = await queue.ReceiveMessagesAsync(max, Seconds(visibility), ct);
        return [.. received.Select(m => new QueueItem(m.MessageId, m.PopReceipt, m.Body.ToString(), (int)m.DequeueCount))];
    }, ct);

    private static Task DeleteAsync(QueueClient queue, QueueItem item, CancellationToken ct) => Outage.NamedAsync(async () =>
    {
        try
        {
            await queue.DeleteMessageAsync(item.Id, item.Receipt, ct);
        }
        catch (RequestFailedException stale) when (IsStale(stale))
        {
        }
        return true;
    }, ct);

    private static bool IsStale(RequestFailedException failure) =>
        failure.ErrorCode == QueueErrorCode.MessageNotFound || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    private static TimeSpan Seconds(Duration delay) => TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
}
