using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>A load and a payment have the day they happened, from the offer to today; lateness goes by it.</summary>
public sealed class DayOfFactTests
{
    private static readonly LocalDate offered = new(2026, 3, 2);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_day_is_from_the_offer_to_today(int day, bool taken)
    {
        var on = offered.PlusDays(day);
        var deal = Deal.OfGoods().Agreed().After(Duration.FromDays(5));
        deal.Do(new ReportPayment(deal.Sms("t"), Deal.Kes(700), On: on));
        Assert.Equal(taken ? null : AgreementRefusal.BadDay, deal.Reply);
        if (!taken) Assert.Equal([new DayRefusedSms(Deal.Code, on, offered)], deal.Said);
        deal.Do(new ReportDelivery(deal.Sms("f"), new Delivery(100_000, "A", "", false), On: on));
        Assert.Equal(taken ? null : AgreementRefusal.BadDay, deal.Reply);
        // A coordinator's word goes by the same days, and so does a provider's: what is older waits as unassigned.
        Assert.Equal(taken ? null : AgreementRefusal.BadDay, deal.Do(new RecordPayment("r", Deal.Kes(300), On: on)).Reply);
        Assert.Equal(taken ? null : AgreementRefusal.BadDay,
            deal.Do(new RecordPayment("q", Deal.Kes(200), Role.Trader, "mpesa Q1", On: on)).Reply);
    }

    /// <summary>The question and the read-back have the day, and no day for today.</summary>
    [Fact]
    public void Both_sides_read_the_day()
    {
        var deal = Deal.OfGoods().Agreed().After(Duration.FromDays(5));
        deal.Do(new ReportPayment(deal.Sms("t") with { Ack = true }, Deal.Kes(700), On: offered.PlusDays(1)));
        Assert.Equal([new PaymentQuestionSms(Deal.Code, 2, "Juma", Deal.Kes(700), On: offered.PlusDays(1)),
            new PaymentSentSms(Deal.Code, "Wanjiru", Deal.Kes(700), offered.PlusDays(1))], deal.Said);
        deal.Yes("f").Paid(300);
        Assert.Null(Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said)).On);
    }

    /// <summary>Due on the 16th, paid on the 16th, told on the 20th: on time.</summary>
    [Theory]
    [InlineData(16, 1, 0)]
    [InlineData(17, 0, 1)]
    public void Lateness_goes_by_the_day_it_happened(int day, int onTime, int late)
    {
        var deal = Deal.OfGoods().Agreed().Come().After(Duration.FromDays(18));
        deal.Do(new ReportPayment(deal.Sms("t"), Deal.Kes(4_000), On: new LocalDate(2026, 3, day))).Yes("f");
        Assert.Equal((onTime, late), deal.Kept);
    }
}
