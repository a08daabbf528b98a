using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Goods are paid for when they came: what did not come is owed as goods, never as money.</summary>
public sealed class GoodsPaidForTests
{
    [Fact]
    public void Paid_in_advance_they_can_still_be_delivered_and_disputed()
    {
        var deal = Deal.OfGoods(advance: 4_000).Agreed();
        Assert.Equal((AgreementStatus.Confirmed, null), (deal.Agreement.Status, deal.Agreement.Pulse));
        Assert.True(AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now).IsOpen);
        deal.Delivered(400);
        Assert.Equal(AgreementStatus.Settled, deal.Agreement.Status);
        Assert.NotNull(deal.Agreement.Pulse);
    }

    /// <summary>Paid and not delivered, it stays open for good: somebody owes goods.</summary>
    [Fact]
    public void What_nobody_writes_down_has_not_come()
    {
        var deal = Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(4_000))).After(Duration.FromDays(300)).Do(new Wake());
        Assert.Equal(AgreementStatus.Confirmed, deal.Agreement.Status);
        Assert.Equal([new(CommitmentKind.Goods, Role.Farmer, new LocalDate(2026, 3, 9), 400_000)], deal.Agreement.Unmet);
    }

    /// <summary>Nothing came, so nothing is owed; the price is expected by the later of both days.</summary>
    [Fact]
    public void Until_goods_came_the_price_is_expected_only()
    {
        var deal = Deal.OfGoods().Agreed();
        var price = Assert.Single(deal.Agreement.Unmet, c => c.IsMoney);
        Assert.Equal((true, Role.Trader, new LocalDate(2026, 3, 16), 4_000_00), (price.Expected, price.From, price.Due, price.Amount));
        Assert.Equal((Deal.Kes(0), Deal.Kes(4_000)), (deal.Agreement.Balance, deal.Agreement.Left));
        Assert.False(AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now).Counts);
    }

    /// <summary>100 of 400 kg came in time and 100 after the pay day: each is due on the later of both days.</summary>
    [Fact]
    public void Each_load_is_due_from_the_day_it_came()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(100).After(Duration.FromDays(20)).Delivered(120);
        Assert.Equal(
            [(new LocalDate(2026, 3, 9), 180_000, false), (new LocalDate(2026, 3, 16), 1_000_00, false),
                (new LocalDate(2026, 3, 22), 1_200_00, false), (new LocalDate(2026, 3, 22), 1_800_00, true)],
            deal.Agreement.Unmet.Select(c => (c.Due, c.Amount, c.Expected)));
    }

    /// <summary>Either side says that no more comes, at nought too; the other's yes closes it.</summary>
    [Theory]
    [InlineData("f", "t")]
    [InlineData("t", "f")]
    public void The_last_word_about_goods_is_a_question(string says, string answers)
    {
        var deal = Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(1_000))).Delivered(100);
        deal.Do(new ReportDelivery(deal.By(says), new Delivery(0, "", "", true)));
        Assert.Equal(300_000, deal.Agreement.Books.Awaited(deal.Agreement.Terms));
        Assert.Equal(AgreementStatus.Settled, deal.Yes(answers).Agreement.Status);
        Assert.Equal(AgreementRefusal.BadAmount,
            Deal.OfGoods().Agreed().Do(new ReportDelivery(deal.By("f"), new Delivery(0, "", "", false))).Reply);
    }

    /// <summary>
    /// The question says what its yes makes owed; the other side's same word is shown the question. Who has read it and writes the same
    /// says yes.
    /// </summary>
    [Fact]
    public void The_last_word_shows_what_goes_back()
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Do(new ReportDelivery(new("l", "t"), new Delivery(0, "", "", true)));
        Assert.Equal(Deal.Kes(-2_000), Assert.IsType<DeliveryQuestionSms>(Assert.Single(deal.Said)).After);
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(0, "", "", true)));
        Assert.Equal((AgreementRefusal.DeliveredBefore, 1), (deal.Reply, deal.Agreement.Questions.Count));
        deal.Do(new ReportDelivery(deal.Sms("f"), new Delivery(0, "", "", true)));
        Assert.Equal((AgreementRefusal.DeliveredBefore, 1), (deal.Reply, deal.Agreement.Questions.Count));
        deal.Do(new QuestionSeen(deal.Ask.Number)).After(Duration.FromMinutes(1));
        deal.Do(new ReportDelivery(deal.Sms("f"), new Delivery(0, "", "", true)));
        Assert.Equal((0, Deal.Kes(-2_000)), (deal.Agreement.Questions.Count, deal.Agreement.Owed));
        // Once more: it is written down already.
        Assert.Equal(AgreementRefusal.NoMoreBefore, deal.Do(new ReportDelivery(deal.By("f"), new Delivery(0, "", "", true))).Reply);
    }

    /// <summary>Paid ahead for more than came: the rest goes back within two weeks of the last word.</summary>
    [Fact]
    public void What_was_paid_for_nothing_goes_back()
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Delivered(50, last: true);
        Assert.Equal([new(CommitmentKind.Refund, Role.Farmer, new LocalDate(2026, 3, 16), 1_500_00)], deal.Agreement.Unmet);
        Assert.Equal(Deal.Kes(-1_500), deal.Agreement.Balance);
    }

    /// <summary>A loan is owed once it was handed out and the borrower has said so; half of it, half.</summary>
    [Fact]
    public void A_loan_is_owed_as_far_as_it_was_handed_out()
    {
        var deal = Deal.OfLoan().Agreed();
        Assert.Equal((CommitmentKind.Principal, Role.Trader, 1_000_00), Figures(deal.Agreement.Unmet[0]));
        Assert.All(deal.Agreement.Unmet.Skip(1), c => Assert.True(c.Expected));
        deal.Do(new ReportPayment(deal.By("t"), Deal.Kes(500)));
        Assert.Equal(Deal.Kes(0), deal.Agreement.Balance);
        Assert.Equal(Deal.Kes(-600), deal.Yes("f").Agreement.Balance);
        Assert.Equal(600_00, deal.Agreement.Unmet.Where(c => c.IsDebt).Sum(c => c.Amount));
        Assert.Equal(Deal.Kes(-1_200), deal.Do(new RecordPayment("rest", Deal.Kes(500), Role.Trader, Again: true)).Agreement.Balance);
        Assert.Equal(6, deal.Agreement.Unmet.Count);
        // More than the principal is no loan.
        Assert.Equal(AgreementRefusal.NotThatKind, deal.Do(new RecordPayment("more", Deal.Kes(1), Role.Trader)).Reply);
    }

    /// <summary>Paid out whole on the day agreed, the plan is over; paid out before it, people save on.</summary>
    [Theory]
    [InlineData(40, true)]
    [InlineData(1, false)]
    public void Savings_that_were_paid_out_on_their_day_are_over(int days, bool over)
    {
        var deal = Deal.OfSavings().Agreed().Do(new RecordPayment("in", Deal.Kes(300))).After(Duration.FromDays(days));
        deal.Do(new RecordPayment("out", Deal.Kes(300), Role.Trader));
        Assert.Equal((over ? AgreementStatus.Settled : AgreementStatus.Confirmed, Deal.Kes(over ? 0 : 200)),
            (deal.Agreement.Status, deal.Agreement.Left));
        Assert.Equal(over, deal.Agreement.Pressing.Count == 0);
        if (!over) return;
        // What is put in afterwards goes back, and no deposit is asked for.
        deal.Do(new RecordPayment("more", Deal.Kes(50), AllowOver: true));
        Assert.Equal([CommitmentKind.Payout], deal.Agreement.Unmet.Select(c => c.Kind));
        Assert.Equal(AgreementStatus.Settled, deal.Do(new RecordPayment("back", Deal.Kes(50), Role.Trader)).Agreement.Status);
    }

    /// <summary>Savings are the saver's: due on the day agreed, or two weeks after an early end.</summary>
    [Fact]
    public void Savings_are_paid_out_on_their_day()
    {
        var deal = Deal.OfSavings().Agreed().Do(new RecordPayment("in", Deal.Kes(300)));
        var payout = Assert.Single(deal.Agreement.Unmet, c => c.Kind == CommitmentKind.Payout);
        Assert.Equal((new LocalDate(2026, 4, 6), 300_00, Role.Trader), (payout.Due, payout.Amount, payout.From));
        deal.Do(new AskToCancel(new("x", "f"))).Yes("t");
        Assert.Equal([new(CommitmentKind.Payout, Role.Trader, new LocalDate(2026, 3, 16), 300_00)], deal.Agreement.Unmet);
    }

    private static (CommitmentKind, Role, long) Figures(Commitment c) => (c.Kind, c.From, c.Amount);
}
