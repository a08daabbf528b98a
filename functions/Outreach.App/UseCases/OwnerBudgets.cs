using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Outreach.App;

/// <summary>The segments that an owner's launches of one day come to, by broadcast.</summary>
public sealed record OwnerDay(IReadOnlyDictionary<string, long> Segments);

/// <summary>Limits the segments that one owner starts in a day (UTC), whichever key they use.</summary>
public sealed class OwnerBudgets(ITables tables, IClock clock, OutreachOptions options)
{
    /// <summary>Counts a launch once. False when it does not fit, and then nothing is counted.</summary>
    public async Task<bool> FitsAsync(string owner, string broadcast, long segments, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner.ToUpperInvariant())))[..16];
        var key = Keys.OwnerDay(clock.GetCurrentInstant(), hash);
        while (true)
        {
            var row = await tables.GetAsync(key, ct);
            var known = row is null ? new OwnerDay(new Dictionary<string, long>()) : Json.Read<OwnerDay>(row.Data);
            if (known.Segments.ContainsKey(broadcast)) return true;
            if (known.Segments.Values.Sum() + segments > options.SegmentsPerOwnerADay) return false;
            var next = Json.Write(new OwnerDay(new Dictionary<string, long>(known.Segments) { [broadcast] = segments }));
            if (await tables.WriteAsync(key, next, row?.ETag, ct)) return true;
        }
    }
}
