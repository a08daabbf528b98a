using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Accounts;

/// <summary>Which side of an agreement the account's person is on.</summary>
public enum Side { Owes, IsOwed }

/// <summary>
/// One agreement as one person's account shows it, in full, so that a balance costs one read. Also the command that posts it.
/// </summary>
/// <param name="Changes">The agreement's change number: a posting older than what stands is ignored.</param>
/// <param name="Answered">The message that answered the offer, for knowing a repeat.</param>
public sealed record AccountEntry(
    string Code,
    long Changes,
    Side Side,
    string OtherId,
    string OtherName,
    AgreementStatus Status,
    Terms Terms,
    Money Left,
    string Hash,
    Instant OfferedAt,
    Instant ExpiresAt,
    string? Answered,
    bool Seen = false) : Command
{
    /// <summary>Money is owed and counted in the balance.</summary>
    public bool Counts => Status is AgreementStatus.Confirmed or AgreementStatus.Disputed && Left.Minor > 0;

    /// <summary>Waiting for this person's answer.</summary>
    public bool AwaitsAnswer(Instant now) => Side == Side.IsOwed && Status == AgreementStatus.Offered && now < ExpiresAt;

    public static AccountEntry Of(Agreement a, Side side, string? answered)
    {
        var other = side == Side.Owes ? a.Farmer : a.Trader;
        return new(a.Code, a.Changes, side, other.PersonId, other.Name, a.Status, a.Terms, a.Left, a.Hash, a.OfferedAt, a.ExpiresAt, answered, a.Seen);
    }
}

/// <summary>What one person owes and is owed in one programme, newest agreement last.</summary>
public sealed record Account(string Id, IReadOnlyList<AccountEntry> Entries)
{
    /// <summary>How many agreements that are over stay listed.</summary>
    public const int ClosedKept = 60;

    public static Account Empty(string id) => new(id, []);

    public Money? Total(Side side)
    {
        var counted = Entries.Where(e => e.Counts && e.Side == side).ToList();
        return counted.Count == 0 ? null : counted.Select(e => e.Left).Aggregate((a, b) => a + b);
    }

    public IEnumerable<AccountEntry> AwaitingAnswer(Instant now) => Entries.Where(e => e.AwaitsAnswer(now));

    public AccountEntry? Find(string code) => Entries.FirstOrDefault(e => e.Code == code);
}

public static class AccountDecisions
{
    public static Outcome<Account> Decide(Account? account, string id, Command command) => command switch
    {
        AccountEntry entry => Post(account ?? Account.Empty(id), entry),
        _ => Outcome<Account>.Nothing(account),
    };

    private static Outcome<Account> Post(Account account, AccountEntry entry)
    {
        var before = account.Find(entry.Code);
        if (before is not null && before.Changes >= entry.Changes) return Outcome<Account>.Nothing(account);
        var posted = entry with { Answered = entry.Answered ?? before?.Answered };
        List<AccountEntry> entries = [.. account.Entries.Where(e => e.Code != entry.Code), posted];
        return new(account with { Entries = Trimmed(entries) }, []);
    }

    /// <summary>Open ones stay for ever; of those that are over, the newest.</summary>
    private static List<AccountEntry> Trimmed(List<AccountEntry> entries)
    {
        var excess = entries.Count(IsOver) - Account.ClosedKept;
        return excess <= 0 ? entries : [.. entries.Where(e => !IsOver(e) || --excess < 0)];
    }

    private static bool IsOver(AccountEntry e) => !e.Counts && e.Status != AgreementStatus.Offered;
}

/// <summary>How long money has been owed past its due date.</summary>
public enum Age { NotDue, Days30, Days60, Days90, Older }

public static class Ages
{
    public static Age Of(LocalDate due, LocalDate today) => Period.DaysBetween(due, today) switch
    {
        <= 0 => Age.NotDue,
        <= 30 => Age.Days30,
        <= 60 => Age.Days60,
        <= 90 => Age.Days90,
        _ => Age.Older,
    };
}
