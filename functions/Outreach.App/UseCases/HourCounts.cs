using System.Globalization;

namespace Outreach.App;

/// <summary>Counts by the hour, in storage, so that they hold over all instances.</summary>
internal static class HourCounts
{
    private const int Tries = 10;

    public static async Task<int> CountedAsync(this ITables tables, Key key, CancellationToken ct) =>
        await tables.GetAsync(key, ct) is { } row ? int.Parse(row.Data, CultureInfo.InvariantCulture) : 0;

    /// <summary>Counts one. False, and nothing counted, when there were so many already; null when too many count at once.</summary>
    public static async Task<bool?> CountAsync(this ITables tables, Key key, int most, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var row = await tables.GetAsync(key, ct);
            var count = row is null ? 0 : int.Parse(row.Data, CultureInfo.InvariantCulture);
            if (count >= most) return false;
            var next = (count + 1).ToString(CultureInfo.InvariantCulture);
            if (await tables.WriteAsync(key, next, row?.ETag, ct)) return true;
        }
        return null;
    }
}
