using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.App.UseCases;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The queues. A message that fails shows again; host.json says after how long and how often.</summary>
public sealed class QueueTriggers(QueueWorker worker)
{
    [Function(nameof(InboundSms))]
    public Task InboundSms([QueueTrigger(QueueNames.InboundSms)] QueueMessage message, CancellationToken ct) =>
        worker.ProcessAsync(Queue.InboundSms, message.Body.ToString(), message.DequeueCount, ct);

    [Function(nameof(DeliveryReports))]
    public Task DeliveryReports([QueueTrigger(QueueNames.DeliveryReports)] QueueMessage message, CancellationToken ct) =>
        worker.ProcessAsync(Queue.DeliveryReports, message.Body.ToString(), message.DequeueCount, ct);

    [Function(nameof(Work))]
    public Task Work([QueueTrigger(QueueNames.Work)] QueueMessage message, CancellationToken ct) =>
        worker.ProcessAsync(Queue.Work, message.Body.ToString(), message.DequeueCount, ct);
}
