using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>A reminder that is due for one agreement, for the newest due date that calls for it.</summary>
/// <param name="Days">Days until the due date; negative after it.</param>
/// <param name="Amount">The amount unpaid up to that date.</param>
public sealed record DueReminder(AccountEntry Entry, LocalDate Due, int Days, Money Amount);

/// <summary>When people are reminded: at nine local time, on the programme's days before and after each due date.</summary>
public static class ReminderPlan
{
    private static readonly LocalTime nine = new(9, 0);

    /// <summary>A reminder older than this is out of date and is dropped.</summary>
    private static readonly Duration stale = Duration.FromDays(2);

    /// <summary>Days after the due date when a coordinator gets a task, where no reminder follows the due date.</summary>
    private const int DaysLate = 3;

    /// <summary>The largest distance in days between a reminder and its due date, before or after.</summary>
    public const int MostDays = 30;

    /// <summary>The reminders due now, at most one per agreement: the newest.</summary>
    public static IReadOnlyList<DueReminder> DueNow(Account account, Instant now) =>
        [.. account.Entries.Where(IsOwed).Select(e => DueNow(e, now)).OfType<DueReminder>()];

    /// <summary>The time of the next wake-up; null for none.</summary>
    public static Instant? Next(Account account, Instant now)
    {
        var entries = account.Entries.Where(e => IsOwed(e) || e.Status == AgreementStatus.Offered).ToList();
        var coming =
            entries.SelectMany(Times).Select(t => t.At).Concat(entries.SelectMany(LateTimes).Select(t => t.At)).Where(at => at > now)
                .ToList();
        return coming.Count == 0 ? null : coming.Min();
    }

    /// <summary>
    /// The marks of all due reminders of this agreement, so that none is repeated. Marks are kept by age: a weekly plan can have many
    /// reminders under way at once.
    /// </summary>
    public static IReadOnlyList<Reminded> Marks(AccountEntry entry, Instant now) =>
    [
        .. Times(entry).Where(t => t.At <= now && now < t.At + stale).Select(t => new Reminded(t.Due, t.Days))
            .Union((entry.Reminded ?? []).Where(r => now < At(entry, r.Due, r.Days) + 2 * stale)).OrderBy(r => r.Due)
            .ThenByDescending(r => r.Days),
    ];

    /// <summary>
    /// The newest unpaid due date after its last reminder, without a task for a coordinator; null for none. Lateness of the check does not
    /// matter: a message becomes out of date, a debt does not.
    /// </summary>
    public static LocalDate? LateNow(AccountEntry entry, Instant now) =>
        IsOwed(entry) ? LateTimes(entry).Where(t => t.At <= now).Select(t => (LocalDate?)t.Due).Max() : null;

    private static bool IsOwed(AccountEntry e) => e.Status == AgreementStatus.Confirmed && e.Left.Minor > 0;

    private static DueReminder? DueNow(AccountEntry entry, Instant now)
    {
        var due =
            Times(entry).Where(t => t.At <= now && now < t.At + stale && entry.Reminded?.Contains(new(t.Due, t.Days)) != true)
                .OrderBy(t => t.At).ToList();
        if (due.Count == 0) return null;
        var (newest, days, _) = due[^1];
        var amount = entry.Unpaid.Where(i => i.Due <= newest).Aggregate(Money.Zero(entry.Left.Currency), (sum, i) => sum + i.Amount);
        return new(entry, newest, days, amount);
    }

    private static IEnumerable<(LocalDate Due, int Days, Instant At)> Times(AccountEntry entry) =>
        Parts(entry).SelectMany(i => entry.RemindDays.Select(d => (i.Due, d, At(entry, i.Due, d))));

    /// <summary>When a coordinator gets a task about each missed date, on the payer's side only.</summary>
    private static IEnumerable<(LocalDate Due, Instant At)> LateTimes(AccountEntry entry)
    {
        if (!entry.IsPayer) return [];
        var last = entry.RemindDays.Where(d => d < 0).DefaultIfEmpty(-DaysLate).Min();
        return Parts(entry).Where(i => entry.LateTold is not { } told || i.Due > told).Select(i => (i.Due, At(entry, i.Due, last)));
    }

    /// <summary>An offered agreement has the same dates, but nothing is owed yet.</summary>
    private static IReadOnlyList<Instalment> Parts(AccountEntry entry) =>
        entry.Status == AgreementStatus.Offered ? Schedules.Of(entry.Terms) : entry.Unpaid;

    private static Instant At(AccountEntry entry, LocalDate due, int days) =>
        (Country.OfPhone(entry.Phone) ?? throw new InvalidOperationException("An agreement is in no country that is served.")).At(
            due.PlusDays(-days), nine);
}
