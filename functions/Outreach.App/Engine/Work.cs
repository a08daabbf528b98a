using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>What stands on the work queue: look after one aggregate.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Id">The aggregate, as <c>Kind/key</c>.</param>
/// <param name="Version">For effects: the version whose effects these are.</param>
/// <param name="Tries">How often a guard has looked before.</param>
public sealed record WorkItem(WorkKind Kind, AggregateId Id, long Version = 0, int Tries = 0);

public enum WorkKind
{
    /// <summary>Carry out pending effects left by a process that may have died.</summary>
    Guard,
    /// <summary>Carry out pending effects that were committed and left to the queue on purpose.</summary>
    Effects,
    /// <summary>The time an aggregate asked for has come.</summary>
    Wake,
    /// <summary>Take the next step of a long job.</summary>
    Continue,
}

/// <summary>One aggregate as loaded: null state and ETag when there is none yet.</summary>
public sealed record Loaded(object? State, long Version, IReadOnlyList<Pending> Pending, string? ETag);

/// <summary>An effect that is committed and not yet known to be carried out.</summary>
public sealed record Pending(string Id, Effect Effect)
{
    /// <summary>The version that committed it.</summary>
    public long Version => long.Parse(Id.Split('|')[^2], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One piece of work, begun by a queue message, a web request or the timer: and what it has loaded.</summary>
/// <param name="queued">A queue message stands behind this work and comes again if the
/// process dies. Otherwise a guard is put out before a commit.</param>
public sealed class Work(bool queued)
{
    public bool Queued { get; } = queued;

    /// <summary>Fixes the time, for loading history.</summary>
    public Instant? At { get; init; }

    /// <summary>Says nothing to anybody, for loading history.</summary>
    public bool Silent { get; init; }

    internal Dictionary<AggregateId, Loaded> Cache { get; } = [];

    /// <summary>Effects this work has taken in hand: one that leads back to its own aggregate does not find itself pending there.</summary>
    internal HashSet<string> InHand { get; } = [];
}
