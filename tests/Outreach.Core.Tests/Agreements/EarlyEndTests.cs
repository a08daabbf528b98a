using NodaTime;
using Outreach.Core.Agreements;

namespace Outreach.Core.Tests.Agreements;

/// <summary>An early end binds both sides to one figure that both have read.</summary>
public sealed class EarlyEndTests
{
    [Fact]
    public void Both_read_the_same_figure()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(100).Do(new AskToCancel(new("x", "t"), Deal.Kes(1_000)));
        Assert.Equal(Deal.Kes(1_000), Assert.IsType<EarlyEndQuestionSms>(Assert.Single(deal.Said)).After);
        deal.Yes("f");
        Assert.All(deal.Said.Cast<CancelledSms>(), s => Assert.Equal(100_000, Math.Abs(s.Balance.Minor)));
        Assert.Equal(Deal.Kes(1_000), deal.Agreement.Balance);
    }

    [Fact]
    public void Who_asks_with_a_figure_that_is_no_longer_so_reads_it_anew()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(100).Do(new AskToCancel(new("x", "t"), Deal.Kes(0)));
        Assert.Equal((AgreementRefusal.Changed, 0), (deal.Reply, deal.Agreement.Questions.Count));
    }

    [Fact]
    public void A_yes_to_a_figure_that_has_changed_ends_nothing()
    {
        var deal =
            Deal.OfGoods().Agreed().Delivered(100).Do(new AskToCancel(new("x", "t"))).Do(new RecordPayment("r", Deal.Kes(300))).Yes("f");
        Assert.Equal((AgreementStatus.Confirmed, null, Deal.Kes(700)),
            (deal.Agreement.Status, deal.Agreement.CancelledAt, deal.Agreement.Balance));
        Assert.All(deal.Said, s => Assert.IsType<EndChangedSms>(s));
        Assert.Equal(2, deal.Said.Count());
        Assert.Empty(deal.Agreement.Questions);
    }

    [Fact]
    public void A_dispute_takes_the_question_off_the_table()
    {
        var deal = Deal.OfGoods().Agreed().Do(new AskToCancel(new("x", "t"))).Do(new OpenDispute(new("d", "f"), DisputeAbout.Weight));
        Assert.Empty(deal.Agreement.Questions);
        Assert.Equal(AgreementRefusal.InDispute, deal.Do(new AskToCancel(new("y", "t"))).Reply);
    }

    /// <summary>
    /// 1,200 is due for 1,000 lent: two of six parts are due and one is paid. The principal stays owed, with a third of the cost.
    /// </summary>
    [Fact]
    public void A_loan_is_not_let_go()
    {
        var deal =
            Deal.OfLoan().Agreed().Come().After(Duration.FromDays(65)).Do(new RecordPayment("r",
                Deal.Kes(200))).Do(new AskToCancel(new("x", "f")))
                .Yes("t");
        Assert.Equal(1_000 + 200 * 2 / 6 - 200, -deal.Agreement.Balance.Minor / 100);
        Assert.Equal(AgreementStatus.Confirmed, deal.Agreement.Status);
        deal.Do(new RecordPayment("s", deal.Agreement.Left));
        Assert.Equal((AgreementStatus.Cancelled, 0), (deal.Agreement.Status, deal.Agreement.Balance.Minor));
    }
}
