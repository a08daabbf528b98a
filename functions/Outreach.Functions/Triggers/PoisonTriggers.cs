using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The poison queues: each message is stored in a table, where it can be listed and sent again.</summary>
public sealed class PoisonTriggers(Poison poison)
{
    [Function(nameof(InboundSmsPoison))]
    public Task InboundSmsPoison([QueueTrigger(QueueNames.InboundSmsPoison)] QueueMessage message, CancellationToken ct) =>
        poison.KeepAsync(Queue.InboundSms, message.Body.ToString(), ct);

    [Function(nameof(DeliveryReportsPoison))]
    public Task DeliveryReportsPoison([QueueTrigger(QueueNames.DeliveryReportsPoison)] QueueMessage message, CancellationToken ct) =>
        poison.KeepAsync(Queue.DeliveryReports, message.Body.ToString(), ct);

    [Function(nameof(WorkPoison))]
    public Task WorkPoison([QueueTrigger(QueueNames.WorkPoison)] QueueMessage message, CancellationToken ct) =>
        poison.KeepAsync(Queue.Work, message.Body.ToString(), ct);

    [Function(nameof(BulkPoison))]
    public Task BulkPoison([QueueTrigger(QueueNames.BulkPoison)] QueueMessage message, CancellationToken ct) =>
        poison.KeepAsync(Queue.Bulk, message.Body.ToString(), ct);
}
