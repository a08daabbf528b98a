using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The timer. The host runs a timer once, however many instances exist.</summary>
public sealed class TimerTriggers(DueTimer tick, QueueWatch watch)
{
    /// <summary>
    /// One function, because each would keep an instance of its own. A failed run measures nothing, so the alert on silence fires.
    /// </summary>
    [Function(nameof(EveryMinute))]
    public async Task EveryMinute([TimerTrigger(TimerSchedules.EveryMinute)] TimerInfo timer, CancellationToken ct)
    {
        await tick.RunAsync(ct);
        await watch.MeasureAsync(ct);
    }
}
