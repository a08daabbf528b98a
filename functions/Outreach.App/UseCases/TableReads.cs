namespace Outreach.App;

/// <summary>Reads of a whole partition, for lists whose end matters.</summary>
internal static class TableReads
{
    private const int PageSize = 1000;

    /// <summary>Every entity of a partition, in ordinal order. One storage call for each thousand.</summary>
    public static async Task<IReadOnlyList<Entity>> AllAsync(this ITables tables, Table table, string partition, CancellationToken ct)
    {
        var all = new List<Entity>();
        for (var after = ""; ;)
        {
            var page = await tables.PageAsync(table, partition, after, PageSize, ct);
            all.AddRange(page);
            if (page.Count < PageSize) return all;
            after = page[^1].Key.Row;
        }
    }
}
