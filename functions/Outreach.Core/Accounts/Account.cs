using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>Quantities agreed and delivered, of one crop in one season, on one side.</summary>
/// <param name="Committed">The agreed quantity in thousandths of the unit.</param>
public sealed record SeasonTally(string Season, string Crop, Unit Unit, Role Role, long Committed, long Delivered);

/// <summary>An agreement's contribution to a person's payment record; records add up.</summary>
/// <param name="Finished">Agreements that were paid in full.</param>
/// <param name="EndedEarly">Agreements that both sides ended early.</param>
public sealed record PastRecord(int Finished, int OnTime, int Late, int EndedEarly = 0)
{
    public static PastRecord None { get; } = new(0, 0, 0);

    public static PastRecord Of(AccountEntry e) => e.IsPayer
        ? new(e.Status == AgreementStatus.Settled ? 1 : 0, e.OnTime, e.Terms.Kind == TermsKind.Savings ? 0 : e.Late,
            e.Status == AgreementStatus.Cancelled ? 1 : 0)
        : None;

    public static PastRecord operator +(PastRecord a, PastRecord b) =>
        new(a.Finished + b.Finished, a.OnTime + b.OnTime, a.Late + b.Late, a.EndedEarly + b.EndedEarly);
    public static PastRecord operator -(PastRecord a, PastRecord b) =>
        new(a.Finished - b.Finished, a.OnTime - b.OnTime, a.Late - b.Late, a.EndedEarly - b.EndedEarly);
    public static PastRecord Add(PastRecord left, PastRecord right) => left + right;
    public static PastRecord Subtract(PastRecord left, PastRecord right) => left - right;
}

/// <summary>The remains of an agreement that is no longer listed, for a late posting, dispute or answer.</summary>
/// <param name="Past">The agreement's contribution to the person's record.</param>
public sealed record Unlisted(string Code, long Changes, int Applied, long Committed, long Delivered, PastRecord Past);

/// <summary>
/// One person's debts and claims in one programme, newest agreement last: a shard of them, or all (<see cref="Shards"/>).
/// </summary>
/// <param name="WakeAt">The time of the next wake-up for reminders.</param>
public sealed record Account(
    string Id,
    IReadOnlyList<AccountEntry> Entries,
    Ledger? Ledger = null,
    IReadOnlyList<SeasonTally>? Seasons = null,
    PastRecord? Past = null,
    Instant? Since = null,
    Instant? WakeAt = null,
    IReadOnlyList<Unlisted>? Unlisted = null)
{
    /// <summary>The codes of all listed and unlisted agreements.</summary>
    public IEnumerable<string> AgreementCodes => Entries.Select(e => e.Code).Concat((Unlisted ?? []).Select(u => u.Code)).Distinct();

    /// <summary>The number of closed agreements that stay listed.</summary>
    public const int ClosedKept = 60;

    /// <summary>The number of unlisted agreements that are kept.</summary>
    public const int UnlistedKept = 500;

    /// <summary>The most open agreements, on all shards.</summary>
    public const int MostOpen = 20_000;

    public static Account Empty(string id) => new(id, []);

    /// <summary>The id without the shard, <c>programme.personId</c>.</summary>
    public string WholeId => Id.Split('~')[0];

    /// <summary>The number of the shard; 0 for the first.</summary>
    public int Shard => Id.Split('~') is [_, var shard] ? int.Parse(shard, CultureInfo.InvariantCulture) : 0;

    public string Programme => AggregateId.ProgrammeOf(WholeId);

    public string PersonId => WholeId[(WholeId.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>The total owed in one direction; null for nothing.</summary>
    public Money? Total(Side side)
    {
        var counted = Entries.Where(e => e.Counts && e.Side == side).ToList();
        return counted.Count == 0 ? null : counted.Select(e => e.Owed).Aggregate((a, b) => a + b);
    }

    /// <summary>No agreement more is taken; of the whole account.</summary>
    public bool IsFull => Entries.Count(e => e.IsOpen) >= MostOpen;

    /// <summary>The shard takes no agreement more.</summary>
    public bool IsShardFull => Entries.Count(e => e.IsOpen) >= Shards.Most;

    /// <summary>The person's record as payer, over listed and unlisted agreements.</summary>
    public PastRecord Record => Entries.Select(PastRecord.Of).Aggregate(Past ?? PastRecord.None, (sum, one) => sum + one);

    public IEnumerable<AccountEntry> AwaitingAnswer(Instant now) => Entries.Where(e => e.AwaitsAnswer(now));

    /// <summary>Finds an entry by the agreement's code, or by a question's code.</summary>
    public AccountEntry? Find(string code) => Entries.FirstOrDefault(e => e.Code == Codes.OfAgreement(code));
}

/// <summary>How long money has been overdue, in days.</summary>
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

    /// <summary>An entry's debts by age, each by its own day.</summary>
    public static IEnumerable<(Age Age, Money Amount)> Parts(AccountEntry entry, LocalDate today) =>
        entry.Debts.Select(c => (Of(c.Due, today), new Money(c.Amount, entry.Balance.Currency)));
}
