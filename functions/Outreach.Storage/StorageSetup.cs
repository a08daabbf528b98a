using Azure.Data.Tables;
using Azure.Storage.Queues;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>Creates the App's tables and queues in a storage account. A repeat changes nothing.</summary>
public sealed class StorageSetup(TableServiceClient tables, QueueServiceClient queues)
{
    /// <summary>Creates every table, every queue and its poison queue, all at once.</summary>
    public Task CreateAsync(CancellationToken ct)
    {
        var created = Enum.GetValues<Table>()
            .Select(Task (table) => tables.CreateTableIfNotExistsAsync(TableNames.Of(table), ct))
            .Concat(Enum.GetValues<Queue>().SelectMany(queue => new[] { TableNames.Of(queue), TableNames.PoisonOf(queue) })
                .Select(Task (name) => queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: ct)));
        return Task.WhenAll(created);
    }
}
