using System.Globalization;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Testing;

/// <summary>The tables in memory, with Azure's limits. The contract tests of Outreach.Storage.Tests run on both kinds.</summary>
public sealed class MemoryTables : ITables
{
    private readonly Lock gate = new();
    private readonly Dictionary<Table, SortedList<string, SortedList<string, Entity>>> tables =
        Enum.GetValues<Table>().ToDictionary(table => table, _ => Sorted<SortedList<string, Entity>>());
    private long writes;

    public Task<Entity?> GetAsync(Key key, CancellationToken ct) => Answer(() => Find(Checked(key)), ct);

    public Task<string?> InsertAsync(Key key, string data, CancellationToken ct) =>
        Answer(() => Find(Checked(key)) is null ? Put(key, data) : null, ct);

    public Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return Answer(() => Find(Checked(key))?.ETag == etag ? Put(key, data) : null, ct);
    }

    public Task UpsertAsync(Key key, string data, CancellationToken ct) => Answer(() => Put(Checked(key), data), ct);

    public Task DeleteAsync(Key key, CancellationToken ct) => Answer(() =>
        tables[Checked(key).Table].TryGetValue(key.Partition, out var rows) && rows.Remove(key.Row), ct);

    public Task UpsertManyAsync(IReadOnlyCollection<(Key Key, string Data)> entities, CancellationToken ct) => Answer(() =>
    {
        CheckBatch([.. entities.Select(e => e.Key)]);
        foreach (var (key, data) in entities) Put(Checked(key), data);
        return true;
    }, ct);

    public Task<bool> AppendAsync((Key Key, string Data) row, (Key Key, string Data) head, string? headETag, CancellationToken ct) =>
        Answer(() =>
        {
            CheckBatch([row.Key, head.Key]);
            if (Find(Checked(row.Key)) is not null || Find(Checked(head.Key))?.ETag != headETag) return false;
            Put(row.Key, row.Data);
            Put(head.Key, head.Data);
            return true;
        }, ct);

    public Task DeleteManyAsync(IReadOnlyCollection<Key> keys, CancellationToken ct) => Answer(() =>
    {
        CheckBatch(keys);
        foreach (var key in keys)
        {
            if (tables[Checked(key).Table].TryGetValue(key.Partition, out var rows)) rows.Remove(key.Row);
        }
        return true;
    }, ct);

    public Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct)
    {
        CheckTake(take);
        return Answer<IReadOnlyList<Entity>>(() =>
        {
            if (!tables[table].TryGetValue(partition, out var rows)) return [];
            var page = new List<Entity>();
            for (var i = FirstAfter(rows.Keys, after); i < rows.Count && page.Count < take; i++) page.Add(rows.Values[i]);
            return page;
        }, ct);
    }

    public Task<IReadOnlyList<Entity>> ThroughAsync(Table table, string partition, int take, CancellationToken ct)
    {
        CheckTake(take);
        return Answer<IReadOnlyList<Entity>>(() =>
            [.. tables[table].TakeWhile(p => string.CompareOrdinal(p.Key, partition) <= 0).SelectMany(p => p.Value.Values).Take(take)], ct);
    }

    public Task<IReadOnlyList<Entity>> BeyondAsync(Table table, string partition, int take, CancellationToken ct)
    {
        CheckTake(take);
        return Answer<IReadOnlyList<Entity>>(() =>
            [.. tables[table].SkipWhile(p => string.CompareOrdinal(p.Key, partition) <= 0).SelectMany(p => p.Value.Values).Take(take)], ct);
    }

    /// <summary>Everything in a table in order, for a test's own checks.</summary>
    public IReadOnlyList<Entity> All(Table table)
    {
        lock (gate) return [.. tables[table].Values.SelectMany(rows => rows.Values)];
    }

    /// <summary>Replaces the content by that of the other tables; rows are shared, since they never change.</summary>
    public void Load(MemoryTables other)
    {
        lock (gate)
        {
            foreach (var (table, partitions) in other.tables)
            {
                tables[table] = Sorted<SortedList<string, Entity>>();
                foreach (var (partition,
                    rows) in partitions) tables[table].Add(partition, new SortedList<string, Entity>(rows, StringComparer.Ordinal));
            }
            writes = other.writes;
        }
    }

    private Task<T> Answer<T>(Func<T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(work());
    }

    private Entity? Find(Key key) =>
        tables[key.Table].TryGetValue(key.Partition, out var rows) ? rows.GetValueOrDefault(key.Row) : null;

    private string Put(Key key, string data)
    {
        EntityText.ToBytes(data);
        if (!tables[key.Table].TryGetValue(key.Partition, out var rows)) tables[key.Table][key.Partition] = rows = Sorted<Entity>();
        var etag = (++writes).ToString("'W/\"'0'\"'", CultureInfo.InvariantCulture);
        rows[key.Row] = new Entity(key, data, etag);
        return etag;
    }

    private static Key Checked(Key key)
    {
        TableNames.EscapeKey(key.Partition);
        TableNames.EscapeKey(key.Row);
        return key;
    }

    /// <summary>Azure takes at most 100 different rows of one partition in a transaction.</summary>
    private static void CheckBatch(IReadOnlyCollection<Key> keys)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, 100);
        if (keys.Select(k => (k.Table, k.Partition)).Distinct().Count() > 1) throw new ArgumentException("These are several partitions.");
        if (keys.Distinct().Count() < keys.Count) throw new ArgumentException("A row is there twice.");
    }

    private static void CheckTake(int take)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 1000);
    }

    private static int FirstAfter(IList<string> rows, string after)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(rows[middle], after) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static SortedList<string, T> Sorted<T>() => new(StringComparer.Ordinal);
}
