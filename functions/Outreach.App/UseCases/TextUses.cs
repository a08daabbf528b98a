using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A text that a broadcast sends, by its hash.</summary>
public sealed record TextUse(string Hash, string Broadcast, Instant At);

/// <summary>The texts of a programme's last broadcasts, in one row, so that the same text again is noticed.</summary>
public sealed class TextUses(ITables tables, IClock clock)
{
    public static readonly Duration NoticedFor = Duration.FromDays(7);

    /// <summary>Notes a broadcast's texts. True when another of the programme's used one of them within seven days.</summary>
    public async Task<bool> IsAgainAsync(Broadcast broadcast, CancellationToken ct)
    {
        var (key, now) = (Keys.TextUses(broadcast.Audience.Programme), clock.GetCurrentInstant());
        var mine = broadcast.Texts.Values.Select(HashOf).Distinct().ToList();
        while (true)
        {
            var row = await tables.GetAsync(key, ct);
            var recent = row is null ? [] : Json.Read<IReadOnlyList<TextUse>>(row.Data).Where(u => now - u.At < NoticedFor).ToList();
            var again = recent.Any(u => u.Broadcast != broadcast.Id && mine.Contains(u.Hash));
            IReadOnlyList<TextUse> next =
                [.. recent.Where(u => u.Broadcast != broadcast.Id), .. mine.Select(h => new TextUse(h, broadcast.Id, now))];
            var data = Json.Write(next);
            if ((row is null ? await tables.InsertAsync(key, data, ct) : await tables.ReplaceAsync(key, data, row.ETag, ct)) is not null)
                return again;
        }
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextRisk.Plain(text))))[..32];
}
