using Outreach.App;

namespace Outreach.Testing;

/// <summary>Tables in front of other tables. A test overrides what it changes, counts or breaks.</summary>
public abstract class TablesAround(ITables inner) : ITables
{
    /// <summary>Passes every call on.</summary>
    /// <param name="name">The verb and the table, such as <c>get Agreements</c>.</param>
    protected virtual Task<T> CallAsync<T>(string name, Func<Task<T>> call) => call();

    public virtual Task<Entity?> GetAsync(Key key, CancellationToken ct) => CallAsync($"get {key.Table}", () => inner.GetAsync(key, ct));

    public virtual Task<string?> InsertAsync(Key key, string data, CancellationToken ct) =>
        CallAsync($"insert {key.Table}", () => inner.InsertAsync(key, data, ct));

    public virtual Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct) =>
        CallAsync($"replace {key.Table}", () => inner.ReplaceAsync(key, data, etag, ct));

    public virtual Task UpsertAsync(Key key, string data, CancellationToken ct) =>
        CallAsync($"upsert {key.Table}", () => DoneAsync(inner.UpsertAsync(key, data, ct)));

    public Task DeleteAsync(Key key, CancellationToken ct) =>
        CallAsync($"delete {key.Table}", () => DoneAsync(inner.DeleteAsync(key, ct)));

    public virtual Task UpsertManyAsync(IReadOnlyCollection<(Key Key, string Data)> entities, CancellationToken ct) =>
        CallAsync($"upsert many {entities.FirstOrDefault().Key.Table}", () => DoneAsync(inner.UpsertManyAsync(entities, ct)));

    public virtual Task<bool> AppendAsync((Key Key, string Data) row, (Key Key, string Data) head, string? headETag,
        CancellationToken ct) => CallAsync($"append {row.Key.Table}", () => inner.AppendAsync(row, head, headETag, ct));

    public Task DeleteManyAsync(IReadOnlyCollection<Key> keys, CancellationToken ct) =>
        CallAsync($"delete many {keys.FirstOrDefault().Table}", () => DoneAsync(inner.DeleteManyAsync(keys, ct)));

    public virtual Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct) =>
        CallAsync($"page {table}", () => inner.PageAsync(table, partition, after, take, ct));

    public Task<IReadOnlyList<Entity>> ThroughAsync(Table table, string partition, int take, CancellationToken ct) =>
        CallAsync($"through {table}", () => inner.ThroughAsync(table, partition, take, ct));

    public Task<IReadOnlyList<Entity>> BeyondAsync(Table table, string partition, int take, CancellationToken ct) =>
        CallAsync($"beyond {table}", () => inner.BeyondAsync(table, partition, take, ct));

    private static async Task<bool> DoneAsync(Task call)
    {
        await call;
        return true;
    }
}
