using NodaTime;
using NodaTime.Text;

namespace Outreach.App;

/// <summary>
/// Counts tips by person and day: a row for each broadcast that comes to a person, a hundred in one write and one read. See
/// docs/decisions/0181.
/// </summary>
public sealed class TipDays(ITables tables, IClock clock)
{
    private const int PageSize = 1000;
    private static readonly Period kept = Period.FromDays(3);

    /// <summary>Writes the broadcast down for these people, at most 100, and reads what came to them that day.</summary>
    /// <returns>Who has had as many other tips; these are not counted.</returns>
    public async Task<IReadOnlySet<string>> CountAsync(string programme, LocalDate day, string broadcast, IReadOnlyList<string> people,
        int most, CancellationToken ct)
    {
        // Written before it is read, so that of two broadcasts at once at least one sees the other.
        var now = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant());
        await tables.UpsertManyAsync([.. people.Select(person => (Keys.TipDay(programme, day, person, broadcast), now))], ct);
        var ordered = people.Order(StringComparer.Ordinal).ToList();
        var (partition, last) = (Keys.TipDay(programme, day, "", "").Partition, Keys.TipDay(programme, day, ordered[^1], "~").Row);
        var tips = new List<(string Person, string Broadcast, string At)>();
        for (var cursor = ordered[0]; ;)
        {
            var rows = await tables.PageAsync(Table.TipDays, partition, cursor, PageSize, ct);
            tips.AddRange(rows.Select(r => (r.Key.Row.Split('|')[0], r.Key.Row.Split('|')[1], r.Data)));
            if (rows.Count < PageSize || string.CompareOrdinal(rows[^1].Key.Row, last) > 0) break;
            cursor = rows[^1].Key.Row;
        }
        var wanted = people.ToHashSet(StringComparer.Ordinal);
        // Of two at the same time each counts as the other's forerunner: rather none than one too many.
        var enough = tips.Where(t => wanted.Contains(t.Person) && t.Broadcast != broadcast && string.CompareOrdinal(t.At, now) <= 0)
            .GroupBy(t => t.Person).Where(g => g.Count() >= most).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        // Whom it does not go to had no tip by it.
        if (enough.Count > 0)
            await tables.DeleteManyAsync([.. enough.Select(person => Keys.TipDay(programme, day, person, broadcast))], ct);
        return enough;
    }

    /// <summary>Counts a tip that goes to one person, without asking for others: it is what the person joined for.</summary>
    public Task NoteAsync(string programme, LocalDate day, string tip, string person, CancellationToken ct) =>
        tables.UpsertAsync(Keys.TipDay(programme, day, person, tip), InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()), ct);

    /// <summary>Drops the counts of days that are over everywhere.</summary>
    public async Task ForgetAsync(Instant now, CancellationToken ct)
    {
        var before = LocalDatePattern.Iso.Format(now.InUtc().Date.Minus(kept));
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.TipDays, before, PageSize, ct);
            await tables.DeleteAllAsync(rows.Select(r => r.Key), ct);
            if (rows.Count < PageSize) return;
        }
    }
}
