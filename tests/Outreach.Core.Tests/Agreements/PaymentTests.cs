using NodaTime;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Who may pay, how much, and when a payment is on time.</summary>
public sealed class PaymentTests
{
    /// <summary>The last day is 16 March in Nairobi, where the day ends at 21:00 UTC.</summary>
    [Theory]
    [InlineData("2026-03-16T20:59:59Z", 1, 0)]
    [InlineData("2026-03-16T21:00:00Z", 0, 1)]
    public void A_payment_is_on_time_until_the_end_of_its_day(string paid, int onTime, int late)
    {
        var deal = Deal.OfGoods().Agreed().Come();
        deal.After(InstantPattern.ExtendedIso.Parse(paid).Value - deal.Now).Do(new RecordPayment("r", Deal.Kes(4_000)));
        Assert.Equal((onTime, late), deal.Kept);
    }

    /// <summary>Parts of a loan count one by one, each by its own date.</summary>
    [Fact]
    public void Each_instalment_counts_once()
    {
        var deal = Deal.OfLoan().Agreed().Come().Do(new RecordPayment("r1", Deal.Kes(400))).After(Duration.FromDays(100))
            .Do(new RecordPayment("r2", Deal.Kes(200))).Do(new RecordPayment("r3", Deal.Kes(100)));
        Assert.Equal((2, 1), deal.Kept);
    }

    /// <summary>The seller of goods has nothing to pay, until an overpayment has to go back.</summary>
    [Fact]
    public void Only_what_was_paid_too_much_goes_back()
    {
        var deal = Deal.OfGoods().Agreed();
        Assert.Equal(AgreementRefusal.NotThatKind, Back(deal, 100).Reply);
        deal.Come();
        Assert.Equal(AgreementRefusal.NotThatKind, Back(deal.Do(new RecordPayment("all", Deal.Kes(4_000))), 100).Reply);
        deal.Do(new RecordPayment("more", Deal.Kes(300), AllowOver: true));
        Assert.Equal(AgreementRefusal.BadAmount, Back(deal, 301).Reply);
        Assert.Null(Back(deal, 300).Reply);
        Assert.Equal(Deal.Kes(0), deal.Yes("t").Agreement.Balance);
    }

    /// <summary>The keeper pays savings out, up to what was saved; what was saved stays saved in the record.</summary>
    [Fact]
    public void Savings_are_paid_out_up_to_what_was_saved()
    {
        var deal = Deal.OfSavings().Agreed();
        Assert.Equal(AgreementRefusal.NotThatKind, deal.Do(new RecordPayment("x", Deal.Kes(1), Role.Trader)).Reply);
        deal.Do(new RecordPayment("in", Deal.Kes(300)));
        Assert.Equal(AgreementRefusal.BadAmount, deal.Do(new RecordPayment("y", Deal.Kes(301), Role.Trader)).Reply);
        deal.Do(new RecordPayment("out", Deal.Kes(200), Role.Trader));
        Assert.Equal((Deal.Kes(100), Deal.Kes(300)), (deal.Agreement.Balance, deal.Agreement.Paid));
        Assert.All(deal.Said.Cast<PaidSms>(), s => Assert.Equal(Deal.Kes(100), s.Saved));
    }

    /// <summary>A coordinator's amount above what is left is an error, unless it is meant; ten times the total is always one.</summary>
    [Theory]
    [InlineData(4_000, false, true)]
    [InlineData(4_001, false, false)]
    [InlineData(4_001, true, true)]
    [InlineData(40_000, true, true)]
    [InlineData(40_001, true, false)]
    [InlineData(0, true, false)]
    [InlineData(-1, true, false)]
    public void An_amount_that_cannot_be_is_refused(long shillings, bool over, bool counts)
    {
        var deal = Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(shillings), AllowOver: over));
        Assert.Equal(counts ? null : AgreementRefusal.BadAmount, deal.Reply);
        Assert.Equal(counts ? Deal.Kes(4_000 - shillings) : Deal.Kes(4_000), deal.Agreement.Left);
    }

    [Fact]
    public void Another_currency_is_refused() =>
        Assert.Equal(AgreementRefusal.BadAmount, Deal.OfGoods().Agreed().Do(new RecordPayment("r", new Money(100, "UGX"))).Reply);

    /// <summary>Six claims wait at most, counted on the side that has to answer.</summary>
    [Fact]
    public void A_seventh_claim_is_refused()
    {
        var deal = Deal.OfGoods().Agreed();
        for (var n = 1; n <= 6; n++) Assert.Null(deal.Paid(n).Reply);
        Assert.Equal(AgreementRefusal.TooMany, deal.Paid(7).Reply);
        Assert.Equal(AgreementRefusal.TooMany, deal.Do(new ReportDelivery(deal.By("t"), new Delivery(1_000, "A", "", false))).Reply);
        Assert.Null(deal.Do(new ReportDelivery(deal.By("f"), new Delivery(1_000, "A", "", false))).Reply);
    }

    private static Deal Back(Deal deal, long shillings) => deal.Do(new ReportPayment(deal.By("f"), Deal.Kes(shillings)));
}
