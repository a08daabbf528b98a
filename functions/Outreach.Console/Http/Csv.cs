using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Outreach.Console;

/// <summary>Tables for a spreadsheet.</summary>
internal static class Csv
{
    public const string Media = "text/csv";

    /// <summary>
    /// A row of titles, the names of the properties as <c>handed_over</c>, and one for each record; with a mark that tells the
    /// encoding. A cell that a spreadsheet would run gets an apostrophe.
    /// </summary>
    public static FileBody Of<T>(IEnumerable<T> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var inert = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };
        using (var csv = new CsvWriter(text, inert))
        {
            var map = csv.Context.AutoMap<T>();
            foreach (var column in map.MemberMaps) column.Name(JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Data.Member!.Name));
            csv.WriteRecords(rows);
        }
        return File("\uFEFF" + text);
    }

    /// <summary>Text that is a table already.</summary>
    public static FileBody File(string text) => new(Media + "; charset=utf-8", text);
}
