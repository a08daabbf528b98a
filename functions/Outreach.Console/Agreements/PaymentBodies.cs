using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A mobile-money provider's notice.</summary>
/// <param name="Provider">Lower-case letters, digits and dashes: <c>mpesa</c>.</param>
/// <param name="Transaction">The provider's own id; one id is one payment, however often it comes.</param>
/// <param name="Code">The reference that the payer gave.</param>
/// <param name="PaidOn">The day of the transfer, today or before; absent for today.</param>
internal sealed record NoticeBody(
    string Provider, string Transaction, string Programme, Exact Amount, string Currency, string PayerPhone, string? PayeePhone = null,
    string? Code = null, LocalDate? PaidOn = null)
{
    public Answer? Fault()
    {
        if (TransactionNames.Fault(Provider, Transaction) is { } fault) return fault;
        if (!Currencies.IsKnown(Currency)) return Answer.Bad("currency", "currency is not one that this system counts in.");
        return Inputs.Fault(new TextField("code", Code, 0, 40));
    }

    /// <summary>The agreement's code from the payer's reference; null without a reference.</summary>
    public string? Reference => string.IsNullOrWhiteSpace(Code) ? null : Code.Trim().ToUpperInvariant();
}

/// <summary>What names a transaction.</summary>
internal static class TransactionNames
{
    public static Answer? Fault(string provider, string transaction)
    {
        if (!Inputs.IsId(provider))
            return Answer.Bad("provider", "provider is 1 to 40 lower-case letters, digits and dashes, and neither none nor all.");
        return !Inputs.IsKey(transaction) || transaction.Length > 60
            ? Answer.Bad("transaction", "transaction is 1 to 60 letters, digits and signs.")
            : null;
    }
}

/// <summary>Where a provider's transaction belongs.</summary>
/// <param name="Code">The agreement; absent to put it back among the unassigned.</param>
/// <param name="Instead">The agreement that has it now; absent where none has.</param>
/// <param name="From">The side that paid; absent for the side that uses the paying phone, else the payer under the terms.</param>
/// <param name="Again">Confirms another payment, although the same amount was paid a few days ago.</param>
/// <param name="Same">The number of the agreement's fact that it is.</param>
internal sealed record AssignmentBody(string Programme, string Provider, string Transaction, string? Code = null, string? Instead = null,
    Role? From = null, bool Again = false, int? Same = null);

/// <summary>The provider has sent the money of a transaction back.</summary>
/// <param name="DryRun">Only shows what would follow.</param>
internal sealed record TransferReversalBody(string Programme, string Provider, string Transaction, bool DryRun = false);

/// <param name="Known">False for a transaction that nobody has told of: it counts nowhere when its notice comes.</param>
/// <param name="Code">The agreement whose books had it; absent where none had.</param>
/// <param name="Owed">What is owed there then.</param>
internal sealed record TransferReversalView(string Provider, string Transaction, bool Known, string? Code, MoneyView? Amount,
    BalanceView? Owed, bool DryRun);

/// <param name="Matched">True when the notice belongs to the agreement of the code; otherwise a coordinator has a task.</param>
/// <param name="Asked">A side is asked before the payment is recorded.</param>
internal sealed record NoticeView(string Provider, string Transaction, bool Matched, bool Asked, string? Code, string? Reason);

/// <summary>A transfer at a provider, and the agreement whose books have it.</summary>
/// <param name="Reference">What the payer gave as the reference.</param>
/// <param name="ToldAt">When it was first told of.</param>
/// <param name="WaitsSince">When it came to wait as unassigned; absent while it is assigned.</param>
/// <param name="Code">The agreement; absent while it is unassigned.</param>
/// <param name="Reason">Why it is unassigned.</param>
/// <param name="ReversedAt">When it was told that the provider sent the money back.</param>
/// <param name="Approval">The approval that a second owner has to give first.</param>
internal sealed record TransactionView(string Provider, string Transaction, MoneyView? Amount, string? PayerPhone, string? PayeePhone,
    string? Reference, LocalDate? PaidOn, Instant ToldAt, Instant? WaitsSince, string? Code, Role? From, string? Reason,
    Instant? ReversedAt, string? Approval = null)
{
    public static TransactionView Of(Transaction t) => new(t.Provider, t.Id,
        t.Transfer is { Amount: var amount } ? MoneyView.Of(amount) : null,
        t.Transfer?.PayerPhone is { Length: > 0 } payer ? payer : null, t.Transfer?.PayeePhone is { Length: > 0 } payee ? payee : null,
        t.Transfer?.Reference, t.Transfer?.On, t.At, t.WaitsSince, t.Assigned?.Code, t.Assigned?.From,
        t.Assigned is null ? Refusals.OfNotice(t) : null, t.ReversedAt);
}

internal sealed record UnassignedView(IReadOnlyList<TransactionView> Payments, string? Next) : Zoned;
