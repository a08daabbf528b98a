using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>A reminder that is due for one agreement, for the newest due date that calls for it.</summary>
/// <param name="All">The unmet commitments that it is about, the soonest first.</param>
public sealed record DueReminder(AccountEntry Entry, IReadOnlyList<Commitment> All)
{
    public Commitment Newest => All[^1];

    /// <summary>Minor units, or thousandths of the unit for goods.</summary>
    public long Amount => All.Sum(c => c.Amount);
}

/// <summary>
/// When people are reminded: at nine local time, on the programme's days before and after each due date. What passed unsent, such as
/// while a payment waited for its yes, is made up for once.
/// </summary>
public static class ReminderPlan
{
    private static readonly LocalTime nine = new(9, 0);

    /// <summary>The giver of goods is reminded the day before, and once when they are late.</summary>
    private static readonly int[] goodsDays = [1, -2];

    /// <summary>Days after the due date when a coordinator gets a task, where no reminder follows the due date.</summary>
    private const int DaysLate = 3;

    /// <summary>The largest distance in days between a reminder and its due date, before or after.</summary>
    public const int MostDays = 30;

    /// <summary>The most dates about which an agreement remembers what was sent; all older ones count as told.</summary>
    public const int MostDates = 4;

    /// <summary>The reminders due now: for each agreement at most one about goods, one to pay and one of money to come.</summary>
    public static IReadOnlyList<DueReminder> DueNow(Account account, Instant now) =>
        [.. account.Entries.SelectMany(e => DueNow(e, Due(e), now))];

    /// <summary>The time of the next wake-up; null for none.</summary>
    /// <remarks>Dates of what is only offered or expected count too, so that a yes or a load costs no further wake-up.</remarks>
    public static Instant? Next(Account account, Instant now)
    {
        Instant? next = null;
        foreach (var entry in account.Entries)
        {
            var dates = Dates(entry);
            foreach (var c in dates)
            {
                foreach (var days in Days(entry, c)) Add(At(entry, c.Due, days));
                if (c.From == entry.Role && c.Kind != CommitmentKind.Deposit) Add(At(entry, c.Due, LateDays(entry, c)));
            }
            if (DueNow(entry, [.. dates.Where(c => c.IsDue)], now).Any()) Add(NextNine(entry, now));
        }
        return next;

        void Add(Instant at)
        {
            if (at > now && !(next <= at)) next = at;
        }
    }

    /// <summary>The marks after the reminders due now: the newest days sent for each date. Dates that are met lose theirs.</summary>
    public static IReadOnlyList<Reminded> Marks(AccountEntry entry, IReadOnlyList<DueReminder> sent, Instant now)
    {
        var late = LateNow(entry, now);
        var marks = entry.Unmet.Select(c => Mark(entry, c,
            sent.Any(s => Kin(s.Newest) == Kin(c) && c.Due <= s.Newest.Due) ? Newest(entry, c, now) : null,
            late.Any(l => Kin(l) == Kin(c) && l.Due == c.Due))).OfType<Reminded>();
        // What falls due on one day is remembered or forgotten together.
        return [.. marks.GroupBy(m => m.Due).OrderBy(day => day.Key).TakeLast(MostDates).SelectMany(day => day)];
    }

    /// <summary>
    /// What is unmet after its last reminder, without a task for a coordinator. Lateness of the check does not matter.
    /// </summary>
    public static IReadOnlyList<Commitment> LateNow(AccountEntry entry, Instant now) =>
    [
        .. Due(entry).Where(c => c.From == entry.Role && c.Kind != CommitmentKind.Deposit && At(entry, c.Due, LateDays(entry, c)) <= now
            && Marked(entry, c)?.Task != true),
    ];

    /// <summary>What somebody should act on by a day.</summary>
    private static IReadOnlyList<Commitment> Due(AccountEntry entry) =>
        entry.Status == AgreementStatus.Confirmed ? [.. entry.Pressing.Where(c => c.IsDue)] : [];

    private static IEnumerable<DueReminder> DueNow(AccountEntry entry, IReadOnlyList<Commitment> pressing, Instant now) =>
        entry.Status != AgreementStatus.Confirmed ? [] : pressing
            .Where(c => Newest(entry, c, now) is { } days && !(Marked(entry, c)?.Days <= days))
            .GroupBy(Kin).Select(g => g.MaxBy(c => c.Due)!)
            .Select(newest => new DueReminder(entry, [.. pressing.Where(c => Kin(c) == Kin(newest)
                && (c.Kind == CommitmentKind.Deposit ? c.Due == newest.Due : c.Due <= newest.Due)).OrderBy(c => c.Due)]));

    /// <summary>Goods, deposits or other money, and from which side: one reminder tells of all that are alike.</summary>
    private static (bool, Role, bool) Kin(Commitment c) => (c.IsMoney, c.From, c.Kind == CommitmentKind.Deposit);

    /// <summary>The days of the newest reminder that has come; null before the first.</summary>
    private static int? Newest(AccountEntry entry, Commitment c, Instant now) =>
        Days(entry, c).Where(d => At(entry, c.Due, d) <= now).Select(d => (int?)d).Min();

    private static Reminded? Mark(AccountEntry entry, Commitment c, int? days, bool task)
    {
        var before = Marked(entry, c);
        var mark = new Reminded(c.Kind, c.Due, days ?? before?.Days, task || before?.Task == true);
        return mark is { Days: null, Task: false } ? null : mark;
    }

    private static Reminded? Marked(AccountEntry entry, Commitment c) =>
        entry.Reminded is { Count: >= MostDates } all && c.Due < all[0].Due && all.DistinctBy(r => r.Due).Count() == MostDates
            ? new(c.Kind, c.Due, int.MinValue, Task: true)
            : entry.Reminded?.FirstOrDefault(r => (r.Kind, r.Due) == (c.Kind, c.Due));

    private static IReadOnlyList<int> Days(AccountEntry entry, Commitment c) => c switch
    {
        { IsMoney: false } => c.From == entry.Role ? goodsDays : [],
        // Planned and no debt: the saver is reminded up to the day. Once savings are paid out, no deposit is to come.
        { Kind: CommitmentKind.Deposit } => c.From == entry.Role ? [.. entry.PayerDays.Where(d => d >= 0)] : [],
        _ => c.From == entry.Role ? entry.PayerDays : entry.PayeeDays,
    };

    private static int LateDays(AccountEntry entry, Commitment c) =>
        Days(entry, c).Where(d => d < 0).Select(d => c.IsMoney ? d : d - 1).DefaultIfEmpty(-DaysLate).Min();

    /// <summary>All dates that can come, also of what is only offered or expected.</summary>
    private static IReadOnlyList<Commitment> Dates(AccountEntry entry) => entry.Status switch
    {
        AgreementStatus.Offered => Commitments.Of(entry.Terms, Books.Empty),
        AgreementStatus.Confirmed => entry.Pressing,
        _ => [],
    };

    private static Instant NextNine(AccountEntry entry, Instant now)
    {
        var country = CountryOf(entry);
        var today = country.At(country.Today(now), nine);
        return today > now ? today : country.At(country.Today(now).PlusDays(1), nine);
    }

    private static Instant At(AccountEntry entry, LocalDate due, int days) => CountryOf(entry).At(due.PlusDays(-days), nine);

    private static Country CountryOf(AccountEntry entry) => Country.OfPhone(entry.Phone)
        ?? throw new InvalidOperationException("An agreement is in no country that is served.");
}
