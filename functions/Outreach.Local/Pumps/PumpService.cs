using Outreach.App;

namespace Outreach.Local.Pumps;

/// <summary>Handles every queue while the host runs: without a pause while there is work, otherwise with a short one.</summary>
public sealed partial class PumpService(Pump pump, ILogger<PumpService> logger) : BackgroundService
{
    /// <summary>The most messages of one queue in hand at once.</summary>
    public const int AtOnce = 8;

    private static readonly TimeSpan idle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan afterTrouble = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enum.GetValues<Queue>().Select(queue => LoopAsync(queue, stoppingToken)));

    private async Task LoopAsync(Queue queue, CancellationToken stopping)
    {
        List<Task> inHand = [];
        while (!stopping.IsCancellationRequested)
        {
            inHand.RemoveAll(task => task.IsCompleted);
            var begun = await BeginAsync(queue, AtOnce - inHand.Count, stopping);
            inHand.AddRange(begun);
            if (begun.Count == 0) await Task.WhenAny([Task.Delay(idle, stopping), .. inHand]);
        }
        await Task.WhenAll(inHand);
    }

    private async Task<IReadOnlyList<Task>> BeginAsync(Queue queue, int room, CancellationToken stopping)
    {
        if (room == 0) return [];
        try
        {
            return await pump.BeginAsync(queue, room, stopping);
        }
        catch (Exception e)
        {
            if (stopping.IsCancellationRequested) return [];
            Log.NoAnswer(logger, queue, e.GetType().Name);
            await Task.WhenAny(Task.Delay(afterTrouble, stopping));
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Storage did not give the messages of {Queue}: {Trouble}.")]
        public static partial void NoAnswer(ILogger logger, Queue queue, string trouble);
    }
}
