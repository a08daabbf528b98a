using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.App.UseCases;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>The clock. The host runs a timer once however many instances there are.</summary>
public sealed class TimerTriggers(Tick tick, QueueWatch watch)
{
    [Function(nameof(EveryMinute))]
    public Task EveryMinute([TimerTrigger(Schedules.EveryMinute)] TimerInfo timer, CancellationToken ct) => tick.RunAsync(ct);

    /// <summary>Apart from the tick, so that trouble of the one does not keep the other from running.</summary>
    [Function(nameof(QueueLengths))]
    public Task QueueLengths([TimerTrigger(Schedules.EveryMinute)] TimerInfo timer, CancellationToken ct) => watch.MeasureAsync(ct);
}
