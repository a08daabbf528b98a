using NodaTime;
using Outreach.App;
using Outreach.Gateways;

namespace Outreach.Local.Simulator;

/// <summary>The App's time: this machine's time plus an offset, which is stored with the data.</summary>
public sealed class SimulatedClock(ITables tables) : IClock
{
    private static readonly Key place = SimulatedStore.Setting("clock");

    private long ticksAhead;

    public Duration Ahead => Duration.FromTicks(Interlocked.Read(ref ticksAhead));

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + Ahead;

    public async Task LoadAsync(CancellationToken ct)
    {
        if (await tables.GetAsync(place, ct) is { } kept) Interlocked.Exchange(ref ticksAhead, Json.Read<long>(kept.Data));
    }

    /// <summary>Moves to an instant; an instant in the past is ignored, because time never runs backwards.</summary>
    public async Task MoveToAsync(Instant instant, CancellationToken ct)
    {
        var by = instant - GetCurrentInstant();
        if (by <= Duration.Zero) return;
        var ticks = Interlocked.Add(ref ticksAhead, by.BclCompatibleTicks + 1);
        await tables.UpsertAsync(place, Json.Write(ticks), ct);
    }
}
