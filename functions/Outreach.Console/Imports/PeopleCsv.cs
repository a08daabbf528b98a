using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>Reads a file of people: a header line, then one person a line, in UTF-8, separated by commas (RFC 4180).</summary>
internal static class PeopleCsv
{
    private static readonly string[] needed = ["name", "phone"];
    private static readonly string[] known = ["name", "phone", "role", "language", "place", "crops", "consent", "consent source"];
    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The rows in order, faulty ones refused; or one sentence about a fault of the whole file.</summary>
    public static (IReadOnlyList<ImportItem>? Items, string? Fault) Read(ReadOnlyMemory<byte> bytes, Place place)
    {
        string text;
        try
        {
            text = strict.GetString(bytes.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return (null, "The file is not UTF-8; save it as CSV UTF-8.");
        }
        try
        {
            using var reader =
                new CsvReader(new StringReader(text),
                    new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, IgnoreBlankLines = true,
                        CountBytes = false });
            return Read(reader, place);
        }
        catch (CsvHelperException e)
        {
            // The reader's own message would quote the file.
            return (null,
                string.Create(CultureInfo.InvariantCulture,
                    $"Line {e.Context?.Parser?.RawRow ?? 0} is not CSV: a quotation mark stands where none may."));
        }
    }

    private static (IReadOnlyList<ImportItem>?, string?) Read(CsvReader csv, Place place)
    {
        if (!csv.Read() || !csv.ReadHeader()) return (null, "The file is empty.");
        var header = csv.HeaderRecord!.Select(Named).ToList();
        if (HeaderFault(header) is { } fault) return (null, fault);
        var (items, phones) = (new List<ImportItem>(), new Dictionary<string, int>(StringComparer.Ordinal));
        while (csv.Read())
        {
            if (csv.Parser.Record is not { } cells || cells.All(string.IsNullOrWhiteSpace)) continue;
            if (items.Count == Import.MostRows)
                return (null, string.Create(CultureInfo.InvariantCulture, $"A file has at most {Import.MostRows} people."));
            // Counted in lines, as a spreadsheet does; the header is 1.
            items.Add(PeopleRow.Read(csv.Parser.RawRow, header, cells, place, phones));
        }
        return items.Count == 0 ? (null, "The file has no people in it.") : (items, null);
    }

    /// <summary>Compares columns without case, with spaces, dashes or underscores between words.</summary>
    private static string Named(string column) =>
        string.Join(' ', column.Replace('_', ' ').Replace('-', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    private static string? HeaderFault(List<string> header)
    {
        if (header.Count == 1 && header[0].Contains(';', StringComparison.Ordinal))
            return "The columns are separated by semicolons; separate them by commas.";
        if (header.FirstOrDefault(h => !known.Contains(h)) is { } odd)
            return $"There is no column \"{(odd.Length > 40 ? odd[..40] : odd)}\"; the columns are {string.Join(", ", known)}.";
        if (needed.FirstOrDefault(n => !header.Contains(n)) is { } missing) return $"The column {missing} is missing.";
        return header.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"The column {twice.Key} is there twice." : null;
    }
}
