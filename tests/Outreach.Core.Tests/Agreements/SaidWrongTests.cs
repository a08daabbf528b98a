using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>What nobody says any more counts in nothing, and WRONG to a question is a no to it.</summary>
public sealed class SaidWrongTests
{
    /// <summary>A load that its teller took back is no ground for a dispute, and does not come into the books by its end.</summary>
    [Fact]
    public void A_load_taken_back_does_not_come_back_by_a_dispute()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(100_000, "A", "", false)));
        deal.Do(new ReportMistake(deal.By("f"))).Do(new OpenDispute(new("o", "t"), DisputeAbout.Weight, Held: Deal.Kes(200)));
        Assert.Null(deal.Agreement.Dispute!.Fact);
        deal.After(Duration.FromDays(40)).Do(new Outreach.Core.Kernel.Wake());
        Assert.Equal(0, deal.Agreement.Delivered);
    }

    [Fact]
    public void The_load_that_waits_is_meant_and_not_the_one_taken_back()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(100_000, "A", "", false)))
            .Do(new ReportDelivery(new("e", "f"), new Delivery(10_000, "A", "", false)));
        deal.Do(new ReportMistake(deal.By("f"))).Do(new OpenDispute(new("o", "t"), DisputeAbout.Weight));
        Assert.Equal(1, deal.Agreement.Dispute!.Fact);
    }

    /// <summary>A claim that waits behind another was shown to nobody, so a complaint cannot mean it.</summary>
    [Fact]
    public void A_complaint_means_no_claim_that_was_not_asked_about()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(100).Paid(3_800);
        deal.Do(new OpenDispute(new("o", "f"), DisputeAbout.Payment, Held: Deal.Kes(2_000)));
        Assert.Null(deal.Agreement.Dispute!.Fact);
        deal.After(Duration.FromDays(40)).Do(new Outreach.Core.Kernel.Wake());
        Assert.Equal(Deal.Kes(4_000), deal.Agreement.Left);
    }

    /// <summary>Time that is over does not come back by a dispute, whether or not somebody was woken to see that it is over.</summary>
    [Theory]
    [InlineData(-1, 100_000)]
    [InlineData(0, 0)]
    public void A_dispute_keeps_no_question_whose_time_is_over(int minutes, long delivered)
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(100_000, "A", "", false)));
        deal.After(deal.Ask.ExpiresAt - deal.Now + Duration.FromMinutes(minutes));
        deal.Do(new OpenDispute(new("o", "t"), DisputeAbout.Weight)).After(Duration.FromMinutes(5)).Yes("t");
        Assert.Equal(delivered, deal.Agreement.Delivered);
    }

    /// <summary>"Did you get it?" "Wrong": no to that, and nothing else is touched.</summary>
    [Fact]
    public void Wrong_with_the_mark_of_a_question_is_a_no_to_it()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700).Yes("f").Paid(300);
        deal.Do(new ReportMistake(deal.By("f"), Ask: deal.Ask.Number));
        Assert.Equal((Deal.Kes(3_300), 0), (deal.Agreement.Left, deal.Agreement.Questions.Count));
        Assert.Equal(FactState.Voided, deal.Agreement.Facts[^1].State);
        // The mark of what is over takes nothing else out.
        deal.Do(new ReportMistake(deal.By("f"), Ask: 2));
        Assert.Equal((AgreementRefusal.NotOpen, 0), (deal.Reply, deal.Agreement.Questions.Count));
    }

    /// <summary>Without a mark the word may be the answer to what was asked last, so that is asked again.</summary>
    [Fact]
    public void Wrong_by_SMS_while_a_question_is_open_asks_it_again()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700).Yes("f").Paid(300);
        deal.Do(new ReportMistake(deal.Sms("f")));
        Assert.Equal(Deal.Kes(300), Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said)).Amount);
        Assert.Equal(QuestionKind.Payment, Assert.Single(deal.Agreement.Questions).Kind);
    }

    /// <summary>Over what a side owes takes two owners, whichever side it is.</summary>
    [Fact]
    public void Money_back_over_what_is_owed_takes_two()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(4_500).Yes("f");
        Assert.False(AgreementDecisions.TakesTwo(deal.Agreement, new("r", Deal.Kes(500), Role.Farmer), deal.Now));
        Assert.True(AgreementDecisions.TakesTwo(deal.Agreement, new("r", Deal.Kes(501), Role.Farmer, AllowOver: true), deal.Now));
    }
}
