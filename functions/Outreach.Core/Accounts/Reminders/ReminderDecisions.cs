using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Accounts;

/// <summary>An account's reminders. One message lists everything due to pay, another everything due to the person.</summary>
internal static class ReminderDecisions
{
    /// <summary>Sets the wake-up for the next reminder, unless an earlier or equal one is set.</summary>
    public static (Account, IReadOnlyList<Effect>) Planned(Account account, Instant now)
    {
        if (ReminderPlan.Next(account, now) is not { } next || account.WakeAt is { } set && set > now && set <= next) return (account, []);
        return (account with { WakeAt = next }, [new WakeAt(AccountId(account), next)]);
    }

    public static Outcome<Account> Woken(Account account, Instant now)
    {
        var due = ReminderPlan.DueNow(account, now);
        var late = account.Entries.Where(e => ReminderPlan.LateNow(e, now) is not null).ToList();
        var marked = due.Count + late.Count == 0 ? account : account with
        {
            Entries =
                [.. account.Entries.Select(
                    e => (due.Any(d => d.Entry == e) ? e with { Reminded = ReminderPlan.Marks(e, now) } : e)
                        with { LateTold = ReminderPlan.LateNow(e, now) ?? e.LateTold })],
        };
        // Cleared, so that a clock set back a little does not mistake this wake-up for a future one.
        var (planned, wake) = Planned(marked with { WakeAt = null }, now);
        if (planned == account) planned = account;
        return new(planned,
            [.. Sent(account, due, payer: true, now), .. Sent(account, due, payer: false, now), .. Tasks(account, late, now), .. wake]);
    }

    private static IEnumerable<Effect> Sent(Account account, IReadOnlyList<DueReminder> due, bool payer, Instant now)
    {
        var items = due.Where(d => d.Entry.IsPayer == payer).OrderBy(d => d.Due).ThenBy(d => d.Entry.Code, StringComparer.Ordinal).ToList();
        if (items.Count == 0) return [];
        var (programme, personId) = Parts(account);
        IReadOnlyList<ReminderItem> said =
            [.. items.Select(d => new ReminderItem(d.Entry.Code, d.Entry.OtherName, d.Amount, d.Due, d.Days, d.Entry.Terms.Kind))];
        Sms sms = payer ? new ReminderSms(said, items[0].Entry.Signature) : new DueToYouSms(said, items[0].Entry.Signature);
        return [new Send(SmsOrder.To(items[0].Entry.Phone, Purpose.Reminder, sms, programme, now) with { PersonId = personId })];
    }

    /// <summary>No reminder follows the last one, so a coordinator should call.</summary>
    private static IEnumerable<Effect> Tasks(Account account, IReadOnlyList<AccountEntry> late, Instant now) =>
        late.Select(e => new RaiseTask(Parts(account).Programme, "late payment", e.Code, now));

    private static AggregateId AccountId(Account account) => new(AggregateKind.Account, account.Id);

    private static (string Programme, string PersonId) Parts(Account account)
    {
        var dot = account.Id.IndexOf('.', StringComparison.Ordinal);
        return (account.Id[..dot], account.Id[(dot + 1)..]);
    }
}

/// <summary>Updates a reminder at the moment of sending: paid, disputed or ended agreements are left out.</summary>
public static class StillDue
{
    /// <summary>The codes of a reminder's agreements; empty for other messages.</summary>
    public static IReadOnlyList<string> About(Sms sms) => sms switch
    {
        ReminderSms s => [.. s.Items.Select(i => i.Code)],
        DueToYouSms s => [.. s.Items.Select(i => i.Code)],
        _ => [],
    };

    /// <summary>The message with the items still due; null for none.</summary>
    public static Sms? Of(Sms sms, IReadOnlyDictionary<string, Agreement> agreements, Instant now) => sms switch
    {
        ReminderSms s => Items(s.Items, agreements, now) is { Count: > 0 } items ? s with { Items = items } : null,
        DueToYouSms s => Items(s.Items, agreements, now) is { Count: > 0 } items ? s with { Items = items } : null,
        _ => sms,
    };

    private static IReadOnlyList<ReminderItem> Items(IReadOnlyList<ReminderItem> items, IReadOnlyDictionary<string, Agreement> agreements,
        Instant now) =>
        [.. items.Select(i => agreements.TryGetValue(i.Code, out var a) ? Fresh(i, a, now) : null).OfType<ReminderItem>()];

    private static ReminderItem? Fresh(ReminderItem item, Agreement agreement, Instant now)
    {
        if (!agreement.IsOwed) return null;
        // A payment reported since then counts as paid until the other side answers.
        var (left, paid) = (agreement.Left - agreement.Claimed, agreement.Paid + agreement.Claimed);
        var amount = Schedules.Unpaid(agreement.Terms, left, paid).Where(i => i.Due <= item.Due).Sum(i => i.Amount.Minor);
        // A message held overnight has one day less to its due date.
        var days = Period.DaysBetween(agreement.Today(now), item.Due);
        return amount <= 0 ? null : item with { Amount = agreement.Money(amount), Days = days };
    }
}
