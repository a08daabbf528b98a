using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A row of a file.</summary>
/// <param name="Number">Counted in rows, as a spreadsheet does; the header is 1.</param>
/// <param name="Header">The columns as they are named, compared without case.</param>
internal sealed record CsvRow(int Number, IReadOnlyList<string> Header, IReadOnlyList<string> Cells)
{
    /// <summary>The cell of a column; empty where there is none.</summary>
    public string Cell(string column)
    {
        for (var at = 0; at < Math.Min(Header.Count, Cells.Count); at++)
            if (Header[at] == column) return Cells[at];
        return "";
    }

    /// <summary>A sentence about a cell that no column names, or with signs that no cell has; null without a fault.</summary>
    public string? Fault => Cells.Where((c, at) => c.Length > 0 && (at >= Header.Count || Header[at].Length == 0)).Any()
            ? "The row has a cell in a column without a name."
            : Header.FirstOrDefault(h => Cell(h).Any(Spelling.IsControl)) is { } broken
                ? $"The {broken} has a line break or a control character in it." : null;
}

/// <summary>
/// Reads and writes CSV as spreadsheets write it: a header row, then the rows, with commas, semicolons or tabs between, in UTF-8 or with
/// the mark of UTF-16.
/// </summary>
internal static class CsvFile
{
    /// <summary>Columns that we add to rows which come back, and read over.</summary>
    private static readonly string[] ours = ["row", "why"];

    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The rows in order; or one sentence about a fault of the whole file.</summary>
    /// <param name="columns">The columns that a file may have.</param>
    /// <param name="needed">Those that it must have.</param>
    /// <param name="what">What the rows are, in the plural.</param>
    public static (IReadOnlyList<CsvRow>? Rows, string? Fault) Read(ReadOnlyMemory<byte> bytes, IReadOnlyList<string> columns,
        IReadOnlyList<string> needed, int most, string what)
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
        return Read(reader, columns, needed, most, what);
    }

    /// <summary>Rows as a file to correct and to send again, each with its reason. No cell begins like a formula.</summary>
    public static string Write(IEnumerable<string> columns, IEnumerable<(IReadOnlyList<string> Cells, int Row, string Why)> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n",
        }))
        {
            Line(writer, columns.Concat(ours));
            foreach (var (cells, row, why) in rows) Line(writer, [.. cells, row.ToString(CultureInfo.InvariantCulture), why]);
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

    private static (IReadOnlyList<CsvRow>?, string?) Read(CsvReader csv, IReadOnlyList<string> columns, IReadOnlyList<string> needed,
        int most, string what)
    {
        List<string>? header = null;
        var rows = new List<CsvRow>();
        while (csv.Read())
        {
            if (csv.Parser.Record is not { } cells || cells.All(string.IsNullOrWhiteSpace)) continue;
            if (header is null)
            {
                header = [.. cells.Select(Named)];
                if (HeaderFault(header, columns, needed) is { } fault) return (null, fault);
                continue;
            }
            if (rows.Count == most) return (null, string.Create(CultureInfo.InvariantCulture, $"A file has at most {most} {what}."));
            // A spreadsheet, and our own file of refused rows, put an apostrophe before what looks like a formula.
            rows.Add(new(csv.Parser.Row, header,
                [.. cells.Select(c => c.Trim() is ['\'', '=' or '+' or '-' or '@', ..] marked ? marked[1..] : c.Trim())]));
        }
        return header is null ? (null, "The file is empty.") : rows.Count == 0 ? (null, $"The file has no {what} in it.") : (rows, null);
    }

    /// <summary>Compares columns without case, with spaces, dashes or underscores between words.</summary>
    private static string Named(string column) => Spelling.Key(column.Replace('_', ' '));

    private static string? HeaderFault(List<string> header, IReadOnlyList<string> columns, IReadOnlyList<string> needed)
    {
        var named = header.Where(h => h.Length > 0).ToList();
        if (named.FirstOrDefault(h => !columns.Contains(h) && !ours.Contains(h)) is { } odd)
            return $"There is no column \"{(odd.Length > 40 ? odd[..40] : odd)}\"; the columns are {string.Join(", ", columns)}.";
        if (needed.FirstOrDefault(n => !named.Contains(n)) is { } missing) return $"The column {missing} is missing.";
        return named.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"The column {twice.Key} is there twice." : null;
    }
}
