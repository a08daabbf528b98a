using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Loads or payments of one buying day, told in a trader's name.</summary>
/// <param name="Id">The caller's name for the list: a row of a number is told once under it.</param>
/// <param name="Clerk">Who tells it, as on the owner's key.</param>
/// <param name="Loads">False for payments.</param>
public sealed record TradeList(string Id, string Programme, string Trader, string Clerk, bool Loads, LocalDate On,
    IReadOnlyList<TradeRow> Rows)
{
    public const int MostRows = 2_000;

    /// <summary>The first part of the id of all that the list tells.</summary>
    public string Name => $"list|{Id}|{(Loads ? "loads" : "payments")}";

    /// <summary>The first part of a row's id, whatever its figures.</summary>
    public string NameOf(int row) => string.Create(CultureInfo.InvariantCulture, $"{Name}|{row}|");

    /// <summary>Whether a row was told under this agreement.</summary>
    public bool IsIn(Agreement agreement, int row) => HandledIn(agreement, row) is not null;

    /// <summary>The id with which a row was told under this agreement; null where it was not.</summary>
    public string? HandledIn(Agreement agreement, int row) =>
        agreement.Handled.FirstOrDefault(h => h.StartsWith(NameOf(row), StringComparison.Ordinal));
}

/// <summary>One farmer's load or payment.</summary>
/// <param name="Row">The number of the row, from 1.</param>
/// <param name="Farmer">The phone in E.164, the person's id, the code, or words of the name; empty where the code is enough.</param>
/// <param name="Code">The agreement; empty where the two have one that fits.</param>
/// <param name="Typed">The amount or quantity as written; null with <paramref name="Exact"/>.</param>
/// <param name="Unit">Null for the unit of the terms.</param>
/// <param name="Again">Another one, although one like it was told already.</param>
/// <param name="Slip">The number on the weighing slip or receipt; empty for none.</param>
public sealed record TradeRow(int Row, string Farmer, string Code, string? Typed, decimal? Exact = null, Unit? Unit = null,
    string Grade = "", string Place = "", bool Last = false, bool Again = false, string Slip = "");

/// <summary>What became of a row.</summary>
public enum TradeOutcome
{
    /// <summary>The farmer is asked; in a dry run, would be.</summary>
    Asked,
    /// <summary>The farmer has another question to answer first, and is asked then.</summary>
    Waits,
    /// <summary>The same row of the same list was told before; nothing is done.</summary>
    Before,
    /// <summary>One like it was told already: say again where it is another.</summary>
    Same,
    Refused,
}

/// <summary>Why a row is refused.</summary>
public enum TradeFault { NoAgreement, SeveralAgreements, SeveralFarmers, OtherUnit, Number, Changed, NeedsTrader, Agreement, Slip }

/// <summary>What the farmer is asked, as it would go out now.</summary>
public sealed record TradeQuestion(string Text, Language Language);

/// <param name="Refusal">What the agreement says; with <see cref="TradeFault.Agreement"/>.</param>
/// <param name="Number">What is wrong with the figure; with <see cref="TradeFault.Number"/>.</param>
/// <param name="Codes">Those that fit; with <see cref="TradeFault.SeveralAgreements"/>, and with names where several farmers
/// are meant.</param>
/// <param name="Load">What the row says was handed over; null for a payment, and for a row with a fault.</param>
/// <param name="Paid">What the row says was paid; null for a load, and for a row with a fault.</param>
/// <param name="Asks">In a dry run, what goes to the farmer at once; null where nothing does.</param>
public sealed record TradeResult(int Row, TradeOutcome Outcome, string? Code = null, string? Farmer = null, TradeFault? Fault = null,
    AgreementRefusal? Refusal = null, AmountRefusal? Number = null, IReadOnlyList<string>? Codes = null,
    Quantity? Load = null, Money? Paid = null, TradeQuestion? Asks = null)
{
    /// <summary>Whether the farmer is, or was, asked about the row.</summary>
    public bool IsTold => Outcome is TradeOutcome.Asked or TradeOutcome.Waits or TradeOutcome.Before;
}
