using NodaTime;
using Outreach.Core.Mentoring;

namespace Outreach.Core.Figures;

/// <summary>Everything that a walk through a programme's data found.</summary>
/// <param name="Courses">One of each course, added up: nobody is named in it.</param>
public sealed record Findings(IReadOnlyList<DuePayment> Payments, IReadOnlyList<FigureCount> Counts, IReadOnlyList<PersonPlace> People,
    IReadOnlyList<PersonMonth>? Months = null, IReadOnlyList<CourseCounts>? Courses = null)
{
    /// <summary>Together, with one month of each person and month, and one sum of each course.</summary>
    public static Findings Of(IReadOnlyList<Findings> parts) =>
        new([.. parts.SelectMany(p => p.Payments)], [.. parts.SelectMany(p => p.Counts)], [.. parts.SelectMany(p => p.People)],
            [.. parts.SelectMany(p => p.Months ?? []).GroupBy(m => (m.Person, m.Month)).Select(PersonMonth.Merged)],
            CourseCounts.Of(parts.SelectMany(p => p.Courses ?? [])));
}

/// <param name="Alone">How far each person stands alone, from the same counts.</param>
public sealed record Folded(IReadOnlyList<Figure> Figures, IReadOnlyDictionary<string, StandsAlone> Alone);

/// <summary>Adds findings up to figures: for the whole programme, and for each place.</summary>
public static class FigureFold
{
    /// <summary>Months of instalments that the first figure looks at together.</summary>
    public const int Window = 3;

    /// <summary>Days after a month in which a payment is still confirmed.</summary>
    public const int ClosesAfter = 3;

    /// <summary>
    /// Months before the present one that are still counted anew. Of own acts and of SMS it is one: what they are counted from is not kept
    /// for longer, and older months stay as they were told.
    /// </summary>
    public static int OpenMonths(FigureName name) => IsKeptShortly(name) ? 1 : MostOpenMonths;

    public const int MostOpenMonths = 3;

    /// <param name="today">In the programme's country. A window that has not closed gives no figure yet.</param>
    public static Folded Of(Findings findings, LocalDate today)
    {
        var places = findings.People.GroupBy(p => p.Person).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var counts = Counts(findings, places, today).ToList();
        return new(Figures(counts.Concat(PaidAsAgreed(findings.Payments, today)), places), Alone(counts, today));
    }

    private static IReadOnlyList<Figure> Figures(IEnumerable<FigureCount> counts, Dictionary<string, PersonPlace> places) =>
    [
        .. counts.Select(c => Left(c, places)).OfType<FigureCount>().SelectMany(c => Groups(c, places))
            .GroupBy(c => (c.Count.Name, c.Count.Month, c.Place, c.Count.Slice))
            .Select(g => FigureOf(g.Key, [.. g.Select(c => c.Count)]))
            .OrderBy(f => f.Month).ThenBy(f => f.Name).ThenBy(f => f.Place, StringComparer.Ordinal)
            .ThenBy(f => f.Slice, StringComparer.Ordinal),
    ];

    private static Dictionary<string, StandsAlone> Alone(IEnumerable<FigureCount> counts, LocalDate today) =>
        counts.Where(c => StandsAlone.Has(c.Name) && c.Person.Length > 0).GroupBy(c => c.Person, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => StandsAlone.Of(g, today), StringComparer.Ordinal);

    public static bool IsKeptShortly(FigureName name) => name is FigureName.Initiative or FigureName.CarriedLocally;

    private static IEnumerable<FigureCount> Counts(Findings findings, Dictionary<string, PersonPlace> places, LocalDate today)
    {
        var present = today.ToYearMonth();
        return findings.Counts.Concat(OwnActs.Counts(findings.Months ?? [], places.Values, today))
            .Where(c => c.Month <= present && (!IsKeptShortly(c.Name) || c.Month >= present.PlusMonths(-OpenMonths(c.Name))));
    }

    /// <summary>A count of somebody without a phone here, or who was erased, is left out and counted; null for what is beside it.</summary>
    private static FigureCount? Left(FigureCount count, Dictionary<string, PersonPlace> places) => count switch
    {
        // Leaving is an outcome.
        { Name: FigureName.MonthSixActive } => count,
        _ when Listed(count, places) => count,
        // It was paid, whoever it went to.
        { Name: FigureName.CarriedLocally } => count with { Person = "" },
        { What: Counted.Whole or Counted.Agreements } => count with { What = Counted.NotListed, Amount = 1 },
        _ => null,
    };

    private static Figure FigureOf((FigureName Name, YearMonth Month, string Place, string Slice) key, IReadOnlyList<FigureCount> counts) =>
        new(key.Name, key.Month, key.Place, key.Slice,
            new SortedDictionary<string, long>(counts.GroupBy(c => c.What).ToDictionary(g => g.Key, g => g.Sum(c => c.Amount)),
                StringComparer.Ordinal),
            counts.Where(c => c.What is Counted.Whole or Counted.Agreements).Select(c => c.Person).Distinct().Count(p => p.Length > 0),
            counts.Where(c => c is { What: Counted.Part, Person.Length: > 0 }).GroupBy(c => c.Person).Select(g => g.Sum(c => c.Amount))
                .DefaultIfEmpty().Max());

    private static bool Listed(FigureCount count, Dictionary<string, PersonPlace> places) =>
        count.Person.Length == 0 || places.TryGetValue(count.Person, out var at) && at.Counts;

    private static IEnumerable<(FigureCount Count, string Place)> Groups(FigureCount count, Dictionary<string, PersonPlace> places)
    {
        yield return (count, "");
        if (places.TryGetValue(count.Person, out var at) && at.Place.Length > 0) yield return (count, at.Place);
    }

    /// <summary>One person is one: paid as agreed when each payment of the window was, late when all were before it closed.</summary>
    private static IEnumerable<FigureCount> PaidAsAgreed(IReadOnlyList<DuePayment> all, LocalDate today)
    {
        if (all.Count == 0) yield break;
        var first = all.Min(i => i.Due).ToYearMonth();
        for (var month = first; ClosesOn(month) < today; month = month.PlusMonths(1))
        {
            var window = all.Where(i => i.Due.ToYearMonth() <= month && i.Due.ToYearMonth() > month.PlusMonths(-Window)).ToList();
            foreach (var left in window.Where(i => i.LeftOut.Length > 0)) yield return Count(month, left.Farmer, left.LeftOut);
            foreach (var farmer in window.Where(i => i.LeftOut.Length == 0).GroupBy(i => i.Farmer))
            {
                yield return Count(month, farmer.Key, Counted.Whole);
                yield return Count(month, farmer.Key,
                    farmer.All(i => i.PaidOn <= i.Due) ? Counted.Part
                    : farmer.All(i => i.PaidOn <= ClosesOn(month)) ? Counted.Late
                    : Counted.Unpaid);
            }
        }
    }

    private static LocalDate ClosesOn(YearMonth month) => month.ToDateInterval().End.PlusDays(ClosesAfter);

    private static FigureCount Count(YearMonth month, string farmer, string what) => new(FigureName.PaidAsAgreed, month, "", farmer, what);
}
