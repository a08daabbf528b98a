using System.Globalization;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A row of a list as it was sent, and what is read in it.</summary>
/// <param name="Row">Null for a row with a fault.</param>
/// <param name="Field">The field at fault; null for the row.</param>
/// <param name="Cells">As sent, in the order of the columns.</param>
/// <param name="Farmer">Whom the row names, as it is read: a phone in E.164, a code, an id or a name; null for nobody.</param>
internal sealed record ListRow(int Number, TradeRow? Row, string? Fault, IReadOnlyList<string> Cells, string? Field, string? Farmer)
{
    public static IReadOnlyList<string> Columns { get; } =
        ["farmer", "code", "amount", "quantity", "unit", "grade", "place", "last", "again", "slip"];

    public static int ColumnOf(string name) => Columns.TakeWhile(c => c != name).Count();

    private const int LongestCell = 100;
    private const int LongestSlip = 20;

    /// <summary>The row of a sheet: as it was written where it was not told.</summary>
    public SheetLine Line(TradeResult? result, string? why) =>
        result is { IsTold: true } ? new(Number, result.Code, Slip: Row is { Slip: { Length: > 0 } slip } ? slip : null)
            : new(Number, result?.Code, Cells, why, Farmer);

    public static ListRow Of(Place place, bool loads, CsvRow row)
    {
        var cells = Columns.Select(c => Cut(row.Cell(c))).ToList();
        ListRow Refused(string why) => new(row.Number, null, why, cells, null, Named(place, row.Cell("farmer")));
        if (row.Fault is { } fault) return Refused(fault);
        if (Word(row.Cell("last")) is not { } last || Word(row.Cell("again")) is not { } again)
            return Refused("The columns last and again are yes or no.");
        Unit? unit = null;
        if (row.Cell("unit").Length > 0)
        {
            if (!Enum.TryParse<Unit>(row.Cell("unit"), ignoreCase: true, out var named) || !Enum.IsDefined(named) || named == Unit.Part)
                return Refused("The unit is kg, bag, maund or tonne.");
            unit = named;
        }
        return Read(place, loads, row.Number, row.Cell("farmer"), row.Cell("code"), row.Cell("amount"), row.Cell("quantity"), null, unit,
            row.Cell("grade"), row.Cell("place"), last, again, row.Cell("slip"), cells);
    }

    public static ListRow Of(Place place, bool loads, int number, ListRowBody body)
    {
        var exact = body.Written is null ? loads ? body.Quantity : body.Amount : null;
        var (amount, quantity) = (Text(body.Amount), Text(body.Quantity));
        if (body.Written is { } written) (amount, quantity) = loads ? (amount, written.Trim()) : (written.Trim(), quantity);
        var cells = new[]
        {
            body.Farmer ?? "", body.Code ?? "", amount, quantity, body.Unit is { } u ? ApiJson.Name(u) : "",
            body.Grade ?? "", body.Place ?? "", body.Last ? "yes" : "", body.Again ? "yes" : "", body.Slip ?? "",
        }.Select(Cut).ToList();
        return Read(place, loads, number, (body.Farmer ?? "").Trim(), (body.Code ?? "").Trim(), amount, quantity,
            exact?.Value, body.Unit, (body.Grade ?? "").Trim(), (body.Place ?? "").Trim(), body.Last, body.Again,
            (body.Slip ?? "").Trim(), cells);
    }

    private static ListRow Read(Place place, bool loads, int number, string farmer, string code, string amount, string quantity,
        decimal? exact, Unit? unit, string grade, string where, bool last, bool again, string slip, IReadOnlyList<string> cells)
    {
        var named = Named(place, farmer);
        ListRow Refused(string field, string why) => new(number, null, why, cells, field, named);
        if (farmer.Length + code.Length == 0) return Refused("farmer", "The row names the farmer or the code.");
        if (amount.Length > 0 && quantity.Length > 0 || (loads ? amount : quantity).Length > 0)
            return Refused(loads ? "amount" : "quantity",
                loads ? "A load has a quantity and no amount." : "A payment has an amount and no quantity.");
        if (code.Length > 0 && !Codes.HasShape(code.ToUpperInvariant())) return Refused("code", "The code is no code of an agreement.");
        if (DeliveryBody.GradeFault(grade) is { } wrongGrade) return Refused("grade", wrongGrade);
        if (LoadPlace.Read(where) is not { } at) return Refused("place", DeliveryBody.NoPlace);
        if (slip.Length > LongestSlip || !slip.All(c => char.IsLetterOrDigit(c) || c is '-' or '/' or '.' or ' '))
            return Refused("slip", $"The slip is its number: {LongestSlip} letters and digits at most.");
        if (named is null)
            return Refused("farmer", "The farmer is not a phone number that can be written to, nor a name, a code or a person's id.");
        return new(number, new TradeRow(number, named, code, exact is null ? (loads ? quantity : amount) : null, exact, unit, grade, at,
            last, again, slip), null, cells, null, named);
    }

    /// <summary>What has letters names a person by id, code or name; anything else is a number. Null for a number that is none.</summary>
    private static string? Named(Place place, string farmer) =>
        farmer.Length == 0 || farmer.Any(char.IsLetter) && farmer.Length <= LongestCell && !farmer.Any(Spelling.IsControl)
            ? farmer
            : Lookups.Phone(place, farmer);

    private static string Text(Exact? value) => value?.Value.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool? Word(string text) => text.ToLowerInvariant() switch
    {
        "" or "no" or "n" or "false" or "0" => false,
        "yes" or "y" or "true" or "1" or "x" => true,
        _ => null,
    };

    private static string Cut(string text) => text.Length > LongestCell ? text[..LongestCell] : text;
}
