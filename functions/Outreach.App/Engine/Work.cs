using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>An item of the work queues: look after one aggregate.</summary>
/// <param name="Id">The aggregate, as <c>Kind/key</c>.</param>
/// <param name="Version">For a guard: the version whose effects it guards.</param>
/// <param name="Looks">For a guard: how often it has looked for the commit before.</param>
/// <param name="Committed">For a guard: the version is committed, and its effects were left to the queue on purpose.</param>
/// <param name="DueAt">For a wake-up: the time that the aggregate asked for.</param>
/// <param name="Code">For a code: which.</param>
public sealed record WorkItem(
    WorkKind Kind, AggregateId Id, long Version = 0, int Looks = 0, bool Committed = false, Instant? DueAt = null, AskedCode? Code = null)
{
    public static WorkItem Wake(AggregateId id, Instant? dueAt = null) => new(WorkKind.Wake, id, DueAt: dueAt);

    /// <summary>Long jobs and waves of reminders have a queue of their own, so that a person's answer never waits behind them.</summary>
    /// <param name="bulk">True for a wake-up that was marked as bulk.</param>
    public static Queue QueueOf(AggregateId id, bool bulk = false) => bulk
        || id.Kind is AggregateKind.Account or AggregateKind.Broadcast or AggregateKind.Batch or AggregateKind.Import or AggregateKind.Sweep
            or AggregateKind.Intake or AggregateKind.EventDelivery or AggregateKind.EventTargets
        ? Queue.Bulk
        : Queue.Work;
}

public enum WorkKind
{
    /// <summary>Carry out a commit's pending effects, where the process that made it may have died.</summary>
    Guard,
    /// <summary>Look at an aggregate again: its time has come, or its job has a next step.</summary>
    Wake,
    /// <summary>Send a code for the console to a number, where it is a staff member's.</summary>
    Code,
}

/// <summary>One loaded aggregate. State and ETag are null while the aggregate does not exist.</summary>
/// <param name="Format">The format in which it was stored; 0 for none yet.</param>
public sealed record Loaded(object? State, long Version, IReadOnlyList<Pending> Pending, string? ETag, int Format = 0);

/// <summary>A committed effect that may not have been carried out.</summary>
public sealed record Pending(string Id, Effect Effect)
{
    public long Version => long.Parse(Id.Split('|')[^2], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How a piece of work came to the App.</summary>
/// <param name="IsQueued">A queue message triggers the work again if the process dies. Otherwise a guard is queued before a commit.</param>
/// <param name="Tries">The earlier deliveries, each of which may have done a part; what was sent again counts.</param>
/// <param name="At">When its cause happened: the SMS was received, or the wake-up fell due. The own clock may be behind.</param>
public sealed record Arrival(bool IsQueued, int Tries = 0, Instant? At = null)
{
    /// <summary>A web request or the timer: nothing brings it again.</summary>
    public static Arrival Request { get; } = new(false);

    /// <summary>A queue message's first delivery.</summary>
    public static Arrival Queued { get; } = new(true);

    public bool IsAgain => Tries > 0;
}

/// <summary>One piece of work with its loaded aggregates.</summary>
public sealed class Work(Arrival arrival)
{
    public Arrival Arrival { get; } = arrival;

    /// <summary>Fixes the time, for loading history.</summary>
    public Instant? At { get; init; }

    /// <summary>Sends no messages, for loading history.</summary>
    public bool Silent { get; init; }

    internal Dictionary<AggregateId, Loaded> Cache { get; } = [];

    /// <summary>The shards of the accounts that were read whole, by the first.</summary>
    internal Dictionary<AggregateId, IReadOnlyList<AggregateId>> Shards { get; } = [];

    /// <summary>Goes on from a state that is only tried: this work writes nothing.</summary>
    internal void Keep(AggregateId id, object tried) => Cache[id] = Cache[id] with { State = tried };

    /// <summary>Ids of effects that this work has begun. An effect that leads back to its own aggregate must not repeat them.</summary>
    internal HashSet<string> InHand { get; } = [];
}
