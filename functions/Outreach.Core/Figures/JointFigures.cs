namespace Outreach.Core.Figures;

/// <summary>Adds up what several partners share, so that none reads another's people out of the sum.</summary>
public static class JointFigures
{
    /// <summary>
    /// The sums that may be shown to every partner. Each knows its own part, and what stands on public boards, so what is left without
    /// these must be no small group either. Two who put their parts together are not kept from the others' sum.
    /// </summary>
    /// <param name="partners">Each partner's own figures, of the months that it shares.</param>
    /// <param name="unpublished">Of these, what no public board ever showed; null where nobody has one.</param>
    public static IReadOnlyList<Figure> Shown(IReadOnlyList<IReadOnlyList<Figure>> partners,
        IReadOnlyList<IReadOnlyList<Figure>>? unpublished = null)
    {
        var shown = SmallGroups.Shown(Sums(partners));
        for (var one = 0; one < partners.Count; one++)
        foreach (var parts in new[] { partners, unpublished }.OfType<IReadOnlyList<IReadOnlyList<Figure>>>())
        {
            var others = Sums([.. parts.Where((_, n) => n != one)]);
            var (there, wide) = (others.Select(Of).ToHashSet(), SmallGroups.Shown(others).Select(Of).ToHashSet());
            shown = [.. shown.Where(f => !there.Contains(Of(f)) || wide.Contains(Of(f)))];
        }
        var whole = shown.Where(f => f.Place.Length == 0).Select(Of).ToHashSet();
        return [.. shown.Where(f => whole.Contains(Of(f) with { Place = "" }))];
    }

    private static IReadOnlyList<Figure> Sums(IReadOnlyList<IReadOnlyList<Figure>> partners) =>
        [.. partners.SelectMany(p => p).GroupBy(Of).Select(g => g.Skip(1).Aggregate(g.First(), Sum))
            .OrderBy(f => f.Month).ThenBy(f => f.Name).ThenBy(f => f.Place, StringComparer.Ordinal)
            .ThenBy(f => f.Slice, StringComparer.Ordinal)];

    private static Figure Sum(Figure a, Figure b) => a with
    {
        Counts = a.Counts.Concat(b.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)),
        People = a.People + b.People,
        Largest = Math.Max(a.Largest, b.Largest),
    };

    private static Cell Of(Figure f) => new(f.Name, f.Month, f.Place, f.Slice);

    private readonly record struct Cell(FigureName Name, NodaTime.YearMonth Month, string Place, string Slice);
}
