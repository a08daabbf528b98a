using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>A mark stands where another question of the agreement may be meant by its code.</summary>
public sealed class MarkTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void A_question_has_a_mark_within_a_day_of_another(int hours, bool marked)
    {
        var deal = Deal.OfGoods();
        Assert.False(deal.Ask.Marked);
        deal.Agreed().After(Duration.FromHours(hours)).Paid(700);
        Assert.Equal((marked, marked ? "K7M4PG" : "K7M4P"), (deal.Ask.Marked, deal.Ask.CodeIn(Deal.Code)));
        Assert.Equal(deal.Ask.CodeIn(Deal.Code), deal.Said.OfType<PaymentQuestionSms>().Single().Reply);
    }

    [Fact]
    public void Each_side_has_its_own_questions_unless_both_are_on_one_phone()
    {
        var deal = Deal.OfGoods().Agreed();
        Assert.False(deal.Do(new ReportDelivery(deal.By("f"), new Delivery(1_000, "A", "", false))).Ask.Marked);
        var terms = new Terms("Maize", "A", new Quantity(400_000, Unit.Kg), Deal.Kes(10), new LocalDate(2026, 3, 9),
            new LocalDate(2026, 3, 16), Deal.Kes(0));
        var shared = new Deal().Do(new OfferTerms("offer", "p", new Party("t", "Juma", "+254711000001"),
            new Party("f", "Wanjiru", "+254711000001"), terms, "Officer", AgreementRules.Default)).Agreed();
        Assert.True(shared.Do(new ReportDelivery(shared.By("f"), new Delivery(1_000, "A", "", false))).Ask.Marked);
    }

    /// <summary>A question that closed long after it was asked is remembered from its end.</summary>
    [Fact]
    public void A_day_is_counted_from_the_older_questions_end()
    {
        var deal = Deal.OfGoods().Agreed().After(Duration.FromDays(2)).Paid(700).After(Duration.FromDays(10)).Yes("f");
        Assert.True(deal.After(Duration.FromHours(1)).Paid(800).Ask.Marked);
        Assert.Equal([2, 3], deal.Agreement.Asked!.Select(q => q.Number));
    }

    /// <summary>A proposal comes while a claim is open: two of one phone at once.</summary>
    [Fact]
    public void A_second_open_question_has_a_mark()
    {
        var deal = Deal.OfGoods().Agreed().After(Duration.FromDays(2)).Paid(700);
        Assert.False(deal.Ask.Marked);
        deal.Do(new OpenDispute(deal.By("f"), DisputeAbout.Payment)).After(Duration.FromDays(3))
            .Do(new ProposeResolution("r", new Resolution(Deal.Kes(-500), "wet")));
        Assert.Equal([(2, false), (3, true), (4, false)], deal.Agreement.Questions.Select(q => (q.Number, q.Marked)));
    }

    /// <summary>What named an answered question changes no later one.</summary>
    [Fact]
    public void An_order_that_names_a_closed_question_is_refused()
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(300_000, "A", "", false))).Yes("t");
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(90_000, "A", "", false)));
        Assert.Equal(AgreementRefusal.NotOpen, deal.Do(new CorrectDelivery(deal.By("t"), 290_000, 2)).Reply);
        Assert.Equal(90_000, deal.Ask.Delivery!.Milli);
    }
}
