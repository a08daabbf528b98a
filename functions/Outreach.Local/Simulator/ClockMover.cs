using NodaTime;
using Outreach.App;
using Outreach.Gateways;
using Outreach.Local.Pumps;

namespace Outreach.Local.Simulator;

/// <summary>
/// Moves the clock ahead as if the time had passed, stopping at each due item. Each item is handled before the clock goes on, so that
/// wake-ups run in order and at their own time. The walk of the last night on the way stands for those of all: it counts all months anew.
/// </summary>
public sealed class ClockMover(SimulatedClock clock, ITables tables, DueTimer tick, Pump pump, SimulatedGateway gateway) : IDisposable
{
    public static readonly Duration Most = Duration.FromDays(60);

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim turn = new(1);

    public Instant Now => clock.GetCurrentInstant();

    public Duration Ahead => clock.Ahead;

    /// <returns>The number of wake-ups on the way.</returns>
    public async Task<int> AdvanceAsync(Duration by, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await pump.DrainAsync(ct);
            var target = Now + by;
            var woken = 0;
            var night = DueTimer.LastNight(target);
            while (Now < night) woken += await StepAsync(night, ct);
            while (Now < target) woken += await StepAsync(target, ct);
            await SettleAsync(ct);
            return woken;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<int> StepAsync(Instant target, CancellationToken ct)
    {
        await clock.MoveToAsync(await NextStopAsync(target, ct), ct);
        var woken = await tick.RunAsync(ct);
        if (woken > 0 || DueTimer.LastNight(target) == target) await pump.DrainAsync(ct);
        return woken;
    }

    /// <summary>The next time with due work, but at least a minute ahead, because the timer runs every minute.</summary>
    private async Task<Instant> NextStopAsync(Instant target, CancellationToken ct)
    {
        if (await tables.ThroughAsync(Table.Due, Keys.DueBucket(target), 1, ct) is not [var first]) return target;
        var soonest = Now + Duration.FromMinutes(1);
        return Instant.Min(target, Instant.Max(soonest, Json.Read<DueRow>(first.Data).At));
    }

    /// <summary>Waits for the delivery reports of messages sent on the way.</summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        var until = DateTimeOffset.UtcNow + patience;
        while (gateway.Outstanding > 0 && DateTimeOffset.UtcNow < until) await Task.Delay(20, ct);
        await pump.DrainAsync(ct);
    }
}
