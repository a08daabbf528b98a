using Outreach.App;

namespace Outreach.Testing;

/// <summary>A storage whose state a test sets.</summary>
public sealed class WatchedStorage : IStorageWatch
{
    public string? Problem { get; set; }
    public List<QueueLength> Lengths { get; } = [];

    public Task<string?> ProblemAsync(CancellationToken ct) => Task.FromResult(Problem);

    public Task<IReadOnlyList<QueueLength>> QueuesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<QueueLength>>(Lengths);
}
