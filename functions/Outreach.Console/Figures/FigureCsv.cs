using System.Globalization;
using System.Text;
using CsvHelper;
using NodaTime.Text;
using Outreach.Core.People;

namespace Outreach.Console;

/// <summary>Figures as a table for a spreadsheet.</summary>
internal static class FigureCsv
{
    /// <summary>One row a month, figure, place and slice, with a mark that tells spreadsheets the encoding.</summary>
    public static string Of(FiguresView view)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var title in new[] { "month", "figure", "place", "slice", "part", "whole", "people", "counts", "as_of" })
                csv.WriteField(title);
            csv.NextRecord();
            foreach (var f in view.Figures)
            {
                csv.WriteField(f.Month);
                csv.WriteField(f.Name.ToString());
                csv.WriteField(Inert(f.Place));
                csv.WriteField(Inert(f.Slice));
                csv.WriteField(f.Part);
                csv.WriteField(f.Whole);
                csv.WriteField(f.People);
                csv.WriteField(string.Join("; ", f.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}"))));
                csv.WriteField(view.AsOf is { } at ? InstantPattern.ExtendedIso.Format(at) : "");
                csv.NextRecord();
            }
        }
        return new StringBuilder().Append('\uFEFF').Append(text).ToString();
    }

    /// <summary>A cell that a spreadsheet would run gets an apostrophe.</summary>
    private static string Inert(string cell) => PersonText.IsFormula(cell) ? "'" + cell : cell;
}
