using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A text that a broadcast sends, by the marks of its words. A row of an earlier version has none.</summary>
public sealed record TextUse(string Broadcast, Instant At, string? Marks = null);

/// <summary>The texts of a programme's last broadcasts, in one row, so that the same again is noticed, however it is written.</summary>
public sealed class TextUses(ITables tables, IClock clock)
{
    public static readonly Duration NoticedFor = Duration.FromDays(7);

    /// <summary>The characters of marks that one row keeps; the oldest texts go first.</summary>
    private const int MostKept = 50_000;

    /// <summary>Whether another broadcast of the programme used one of these texts within seven days.</summary>
    /// <param name="notes">Notes the texts for those that follow: the broadcast is to be launched.</param>
    public async Task<bool> IsAgainAsync(Broadcast broadcast, bool notes, CancellationToken ct)
    {
        var (key, now) = (Keys.TextUses(broadcast.Audience.Programme), clock.GetCurrentInstant());
        var mine = broadcast.Texts.Values.Select(SameText.MarksOf).ToList();
        while (true)
        {
            var row = await tables.GetAsync(key, ct);
            var recent = row is null ? [] : Json.Read<IReadOnlyList<TextUse>>(row.Data).Where(u => now - u.At < NoticedFor).ToList();
            var again = recent.Any(u => u.Broadcast != broadcast.Id && mine.Any(m => SameText.IsNear(m, Read(u.Marks))));
            if (!notes) return again;
            List<TextUse> next =
                [.. recent.Where(u => u.Broadcast != broadcast.Id), .. mine.Select(m => new TextUse(broadcast.Id, now, Written(m)))];
            while (next.Sum(u => u.Marks?.Length ?? 0) > MostKept) next.RemoveAt(0);
            var data = Json.Write<IReadOnlyList<TextUse>>(next);
            if (await tables.WriteAsync(key, data, row?.ETag, ct)) return again;
        }
    }

    private static string Written(IReadOnlyList<int> marks) =>
        Convert.ToBase64String([.. marks.SelectMany(m => new[] { (byte)(m >> 8), (byte)m })]);

    private static IReadOnlyList<int> Read(string? marks) =>
        marks is null ? [-1] : [.. Convert.FromBase64String(marks).Chunk(2).Select(b => (b[0] << 8) | b[1])];
}
