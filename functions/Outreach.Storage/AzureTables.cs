using System.Collections.Frozen;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>
/// The tables in Azure. A retried write that finds its own first try (random id in property W) has succeeded, not lost a race.
/// </summary>
public sealed class AzureTables : ITables
{
    private const string WriteId = "W";
    private static readonly string[] WriteIdOnly = [WriteId];

    private readonly FrozenDictionary<Table, TableClient> tables;

    public AzureTables(TableServiceClient service) =>
        tables = Enum.GetValues<Table>().ToFrozenDictionary(table => table, table => service.GetTableClient(TableNames.Of(table)));

    public Task<Entity?> GetAsync(Key key, CancellationToken ct)
    {
        var (partition, row) = Escaped(key);
        return Outage.NamedAsync(async () =>
        {
            var found = await tables[key.Table].GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: ct);
            return found.HasValue ? ToEntity(key.Table, found.Value!) : null;
        }, ct);
    }

    public Task<string?> InsertAsync(Key key, string data, CancellationToken ct)
    {
        var entity = ToTableEntity(key, data);
        return ConditionalAsync(key.Table, entity, table => table.AddEntityAsync(entity, ct), ct);
    }

    public Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        var entity = ToTableEntity(key, data);
        var version = new ETag(etag);
        return ConditionalAsync(key.Table, entity,
            table => table.UpdateEntityAsync(entity, version, TableUpdateMode.Replace, ct), ct);
    }

    public Task UpsertAsync(Key key, string data, CancellationToken ct)
    {
        var entity = ToTableEntity(key, data);
        return Outage.NamedAsync(() => tables[key.Table].UpsertEntityAsync(entity, TableUpdateMode.Replace, ct), ct);
    }

    public Task DeleteAsync(Key key, CancellationToken ct)
    {
        var (partition, row) = Escaped(key);
        return Outage.NamedAsync(() => tables[key.Table].DeleteEntityAsync(partition, row, ETag.All, ct), ct);
    }

    public Task UpsertManyAsync(IReadOnlyCollection<(Key Key, string Data)> entities, CancellationToken ct) => entities.Count == 0
        ? Task.CompletedTask
        : TransactAsync(entities.First().Key.Table,
            [.. entities.Select(e => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToTableEntity(e.Key, e.Data)))],
            ct);

    public Task<bool> AppendAsync((Key Key, string Data) row, (Key Key, string Data) head, string? headETag, CancellationToken ct)
    {
        var (added, end) = (ToTableEntity(row.Key, row.Data), ToTableEntity(head.Key, head.Data));
        TableTransactionAction[] both =
        [
            new(TableTransactionActionType.Add, added),
            headETag is null
                ? new(TableTransactionActionType.Add, end)
                : new(TableTransactionActionType.UpdateReplace, end, new ETag(headETag)),
        ];
        return Outage.NamedAsync(async () =>
        {
            using var attempt = WriteAttempt.Begin();
            try
            {
                await tables[row.Key.Table].SubmitTransactionAsync(both, ct);
                return true;
            }
            catch (RequestFailedException lost) when (IsLostRace(lost))
            {
                return attempt.Retried && await OwnWriteAsync(tables[row.Key.Table], added, ct) is not null;
            }
        }, ct);
    }

    public async Task DeleteManyAsync(IReadOnlyCollection<Key> keys, CancellationToken ct)
    {
        if (keys.Count == 0) return;
        try
        {
            await TransactAsync(keys.First().Table, [.. keys.Select(Deletion)], ct);
        }
        catch (TableTransactionFailedException missing) when (missing.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            // One missing row undoes the whole transaction.
            foreach (var key in keys) await DeleteAsync(key, ct);
        }
    }

    private Task TransactAsync(Table table, IReadOnlyList<TableTransactionAction> actions, CancellationToken ct) =>
        Outage.NamedAsync(() => tables[table].SubmitTransactionAsync(actions, ct), ct);

    private static TableTransactionAction Deletion(Key key)
    {
        var (partition, row) = Escaped(key);
        return new(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All);
    }

    public Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct)
    {
        var (escapedPartition, escapedAfter) = (TableNames.EscapeKey(partition), TableNames.EscapeKey(after));
        return FirstAsync(table, TableClient.CreateQueryFilter($"PartitionKey eq {escapedPartition} and RowKey gt {escapedAfter}"), take,
            ct);
    }

    public Task<IReadOnlyList<Entity>> ThroughAsync(Table table, string partition, int take, CancellationToken ct)
    {
        var escaped = TableNames.EscapeKey(partition);
        return FirstAsync(table, TableClient.CreateQueryFilter($"PartitionKey le {escaped}"), take, ct);
    }

    public Task<IReadOnlyList<Entity>> BeyondAsync(Table table, string partition, int take, CancellationToken ct)
    {
        var escaped = TableNames.EscapeKey(partition);
        return FirstAsync(table, TableClient.CreateQueryFilter($"PartitionKey gt {escaped}"), take, ct);
    }

    /// <summary>The first entities of a query: one call, unless the service answers short and reports more.</summary>
    private Task<IReadOnlyList<Entity>> FirstAsync(Table table, string filter, int take, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 1000);
        return Outage.NamedAsync<IReadOnlyList<Entity>>(async () =>
        {
            var found = new List<Entity>();
            await foreach (var page in tables[table].QueryAsync<TableEntity>(filter, take, cancellationToken: ct).AsPages())
            {
                found.AddRange(page.Values.Take(take - found.Count).Select(entity => ToEntity(table, entity)));
                if (found.Count == take) break;
            }
            return found;
        }, ct);
    }

    private Task<string?> ConditionalAsync(
        Table table, TableEntity entity, Func<TableClient, Task<Response>> write, CancellationToken ct) => Outage.NamedAsync(async () =>
    {
        using var attempt = WriteAttempt.Begin();
        try
        {
            return (await write(tables[table])).Headers.ETag?.ToString();
        }
        catch (RequestFailedException lost) when (IsLostRace(lost))
        {
            return attempt.Retried ? await OwnWriteAsync(tables[table], entity, ct) : null;
        }
    }, ct);

    private static bool IsLostRace(RequestFailedException failure) =>
        failure.ErrorCode == TableErrorCode.EntityAlreadyExists
        || failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied
        || failure.ErrorCode == TableErrorCode.ResourceNotFound;

    private static async Task<string?> OwnWriteAsync(TableClient table, TableEntity entity, CancellationToken ct)
    {
        var there = await table.GetEntityIfExistsAsync<TableEntity>(entity.PartitionKey, entity.RowKey, WriteIdOnly, ct);
        return there.HasValue && there.Value!.GetString(WriteId) == entity.GetString(WriteId) ? there.Value.ETag.ToString() : null;
    }

    private static TableEntity ToTableEntity(Key key, string data)
    {
        var (partition, row) = Escaped(key);
        var entity = new TableEntity(partition, row) { [WriteId] = Guid.NewGuid().ToString("N") };
        EntityText.Write(entity, data);
        return entity;
    }

    private static Entity ToEntity(Table table, TableEntity entity) => new(
        new Key(table, TableNames.UnescapeKey(entity.PartitionKey), TableNames.UnescapeKey(entity.RowKey)),
        EntityText.Read(entity), entity.ETag.ToString());

    private static (string Partition, string Row) Escaped(Key key) =>
        (TableNames.EscapeKey(key.Partition), TableNames.EscapeKey(key.Row));
}
