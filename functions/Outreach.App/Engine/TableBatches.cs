namespace Outreach.App;

/// <summary>Writes and deletes of any number of entities, in Azure's batches of 100 of one partition.</summary>
internal static class TableBatches
{
    private const int Most = 100;

    public static async Task UpsertAllAsync(this ITables tables, IEnumerable<(Key Key, string Data)> entities, CancellationToken ct)
    {
        foreach (var partition in entities.GroupBy(e => (e.Key.Table, e.Key.Partition)))
        {
            foreach (var batch in partition.Chunk(Most)) await tables.UpsertManyAsync(batch, ct);
        }
    }

    public static async Task DeleteAllAsync(this ITables tables, IEnumerable<Key> keys, CancellationToken ct)
    {
        foreach (var partition in keys.GroupBy(k => (k.Table, k.Partition)))
        {
            foreach (var batch in partition.Chunk(Most)) await tables.DeleteManyAsync(batch, ct);
        }
    }
}

internal static class TableWrites
{
    /// <summary>Inserts what was not there, or replaces what was read.</summary>
    /// <param name="etag">Of the entity as it was read; null where there was none.</param>
    /// <returns>False when another has written it meanwhile.</returns>
    public static async Task<bool> WriteAsync(this ITables tables, Key key, string data, string? etag, CancellationToken ct) =>
        (etag is null ? await tables.InsertAsync(key, data, ct) : await tables.ReplaceAsync(key, data, etag, ct)) is not null;
}
