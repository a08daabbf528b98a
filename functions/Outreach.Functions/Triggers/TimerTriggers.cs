using Microsoft.Azure.Functions.Worker;
using Outreach.App;
using Outreach.App.UseCases;

namespace Outreach.Functions;

/// <summary>The clock. The host runs a timer once however many instances there are.</summary>
public sealed class TimerTriggers(Tick tick)
{
    [Function(nameof(EveryMinute))]
    public Task EveryMinute([TimerTrigger(Schedules.EveryMinute)] TimerInfo timer, CancellationToken ct) => tick.RunAsync(ct);
}
