using Outreach.App;

namespace Outreach.Local.Pumps;

/// <summary>Queues the due work, once at the start and then every minute.</summary>
public sealed partial class MinuteTimer(DueTimer tick, ILogger<MinuteTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TickAsync(stoppingToken);
            await Task.WhenAny(Task.Delay(TimeSpan.FromMinutes(1), stoppingToken));
        }
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            await tick.RunAsync(stopping);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested) Log.Missed(logger, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "This minute's wake-ups wait for the next: {Trouble}.")]
        public static partial void Missed(ILogger logger, string trouble);
    }
}
