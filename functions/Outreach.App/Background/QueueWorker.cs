using Microsoft.Extensions.Logging;
using NodaTime;

namespace Outreach.App;

/// <summary>The message needs what is not there yet; it comes again a little later.</summary>
public sealed class TooEarlyException(string message) : Exception(message);

/// <summary>
/// Handles a queue's messages for the Functions host and the local pump. In an outage a message waits, ever longer. A message that fails by
/// a fault of ours is set aside with its reason at the fifth time.
/// </summary>
public sealed partial class QueueWorker(HandleInboundSms inbound, HandleDeliveryReport reports, HandleWork work, Poison poison,
    IQueues queues, ILogger<QueueWorker> logger)
{
    /// <summary>The failures of our own after which a message is set aside.</summary>
    public const int Attempts = 5;

    /// <summary>
    /// The Functions host's <c>maxDequeueCount</c>: only a message that ends its process each time, or cannot be queued anew, gets there.
    /// </summary>
    public const int HostAttempts = 100;

    private static readonly Duration firstWait = Duration.FromSeconds(10);
    private static readonly Duration longestWait = Duration.FromMinutes(10);

    public async Task ProcessAsync(Queue queue, string body, long dequeueCount, CancellationToken ct)
    {
        using var span = Telemetry.Handling(queue, body, dequeueCount);
        var sentAgain = QueueBody.TimesSentAgain(body);
        try
        {
            await HandleAsync(queue, body, Arrival.Queued with { Tries = sentAgain + (int)dequeueCount - 1 }, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && Passes(e))
        {
            Telemetry.Failed(span, queue, e);
            await queues.SendAsync(queue, QueueBody.SentAgain(body), Wait(sentAgain), ct);
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

    /// <summary>True for trouble that is no fault of the message: it passes by itself, or with a newer version of the App.</summary>
    private static bool Passes(Exception e) =>
        e is StorageUnavailableException or ContentionException or TooEarlyException or NewerFormatException;

    /// <summary>Doubles with each time, so that a day's outage costs little and its end is noticed within minutes.</summary>
    private static Duration Wait(int sentAgain) => Duration.Min(longestWait, firstWait * (1 << Math.Min(sentAgain, 10)));

    private static string Reason(Exception e) => e is UnreadableMessageException
        ? e.Message
        : $"Handling it failed {Attempts} times, at last with {e.GetType().Name}: {e.Message}";

    private Task HandleAsync(Queue queue, string body, Arrival arrival, CancellationToken ct) => queue switch
    {
        Queue.InboundSms => inbound.HandleAsync(QueueBody.Sms(body), arrival, ct),
        Queue.DeliveryReports => reports.HandleAsync(QueueBody.Report(body), arrival, ct),
        Queue.Work or Queue.Bulk => work.HandleAsync(QueueBody.Work(body), arrival, ct),
        _ => throw new InvalidOperationException($"Nobody handles {queue}."),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Queue} failed five times and is set aside.")]
        public static partial void GivenUp(ILogger logger, Queue queue, Exception e);
    }
}
