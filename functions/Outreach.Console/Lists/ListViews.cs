using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

public enum ListKind { Loads, Payments }

/// <summary>A list's kind as it is stored, and as it is spelt.</summary>
internal static class ListKinds
{
    public static ListKind Of(bool loads) => loads ? ListKind.Loads : ListKind.Payments;

    public static string Name(this ListKind kind) => kind == ListKind.Loads ? "loads" : "payments";

    /// <summary>Null for any other word.</summary>
    public static ListKind? Read(string? typed) => typed?.ToLowerInvariant() switch
    {
        "loads" => ListKind.Loads, "payments" => ListKind.Payments, _ => null,
    };
}

/// <param name="Trader">The trader's phone or id.</param>
/// <param name="List">Your name for the list. A row of a number is told once under it.</param>
/// <param name="Day">The day on which all of it happened, today or before; absent for today.</param>
/// <param name="DryRun">Only says what would become of each row.</param>
internal sealed record ListBody(string Programme, string Trader, ListKind Kind, string List, IReadOnlyList<ListRowBody> Rows,
    LocalDate? Day = null, bool DryRun = false);

/// <param name="Row">The number of the row; absent for its place in the list.</param>
/// <param name="Farmer">The farmer's phone, id or name; absent where the code is enough.</param>
/// <param name="Code">The agreement; absent where the trader has one with the farmer that fits.</param>
/// <param name="Amount">For payments.</param>
/// <param name="Quantity">For loads, in the unit of the terms.</param>
/// <param name="Unit">To be sure of the unit; absent for that of the terms.</param>
/// <param name="Again">Confirms another one, although one like it was told already.</param>
/// <param name="Slip">The number on the weighing slip or receipt.</param>
/// <param name="Written">The quantity or amount as somebody wrote it, in place of the number; never guessed at.</param>
internal sealed record ListRowBody(string? Farmer = null, string? Code = null, Exact? Amount = null, Exact? Quantity = null,
    Unit? Unit = null, string? Grade = null, string? Place = null, bool Last = false, bool Again = false, string? Slip = null,
    int? Row = null, string? Written = null);

/// <param name="Trader">The trader's phone or id.</param>
internal sealed record ClerkBody(string Programme, string Trader);

/// <param name="Clerk">The owner of the key.</param>
/// <param name="Acts">Whether they may tell loads and payments in the trader's name.</param>
internal sealed record ClerkView(string Trader, string Clerk, bool Acts);

/// <param name="Farmer">The farmer's name.</param>
/// <param name="Why">Why nothing was done.</param>
/// <param name="Field">The field that the reason is about; null for the row.</param>
/// <param name="Unit">Of the quantity.</param>
/// <param name="Asks">In a dry run, the SMS that goes to the farmer at once.</param>
public sealed record ListResultView(int Row, TradeOutcome Outcome, string? Code, string? Farmer, string? Why, string? Field = null,
    string? Quantity = null, Unit? Unit = null, MoneyView? Amount = null, string? Asks = null)
{
    /// <summary>The quantity as it is reckoned with.</summary>
    internal Quantity? Load { get; init; }

    /// <summary>The amount as it is reckoned with.</summary>
    internal Money? Paid { get; init; }
}

/// <param name="Asked">Rows about which a farmer is asked; in a dry run, would be.</param>
/// <param name="Waits">Rows about which a farmer is asked after another question.</param>
/// <param name="Before">Rows that were told before under this list: nothing is done twice.</param>
/// <param name="Same">Rows like one that was told already: send them with again where they are another.</param>
/// <param name="RefusedCsv">The rows that were not told as a CSV file, each with its reason, to correct and to send again.</param>
public sealed record ListView(string List, string Programme, string Trader, ListKind Kind, LocalDate Day, bool DryRun, int Asked,
    int Waits, int Before, int Same, int Refused, IReadOnlyList<ListResultView> Results, string? RefusedCsv)
{
    internal static ListView Of(TradeList list, bool dry, IReadOnlyList<(ListRow Row, TradeResult? Result)> rows)
    {
        var shown = rows.Select(r => Of(r.Row, r.Result, list.Loads)).ToList();
        var untold = rows.Zip(shown).Where(r => r.Second.Outcome is TradeOutcome.Same or TradeOutcome.Refused)
            .Select(r => (r.First.Row.Cells, r.Second.Row, r.Second.Why ?? "")).ToList();
        int Count(TradeOutcome outcome) => shown.Count(r => r.Outcome == outcome);
        return new(list.Id, list.Programme, list.Trader, ListKinds.Of(list.Loads), list.On, dry,
            Count(TradeOutcome.Asked), Count(TradeOutcome.Waits), Count(TradeOutcome.Before), Count(TradeOutcome.Same),
            Count(TradeOutcome.Refused), shown,
            untold.Count == 0 ? null : CsvFile.Write(ListRow.Columns, untold));
    }

    private static ListResultView Of(ListRow row, TradeResult? result, bool loads) => result is null
        ? new(row.Number, TradeOutcome.Refused, null, null, row.Fault, row.Field)
        : new(row.Number, result.Outcome, result.Code, result.Farmer, Why(result, loads), FieldOf(result, loads),
            result.Load is { } load ? TermsView.Amount(load.Milli) : null, result.Load?.Unit,
            result.Paid is { } paid ? MoneyView.Of(paid) : null, result.Asks?.Text) { Load = result.Load, Paid = result.Paid };

    private static string? FieldOf(TradeResult result, bool loads) => (result.Fault, result.Refusal) switch
    {
        (null, _) => null,
        (TradeFault.NoAgreement or TradeFault.SeveralAgreements or TradeFault.SeveralFarmers, _) => "farmer",
        (TradeFault.OtherUnit, _) => "unit",
        (TradeFault.Number or TradeFault.NeedsTrader, _) or (_, AgreementRefusal.BadAmount) => loads ? "quantity" : "amount",
        (TradeFault.Slip, _) or (_, AgreementRefusal.PaidBefore or AgreementRefusal.DeliveredBefore) => "again",
        _ => null,
    };

    private static string? Why(TradeResult result, bool loads) => result.Fault switch
    {
        null => null,
        TradeFault.NoAgreement => "The trader has no agreement with this farmer that it can be for.",
        TradeFault.SeveralAgreements => $"It can be for {string.Join(", ", result.Codes!)}: write the code.",
        TradeFault.SeveralFarmers => $"Several farmers are meant, {string.Join(", ", result.Codes!)}: write the code.",
        TradeFault.OtherUnit => "The agreement is in another unit.",
        TradeFault.Number => $"The {(loads ? "quantity" : "amount")} {Number(result.Number)}.",
        TradeFault.Changed => "This row of the list was told otherwise. Take that back, or give the list another name.",
        TradeFault.Slip => $"A {(loads ? "load" : "payment")} with this slip was told already. Is it another one?",
        TradeFault.NeedsTrader => "So much only the trader tells, on their phone.",
        _ => Refusals.OfRow(result.Refusal!.Value, loads),
    };

    private static string Number(AmountRefusal? why) => why switch
    {
        AmountRefusal.Empty => "is missing",
        AmountRefusal.Ambiguous => "can be read in two ways: write it without a sign between thousands",
        AmountRefusal.TooManyDecimals => "is finer than it is counted",
        AmountRefusal.TooLarge => "is too much",
        AmountRefusal.OtherCurrency => "is in another currency",
        AmountRefusal.Negative or AmountRefusal.Zero => "is above 0",
        _ => "is a number",
    };
}
