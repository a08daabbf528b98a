using NodaTime;
using Outreach.App;

namespace Outreach.Local.Pumps;

/// <summary>Records messages on the poison queues, every few seconds.</summary>
public sealed partial class PoisonService(IQueues queues, Poison poison, ILogger<PoisonService> logger) : BackgroundService
{
    private static readonly TimeSpan between = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var queue in Enum.GetValues<Queue>()) await KeepAsync(queue, stoppingToken);
            await Task.WhenAny(Task.Delay(between, stoppingToken));
        }
    }

    private async Task KeepAsync(Queue queue, CancellationToken stopping)
    {
        try
        {
            foreach (var item in await queues.ReceivePoisonAsync(queue, 32, Duration.FromSeconds(30), stopping))
            {
                await poison.KeepAsync(queue, item.Body, CancellationToken.None);
                await queues.DeletePoisonAsync(queue, item, CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested) Log.NotKept(logger, queue, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The messages set aside from {Queue} could not be written down: {Trouble}.")]
        public static partial void NotKept(ILogger logger, Queue queue, string trouble);
    }
}
