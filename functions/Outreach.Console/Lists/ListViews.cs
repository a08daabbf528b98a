using System.Globalization;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

internal enum ListKind { Loads, Payments }

/// <param name="Trader">The trader's phone or id.</param>
/// <param name="List">Your name for the list. A row of a number is told once under it.</param>
/// <param name="Day">The day on which all of it happened, today or before; absent for today.</param>
/// <param name="DryRun">Only says what would become of each row.</param>
internal sealed record ListBody(string Programme, string Trader, ListKind Kind, string List, IReadOnlyList<ListRowBody> Rows,
    LocalDate? Day = null, bool DryRun = false);

/// <param name="Farmer">The farmer's phone or id; absent where the code is enough.</param>
/// <param name="Code">The agreement; absent where the trader has one with the farmer that fits.</param>
/// <param name="Amount">For payments.</param>
/// <param name="Quantity">For loads, in the unit of the terms.</param>
/// <param name="Unit">To be sure of the unit; absent for that of the terms.</param>
/// <param name="Again">Confirms another one, although one like it was told already.</param>
internal sealed record ListRowBody(string? Farmer = null, string? Code = null, Exact? Amount = null, Exact? Quantity = null,
    Unit? Unit = null, string? Grade = null, string? Place = null, bool Last = false, bool Again = false);

/// <param name="Trader">The trader's phone or id.</param>
internal sealed record ClerkBody(string Programme, string Trader);

/// <param name="Clerk">The owner of the key.</param>
/// <param name="Acts">Whether they may tell loads and payments in the trader's name.</param>
internal sealed record ClerkView(string Trader, string Clerk, bool Acts);

/// <param name="Farmer">The farmer's name.</param>
/// <param name="Why">Why nothing was done.</param>
internal sealed record ListResultView(int Row, TradeOutcome Outcome, string? Code, string? Farmer, string? Why);

/// <param name="Asked">Rows about which a farmer is asked; in a dry run, would be.</param>
/// <param name="Waits">Rows about which a farmer is asked after another question.</param>
/// <param name="Before">Rows that were told before under this list: nothing is done twice.</param>
/// <param name="Same">Rows like one that was told already: send them with again where they are another.</param>
/// <param name="RefusedCsv">The rows that were not told as a CSV file, each with its reason, to correct and to send again.</param>
internal sealed record ListView(string List, string Programme, string Trader, ListKind Kind, LocalDate Day, bool DryRun, int Asked,
    int Waits, int Before, int Same, int Refused, IReadOnlyList<ListResultView> Results, string? RefusedCsv)
{
    public static ListView Of(TradeList list, bool dry, IReadOnlyList<(ListRow Row, TradeResult? Result)> rows)
    {
        var shown = rows.Select(r => r.Result is { } result
            ? new ListResultView(result.Row, result.Outcome, result.Code, result.Farmer, Why(result, list.Loads))
            : new ListResultView(r.Row.Number, TradeOutcome.Refused, null, null, r.Row.Fault)).ToList();
        var untold = rows.Zip(shown).Where(r => r.Second.Outcome is TradeOutcome.Same or TradeOutcome.Refused)
            .Select(r => (r.First.Row.Cells, r.Second.Row, r.Second.Why ?? "")).ToList();
        int Count(TradeOutcome outcome) => shown.Count(r => r.Outcome == outcome);
        return new(list.Id, list.Programme, list.Trader, list.Loads ? ListKind.Loads : ListKind.Payments, list.On, dry,
            Count(TradeOutcome.Asked), Count(TradeOutcome.Waits), Count(TradeOutcome.Before), Count(TradeOutcome.Same),
            Count(TradeOutcome.Refused), shown,
            untold.Count == 0 ? null : CsvFile.Write(ListRow.Columns, untold));
    }

    private static string? Why(TradeResult result, bool loads) => result.Fault switch
    {
        null => null,
        TradeFault.NoAgreement => "The trader has no agreement with this farmer that it can be for.",
        TradeFault.SeveralAgreements => $"It can be for {string.Join(", ", result.Codes!)}: write the code.",
        TradeFault.OtherUnit => "The agreement is in another unit.",
        TradeFault.Number => $"The {(loads ? "quantity" : "amount")} {Number(result.Number)}.",
        TradeFault.Changed => "This row of the list was told with other figures. Take that back, or give the list another name.",
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
