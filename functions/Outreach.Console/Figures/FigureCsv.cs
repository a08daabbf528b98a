using System.Globalization;
using NodaTime.Text;

namespace Outreach.Console;

/// <summary>Figures as a table for a spreadsheet.</summary>
internal static class FigureCsv
{
    /// <summary>One row a month, figure, place and slice.</summary>
    public static FileBody Of(FiguresView view) => Csv.Of(view.Figures.Select(f => new
    {
        f.Month, Figure = f.Name.ToString(), f.Place, f.Slice, f.Part, f.Whole, f.People,
        Counts = string.Join("; ", f.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}"))),
        AsOf = view.AsOf is { } at ? InstantPattern.ExtendedIso.Format(at) : "",
    }));
}
