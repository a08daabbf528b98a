using Azure.Data.Tables;
using NodaTime;
using Outreach.App;

namespace Outreach.Storage.Backup;

/// <summary>
/// Copies every table into a folder, and back into an empty account. Queues are rebuilt from the tables' pending effects.
/// </summary>
/// <remarks>
/// A backup of a running app is right for each aggregate. Stop the app for a backup that is right between aggregates too.
/// </remarks>
public sealed class TableBackup(TableServiceClient service, ITables tables, IQueues queues, StorageSetup setup)
{
    /// <summary>The writes of a restore under way at once; well below one account's limit.</summary>
    private const int AtOnce = 16;

    /// <summary>
    /// Copies every table into a new folder, in the order of <see cref="Table"/>. Senders precede receivers, so effects of that time are
    /// pending in the copy.
    /// </summary>
    /// <returns>The number of rows copied.</returns>
    /// <exception cref="BackupException">The folder is not empty.</exception>
    public async Task<long> BackUpAsync(string folder, Action<string> say, CancellationToken ct)
    {
        var files = new BackupFolder(folder);
        files.Create();
        var begun = DateTimeOffset.UtcNow;
        Dictionary<string, BackupManifest.File> done = [];
        foreach (var table in Enum.GetValues<Table>())
        {
            var file = await files.WriteAsync(table, RowsAsync(table, ct), ct);
            done[TableNames.Of(table)] = file;
            say($"{TableNames.Of(table)}: {file.Rows} rows.");
        }
        await files.CompleteAsync(new BackupManifest(BackupFolder.Format, begun, DateTimeOffset.UtcNow, done), ct);
        return done.Values.Sum(file => file.Rows);
    }

    /// <summary>Copies a backup into empty tables, creates missing tables, and queues the pending work.</summary>
    /// <returns>The number of rows copied, and of messages put on the work queue.</returns>
    /// <exception cref="BackupException">The backup is not whole, or a table is not empty.</exception>
    public async Task<(long Rows, long Queued)> RestoreAsync(string folder, Action<string> say, CancellationToken ct)
    {
        var files = new BackupFolder(folder);
        var manifest = await files.OpenAsync(ct);
        await setup.CreateAsync(ct);
        await CheckEmptyAsync(ct);
        var queued = 0L;
        foreach (var table in Enum.GetValues<Table>().Where(table => manifest.Tables.ContainsKey(TableNames.Of(table))))
        {
            await Parallel.ForEachAsync(files.ReadAsync(table, ct),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (row,
                    token) => Interlocked.Add(ref queued, await RestoreAsync(new Key(table, row.Partition, row.Key), row.Data, token)));
            say($"{TableNames.Of(table)}: {manifest.Tables[TableNames.Of(table)].Rows} rows.");
        }
        return (manifest.Tables.Values.Sum(file => file.Rows), queued);
    }

    private async Task<int> RestoreAsync(Key key, string data, CancellationToken ct)
    {
        await tables.UpsertAsync(key, data, ct);
        if (Recovery.Of(key, data) is not { } left) return 0;
        // Delayed beyond the restore's expected time, because the work needs all tables restored.
        await queues.SendAsync(WorkItem.QueueOf(left.Id), Json.Write(left), Duration.FromMinutes(5), ct);
        return 1;
    }

    private async Task CheckEmptyAsync(CancellationToken ct)
    {
        foreach (var table in Enum.GetValues<Table>())
        {
            await foreach (var _ in service.GetTableClient(TableNames.Of(table))
                .QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: ct))
                throw new BackupException(
                    $"The table {TableNames.Of(table)} is not empty: restore into an account that holds nothing yet.");
        }
    }

    private async IAsyncEnumerable<BackupFolder.Row> RowsAsync(Table table,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var entity in service.GetTableClient(TableNames.Of(table))
            .QueryAsync<TableEntity>(maxPerPage: 1000, cancellationToken: ct))
            yield return new BackupFolder.Row(TableNames.UnescapeKey(entity.PartitionKey), TableNames.UnescapeKey(entity.RowKey),
                EntityText.Read(entity));
    }
}
