using NodaTime;
using NodaTime.Text;
using Outreach.Core.Figures;
using Outreach.Core.Mentoring;

namespace Outreach.App;

/// <summary>A tip that came to a person.</summary>
/// <param name="Tip">The broadcast's id; a lesson's behind <see cref="Lesson"/>, a mentor's answer's behind <see cref="Answer"/>.</param>
public sealed record TipHad(string Person, string Tip, string At)
{
    public const string Lesson = "lesson.";
    public const string Answer = "answer.";

    public bool IsLesson => Tip.StartsWith(Lesson, StringComparison.Ordinal);

    /// <summary>A mentor's answer, which is no tip.</summary>
    public bool IsAnswer => Tip.StartsWith(Answer, StringComparison.Ordinal);

    public static TipHad Of(Entity row) => row.Key.Row.Split('|') is [var person, var tip]
        ? new(person, tip, row.Data)
        : throw new FormatException($"{row.Key.Row} is no person and tip.");
}

/// <summary>The days that lie between two tips to a person. Lessons are none.</summary>
/// <param name="Since">The first day whose tips count.</param>
/// <param name="Own">The broadcast that asks; its own tips do not count, nor do those of the one that did not reach its people.</param>
public sealed record TipRest(LocalDate Since, Audience Audience, string Own)
{
    public bool Counts(TipHad tip) => tip is { IsLesson: false, IsAnswer: false } && Audience.IsOther(tip.Tip, Own);
}

/// <summary>
/// Counts tips by person and day: a row for each broadcast that comes to a person, a hundred in one write and one read. See
/// docs/decisions/0181.
/// </summary>
public sealed class TipDays(ITables tables, IClock clock)
{
    private const int PageSize = 1000;

    /// <summary>More than one person gets in a day.</summary>
    private const int OnePersons = 100;

    /// <summary>The figures of own acts look longer back than a pause between two tips lasts.</summary>
    private static readonly Period kept = Period.FromDays(OwnActs.AsksKnownFor);

    /// <summary>Writes the broadcast down for these people, at most 100, and reads what came to them that day.</summary>
    /// <param name="rest">Where days lie between two tips: what came since the audience was frozen counts too, at a read a day.</param>
    /// <returns>Who has had as many other tips; these are not counted.</returns>
    public async Task<IReadOnlySet<string>> CountAsync(string programme, LocalDate day, string broadcast, IReadOnlyList<string> people,
        int most, CancellationToken ct, TipRest? rest = null)
    {
        // Written before it is read, so that of two broadcasts at once at least one sees the other.
        var now = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant());
        await tables.UpsertManyAsync([.. people.Select(person => (Keys.TipDay(programme, day, person, broadcast), now))], ct);
        var ordered = people.Order(StringComparer.Ordinal).ToList();
        var tips = await ReadAsync(programme, day, ordered[0], ordered[^1], ct);
        var wanted = people.ToHashSet(StringComparer.Ordinal);
        // Of two at the same time each counts as the other's forerunner: rather none than one too many.
        var before = tips.Where(t => !t.IsAnswer && wanted.Contains(t.Person) && t.Tip != broadcast
            && string.CompareOrdinal(t.At, now) <= 0).ToList();
        var enough = before.GroupBy(t => t.Person).Where(g => g.Count() >= most).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        if (rest is not null)
        {
            enough.UnionWith(before.Where(rest.Counts).Select(t => t.Person));
            for (var past = rest.Since; past < day; past = past.PlusDays(1))
                enough.UnionWith((await ReadAsync(programme, past, ordered[0], ordered[^1], ct))
                    .Where(t => wanted.Contains(t.Person) && rest.Counts(t)).Select(t => t.Person));
        }
        // Whom it does not go to had no tip by it.
        if (enough.Count > 0)
            await tables.DeleteManyAsync([.. enough.Select(person => Keys.TipDay(programme, day, person, broadcast))], ct);
        return enough;
    }

    /// <summary>
    /// Who of the people after one directory key, up to and with another, had a tip since then. A read for each day and thousand rows.
    /// </summary>
    public async Task<IReadOnlySet<string>> SinceAsync(string programme, TipRest rest, LocalDate today, string after, string last,
        CancellationToken ct)
    {
        var had = new HashSet<string>(StringComparer.Ordinal);
        for (var day = rest.Since; day <= today; day = day.PlusDays(1))
            had.UnionWith((await ReadAsync(programme, day, after, last, ct)).Where(rest.Counts).Select(t => t.Person));
        return had;
    }

    /// <summary>Notes a lesson or a mentor's answer, without asking for other tips: the person joined, or wrote.</summary>
    /// <param name="tip">The message's id behind <see cref="TipHad.Lesson"/> or <see cref="TipHad.Answer"/>.</param>
    public Task NoteAsync(string programme, LocalDate day, string tip, string person, CancellationToken ct) =>
        tables.UpsertAsync(Keys.TipDay(programme, day, person, tip), InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()), ct);

    /// <summary>When free words last went to the person on these days; null for never. A read a day.</summary>
    public async Task<Instant?> LastAsync(string programme, string person, DateInterval days, CancellationToken ct)
    {
        Instant? last = null;
        foreach (var day in days)
        {
            foreach (var tip in await ReadAsync(programme, day, person, person, ct, take: OnePersons))
                last = Instant.Max(InstantPattern.ExtendedIso.Parse(tip.At).Value, last ?? Instant.MinValue);
        }
        return last;
    }

    /// <summary>A day's tips of the people from one directory key to another.</summary>
    private async Task<IReadOnlyList<TipHad>> ReadAsync(string programme, LocalDate day, string first, string last, CancellationToken ct,
        int take = PageSize)
    {
        var (partition, end) = (Keys.TipDay(programme, day, "", "").Partition, Keys.TipDay(programme, day, last, "~").Row);
        var tips = new List<TipHad>();
        for (var cursor = first; ;)
        {
            var rows = await tables.PageAsync(Table.TipDays, partition, cursor, take, ct);
            tips.AddRange(rows.TakeWhile(r => string.CompareOrdinal(r.Key.Row, end) <= 0).Select(TipHad.Of));
            if (rows.Count < take || string.CompareOrdinal(rows[^1].Key.Row, end) > 0) return tips;
            cursor = rows[^1].Key.Row;
        }
    }

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
