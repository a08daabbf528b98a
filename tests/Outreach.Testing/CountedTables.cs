using Outreach.App;

namespace Outreach.Testing;

/// <summary>Tables that count their calls.</summary>
/// <param name="table">Only calls to this table count; null for all.</param>
public sealed class CountedTables(ITables inner, Table? table = null) : TablesAround(inner)
{
    private int calls;

    /// <summary>The calls since the start or the last <see cref="Reset"/>.</summary>
    public int Calls => calls;

    public void Reset() => calls = 0;

    protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call)
    {
        if (table is null || name.EndsWith($" {table}", StringComparison.Ordinal)) Interlocked.Increment(ref calls);
        return call();
    }
}
