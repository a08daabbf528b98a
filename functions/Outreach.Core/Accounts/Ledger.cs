using NodaTime;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>
/// One row of an account's ledger. Rows are only ever added; each holds the balance after it and a hash over itself and the row before.
/// For every row there is one of the opposite amount in the other side's ledger, so all rows together are zero.
/// </summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Movement">Which of the agreement's movements this is.</param>
/// <param name="Amount">In minor units; positive when the account's person is owed more.</param>
/// <param name="Balance">Of all rows in this currency so far, this one included.</param>
public sealed record LedgerRow(
    long Number, Instant At, string Code, int Movement, EventKind Kind, string OtherId, long Amount, string Currency, long Balance,
    string Hash)
{
    public string HashAfter(string before) =>
        Chain.Next(before, Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), Code, Chain.Text(Movement),
        Kind.ToString(), OtherId, Chain.Text(Amount), Currency, Chain.Text(Balance));
}

/// <summary>
/// The end of an account's ledger: where it stands, and the newest rows. Older ones have been moved to rows of their own, in stretches, so
/// that a posting costs no write of its own.
/// </summary>
public sealed record Ledger(long Rows, string Hash, IReadOnlyDictionary<string, long> Balances, IReadOnlyList<LedgerRow> Recent)
{
    /// <summary>How many rows are kept here before the older ones are moved out.</summary>
    public const int MostRecent = 40;

    /// <summary>How many go at once.</summary>
    public const int Stretch = 30;

    public static Ledger Empty(string account) => new(0, account, new Dictionary<string, long>(), []);

    public Ledger Add(Movement movement, string code, string otherId, string currency)
    {
        var balance = Balances.GetValueOrDefault(currency) + movement.Amount;
        var row =
            new LedgerRow(Rows + 1, movement.At, code, movement.Number, movement.Kind, otherId, movement.Amount, currency, balance, "");
        row = row with { Hash = row.HashAfter(Hash) };
        return new(row.Number, row.Hash, new Dictionary<string, long>(Balances) { [currency] = balance }, [.. Recent, row]);
    }

    /// <summary>Moves the oldest out when there are many; the rows moved are to be kept elsewhere.</summary>
    public (Ledger Ledger, IReadOnlyList<LedgerRow> Moved) Shortened() => Recent.Count < MostRecent
        ? (this, [])
        : (this with { Recent = [.. Recent.Skip(Stretch)] }, [.. Recent.Take(Stretch)]);
}

/// <summary>What is wrong with a ledger, and in which row.</summary>
public sealed record LedgerFault(long Row, string Why);

/// <summary>Rebuilds an account from its rows.</summary>
public static class LedgerCheck
{
    /// <summary>The first row that does not fit; null when the rows lead to exactly the account as it stands.</summary>
    /// <param name="rows">All of them, oldest first.</param>
    public static LedgerFault? FirstFault(Account account, IEnumerable<LedgerRow> rows)
    {
        var (number, hash) = (0L, account.Id);
        var balances = new Dictionary<string, long>();
        var byCode = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Number != number + 1) return new(number + 1, "The row is missing.");
            if (row.Hash != row.HashAfter(hash)) return new(row.Number, "The row or one before it was changed: its hash does not fit.");
            balances[row.Currency] = balances.GetValueOrDefault(row.Currency) + row.Amount;
            if (row.Balance != balances[row.Currency]) return new(row.Number, "The balance is not the sum of the rows.");
            byCode[row.Code] = byCode.GetValueOrDefault(row.Code) + row.Amount;
            (number, hash) = (row.Number, row.Hash);
        }
        return AgainstAccount(account, number, hash, balances, byCode);
    }

    private static LedgerFault? AgainstAccount(Account account, long number, string hash, Dictionary<string, long> balances,
        Dictionary<string, long> byCode)
    {
        var ledger = account.Ledger ?? Ledger.Empty(account.Id);
        if (ledger.Rows != number || ledger.Hash != hash) return new(number + 1, "Rows are missing at the end.");
        if (ledger.Balances.Any(b => b.Value != balances.GetValueOrDefault(b.Key)))
            return new(number, "The account's balance is not that of its rows.");
        var entry = account.Entries.FirstOrDefault(e => e.Balance.Minor != byCode.GetValueOrDefault(e.Code));
        return entry is null ? null : new(number, $"What {entry.Code} shows is not the sum of its rows.");
    }
}
