using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>A command that tells of a payment or a load, which the same two may have told of under another agreement.</summary>
public interface ITellsOfAFact
{
    ToldElsewhere? Elsewhere { get; }

    Command With(ToldElsewhere earlier);
}

/// <summary>What was told under another agreement of the same two, and may be what is told now.</summary>
/// <param name="Asks">The open question about it to whoever tells now.</param>
/// <param name="IsIt">The transaction itself is named there, so that this is no other.</param>
public sealed record ToldElsewhere(string Code, LocalDate On, Sms? Asks = null, bool IsIt = false);

/// <summary>
/// Finds what was told under another agreement: equal in parties, direction and figure, within the same days as in one agreement. The
/// other agreements say so themselves, since an account may be behind them.
/// </summary>
public static class FactsElsewhere
{
    /// <summary>The most other agreements of a pair that are looked at: those that changed last.</summary>
    public const int Most = 10;

    /// <summary>Whether to look elsewhere. A repeat is answered as before, and what was said to be another one is.</summary>
    public static bool Asks(Agreement agreement, Command command) => agreement.IsBound && command switch
    {
        ReportPayment report => !agreement.Handled.Contains(report.By.Id) && agreement.Has(report.By.PersonId),
        ReportReceipt report => !agreement.Handled.Contains(report.By.Id) && agreement.Has(report.By.PersonId),
        ReportDelivery { Again: false, Delivery.Milli: > 0 } report =>
            !agreement.Handled.Contains(report.By.Id) && agreement.Has(report.By.PersonId),
        // A coordinator who moves a transaction says where it belongs.
        RecordPayment { Again: false, Same: null, Assignment: null or 1 } record => !agreement.Handled.Contains(record.Id),
        _ => false,
    };

    /// <summary>The codes of the pair's other agreements under which something may have been told.</summary>
    /// <param name="entries">Of the account of that side of the agreement.</param>
    public static IEnumerable<string> Codes(IEnumerable<AccountEntry> entries, Agreement agreement, Role side) => entries
        .Where(e => e.OtherId == agreement.Of(Agreement.Other(side)).PersonId && e.Code != agreement.Code
            && (e.IsBound || e is { Status: AgreementStatus.Offered, Terms.Advance.IsZero: false }))
        .TakeLast(Most).Reverse().Select(e => e.Code);

    /// <summary>The command with what was told elsewhere; unchanged where nothing was.</summary>
    public static Command With(Agreement agreement, Command command, IEnumerable<Agreement> others, Instant now) =>
        others.Select(o => Find(agreement, command, o, now)).OfType<ToldElsewhere>().FirstOrDefault() is { } earlier
            ? ((ITellsOfAFact)command).With(earlier) : command;

    private static ToldElsewhere? Find(Agreement agreement, Command command, Agreement other, Instant now) => command switch
    {
        ReportPayment report => Payment(agreement, other, agreement.SideOf(report.By.PersonId)!.Value, report.Amount,
            report.On ?? agreement.Today(now), report.Named, report.By.PersonId),
        ReportReceipt report => Payment(agreement, other, Agreement.Other(agreement.SideOf(report.By.PersonId)!.Value), report.Amount,
            report.On ?? agreement.Today(now), report.Named, report.By.PersonId),
        RecordPayment record => Payment(agreement, other, record.From ?? agreement.Payer, record.Amount,
            record.On ?? agreement.Today(record.ToldAt ?? now), SameFacts.IdOf(record.Proof), null),
        ReportDelivery report => Load(agreement, other, report.By.PersonId, report.Delivery.Milli, report.On ?? agreement.Today(now)),
        _ => null,
    };

    /// <param name="transaction">The id that a provider or a person names; empty for none.</param>
    /// <param name="by">The person who tells; null for a notice and a coordinator.</param>
    private static ToldElsewhere? Payment(Agreement agreement, Agreement other, Role from, Money amount, LocalDate on, string transaction,
        string? by)
    {
        if (other.Currency != amount.Currency || other.SideOf(agreement.Of(from).PersonId) is not { } side) return null;
        // What is agreed on with terms may be this payment before the yes too.
        if (other is { IsBound: false, Status: AgreementStatus.Offered } && side == Role.Trader && other.Terms.Advance == amount)
            return new(other.Code, other.OfferedOn);
        if (SameFacts.OfTransaction(other, transaction) is { } known) 
            return new(other.Code, known.On, by is null ? null : SameFacts.AskOf(other, transaction, by), IsIt: true);
        return SameFacts.Payments(other, side, amount.Minor, on, by is null && transaction.Length > 0, agreement.Terms.Plan is not null)
            is [.., var same]
            ? new(other.Code, same.On, by is null ? null : AskedOf(other, other.SideOf(by)!.Value, same)) : null;
    }

    private static ToldElsewhere? Load(Agreement agreement, Agreement other, string by, long milli, LocalDate on)
    {
        var alike = other.Farmer.PersonId == agreement.Farmer.PersonId && other.Terms.Quantity.Unit == agreement.Terms.Quantity.Unit
            && other.Terms.Crop.Equals(agreement.Terms.Crop, StringComparison.OrdinalIgnoreCase);
        return alike && SameFacts.LoadLike(other, by, milli, on) is { } same
            ? new(other.Code, same.On, AskedOf(other, other.SideOf(by)!.Value, same)) : null;
    }

    private static QuestionSms? AskedOf(Agreement other, Role side, Fact same) =>
        other.AskOf(side) is { AskedAt: not null } open && (open.Fact == same.Number || open.Same?.Fact == same.Number)
            ? (QuestionSms)Questions.Words(other, open) : null;
}
