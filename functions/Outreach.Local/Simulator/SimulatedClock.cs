using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Gateways;

namespace Outreach.Local.Simulator;

/// <summary>The time that the App goes by: this machine's, moved ahead. How far is kept with the data.</summary>
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

    /// <summary>Moves to an instant; time does not run backwards, so one in the past is passed over.</summary>
    public async Task MoveToAsync(Instant instant, CancellationToken ct)
    {
        var by = instant - GetCurrentInstant();
        if (by <= Duration.Zero) return;
        var ticks = Interlocked.Add(ref ticksAhead, by.BclCompatibleTicks + 1);
        await tables.UpsertAsync(place, Json.Write(ticks), ct);
    }
}
