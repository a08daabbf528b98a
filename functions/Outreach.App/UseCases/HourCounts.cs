using System.Globalization;

namespace Outreach.App;

/// <summary>Counts by the hour, in storage, so that they hold over all instances.</summary>
internal static class HourCounts
{
    private const int Tries = 10;

    public static async Task<int> CountedAsync(this ITables tables, Key key, CancellationToken ct) =>
        await tables.GetAsync(key, ct) is { } row ? int.Parse(row.Data, CultureInfo.InvariantCulture) : 0;

    /// <summary>Takes back one that was counted.</summary>
    public static async Task UncountAsync(this ITables tables, Key key, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await tables.GetAsync(key, ct) is not { } row) return;
            var less = (int.Parse(row.Data, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);
            if (await tables.WriteAsync(key, less, row.ETag, ct)) return;
        }
    }

    /// <summary>Counts one. False, and nothing counted, when there were so many already; null when too many count at once.</summary>
    public static async Task<bool?> CountAsync(this ITables tables, Key key, int most, CancellationToken ct) =>
        await tables.NextAsync(key, most, ct) is { } number ? number > 0 : null;

    /// <summary>As above; the number that this one is, or 0.</summary>
    public static async Task<int?> NextAsync(this ITables tables, Key key, int most, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var row = await tables.GetAsync(key, ct);
            var count = row is null ? 0 : int.Parse(row.Data, CultureInfo.InvariantCulture);
            if (count >= most) return 0;
            var next = (count + 1).ToString(CultureInfo.InvariantCulture);
            if (await tables.WriteAsync(key, next, row?.ETag, ct)) return count + 1;
        }
        return null;
    }
}
