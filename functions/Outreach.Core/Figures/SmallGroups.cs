namespace Outreach.Core.Figures;

/// <summary>
/// Hides what would show single people to those outside. Rules as public statistics offices use them: few people, few in a part, and
/// nothing that subtraction gives back.
/// </summary>
public static class SmallGroups
{
    /// <summary>The fewest people of a figure that is shown.</summary>
    public const int FewestPeople = 10;

    /// <summary>The fewest in a part, and in the rest of the whole.</summary>
    public const int FewestApart = 3;

    /// <summary>The share of money or goods, in percent, from which one person's is seen in the sum.</summary>
    public const int MostOfOne = 70;

    /// <summary>How many people a figure of money or goods is of is rounded down to a multiple of this.</summary>
    public const int Rounding = 5;

    /// <summary>
    /// The figures that may be shown, each as a part of a whole alone: what else is counted beside it can be of one person. Figures about
    /// nobody's people, such as of money, need people behind them too.
    /// </summary>
    public static IReadOnlyList<Figure> Shown(IReadOnlyList<Figure> figures) =>
        [.. figures.GroupBy(f => (f.Name, f.Month, f.Slice)).SelectMany(OfOne).Select(Bare)];

    private static Figure Bare(Figure f) => f with
    {
        Counts = f.Counts.Where(c => c.Key is Counted.Part or Counted.Whole).ToDictionary(c => c.Key, c => c.Value),
        // A rounded number beside an exact one of the same people hides nothing, and reads as a mistake.
        People = IsOfPeople(f.Name) ? 0 : f.People / Rounding * Rounding,
        Largest = 0,
    };

    /// <summary>
    /// One figure in a month. The whole less the places that are shown is a group too: while it is small, one place more is hidden.
    /// </summary>
    private static IEnumerable<Figure> OfOne(IGrouping<(FigureName, NodaTime.YearMonth, string), Figure> figure)
    {
        var whole = figure.Where(f => f.Place.Length == 0 && IsWide(f)).ToList();
        if (whole.Count == 0) return [];
        var shown = figure.Where(f => f.Place.Length > 0 && IsWide(f)).OrderByDescending(f => f.People)
            .ThenBy(f => f.Place, StringComparer.Ordinal).ToList();
        while (shown.Count > 0 && Rest(whole[0], shown) is { } rest && !IsWide(rest)) shown.RemoveAt(shown.Count - 1);
        return [.. whole, .. shown];
    }

    /// <summary>What subtraction gives back; null for nothing. The largest share in it is not known, so it may be the whole's.</summary>
    private static Figure? Rest(Figure whole, IReadOnlyList<Figure> shown)
    {
        var counts = new Dictionary<string, long>
        {
            [Counted.Part] = whole.Part - shown.Sum(f => f.Part), [Counted.Whole] = whole.Whole - shown.Sum(f => f.Whole),
        };
        var rest = whole with { Counts = counts, People = whole.People - shown.Sum(f => f.People) };
        return (rest.Part, rest.Whole, rest.People) == (0, 0, 0) ? null : rest;
    }

    private static bool IsWide(Figure f) => f.People >= FewestPeople && (IsOfPeople(f.Name)
        ? f.Part >= FewestApart && f.Whole - f.Part >= FewestApart
        : f.Largest * 100 < f.Part * MostOfOne);

    /// <summary>Whether the part counts people or what one person did, and not money or goods.</summary>
    private static bool IsOfPeople(FigureName name) =>
        name is not (FigureName.AgreedValue or FigureName.KeptDeliveries or FigureName.OwedPastDue or FigureName.CarriedLocally);
}
