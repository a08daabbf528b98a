using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The queues. A failed message comes again; host.json sets the delay and the number of tries.</summary>
/// <remarks>
/// A begun message is finished even when the host stops (<see cref="Composition.FinishWithin"/>): a send cut off would have an unknown
/// outcome.
/// </remarks>
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

    [Function(nameof(Bulk))]
    public Task Bulk([QueueTrigger(QueueNames.Bulk)] QueueMessage message) =>
        worker.ProcessAsync(Queue.Bulk, message.Body.ToString(), message.DequeueCount, CancellationToken.None);
}
