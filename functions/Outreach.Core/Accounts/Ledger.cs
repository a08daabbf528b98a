using NodaTime;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>
/// One row of an account's ledger. Rows are only added; each hash covers its row and the previous hash. The other side's ledger has a row
/// of the opposite amount, so the sum of all rows is zero.
/// </summary>
/// <param name="Number">The row's number, from 1 without a gap.</param>
/// <param name="Movement">The number of the agreement's movement.</param>
/// <param name="Amount">In minor units; positive when the account's person is owed more.</param>
/// <param name="Balance">The sum of all rows in this currency up to this row.</param>
public sealed record LedgerRow(
    long Number, Instant At, string Code, int Movement, EventKind Kind, string OtherId, long Amount, string Currency, long Balance,
    string Hash)
{
    public string HashAfter(string before) =>
        Chain.Next(before, Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), Code, Chain.Text(Movement),
        Kind.ToString(), OtherId, Chain.Text(Amount), Currency, Chain.Text(Balance));
}

/// <summary>
/// The end of an account's ledger: balances and the newest rows. Older rows move out several at a time, so that a posting costs no write of
/// its own.
/// </summary>
public sealed record Ledger(long Rows, string Hash, IReadOnlyDictionary<string, long> Balances, IReadOnlyList<LedgerRow> Recent)
{
    /// <summary>The number of rows at which the oldest are moved out.</summary>
    public const int MostRecent = 40;

    /// <summary>The number of rows that are moved out at once.</summary>
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

    /// <summary>Moves the oldest rows out when there are many; the caller has to keep the moved rows.</summary>
    public (Ledger Ledger, IReadOnlyList<LedgerRow> Moved) Shortened() => Recent.Count < MostRecent
        ? (this, [])
        : (this with { Recent = [.. Recent.Skip(Stretch)] }, [.. Recent.Take(Stretch)]);
}

/// <summary>A fault of a ledger, and its row.</summary>
public sealed record LedgerFault(long Row, string Why);

/// <summary>Checks an account against its rows.</summary>
public static class LedgerCheck
{
    /// <summary>The first row that does not fit; null when the rows lead to exactly this account.</summary>
    /// <param name="rows">All rows, oldest first.</param>
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
