using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The clock. The host runs a timer once however many instances there are.</summary>
public sealed class TimerTriggers(DueTimer tick, QueueWatch watch)
{
    /// <summary>
    /// One function and not two: each would keep an instance of its own. When the tick fails nothing is measured, and the alert on silence
    /// goes off, as it should.
    /// </summary>
    [Function(nameof(EveryMinute))]
    public async Task EveryMinute([TimerTrigger(TimerSchedules.EveryMinute)] TimerInfo timer, CancellationToken ct)
    {
        await tick.RunAsync(ct);
        await watch.MeasureAsync(ct);
    }
}
