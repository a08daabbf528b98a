using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>A reminder that is due: about one agreement, for the newest due date that calls for it.</summary>
/// <param name="Days">Until the due date; negative after it.</param>
/// <param name="Amount">All that is unpaid up to that date.</param>
public sealed record DueReminder(AccountEntry Entry, LocalDate Due, int Days, Money Amount);

/// <summary>
/// When people are reminded: so many days before and after each due date, as their programme says, at nine in the morning there.
/// </summary>
public static class ReminderPlan
{
    private static readonly LocalTime nine = new(9, 0);

    /// <summary>A reminder older than this says something that is no longer so, and is dropped.</summary>
    private static readonly Duration stale = Duration.FromDays(2);

    /// <summary>Where no reminder comes after a due date, a coordinator hears of it so many days late.</summary>
    private const int DaysLate = 3;

    /// <summary>How far back and ahead due dates are looked at; the furthest a reminder lies from its date.</summary>
    public const int MostDays = 30;

    /// <summary>What is to be said now, at most once for each agreement: of several that are due, the newest.</summary>
    public static IReadOnlyList<DueReminder> DueNow(Account account, Instant now) =>
        [.. account.Entries.Where(IsOwed).Select(e => DueNow(e, now)).OfType<DueReminder>()];

    /// <summary>When to look again; null when nothing is to come.</summary>
    public static Instant? Next(Account account, Instant now)
    {
        var entries = account.Entries.Where(e => IsOwed(e) || e.Status == AgreementStatus.Offered).ToList();
        var coming =
            entries.SelectMany(Times).Select(t => t.At).Concat(entries.SelectMany(LateTimes).Select(t => t.At)).Where(at => at > now)
                .ToList();
        return coming.Count == 0 ? null : coming.Min();
    }

    /// <summary>
    /// The marks of every reminder of this agreement that has come due, so that none is
    /// given again. They are kept by their age: a weekly plan
    /// with reminders far from their dates has many under way at once.
    /// </summary>
    public static IReadOnlyList<Reminded> Marks(AccountEntry entry, Instant now) =>
    [
        .. Times(entry).Where(t => t.At <= now && now < t.At + stale).Select(t => new Reminded(t.Due, t.Days))
            .Union((entry.Reminded ?? []).Where(r => now < At(entry, r.Due, r.Days) + 2 * stale)).OrderBy(r => r.Due)
            .ThenByDescending(r => r.Days),
    ];

    /// <summary>
    /// The newest due date of an agreement whose last reminder lies behind, that is not
    /// paid, and that no coordinator has heard of; null when
    /// there is none. However late it is looked at: a message goes stale, a debt does not.
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
        return amount.Minor <= 0 ? null : new(entry, newest, days, amount);
    }

    private static IEnumerable<(LocalDate Due, int Days, Instant At)> Times(AccountEntry entry) =>
        Parts(entry).SelectMany(i => entry.RemindDays.Select(d => (i.Due, d, At(entry, i.Due, d))));

    /// <summary>When a coordinator is to hear of a date that was missed, on the payer's side only.</summary>
    private static IEnumerable<(LocalDate Due, Instant At)> LateTimes(AccountEntry entry)
    {
        if (!entry.IsPayer) return [];
        var last = entry.RemindDays.Where(d => d < 0).DefaultIfEmpty(-DaysLate).Min();
        return Parts(entry).Where(i => entry.LateTold is not { } told || i.Due > told).Select(i => (i.Due, At(entry, i.Due, last)));
    }

    /// <summary>Before it is agreed, nothing is owed yet; the dates are the same.</summary>
    private static IReadOnlyList<Instalment> Parts(AccountEntry entry) =>
        entry.Status == AgreementStatus.Offered ? Schedules.Of(entry.Terms) : entry.Unpaid;

    private static Instant At(AccountEntry entry, LocalDate due, int days) =>
        (Country.OfPhone(entry.Phone) ?? throw new InvalidOperationException("An agreement is in no country that is served.")).At(
            due.PlusDays(-days), nine);
}
