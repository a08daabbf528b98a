using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The timer. The host runs a timer once, however many instances exist.</summary>
public sealed class TimerTriggers(DueTimer tick, QueueWatch watch)
{
    /// <summary>
    /// One function, because each would keep an instance of its own. It measures first, since a run may be long.
    /// </summary>
    [Function(nameof(EveryMinute))]
    public async Task EveryMinute([TimerTrigger(TimerSchedules.EveryMinute)] TimerInfo timer, CancellationToken ct)
    {
        try
        {
            await watch.MeasureAsync(ct);
        }
        finally
        {
            await tick.RunAsync(ct);
        }
    }
}
