namespace Outreach.Console;

/// <summary>Looks through what is stored for the rows that are meant, where no index has them: some thousands a request.</summary>
internal static class Seek
{
    public const int RowsACall = 1_000;

    private const int CallsAtOnce = 5;

    /// <param name="page">The rows after a key, <see cref="RowsACall"/> of them but at the end.</param>
    /// <returns>At most as many as were asked for, and the key to go on after: null once everything was looked through.</returns>
    public static async Task<(IReadOnlyList<T> Found, string? Next)> InAsync<T>(Stretch stretch, Func<string, Task<IReadOnlyList<T>>> page,
        Func<T, string> key, Func<T, bool> isMeant)
    {
        var (found, after) = (new List<T>(), stretch.After);
        for (var n = 0; n < CallsAtOnce; n++)
        {
            var rows = await page(after);
            foreach (var row in rows)
            {
                after = key(row);
                if (isMeant(row)) found.Add(row);
                if (found.Count == stretch.Take) return (found, after);
            }
            if (rows.Count < RowsACall) return (found, null);
        }
        return (found, after);
    }
}
