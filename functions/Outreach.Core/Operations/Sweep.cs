using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Operations;

/// <summary>A sweep's position: a table, by its place in the order, and the last entity read.</summary>
public sealed record SweepPlace(int Table, string Partition, string Row)
{
    public static SweepPlace Start { get; } = new(0, "", "");
}

/// <summary>
/// A walk through all tables, in chunks by the work queue so that it resumes after a stop. Drops expired data, or the remaining data of an
/// erased person.
/// </summary>
/// <param name="Sought">Null for the retention sweep.</param>
/// <param name="Codes">The person's agreements, found during the sweep: messages about them belong to the person too.</param>
/// <param name="Pass">From 1. The second pass finds data that was in transit at the time of the erasure.</param>
public sealed record Sweep(SweepPlace Place, Sought? Sought, IReadOnlyList<string> Codes, int Pass, Instant StartedAt,
    Instant? EndedAt = null)
{
    /// <summary>No message and no queue entry waits longer than a week.</summary>
    public static readonly Duration SecondPassAfter = Duration.FromDays(8);

    /// <summary>The least time between two retention sweeps, so that repeated starts begin one a night.</summary>
    public static readonly Duration NotAgainFor = Duration.FromHours(1);

    public const int Passes = 2;
}

/// <summary>A chunk was read; <paramref name="To"/> is null after the last.</summary>
[StoredAs("Swept")] public sealed record Swept(SweepPlace From, SweepPlace? To, IReadOnlyList<string> Codes) : Command;

public static class SweepDecisions
{
    public static Outcome<Sweep> Decide(Sweep? sweep, string key, Command command, Instant now) => command switch
    {
        StartSweep start
            when sweep is null || sweep.EndedAt is not null && start.Sought is null && now >= sweep.StartedAt + Sweep.NotAgainFor =>
                Begun(new(SweepPlace.Start, start.Sought, [], 1, now), key),
        Swept swept when sweep is { EndedAt: null } && sweep.Place == swept.From => Moved(sweep, key, swept, now),
        _ => Outcome<Sweep>.Nothing(sweep),
    };

    private static Outcome<Sweep> Moved(Sweep sweep, string key, Swept swept, Instant now)
    {
        var next = sweep with { Codes = [.. sweep.Codes.Union(swept.Codes).Order(StringComparer.Ordinal)] };
        if (swept.To is { } to) return Begun(next with { Place = to }, key);
        if (sweep.Sought is null || sweep.Pass == Sweep.Passes)
            return new(next with { Place = SweepPlace.Start, Sought = null, Codes = [], EndedAt = now }, []);
        return new(next with { Place = SweepPlace.Start, Pass = sweep.Pass + 1 },
            [new WakeAt(AggregateId.Sweep(key), sweep.StartedAt + Sweep.SecondPassAfter)]);
    }

    private static Outcome<Sweep> Begun(Sweep sweep, string key) => new(sweep, Next(key));

    private static IReadOnlyList<Effect> Next(string key) => [new WakeNow(AggregateId.Sweep(key))];
}
