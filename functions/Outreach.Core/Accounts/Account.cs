using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>What was agreed on and what came, of one crop in one season, on one side.</summary>
/// <param name="Committed">In thousandths of the unit.</param>
public sealed record SeasonTally(string Season, string Crop, Unit Unit, Role Role, long Committed, long Delivered);

/// <summary>What agreements add to a person's record.</summary>
/// <param name="Finished">Paid to the end.</param>
/// <param name="EndedEarly">By both.</param>
public sealed record PastRecord(int Finished, int OnTime, int Late, int EndedEarly = 0)
{
    public static PastRecord None { get; } = new(0, 0, 0);

    public static PastRecord Of(AccountEntry e) => e.IsPayer
        ? new(e.Status == AgreementStatus.Settled ? 1 : 0, e.OnTime, e.Late, e.Status == AgreementStatus.Cancelled ? 1 : 0)
        : None;

    public static PastRecord operator +(PastRecord a, PastRecord b) =>
        new(a.Finished + b.Finished, a.OnTime + b.OnTime, a.Late + b.Late, a.EndedEarly + b.EndedEarly);
    public static PastRecord operator -(PastRecord a, PastRecord b) =>
        new(a.Finished - b.Finished, a.OnTime - b.OnTime, a.Late - b.Late, a.EndedEarly - b.EndedEarly);
    public static PastRecord Add(PastRecord left, PastRecord right) => left + right;
    public static PastRecord Subtract(PastRecord left, PastRecord right) => left - right;
}

/// <summary>
/// What is kept of an agreement that is no longer listed, should anything still come of it: a late posting, a dispute, an answer.
/// </summary>
/// <param name="Past">What it added to the person's record.</param>
public sealed record Unlisted(string Code, long Changes, int Applied, long Committed, long Delivered, PastRecord Past);

/// <summary>What one person owes and is owed in one programme, newest agreement last.</summary>
/// <param name="WakeAt">When the next reminder is looked for.</param>
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
    /// <summary>The code of every agreement that the account still knows of.</summary>
    public IEnumerable<string> AgreementCodes => Entries.Select(e => e.Code).Concat((Unlisted ?? []).Select(u => u.Code)).Distinct();

    /// <summary>How many agreements that are over stay listed.</summary>
    public const int ClosedKept = 60;

    /// <summary>How many that are no longer listed are still known.</summary>
    public const int UnlistedKept = 500;

    /// <summary>More open agreements than this, with the longest names and plans, do not fit in one account's entity.</summary>
    public const int MostOpen = 300;

    public static Account Empty(string id) => new(id, []);

    /// <summary>Null when nothing is owed that way.</summary>
    public Money? Total(Side side)
    {
        var counted = Entries.Where(e => e.Counts && e.Side == side).ToList();
        return counted.Count == 0 ? null : counted.Select(e => e.Owed).Aggregate((a, b) => a + b);
    }

    public bool IsFull => Entries.Count(e => e.IsOpen) >= MostOpen;

    /// <summary>How the person paid where it was theirs to pay: agreements that are listed, and those that no longer are.</summary>
    public PastRecord Record => Entries.Select(PastRecord.Of).Aggregate(Past ?? PastRecord.None, (sum, one) => sum + one);

    public IEnumerable<AccountEntry> AwaitingAnswer(Instant now) => Entries.Where(e => e.AwaitsAnswer(now));

    /// <summary>By the agreement's code, or by one that answers a question about it.</summary>
    public AccountEntry? Find(string code) => Entries.FirstOrDefault(e => e.Code == Codes.OfAgreement(code));
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

    /// <summary>
    /// What an entry owes by the age of each part: instalments by their own dates, anything beyond a schedule as not due.
    /// </summary>
    public static IEnumerable<(Age Age, Money Amount)> Parts(AccountEntry entry, LocalDate today)
    {
        // Savings are the saver's whenever they are paid out, and money to give back has no date.
        var scheduled = entry.Terms.Kind != TermsKind.Savings && (entry.Side == Side.Owes) == entry.IsPayer;
        return scheduled
            ? Schedules.Unpaid(entry.Terms, entry.Left, entry.Paid).Select(i => (Of(i.Due, today), i.Amount))
            : [(Age.NotDue, entry.Owed)];
    }
}
