using NodaTime;
using Outreach.Core.Figures;

namespace Outreach.Console;

/// <summary>A month of a figure; nothing was counted where the figure is null.</summary>
public sealed record FigureMonth(YearMonth Month, Figure? Figure);

/// <summary>One figure in one slice and one place, month by month.</summary>
public sealed record FigureSeries(FigureShape Shape, string Slice, IReadOnlyList<FigureMonth> Months)
{
    /// <summary>The fewest months that are drawn, so that one bar does not fill a page.</summary>
    private const int Fewest = 6;

    /// <summary>The series of every figure, of the whole programme.</summary>
    /// <param name="bare">As outsiders see them.</param>
    public static IReadOnlyList<(FigureShape Shape, IReadOnlyList<FigureSeries> Series)> Every(IReadOnlyList<Figure> figures,
        YearMonth from, YearMonth to, bool bare = false)
    {
        List<Figure> whole = [.. figures.Where(f => f.Place.Length == 0)];
        return [.. FigureShape.All.Select(s => bare ? s.Bare : s).Select(s => (s, Of(s, whole, from, to)))];
    }

    /// <summary>The primary figure by place, in the last month that has places, the highest first.</summary>
    public static IReadOnlyList<Figure> Places(IReadOnlyList<Figure> figures)
    {
        var places = figures.Where(f => f.Name == FigureShape.All[0].Name && f.Place.Length > 0).ToList();
        return [.. places.Where(f => f.Month == places.Max(p => p.Month)).OrderByDescending(f => f.Part * 1.0 / f.Whole)];
    }

    /// <summary>The series of a figure, the largest of the last month first.</summary>
    public static IReadOnlyList<FigureSeries> Of(FigureShape shape, IReadOnlyList<Figure> figures, YearMonth from, YearMonth to) =>
    [
        .. figures.Where(f => f.Name == shape.Name && shape.Has(f)).GroupBy(f => f.Slice)
            .Select(g => Of(shape, g.Key, [.. g], from, to))
            .OrderByDescending(s => s.Months.Max(m => m.Figure?.Month))
            .ThenByDescending(s => s.Months[^1].Figure?.Whole ?? 0).ThenBy(s => s.Slice, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The month that stands in large: the last full one, or the one under way where there is no other. What is owed is of now.
    /// </summary>
    public Figure? Latest(YearMonth thisMonth)
    {
        var counted = Months.Where(m => m.Figure is not null).Select(m => m.Figure!).ToList();
        return counted.LastOrDefault(f => f.Month < thisMonth || Shape.Name == FigureName.OwedPastDue) ?? counted.LastOrDefault();
    }

    /// <summary>What the height of the drawing stands for: a hundred percent, or the largest bar.</summary>
    public double Top => Shape.Kind == FigureKind.Share ? 100 : Math.Max(1, Months.Max(m => m.Figure is { } f ? Height(f) : 0));

    /// <summary>The drawn parts of a month, from the bottom up, in hundredths of the height.</summary>
    public IReadOnlyList<(string What, double From, double To)> Bars(Figure figure)
    {
        var (bars, at) = (new List<(string, double, double)>(), 0.0);
        foreach (var what in Shape.Stack)
        {
            var to = at + 100 * Height(figure, figure.Counts.GetValueOrDefault(what)) / Top;
            if (to > at) bars.Add((what, at, to));
            at = to;
        }
        return bars;
    }

    private double Height(Figure f) => Height(f, f.Part);

    private double Height(Figure f, long count) =>
        Shape.Kind == FigureKind.Amount ? count : f.Whole == 0 ? 0 : 100.0 * count / f.Whole;

    private static FigureSeries Of(FigureShape shape, string slice, IReadOnlyList<Figure> figures, YearMonth from, YearMonth to)
    {
        var first = figures.Min(f => f.Month);
        if (first > to.PlusMonths(1 - Fewest)) first = to.PlusMonths(1 - Fewest);
        if (first < from) first = from;
        var months = new List<FigureMonth>();
        for (var month = first; month <= to; month = month.PlusMonths(1))
            months.Add(new(month, figures.FirstOrDefault(f => f.Month == month)));
        return new(shape, slice, months);
    }
}
