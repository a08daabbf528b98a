using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>A dispute holds back the amount in dispute and nothing else.</summary>
public sealed class DisputeTests
{
    private static readonly LocalDate payDay = new(2026, 3, 16);

    [Fact]
    public void The_amount_that_was_named_waits_and_the_rest_is_due()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500);
        Assert.Equal([new(CommitmentKind.Price, Role.Trader, payDay, 4_000_00)], deal.Agreement.Unmet);
        Assert.Equal([new(CommitmentKind.Price, Role.Trader, payDay, 3_500_00)], deal.Agreement.Undisputed);
        Assert.Equal((AgreementStatus.Confirmed, Deal.Kes(3_500), Deal.Kes(4_000)),
            (deal.Agreement.Status, deal.Agreement.Owed, deal.Agreement.Balance));
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        Assert.Equal((Deal.Kes(3_500), Deal.Kes(4_000), Deal.Kes(500)), (entry.Owed, entry.Left, entry.Dispute!.Amount));
    }

    /// <summary>200 kg are worth 2,000; the 500 are of the second load, and the first load's money comes first.</summary>
    [Fact]
    public void It_waits_where_the_load_in_dispute_is_paid_for()
    {
        var deal = Deal.OfGoods(plan: new(Cadence.Weekly, 2, payDay)).Agreed().Delivered(200).Delivered(100);
        Disputed(deal, "t", DisputeAbout.Weight, 500).Delivered(50);
        Assert.Equal([(payDay, 2_000_00), (payDay.PlusWeeks(1), 1_000_00)],
            deal.Agreement.Undisputed.Where(c => c is { IsMoney: true, Expected: false }).Select(c => (c.Due, c.Amount)));
        deal.Do(new RecordPayment("r", Deal.Kes(2_500)));
        Assert.Equal([500_00], deal.Agreement.Undisputed.Where(c => c is { IsMoney: true, Expected: false }).Select(c => c.Amount));
        Assert.Equal(Deal.Kes(1_000), deal.Agreement.Balance);
    }

    [Fact]
    public void Without_an_amount_it_is_the_newest_load_and_the_opener_is_asked()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Delivered(100).Delivered(200), "t", DisputeAbout.Grade);
        Assert.Equal((2_000_00, 2), (deal.Agreement.Dispute!.Held, deal.Agreement.Dispute.Fact));
        Assert.Equal([("t", true), ("f", false)], Opened(deal).Select(s => (s.ByReader ? "t" : "f", s.AsksAmount)).Order().Reverse());
        Disputed(deal, "t", DisputeAbout.Grade, 300);
        Assert.Equal(300_00, deal.Agreement.Dispute.Held);
        Assert.All(Opened(deal), s => Assert.Equal((Deal.Kes(300), false), (s.Amount, s.AsksAmount)));
    }

    [Theory]
        [InlineData("t", DisputeAbout.Weight, 300L, AgreementRefusal.AlreadyDisputed)]
    [InlineData("t", DisputeAbout.Grade, null, AgreementRefusal.AlreadyDisputed)]
    [InlineData("t", DisputeAbout.Grade, 4_001L, AgreementRefusal.BadAmount)]
    [InlineData("t", DisputeAbout.Grade, 0L, AgreementRefusal.BadAmount)]
    public void Another_amount_is_named_up_to_what_it_is_about(string by, DisputeAbout about, long? amount,
        AgreementRefusal why)
    {
        var deal = Disputed(Disputed(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500), by, about, amount);
        Assert.Equal((why, 500_00), (deal.Reply, deal.Agreement.Dispute!.Held));
    }

    [Fact]
    public void More_than_the_agreement_is_worth_cannot_be_in_dispute() => Assert.Equal(AgreementRefusal.BadAmount,
        Disputed(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Terms, 4_001).Reply);

    /// <summary>The payer says that he paid and she says no: he is not reminded of that much.</summary>
    [Fact]
    public void A_payment_that_the_other_denies_waits_as_if_it_had_come()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700).Do(new AnswerQuestion(new("n", "f"), false));
        Disputed(deal, "t", DisputeAbout.Payment);
        Assert.Equal([3_300_00], deal.Agreement.Pressing.Select(c => c.Amount));
        Assert.Equal(Deal.Kes(4_000), deal.Agreement.Balance);
        deal.Do(new CloseDispute(deal.By("t")));
        Assert.Equal([4_000_00], deal.Agreement.Pressing.Select(c => c.Amount));
    }

    /// <summary>A claim that waits and is in dispute too is held back once.</summary>
    [Fact]
    public void A_payment_that_waits_for_its_yes_is_held_back_once()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come().Paid(700), "f", DisputeAbout.Payment);
        Assert.Equal([3_300_00], deal.Agreement.Pressing.Select(c => c.Amount));
        deal.Yes("f");
        Assert.Equal((3_300_00, Deal.Kes(3_300)), (deal.Agreement.Pressing.Sum(c => c.Amount), deal.Agreement.Owed));
    }

    /// <summary>Who was not paid does not doubt the debt, so whoever owes is reminded and late as before.</summary>
    [Fact]
    public void Who_was_not_paid_holds_nothing_back()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come().After(Duration.FromDays(20)), "f", DisputeAbout.Payment);
        Assert.Equal(deal.Agreement.Unmet, deal.Agreement.Pressing);
        Assert.All(Opened(deal), s => Assert.Equal((Deal.Kes(4_000), false, false), (s.Amount, s.Waits, s.AsksAmount)));
    }

    /// <summary>That she once said no to a payment is no doubt of hers about the debt.</summary>
    [Fact]
    public void An_old_no_holds_nothing_back()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700).Do(new AnswerQuestion(new("n", "f"), false)).After(Duration.FromDays(20));
        Disputed(deal, "f", DisputeAbout.Payment);
        Assert.Equal((null, 4_000_00), (deal.Agreement.Dispute!.Fact, deal.Agreement.Dispute.Held));
        Assert.Equal(deal.Agreement.Unmet, deal.Agreement.Pressing);
    }

    /// <summary>She says that she brought it: nobody reminds her of it while that is in doubt.</summary>
    [Fact]
    public void A_load_that_the_other_denies_is_not_late()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("c", "f"), new Delivery(300_000, "A", "", false)))
            .Do(new AnswerQuestion(new("n", "t"), false));
        Disputed(deal, "f", DisputeAbout.Weight);
        Assert.Equal(3_000_00, deal.Agreement.Dispute!.Held);
        Assert.Equal([100_000L], deal.Agreement.Pressing.Where(c => !c.IsMoney).Select(c => c.Amount));
        deal.Delivered(100);
        Assert.DoesNotContain(deal.Agreement.Pressing, c => !c.IsMoney);
        Assert.Equal(Deal.Kes(1_000), deal.Agreement.Owed);
    }

    [Fact]
    public void Work_goes_on_beside_it_and_the_end_waits_for_it()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Delivered(100), "f", DisputeAbout.Grade, 500).Delivered(300);
        deal.Do(new RecordPayment("r", Deal.Kes(4_000)));
        Assert.Equal((AgreementStatus.Settled, true), (deal.Agreement.Status, deal.Agreement.Dispute is not null));
        Assert.Null(deal.Agreement.Pulse);
        Assert.True(AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now).IsUnsettled);
    }

    /// <summary>Reminder, age, late task and letter read the undisputed 3,500 of 4,000; when it is over, all of it.</summary>
    [Fact]
    public void Reminders_ages_tasks_and_letters_read_the_rest()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500);
        var late = payDay.PlusDays(3);
        Assert.Equal([3_500_00], Due(deal, late).Select(d => d.Amount));
        Assert.Equal([3_500_00], Ages.Parts(Trader(deal), late).Select(p => p.Amount.Minor));
        Assert.Equal([3_500_00], ReminderPlan.LateNow(Trader(deal), At(late)).Select(c => c.Amount));
        deal.Do(new CloseDispute(deal.By("t")));
        Assert.Equal([4_000_00], Due(deal, late).Select(d => d.Amount));
        Disputed(deal, "t", DisputeAbout.Terms, 4_000);
        Assert.Empty(Due(deal, late));
        Assert.Empty(ReminderPlan.LateNow(Trader(deal), At(late)));
        Assert.False(Trader(deal).Counts);
    }

    private static IReadOnlyList<DueReminder> Due(Deal deal, LocalDate day) =>
        ReminderPlan.DueNow(Account.Empty("p.t") with { Entries = [Trader(deal)] }, At(day));

    private static AccountEntry Trader(Deal deal) => AccountEntry.Of(deal.Agreement, Role.Trader, null, deal.Now);

    private static Instant At(LocalDate day) => Country.All[0].At(day, new LocalTime(10, 0));

    /// <summary>Who doubted the debt has paid it; or its claim is taken back. Who is paid and wants more keeps the problem.</summary>
    [Theory]
    [InlineData("t", true)]
    [InlineData("f", false)]
    public void It_ends_when_nothing_is_left_of_it(string by, bool ends)
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come(), by, DisputeAbout.Weight, 500);
        deal.Do(new RecordPayment("most", Deal.Kes(3_500)));
        Assert.NotNull(deal.Agreement.Dispute);
        deal.Do(new RecordPayment("rest", Deal.Kes(500), Again: true));
        Assert.Equal(ends, deal.Agreement.Dispute is null);
        Assert.Equal(ends ? 2 : 0, deal.Said.OfType<DisputeClosedSms>().Count());
    }

    [Fact]
    public void It_ends_when_its_claim_is_taken_back()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(100);
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(300_000, "A", "", false)));
        Disputed(deal, "t", DisputeAbout.Weight);
        deal.Do(new ReportMistake(deal.By("f")));
        Assert.Null(deal.Agreement.Dispute);
        Assert.Contains(deal.Agreement.Events, e => e.Kind == EventKind.DisputeClosed);
    }

    /// <summary>300 kg of 400 are in dispute, so 1,000 are owed and 3,000 are in dispute.</summary>
    [Fact]
    public void A_receipt_takes_what_is_in_dispute_from_what_is_left()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(100);
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(300_000, "A", "", false)));
        Disputed(deal, "t", DisputeAbout.Weight).Do(new RecordPayment("r", Deal.Kes(100)));
        Assert.Equal(new Rest(900_00, 3_000_00, 0), Rest.Of(deal.Agreement));
        var said = deal.Said.OfType<PaidSms>().ToList();
        Assert.All(said, s => Assert.Equal(Deal.Kes(900), s.Left));
        Assert.Equal([-3_000_00L, 3_000_00L], said.Select(s => s.InDispute!.Value.Minor).Order());
    }

    private static Deal Disputed(Deal deal, string by, DisputeAbout about, long? amount = null) =>
        deal.Do(new OpenDispute(deal.By(by) with { Phone = null }, about, Held: amount is { } named ? Deal.Kes(named) : null));

    private static IReadOnlyList<DisputeOpenedSms> Opened(Deal deal) => [.. deal.Said.OfType<DisputeOpenedSms>()];
}
