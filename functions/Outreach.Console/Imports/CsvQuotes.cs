using System.Globalization;

namespace Outreach.Console;

/// <summary>
/// Looks for a quotation mark that is out of place; a reader of CSV notices it only where the next one stands, rows later.
/// </summary>
internal static class CsvQuotes
{
    /// <summary>A sentence about the first mark out of place, with the row in which it stands; null where there is none.</summary>
    public static string? Fault(string text, char delimiter)
    {
        var (row, opened, at) = (1, 0, 0);
        var place = Place.Begin;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var ends = c == delimiter || c is '\n' or '\r';
            switch (place)
            {
                case Place.Begin or Place.Plain when c == '"':
                    if (place == Place.Plain) return Sentence(row, "a quotation mark stands where none may");
                    (place, opened) = (Place.Quoted, row);
                    break;
                case Place.Quoted when c == '"':
                    if (at + 1 < text.Length && text[at + 1] == '"') at++;
                    else place = Place.Closed;
                    break;
                case Place.Closed when !ends && c != ' ':
                    return Sentence(opened, "a quotation mark opens a cell that does not end with one");
                case Place.Begin or Place.Plain or Place.Closed when ends:
                    place = Place.Begin;
                    if (c == '\n' || c == '\r' && !(at + 1 < text.Length && text[at + 1] == '\n')) row++;
                    break;
                case Place.Begin when c != ' ':
                    place = Place.Plain;
                    break;
            }
        }
        return place == Place.Quoted ? Sentence(opened, "a quotation mark opens a cell and none closes it") : null;
    }

    private static string Sentence(int row, string why) => string.Create(CultureInfo.InvariantCulture, $"Row {row} is not CSV: {why}.");

    private enum Place { Begin, Plain, Quoted, Closed }
}
