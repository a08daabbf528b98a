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

    /// <summary>The payer is reminded three days before, on the day and three days after; the payee when it is late.</summary>
    [Theory]
    [InlineData(Role.Trader, 3)]
    [InlineData(Role.Trader, 0)]
    [InlineData(Role.Trader, -3)]
    [InlineData(Role.Farmer, -1)]
    public void Each_side_reads_the_amount_and_the_other(Role side, int days)
    {
        var order = Assert.Single(Woken(side, Nine(days)));
        var item = new ReminderItem(Deal.Code, side == Role.Trader ? "Wanjiru" : "Juma", Deal.Kes(3_300), due, days, TermsKind.Purchase);
        Assert.Equal(item, Assert.Single(ItemsOf(order.Sms)));
        Assert.Equal(side == Role.Trader ? typeof(ReminderSms) : typeof(DueToYouSms), order.Sms.GetType());
        Assert.Equal((side == Role.Trader ? "+254711000001" : "+254711000002", "x", Purpose.Reminder),
            (order.Phone, order.PersonId, order.Purpose));
    }

    /// <summary>Nine o'clock and not before; after an outage it still comes, with the days as they are by then.</summary>
    [Fact]
    public void A_reminder_comes_at_nine_or_as_soon_as_it_can()
    {
        Assert.Empty(Woken(Role.Farmer, Nine(-1) - Duration.Epsilon));
        Assert.Equal(-9, ItemsOf(Assert.Single(Woken(Role.Farmer, Nine(-9))).Sms)[0].Days);
    }

    /// <summary>A message that the night held shows one day less, and only what is still unpaid.</summary>
    [Fact]
    public void A_waiting_reminder_shows_the_day_on_which_it_goes_out()
    {
        var deal = Owed();
        var sms = Assert.Single(Woken(Role.Trader, Nine(3))).Sms;
        // A claim counts as paid until the farmer answers.
        deal.Do(new RecordPayment("more", Deal.Kes(200))).Paid(100);
        var fresh = StillDue.Of(sms, "t", new Dictionary<string, Agreement> { [Deal.Code] = deal.Agreement }, Nine(2));
        var item = Assert.Single(ItemsOf(fresh!));
        Assert.Equal((2, Deal.Kes(3_000)), (item.Days, item.Amount));
        Assert.Null(StillDue.Of(sms, "t", new Dictionary<string, Agreement>(), Nine(2)));
    }

    /// <summary>Reminders that fell due together are one: the newest, with everything unpaid up to its date.</summary>
    [Fact]
    public void Only_the_newest_of_two_reminders_is_sent()
    {
        var deal = Deal.OfGoods(rules: AgreementRules.Default with { PayerDays = [1, 0] }).Agreed().Come();
        Assert.Equal(0, ItemsOf(Assert.Single(Sent(Woken(Posted(null, deal), Nine(0)))).Sms)[0].Days);
    }

    /// <summary>A part is claimed after its reminder, the next falls due, and the claim is refused: no reminder comes twice.</summary>
    [Fact]
    public void A_refused_claim_repeats_no_reminder()
    {
        var rules = AgreementRules.Default with { WeeklyPlanDays = [6, 0] };
        var deal = Deal.OfGoods(rules: rules, plan: new InstalmentPlan(Cadence.Weekly, 2, due.PlusDays(-7))).Agreed().Come();
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

    /// <summary>The whole price is said to be paid before its day; two weeks later nobody has said yes.</summary>
    [Fact]
    public void A_claim_that_lapses_brings_the_debt_back()
    {
        var deal = Owed();
        deal.After(Nine(4) - deal.Now).Paid(3_300);
        var claimed = Posted(Posted(null, Owed()), deal);
        Assert.Empty(Woken(claimed, Nine(-4)).Effects.OfType<Send>());
        Assert.Empty(Woken(claimed, Nine(-4)).Effects.OfType<RaiseTask>());
        deal.After(Question.OpenFor).Do(new Wake());
        var back = Posted(claimed, deal);
        var wake = ReminderPlan.Next(back, deal.Now)!.Value;
        Assert.Equal(new LocalTime(9, 0), wake.InZone(Country.All[0].TimeZone).TimeOfDay);
        Assert.InRange(wake - deal.Now, Duration.Epsilon, Duration.FromDays(1));
        var woken = Woken(back, wake);
        Assert.Equal((due, Deal.Kes(3_300)), ItemsOf(Assert.Single(Sent(woken)).Sms).Select(i => (i.Due, i.Amount)).Single());
        Assert.Equal("late payment", Assert.Single(woken.Effects.OfType<RaiseTask>()).Kind);
        Assert.Empty(Woken(woken.State!, wake + Duration.FromDays(30)).Effects.OfType<Send>());
    }

    /// <summary>Nothing came: nobody is asked for money. Who brings the goods is reminded, and a coordinator told.</summary>
    [Fact]
    public void Goods_that_have_not_come_are_late_and_not_the_money()
    {
        var deal = Deal.OfGoods().Agreed();
        var brings = new LocalDate(2026, 3, 9);
        Assert.All(Woken(Posted(null, deal), Nine(-30)).Effects, e => Assert.IsType<WakeAt>(e));
        var farmer = Posted(null, deal, Role.Farmer);
        var before = Assert.Single(Sent(Woken(farmer, Nine(8)))).Sms;
        Assert.Equal(new GoodsDueSms(Deal.Code, "Juma", new Quantity(400_000, Unit.Kg), brings, 1, "Officer"), before);
        var late = Woken(farmer, Nine(4));
        Assert.Equal(-3, Assert.IsType<GoodsDueSms>(Assert.Single(Sent(late)).Sms).Days);
        Assert.Equal(new RaiseTask("p", "late goods", Deal.Code, Nine(4)), Assert.Single(late.Effects.OfType<RaiseTask>()));
        // What is told and waits for its yes is held back; the rest is not.
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(100_000, "A", "", false)));
        var fresh = StillDue.Of(before, "f", new Dictionary<string, Agreement> { [Deal.Code] = deal.Agreement }, Nine(8));
        Assert.Equal(300_000, Assert.IsType<GoodsDueSms>(fresh).Quantity.Milli);
    }

    /// <summary>A deposit is planned: told of before its day, that one alone, the one of the payout day too, and never late.</summary>
    [Theory]
    [InlineData(Role.Farmer)]
    [InlineData(Role.Trader)]
    public void A_deposit_is_no_late_debt(Role side)
    {
        var account = Posted(null, Deal.OfSavings().Agreed(), side);
        var (said, tasks) = (new List<ReminderItem>(), 0);
        for (var day = 14; day > -60; day--)
        {
            var woken = Woken(account, Nine(day));
            account = woken.State!;
            said.AddRange(Sent(woken).SelectMany(o => ItemsOf(o.Sms)));
            tasks += woken.Effects.OfType<RaiseTask>().Count();
        }
        Assert.Equal(side == Role.Trader ? [] : [due.PlusWeeks(-1), due, due.PlusWeeks(1), due.PlusWeeks(2), due.PlusWeeks(3)],
            said.Select(i => i.Due));
        Assert.All(said, i => Assert.True(i is { Saves: true, Days: >= 0, Early: null } && i.Amount == Deal.Kes(100)));
        Assert.Equal(0, tasks);
    }

    /// <summary>Two parts are unpaid: the sum names the day of the first, before the second's day and after it.</summary>
    [Fact]
    public void What_is_late_of_several_days_names_the_oldest()
    {
        var deal = Deal.OfGoods(plan: new InstalmentPlan(Cadence.Weekly, 2, due.PlusDays(-7))).Agreed().Come();
        var first = Woken(Posted(null, deal), Nine(4)).State!;
        foreach (var days in new[] { 1, -2 })
        {
            var woken = Woken(first, Nine(days));
            var (sms, item) = (Assert.Single(Sent(woken)).Sms, ItemsOf(Assert.Single(Sent(woken)).Sms)[0]);
            Assert.Equal((Deal.Kes(4_000), due.PlusDays(-7), Deal.Kes(2_000)), (item.Amount, item.Since, item.Early));
            Assert.Contains("9 Mar", Outreach.Core.Texts.Words.Sms(Language.English).Of(sms), StringComparison.Ordinal);
            var fresh = StillDue.Of(sms, "t", new Dictionary<string, Agreement> { [Deal.Code] = deal.Agreement }, Nine(days));
            Assert.Equal(item, ItemsOf(fresh!)[0]);
        }
    }

    private static IReadOnlyList<ReminderItem> ItemsOf(Sms sms) => sms is ReminderSms r ? r.Items : ((DueToYouSms)sms).Items;

    private static Instant Nine(int days) => Country.All[0].At(due.PlusDays(-days), new LocalTime(9, 0));

    private static Deal Owed() => Deal.OfGoods().Agreed().Come().Do(new RecordPayment("r", Deal.Kes(700)));

    /// <summary>The reminders to one side at a time when all earlier ones have passed.</summary>
    private static IEnumerable<SmsOrder> Woken(Role side, Instant now) => Sent(Woken(Posted(null, Owed(), side), now));

    private static Outcome<Account> Woken(Account account, Instant now) => AccountDecisions.Decide(account, "p.x", new Wake(), now);

    private static IEnumerable<SmsOrder> Sent(Outcome<Account> outcome) => outcome.Effects.OfType<Send>().Select(s => s.Order);

    private static Account Posted(Account? account, Deal deal, Role side = Role.Trader) => AccountDecisions.Decide(account, "p.x",
        new PostEntry(AccountEntry.Of(deal.Agreement, side, null, deal.Now), []), deal.Now).State!;
}
