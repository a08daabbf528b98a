using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Outreach.App;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>
/// Reads and writes files of people as spreadsheets write them: a header row, then one person a row, with commas, semicolons or tabs
/// between, in UTF-8 or with the mark of UTF-16.
/// </summary>
internal static class PeopleCsv
{
    /// <summary>Columns by their names in a file; those after <c>shared</c> are written by us and read over.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["name", "phone", "role", "language", "place", "crops", "consent", "consent source", "person", "shared"];

    private static readonly string[] needed = ["name", "phone"];
    private static readonly string[] ours = ["row", "why"];
    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The rows in order, faulty ones refused; or one sentence about a fault of the whole file.</summary>
    public static (IReadOnlyList<ImportItem>? Items, string? Fault) Read(ReadOnlyMemory<byte> bytes, Place place)
    {
        string text;
        try
        {
            text = (bytes.Span is [0xFF, 0xFE, ..] ? (Encoding)utf16 : utf8).GetString(bytes.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return (null, "The file is not UTF-8; save it as CSV UTF-8.");
        }
        var (delimiter, body) = Delimiter(text);
        if (CsvQuotes.Fault(body, delimiter) is { } fault) return (null, fault);
        using var reader = new CsvReader(new StringReader(body), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(), TrimOptions = TrimOptions.Trim, IgnoreBlankLines = false, HasHeaderRecord = false,
        });
        return Read(reader, place);
    }

    /// <summary>The rows as a file to correct and to send again, each with its reason. No cell begins like a formula.</summary>
    public static string Write(IEnumerable<ImportItem> refused)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n",
        }))
        {
            Line(writer, Columns.Concat(ours));
            foreach (var item in refused)
                Line(writer, [.. item.Cells ?? PeopleRow.CellsOf(item.Row!),
                    item.Result.Row.ToString(CultureInfo.InvariantCulture), item.Result.Why ?? ""]);
        }
        return "\uFEFF" + text;
    }

    private static void Line(CsvWriter writer, IEnumerable<string> cells)
    {
        foreach (var cell in cells) writer.WriteField(cell);
        writer.NextRecord();
    }

    /// <summary>Excel says the separator in a first line <c>sep=;</c>; otherwise it is the most frequent one of the header.</summary>
    private static (char Delimiter, string Body) Delimiter(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var first = end < 0 ? text : text[..end];
        if (first.Length == 5 && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) return (first[4], text[end..]);
        var header = text.TrimStart('\r', '\n', ' ').Split('\r', '\n')[0];
        return (new[] { ',', ';', '\t' }.MaxBy(d => header.Count(c => c == d)), text);
    }

    private static (IReadOnlyList<ImportItem>?, string?) Read(CsvReader csv, Place place)
    {
        List<string>? header = null;
        var (items, phones) = (new List<ImportItem>(), new Dictionary<string, int>(StringComparer.Ordinal));
        while (csv.Read())
        {
            if (csv.Parser.Record is not { } cells || cells.All(string.IsNullOrWhiteSpace)) continue;
            if (header is null)
            {
                header = [.. cells.Select(Named)];
                if (HeaderFault(header) is { } fault) return (null, fault);
                continue;
            }
            if (items.Count == Import.MostRows)
                return (null, string.Create(CultureInfo.InvariantCulture, $"A file has at most {Import.MostRows} people."));
            // Counted in rows, as a spreadsheet does; the header is 1.
            items.Add(PeopleRow.Read(csv.Parser.Row, header, cells, place, phones));
        }
        return header is null ? (null, "The file is empty.") : items.Count == 0 ? (null, "The file has no people in it.") : (items, null);
    }

    /// <summary>Compares columns without case, with spaces, dashes or underscores between words.</summary>
    private static string Named(string column) => Spelling.Key(column.Replace('_', ' '));

    private static string? HeaderFault(List<string> header)
    {
        var named = header.Where(h => h.Length > 0).ToList();
        if (named.FirstOrDefault(h => !Columns.Contains(h) && !ours.Contains(h)) is { } odd)
            return $"There is no column \"{(odd.Length > 40 ? odd[..40] : odd)}\"; the columns are {string.Join(", ", Columns)}.";
        if (needed.FirstOrDefault(n => !named.Contains(n)) is { } missing) return $"The column {missing} is missing.";
        return named.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"The column {twice.Key} is there twice." : null;
    }
}
