using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>An item of the work queue: look after one aggregate.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Id">The aggregate, as <c>Kind/key</c>.</param>
/// <param name="Version">For effects: the version that committed them.</param>
/// <param name="Tries">The number of times a guard has looked before.</param>
public sealed record WorkItem(WorkKind Kind, AggregateId Id, long Version = 0, int Tries = 0);

public enum WorkKind
{
    /// <summary>Carry out pending effects left by a process that may have died.</summary>
    Guard,
    /// <summary>Carry out pending effects that were committed and left to the queue on purpose.</summary>
    Effects,
    /// <summary>The time that an aggregate asked for has come.</summary>
    Wake,
    /// <summary>Take the next step of a long job.</summary>
    Continue,
}

/// <summary>One loaded aggregate. State and ETag are null while the aggregate does not exist.</summary>
public sealed record Loaded(object? State, long Version, IReadOnlyList<Pending> Pending, string? ETag);

/// <summary>A committed effect that may not have been carried out.</summary>
public sealed record Pending(string Id, Effect Effect)
{
    public long Version => long.Parse(Id.Split('|')[^2], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One piece of work, begun by a queue message, a web request or the timer, with its loaded aggregates.</summary>
/// <param name="queued">True when a queue message triggers this work again if the process dies. Otherwise a guard is queued before a
/// commit.</param>
public sealed class Work(bool queued)
{
    public bool Queued { get; } = queued;

    /// <summary>Fixes the time, for loading history.</summary>
    public Instant? At { get; init; }

    /// <summary>Sends no messages, for loading history.</summary>
    public bool Silent { get; init; }

    internal Dictionary<AggregateId, Loaded> Cache { get; } = [];

    /// <summary>Ids of effects that this work has begun. An effect that leads back to its own aggregate must not repeat them.</summary>
    internal HashSet<string> InHand { get; } = [];
}
