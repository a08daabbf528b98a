using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>
/// The queues. A message that fails shows again; host.json says after how long and how often. One that is begun is finished, also when the
/// host stops meanwhile (<see cref="Composition.FinishWithin"/>): a send cut off half-way would leave nobody knowing whether it went.
/// </summary>
public sealed class QueueTriggers(QueueWorker worker)
{
    [Function(nameof(InboundSms))]
    public Task InboundSms([QueueTrigger(QueueNames.InboundSms)] QueueMessage message) =>
        worker.ProcessAsync(Queue.InboundSms, message.Body.ToString(), message.DequeueCount, CancellationToken.None);

    [Function(nameof(DeliveryReports))]
    public Task DeliveryReports([QueueTrigger(QueueNames.DeliveryReports)] QueueMessage message) =>
        worker.ProcessAsync(Queue.DeliveryReports, message.Body.ToString(), message.DequeueCount, CancellationToken.None);

    [Function(nameof(Work))]
    public Task Work([QueueTrigger(QueueNames.Work)] QueueMessage message) =>
        worker.ProcessAsync(Queue.Work, message.Body.ToString(), message.DequeueCount, CancellationToken.None);
}
