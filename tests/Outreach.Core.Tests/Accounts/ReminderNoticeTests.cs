using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>What payer and payee read about money that falls due.</summary>
public sealed class ReminderNoticeTests
{
    private static readonly LocalDate due = new(2026, 3, 16);

    /// <summary>The payer is reminded three days before, on the day and three days after; the payee on the day.</summary>
    [Theory]
    [InlineData(Role.Trader, 3)]
    [InlineData(Role.Trader, 0)]
    [InlineData(Role.Trader, -3)]
    [InlineData(Role.Farmer, 0)]
    public void Each_side_reads_the_amount_and_the_other(Role side, int days)
    {
        var order = Assert.Single(Woken(side, Nine(days)));
        var item = new ReminderItem(Deal.Code, side == Role.Trader ? "Wanjiru" : "Juma", Deal.Kes(3_300), due, days, TermsKind.Purchase);
        Assert.Equal(item, Assert.Single(StillDueItems(order.Sms)));
        Assert.Equal(side == Role.Trader ? typeof(ReminderSms) : typeof(DueToYouSms), order.Sms.GetType());
        Assert.Equal((side == Role.Trader ? "+254711000001" : "+254711000002", "x", Purpose.Reminder),
            (order.Phone, order.PersonId, order.Purpose));
    }

    /// <summary>Nine o'clock and not before; two days later the message would be out of date.</summary>
    [Fact]
    public void A_reminder_comes_at_nine_and_not_two_days_late()
    {
        Assert.Empty(Woken(Role.Farmer, Nine(0) - Duration.Epsilon));
        Assert.Single(Woken(Role.Farmer, Nine(0) + Duration.FromDays(2) - Duration.Epsilon));
        Assert.Empty(Woken(Role.Farmer, Nine(0) + Duration.FromDays(2)));
    }

    /// <summary>A message that the night held shows one day less, and only what is still unpaid.</summary>
    [Fact]
    public void A_waiting_reminder_shows_the_day_on_which_it_goes_out()
    {
        var deal = Owed();
        var sms = Assert.Single(Woken(Role.Trader, Nine(3))).Sms;
        deal.Do(new RecordPayment("more", Deal.Kes(300)));
        var fresh = StillDue.Of(sms, new Dictionary<string, Agreement> { [Deal.Code] = deal.Agreement }, Nine(2));
        var item = Assert.Single(StillDueItems(fresh!));
        Assert.Equal((2, Deal.Kes(3_000)), (item.Days, item.Amount));
        Assert.Null(StillDue.Of(sms, new Dictionary<string, Agreement>(), Nine(2)));
    }

    private static IReadOnlyList<ReminderItem> StillDueItems(Sms sms) => sms is ReminderSms r ? r.Items : ((DueToYouSms)sms).Items;

    private static Instant Nine(int days) => Country.All[0].At(due.PlusDays(-days), new LocalTime(9, 0));

    private static Deal Owed() => Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(700)));

    /// <summary>The reminders to one side at a time when all earlier ones have been sent or have passed.</summary>
    private static IEnumerable<SmsOrder> Woken(Role side, Instant now)
    {
        var deal = Owed();
        var account =
            AccountDecisions.Decide(null, "p.x", new PostEntry(AccountEntry.Of(deal.Agreement, side, null, deal.Now), []), deal.Now).State!;
        return AccountDecisions.Decide(account, "p.x", new Wake(), now).Effects.OfType<Send>().Select(s => s.Order);
    }
}
