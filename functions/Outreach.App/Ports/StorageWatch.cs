using NodaTime;

namespace Outreach.App;

/// <summary>How many messages a queue holds, and how long the next has been there.</summary>
/// <param name="IsSetAside">The queue of those that nobody could handle.</param>
/// <param name="Messages">Hidden ones too; the storage's own estimate.</param>
public sealed record QueueLength(Queue Queue, bool IsSetAside, int Messages, Duration Oldest);

/// <summary>Looks at the storage that the App stands on.</summary>
public interface IStorageWatch
{
    /// <summary>Null when tables and queues answer, else one sentence that holds no secret.</summary>
    Task<string?> ProblemAsync(CancellationToken ct);

    /// <summary>Every queue, each with what was set aside from it. Two calls a queue.</summary>
    /// <exception cref="StorageUnavailableException">Storage does not answer.</exception>
    Task<IReadOnlyList<QueueLength>> QueuesAsync(CancellationToken ct);
}
