using Microsoft.Extensions.Logging;

namespace Outreach.App;

/// <summary>
/// Handles a queue's messages for the Functions host and the local pump. A message that fails a fifth time goes to the poison queue with
/// its reason.
/// </summary>
public sealed partial class QueueWorker(HandleInboundSms inbound, HandleDeliveryReport reports, HandleWork work, Poison poison,
    ILogger<QueueWorker> logger)
{
    /// <summary>The same value as the Functions host's <c>maxDequeueCount</c>.</summary>
    public const int Attempts = 5;

    public async Task ProcessAsync(Queue queue, string body, long dequeueCount, CancellationToken ct)
    {
        using var span = Telemetry.Handling(queue, body, dequeueCount);
        try
        {
            await HandleAsync(queue, body, dequeueCount == 1, ct);
        }
        catch (Exception e) when (dequeueCount < Attempts && e is not OperationCanceledException)
        {
            Telemetry.Failed(span, queue, e);
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Telemetry.Failed(span, queue, e);
            Log.GivenUp(logger, queue, e);
            await poison.PutAsync(queue, body, Reason(e), ct);
        }
    }

    private static string Reason(Exception e) => e is UnreadableMessageException
        ? e.Message
        : $"Handling it failed {Attempts} times, at last with {e.GetType().Name}: {e.Message}";

    private Task HandleAsync(Queue queue, string body, bool first, CancellationToken ct) => queue switch
    {
        Queue.InboundSms => inbound.HandleAsync(QueueBody.Sms(body), first, ct),
        Queue.DeliveryReports => reports.HandleAsync(QueueBody.Report(body), first, ct),
        Queue.Work => work.HandleAsync(QueueBody.Work(body), first, ct),
        _ => throw new InvalidOperationException($"Nobody handles {queue}."),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Queue} failed five times and is set aside.")]
        public static partial void GivenUp(ILogger logger, Queue queue, Exception e);
    }
}
