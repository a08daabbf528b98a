using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Reminders;

/// <summary>A reminder that is due: about one agreement, for the newest due date that calls for it.</summary>
/// <param name="Days">Until the due date; negative after it.</param>
/// <param name="Amount">All that is unpaid up to that date.</param>
/// <param name="IsLast">No reminder of this date comes after it.</param>
public sealed record DueReminder(AccountEntry Entry, LocalDate Due, int Days, Money Amount, bool IsLast);

/// <summary>When people are reminded: so many days before and after each due date, as their programme says, at nine in the morning there.</summary>
public static class ReminderPlan
{
    private static readonly LocalTime nine = new(9, 0);

    /// <summary>A reminder older than this says something that is no longer so, and is dropped.</summary>
    private static readonly Duration stale = Duration.FromDays(2);

    /// <summary>How far back and ahead due dates are looked at; the furthest a reminder lies from its date.</summary>
    public const int MostDays = 30;

    /// <summary>What is to be said now, at most once for each agreement: of several that are due, the newest.</summary>
    public static IReadOnlyList<DueReminder> DueNow(Account account, Instant now) =>
        [.. account.Entries.Where(IsOwed).Select(e => DueNow(e, now)).OfType<DueReminder>()];

    /// <summary>When to look again; null when nothing is to come.</summary>
    public static Instant? Next(Account account, Instant now)
    {
        var coming = account.Entries.Where(e => IsOwed(e) || e.Status == AgreementStatus.Offered).SelectMany(Times).Select(t => t.At).Where(at => at > now).ToList();
        return coming.Count == 0 ? null : coming.Min();
    }

    /// <summary>
    /// The marks of every reminder of this agreement that has come due, so that none is given again. They are kept by their age: a weekly plan
    /// with reminders far from their dates has many under way at once.
    /// </summary>
    public static IReadOnlyList<Reminded> Marks(AccountEntry entry, Instant now) =>
    [
        .. Times(entry).Where(t => t.At <= now && now < t.At + stale).Select(t => new Reminded(t.Due, t.Days))
            .Union((entry.Reminded ?? []).Where(r => now < At(entry, r.Due, r.Days) + 2 * stale)).OrderBy(r => r.Due).ThenByDescending(r => r.Days),
    ];

    private static bool IsOwed(AccountEntry e) => e.Status == AgreementStatus.Confirmed && e.Left.Minor > 0 && e.RemindDays.Count > 0;

    private static DueReminder? DueNow(AccountEntry entry, Instant now)
    {
        var due = Times(entry).Where(t => t.At <= now && now < t.At + stale && entry.Reminded?.Contains(new(t.Due, t.Days)) != true).OrderBy(t => t.At).ToList();
        if (due.Count == 0) return null;
        var (newest, days, _) = due[^1];
        var amount = entry.Unpaid.Where(i => i.Due <= newest).Aggregate(Money.Zero(entry.Left.Currency), (sum, i) => sum + i.Amount);
        return amount.Minor <= 0 ? null : new(entry, newest, days, amount, days == entry.RemindDays.Min());
    }

    private static IEnumerable<(LocalDate Due, int Days, Instant At)> Times(AccountEntry entry)
    {
        // Before it is agreed, nothing is owed yet; the dates are the same.
        var parts = entry.Status == AgreementStatus.Offered ? Schedules.Of(entry.Terms) : entry.Unpaid;
        return parts.SelectMany(i => entry.RemindDays.Select(d => (i.Due, d, At(entry, i.Due, d))));
    }

    private static Instant At(AccountEntry entry, LocalDate due, int days) =>
        (Country.OfPhone(entry.Phone) ?? throw new InvalidOperationException("An agreement is in no country that is served.")).At(due.PlusDays(-days), nine);
}
