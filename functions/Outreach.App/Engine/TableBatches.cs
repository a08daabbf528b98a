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
