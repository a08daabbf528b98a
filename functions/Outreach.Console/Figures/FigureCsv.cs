using System.Globalization;
using NodaTime.Text;

namespace Outreach.Console;

/// <summary>Figures as a table for a spreadsheet.</summary>
internal static class FigureCsv
{
    /// <summary>One row a month, figure, place and slice.</summary>
    public static FileBody Of(FiguresView view) => Csv.Of(view.Figures.Select(f => new
    {
        month = f.Month, figure = f.Name.ToString(), place = Csv.Inert(f.Place), slice = Csv.Inert(f.Slice), part = f.Part, whole = f.Whole,
        people = f.People,
        counts = string.Join("; ", f.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}"))),
        as_of = view.AsOf is { } at ? InstantPattern.ExtendedIso.Format(at) : "",
    }));
}
