using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>Reads and writes files of people: one person a row.</summary>
internal static class PeopleCsv
{
    /// <summary>Columns by their names in a file; <c>shared</c> is read and not written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["name", "phone", "role", "language", "place", "crops", "consent", "consent source", "person", "shared"];

    private static readonly string[] needed = ["name", "phone"];

    /// <summary>The rows in order, faulty ones refused; or one sentence about a fault of the whole file.</summary>
    public static (IReadOnlyList<ImportItem>? Items, string? Fault) Read(ReadOnlyMemory<byte> bytes, Place place)
    {
        var (rows, fault) = CsvFile.Read(bytes, Columns, needed, Import.MostRows, "people");
        var phones = new Dictionary<string, int>(StringComparer.Ordinal);
        return rows is null ? (null, fault) : ([.. rows.Select(row => PeopleRow.Read(row, place, phones))], null);
    }

    /// <summary>The rows as a file to correct and to send again, each with its reason.</summary>
    public static string Write(IEnumerable<ImportItem> refused) => CsvFile.Write(Columns,
        refused.Select(item => (item.Cells ?? PeopleRow.CellsOf(item.Row!), item.Result.Row, item.Result.Why ?? "")));
}
