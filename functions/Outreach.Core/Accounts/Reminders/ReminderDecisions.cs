using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

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
        var late = account.Entries.Where(e => ReminderPlan.LateNow(e, now).Count > 0).ToList();
        var marked = due.Count + late.Count == 0 ? account : account with
        {
            Entries =
            [
                .. account.Entries.Select(e => due.Any(d => d.Entry == e) || late.Contains(e)
                    ? e with { Reminded = ReminderPlan.Marks(e, [.. due.Where(d => d.Entry == e)], now) }
                    : e),
            ],
        };
        // Cleared, so that a clock set back a little does not mistake this wake-up for a future one.
        var (planned, wake) = Planned(marked with { WakeAt = null }, now);
        if (planned == account) planned = account;
        return new(planned,
            [.. Money(account, due, payer: true, now), .. Money(account, due, payer: false, now), .. Goods(account, due, now),
                .. Tasks(account, late, now), .. wake]);
    }

    private static IEnumerable<Effect> Money(Account account, IReadOnlyList<DueReminder> due, bool payer, Instant now)
    {
        var items = due.Where(d => d.Newest.IsMoney && d.Newest.From == d.Entry.Role == payer)
            .OrderBy(d => d.Newest.Due).ThenBy(d => d.Entry.Code, StringComparer.Ordinal).ToList();
        if (items.Count == 0) return [];
        IReadOnlyList<ReminderItem> said =
        [
            .. items.Select(d => Item(new(d.Entry.Code, d.Entry.OtherName, Zero(d.Entry), d.Newest.Due, DaysTo(d, now),
                d.Entry.Terms.Kind, Saves: d.Newest.Kind == CommitmentKind.Deposit), d.All)),
        ];
        Sms sms = payer ? new ReminderSms(said, items[0].Entry.Signature) : new DueToYouSms(said, items[0].Entry.Signature);
        return [Sent(account, items[0].Entry, sms, now)];
    }

    private static Money Zero(AccountEntry entry) => Values.Money.Zero(entry.Balance.Currency);

    /// <summary>The item with the sum of all, and what of it is due before the last day.</summary>
    internal static ReminderItem Item(ReminderItem item, IReadOnlyList<Commitment> all)
    {
        var (currency, early) = (item.Amount.Currency, all.Where(c => c.Due < all[^1].Due).Sum(c => c.Amount));
        return item with
        {
            Amount = new(all.Sum(c => c.Amount), currency), Since = early > 0 ? all[0].Due : null,
            Early = early > 0 ? new(early, currency) : null,
        };
    }

    private static IEnumerable<Effect> Goods(Account account, IReadOnlyList<DueReminder> due, Instant now) =>
        due.Where(d => !d.Newest.IsMoney).Select(d => Sent(account, d.Entry, new GoodsDueSms(d.Entry.Code, d.Entry.OtherName,
            d.Entry.Terms.Quantity with { Milli = d.Amount }, d.Newest.Due, DaysTo(d, now), d.Entry.Signature), now));

    private static Send Sent(Account account, AccountEntry entry, Sms sms, Instant now) =>
        new(SmsOrder.To(entry.Phone, Purpose.Reminder, sms, account.Programme, now) with { PersonId = account.PersonId });

    private static int DaysTo(DueReminder due, Instant now) =>
        Period.DaysBetween(Country.OfPhone(due.Entry.Phone)!.Today(now), due.Newest.Due);

    /// <summary>No reminder follows the last one, so a coordinator should call.</summary>
    private static IEnumerable<Effect> Tasks(Account account, IReadOnlyList<AccountEntry> late, Instant now) =>
        late.SelectMany(e => ReminderPlan.LateNow(e, now).Select(c => c.IsMoney ? TaskKinds.LatePayment : TaskKinds.LateGoods).Distinct()
            .Select(kind => new RaiseTask(account.Programme, kind, e.Code, now)));

    private static AggregateId AccountId(Account account) => new(AggregateKind.Account, account.Id);
}

/// <summary>Updates a reminder at the moment of sending: what is paid, disputed or ended is left out.</summary>
public static class StillDue
{
    /// <summary>The codes of a reminder's agreements; empty for other messages.</summary>
    public static IReadOnlyList<string> About(Sms sms) => sms switch
    {
        ReminderSms s => [.. s.Items.Select(i => i.Code)],
        DueToYouSms s => [.. s.Items.Select(i => i.Code)],
        GoodsDueSms s => [s.Code],
        _ => [],
    };

    /// <summary>The message with the items still due; null for none.</summary>
    /// <param name="reader">The id of the person who is reminded.</param>
    public static Sms? Of(Sms sms, string? reader, IReadOnlyDictionary<string, Agreement> agreements, Instant now) => sms switch
    {
        ReminderSms s => Items(s.Items, reader, agreements, now, pays: true) is { Count: > 0 } items ? s with { Items = items } : null,
        DueToYouSms s => Items(s.Items, reader, agreements, now, pays: false) is { Count: > 0 } items ? s with { Items = items } : null,
        GoodsDueSms s => agreements.TryGetValue(s.Code, out var a)
            && Unmet(a, Role.Farmer, money: false, s.Due).Sum(c => c.Amount) is > 0 and var milli
            ? s with { Quantity = s.Quantity with { Milli = milli }, Days = Period.DaysBetween(a.Today(now), s.Due) }
            : null,
        _ => sms,
    };

    private static IReadOnlyList<ReminderItem> Items(IReadOnlyList<ReminderItem> items, string? reader,
        IReadOnlyDictionary<string, Agreement> agreements, Instant now, bool pays) =>
        [.. items.Select(i => agreements.TryGetValue(i.Code, out var a) ? Fresh(i, reader, a, now, pays) : null).OfType<ReminderItem>()];

    private static ReminderItem? Fresh(ReminderItem item, string? reader, Agreement agreement, Instant now, bool pays)
    {
        if (reader is null || agreement.SideOf(reader) is not { } side) return null;
        var all = Unmet(agreement, pays ? side : Agreement.Other(side), money: true, item.Due, item.Saves);
        // A message held overnight has one day less to its due date.
        var days = Period.DaysBetween(agreement.Today(now), item.Due);
        return all.Count == 0 ? null : ReminderDecisions.Item(item with { Days = days }, all);
    }

    /// <summary>What is still unmet by that date, with reported payments and what is in dispute held back.</summary>
    private static IReadOnlyList<Commitment> Unmet(Agreement agreement, Role from, bool money, LocalDate due, bool saves = false) =>
        agreement.Status != AgreementStatus.Confirmed ? []
            : [.. agreement.Pressing.Where(c => c.IsDue && c.IsMoney == money && c.From == from
                && (c.Kind == CommitmentKind.Deposit) == saves && (saves ? c.Due == due : c.Due <= due)).OrderBy(c => c.Due)];
}
