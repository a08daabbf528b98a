using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
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
        Assert.Equal(item, Assert.Single(ItemsOf(order.Sms)));
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
        // A claim counts as paid until the farmer answers.
        deal.Do(new RecordPayment("more", Deal.Kes(200))).Paid(100);
        var fresh = StillDue.Of(sms, new Dictionary<string, Agreement> { [Deal.Code] = deal.Agreement }, Nine(2));
        var item = Assert.Single(ItemsOf(fresh!));
        Assert.Equal((2, Deal.Kes(3_000)), (item.Days, item.Amount));
        Assert.Null(StillDue.Of(sms, new Dictionary<string, Agreement>(), Nine(2)));
    }

    /// <summary>Reminders that fell due together are one: the newest, with everything unpaid up to its date.</summary>
    [Fact]
    public void Only_the_newest_of_two_reminders_is_sent()
    {
        var deal = Deal.OfGoods(rules: AgreementRules.Default with { PayerDays = [1, 0] }).Agreed();
        Assert.Equal(0, ItemsOf(Assert.Single(Sent(Woken(Posted(null, deal), Nine(0)))).Sms)[0].Days);
    }

    /// <summary>A part is claimed, the next falls due, and the claim is refused: no reminder comes twice.</summary>
    [Fact]
    public void A_refused_claim_brings_no_reminder_back()
    {
        var rules = AgreementRules.Default with { WeeklyPlanDays = [6, 0] };
        var deal = Deal.OfGoods(rules: rules, plan: new InstalmentPlan(Cadence.Weekly, 2, due.PlusDays(-7))).Agreed();
        var first = Woken(Posted(null, deal), Nine(7));
        Assert.Equal([(due.PlusDays(-7), 0)], Dates(first));
        deal.After(Nine(7) - deal.Now).Paid(2_000);
        var second = Woken(Posted(first.State, deal), Nine(6));
        Assert.Equal([(due, 6)], Dates(second));
        deal.After(Nine(6) - deal.Now).Do(new AnswerQuestion(deal.By("f"), false));
        Assert.Empty(Sent(Woken(Posted(second.State, deal), Nine(6) + Duration.FromHours(1))));

        static IEnumerable<(LocalDate, int)> Dates(Outcome<Account> woken) =>
            ItemsOf(Assert.Single(Sent(woken)).Sms).Select(i => (i.Due, i.Days));
    }

    /// <summary>No reminder follows the one three days after the date, so somebody should call, once.</summary>
    [Fact]
    public void A_coordinator_is_told_with_the_last_reminder()
    {
        var account = Posted(null, Owed());
        Assert.Empty(Woken(account, Nine(-3) - Duration.Epsilon).Effects.OfType<RaiseTask>());
        var late = Woken(account, Nine(-3));
        Assert.Equal(new RaiseTask("p", "late payment", Deal.Code, Nine(-3)), Assert.Single(late.Effects.OfType<RaiseTask>()));
        Assert.Empty(Woken(late.State!, Nine(-4)).Effects.OfType<RaiseTask>());
    }

    private static IReadOnlyList<ReminderItem> ItemsOf(Sms sms) => sms is ReminderSms r ? r.Items : ((DueToYouSms)sms).Items;

    private static Instant Nine(int days) => Country.All[0].At(due.PlusDays(-days), new LocalTime(9, 0));

    private static Deal Owed() => Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(700)));

    /// <summary>The reminders to one side at a time when all earlier ones have passed.</summary>
    private static IEnumerable<SmsOrder> Woken(Role side, Instant now) => Sent(Woken(Posted(null, Owed(), side), now));

    private static Outcome<Account> Woken(Account account, Instant now) => AccountDecisions.Decide(account, "p.x", new Wake(), now);

    private static IEnumerable<SmsOrder> Sent(Outcome<Account> outcome) => outcome.Effects.OfType<Send>().Select(s => s.Order);

    private static Account Posted(Account? account, Deal deal, Role side = Role.Trader) => AccountDecisions.Decide(account, "p.x",
        new PostEntry(AccountEntry.Of(deal.Agreement, side, null, deal.Now), []), deal.Now).State!;
}
