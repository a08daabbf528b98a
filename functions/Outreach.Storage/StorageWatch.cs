using Azure;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>The storage's state for those who look after the system.</summary>
internal sealed class StorageWatch(StorageHealth health, QueueWatch queues) : IStorageWatch
{
    public Task<string?> ProblemAsync(CancellationToken ct) => health.ProblemAsync(ct);

    public async Task<IReadOnlyList<QueueLength>> QueuesAsync(CancellationToken ct)
    {
        try
        {
            return await queues.LookAsync(ct);
        }
        catch (RequestFailedException failure)
        {
            throw new StorageUnavailableException("The queues' lengths cannot be read.", failure);
        }
    }
}
