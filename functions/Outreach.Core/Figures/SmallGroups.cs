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

    /// <summary>How many people a figure is of is rounded down to a multiple of this.</summary>
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
        People = f.People / Rounding * Rounding,
        Largest = 0,
    };

    /// <summary>One figure in a month. Where just one place is hidden, the next smallest is too: the rest would show it.</summary>
    private static IEnumerable<Figure> OfOne(IGrouping<(FigureName, NodaTime.YearMonth, string), Figure> figure)
    {
        var whole = figure.Where(f => f.Place.Length == 0 && IsWide(f)).ToList();
        if (whole.Count == 0) return [];
        var places = figure.Where(f => f.Place.Length > 0).ToList();
        var shown = places.Where(IsWide).OrderBy(f => f.People).ThenBy(f => f.Place, StringComparer.Ordinal).ToList();
        var hidden = places.Count - shown.Count + (places.Sum(f => f.People) < whole[0].People ? 1 : 0);
        return [.. whole, .. hidden == 1 ? shown.Skip(1) : shown];
    }

    private static bool IsWide(Figure f) => f.People >= FewestPeople && (IsOfPeople(f.Name)
        ? f.Part >= FewestApart && f.Whole - f.Part >= FewestApart
        : f.Largest * 100 < f.Part * MostOfOne);

    /// <summary>Whether the part counts people or what one person did, and not money or goods.</summary>
    private static bool IsOfPeople(FigureName name) =>
        name is not (FigureName.AgreedValue or FigureName.KeptDeliveries or FigureName.OwedPastDue);
}
