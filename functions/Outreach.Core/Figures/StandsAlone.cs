using NodaTime;

namespace Outreach.Core.Figures;

/// <summary>One of the four figures of standing alone, for one person.</summary>
/// <param name="Slice">The side or the currency.</param>
/// <param name="Whole">Of how much: days, payments, or money in minor units.</param>
public sealed record PersonFigure(FigureName Name, string Slice, long Part, long Whole);

/// <summary>How far a person gets along without us, as the last night counted it over the months that are still counted.</summary>
/// <param name="At">The day of the count, in the programme's country.</param>
public sealed record StandsAlone(LocalDate At, IReadOnlyList<PersonFigure> Figures)
{
    public static bool Has(FigureName name) =>
        name is FigureName.MonthSixActive or FigureName.Initiative or FigureName.PaymentsOnTime or FigureName.CarriedLocally;

    internal static StandsAlone Of(IEnumerable<FigureCount> counts, LocalDate today) => new(today,
    [
        .. counts.GroupBy(c => (c.Name, c.Slice)).Select(g => new PersonFigure(g.Key.Name, g.Key.Slice,
                g.Where(c => c.What == Counted.Part).Sum(c => c.Amount), g.Where(c => c.What == Counted.Whole).Sum(c => c.Amount)))
            .Where(f => f.Whole > 0).OrderBy(f => f.Name).ThenBy(f => f.Slice, StringComparer.Ordinal),
    ]);
}
