using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Outreach.App;

namespace Outreach.Console;

/// <summary>A row of the sheet as it is typed, with what became of it at the last look.</summary>
/// <param name="Figure">The quantity or the amount.</param>
public sealed record SheetFormRow(int Number, string Farmer = "", string Figure = "", string Slip = "", string Grade = "",
    bool Last = false, bool Again = false, ListResultView? Result = null)
{
    public bool IsEmpty => Farmer.Length + Figure.Length + Slip.Length + Grade.Length == 0 && !Last;
}

/// <summary>A clerk's sheet while it is filled in.</summary>
/// <param name="List">Its name in the API, made when it is begun: a row is told once under it, however often it is sent.</param>
/// <param name="Day">As typed.</param>
/// <param name="Place">Where all of it was weighed.</param>
public sealed partial record SheetForm(string List, string Trader, bool Loads, string Day, string Place,
    IReadOnlyList<SheetFormRow> Rows)
{
    private const int RowsAtOnce = 10;
    private const int Most = 100;

    public bool IsFull => Rows.Count >= Most;

    public string Kind => ListKinds.Of(Loads).Name();

    /// <summary>A new sheet of empty rows.</summary>
    public static SheetForm New(PageCall call, string trader) => new(
        $"{InstantPattern.CreateWithInvariantCulture("uuuuMMdd-HHmm").Format(call.Now)}-{RandomNumberGenerator.GetHexString(6, true)}",
        trader, ListKinds.Read(call.Query("kind")) != ListKind.Payments,
        call.Query("day") ?? LocalDatePattern.Iso.Format(call.Country.Today(call.Now)), "",
        Empty(1));

    /// <summary>A sheet that was told: its rows that were not, to correct, and more rows.</summary>
    public static SheetForm Of(TradeSheet sheet) => new(sheet.Id, sheet.Trader, sheet.Loads, LocalDatePattern.Iso.Format(sheet.On),
        sheet.Lines.Where(l => l.IsRefused).Select(l => Cell(l, "place")).FirstOrDefault() ?? "",
        [.. sheet.Lines.Where(l => l.IsRefused).Select(l => Of(l, sheet.Loads)),
            .. Empty(sheet.Lines.Select(l => l.Row).DefaultIfEmpty(0).Max() + 1)]);

    /// <summary>As it was sent.</summary>
    public static SheetForm Of(PageCall call)
    {
        string Cell(string name, int row) => call.Field(name + row.ToString(CultureInfo.InvariantCulture));
        var numbers = call.Form.Keys.Select(k => Named().Match(k)).Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Where(n => n > 0).Distinct().Order().Take(Most);
        return new(call.Field("list"), call.Field("trader"),
            ListKinds.Read(call.Field("kind")) != ListKind.Payments, call.Field("day"), call.Field("place"),
        [
            .. numbers.Select(n => new SheetFormRow(n, Cell("farmer", n), Cell("figure", n), Cell("slip", n), Cell("grade", n),
                Cell("last", n).Length > 0, Cell("again", n).Length > 0)),
        ]);
    }

    public SheetForm WithMore() =>
        this with { Rows = [.. Rows, .. Empty(Rows.Select(r => r.Number).DefaultIfEmpty(0).Max() + 1).Take(Most - Rows.Count)] };

    /// <summary>With what the API said of each row.</summary>
    public SheetForm With(ListView view)
    {
        var results = view.Results.ToDictionary(r => r.Row);
        return this with { Rows = [.. Rows.Select(r => r with { Result = results.GetValueOrDefault(r.Number) })] };
    }

    /// <summary>The rows that are filled in, as the API takes them; null where the day cannot be read.</summary>
    internal ListBody? Body(string programme, bool dryRun) => Inputs.Day(Day) is not { } day ? null
        : new(programme, Trader, ListKinds.Of(Loads), List,
            [.. Rows.Where(r => !r.IsEmpty).Select(r => new ListRowBody(r.Farmer, Written: r.Figure, Grade: r.Grade,
                Place: Loads ? Place : "", Last: r.Last, Again: r.Again, Slip: r.Slip, Row: r.Number))], day, dryRun);

    /// <summary>Tells whether the rows are those that were looked at.</summary>
    public string Mark() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        this with { Rows = [.. Rows.Where(r => !r.IsEmpty).Select(r => r with { Result = null })] })))[..16];

    private static IReadOnlyList<SheetFormRow> Empty(int from) =>
        [.. Enumerable.Range(from, RowsAtOnce).Select(n => new SheetFormRow(n))];

    private static SheetFormRow Of(SheetLine line, bool loads) => new(line.Row,
        Cell(line, "farmer") is { Length: > 0 } farmer ? farmer : Cell(line, "code"), Cell(line, loads ? "quantity" : "amount"),
        Cell(line, "slip"), Cell(line, "grade"), Cell(line, "last").Length > 0, Cell(line, "again").Length > 0,
        new(line.Row, TradeOutcome.Refused, line.Code, null, line.Why));

    private static string Cell(SheetLine line, string column) => line.Cells!.ElementAtOrDefault(ListRow.ColumnOf(column)) ?? "";

    [GeneratedRegex(@"^farmer(\d{1,5})\z")]
    private static partial Regex Named();
}
