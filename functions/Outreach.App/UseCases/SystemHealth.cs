using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>How the system is.</summary>
/// <param name="Problem">What is wrong with the storage, in one sentence; null for nothing.</param>
/// <param name="Queues">Empty while storage has a problem.</param>
/// <param name="SetAside">Messages that wait to be sent again, counted up to <see cref="SystemHealth.MostCounted"/>.</param>
/// <param name="WalkBegan">The last nightly walk, which drops what is past its time and counts the figures; null before the first.</param>
/// <param name="WalkEnded">Null while it is under way.</param>
public sealed record SystemState(string? Problem, IReadOnlyList<QueueLength> Queues, int SetAside, Instant? WalkBegan, Instant? WalkEnded);

/// <summary>Looks at what somebody who runs the system has to know.</summary>
public sealed class SystemHealth(IStorageWatch watch, Poison poison, Engine engine)
{
    public const int MostCounted = 1000;

    public async Task<SystemState> LookAsync(CancellationToken ct)
    {
        if (await watch.ProblemAsync(ct) is { } problem) return new(problem, [], 0, null, null);
        var walk = await engine.StateAsync<Sweep>(new Work(Arrival.Request), AggregateId.Sweep(Sweeps.Daily), ct);
        var aside = await poison.ListAsync("", MostCounted, ct);
        return new(null, await watch.QueuesAsync(ct), aside.Count, walk?.StartedAt, walk?.EndedAt);
    }
}
