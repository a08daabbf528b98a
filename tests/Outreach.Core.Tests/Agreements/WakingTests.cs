using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>When an agreement is woken, and what it does then.</summary>
public sealed class WakingTests
{
    /// <summary>Nobody answers and nobody writes: the wake-up alone ends the offer.</summary>
    [Fact]
    public void An_offer_without_an_answer_ends_by_its_wake_up()
    {
        var deal = Deal.OfGoods();
        var wake = Assert.Single(deal.Effects.OfType<WakeAt>()).At;
        Assert.Equal(deal.Now + Question.TermsOpenFor, wake);
        deal.After(wake - Duration.Epsilon - deal.Now).Do(new Wake());
        Assert.Equal(AgreementStatus.Offered, deal.Agreement.Status);
        deal.After(Duration.Epsilon).Do(new Wake());
        Assert.Equal((AgreementStatus.Expired, 0), (deal.Agreement.Status, deal.Agreement.Questions.Count));
        Assert.Contains(new OfferEndedSms(Deal.Code, "Wanjiru", AgreementStatus.Expired), deal.Said);
    }

    /// <summary>A payment is chased after three days, a dispute after two: the sooner one counts, whichever came first.</summary>
    [Fact]
    public void The_soonest_of_what_is_due_wakes()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        var chased = deal.Now + Question.ChasedAfter;
        Assert.Equal(chased, deal.Agreement.WakeAt);
        deal.Do(new OpenDispute(deal.By("f"), DisputeAbout.Weight));
        var answered = deal.Now + Duration.FromDays(2);
        Assert.Equal(answered, Assert.Single(deal.Effects.OfType<WakeAt>()).At);
        deal.After(answered - deal.Now).Do(new Wake());
        Assert.Equal(TaskKinds.DisputeNotAnswered, Assert.Single(deal.Effects.OfType<RaiseTask>()).Kind);
        // The step and the wake-up each plan it; the row is one.
        Assert.Equal([chased], deal.Effects.OfType<WakeAt>().Select(w => w.At).Distinct());
    }

    /// <summary>A wake-up that is set is not set once more; one whose time has come is.</summary>
    [Fact]
    public void A_wake_up_is_set_once_and_again_when_its_time_has_come()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        var wake = deal.Agreement.WakeAt!.Value;
        deal.Paid(900);
        Assert.DoesNotContain(deal.Effects, e => e is WakeAt);
        deal.After(wake - deal.Now).Paid(1_100);
        Assert.Equal(wake, Assert.Single(deal.Effects.OfType<WakeAt>()).At);
    }

    /// <summary>After an outage what was due is due now, and no wake-up is set into the past.</summary>
    [Fact]
    public void No_wake_up_is_set_into_the_past()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        deal.After(Question.ChasedAfter + Duration.FromDays(1)).Paid(900);
        Assert.Equal(deal.Now, Assert.Single(deal.Effects.OfType<WakeAt>()).At);
    }

    /// <summary>Silence of three days about the first lets the second be asked: nobody writes, the wake-up asks.</summary>
    [Theory]
    [InlineData(Role.Farmer)]
    [InlineData(Role.Trader)]
    public void After_a_silence_the_wake_up_asks_the_next_question(Role asked)
    {
        var deal = Deal.OfGoods().Agreed();
        if (asked == Role.Farmer) deal.Paid(700).Paid(900);
        else foreach (var kilos in new[] { 10, 20 }) deal.Do(new ReportDelivery(deal.By("f"), new Delivery(kilos * 1000, "A", "", false)));
        Assert.Equal([true, false], deal.Agreement.Questions.Select(q => q.AskedAt is not null));
        deal.After(Question.ChasedAfter).Do(new Wake());
        Assert.Equal([(asked, true), (asked, true)], deal.Agreement.Questions.Select(q => (q.Of, q.AskedAt is not null)));
    }

    /// <summary>A clock that is set back a little brings the wake-up before its time: it is set again.</summary>
    [Fact]
    public void A_wake_up_before_its_time_is_set_again()
    {
        var deal = Deal.OfGoods();
        var wake = deal.Agreement.WakeAt!.Value;
        deal.After(wake - Duration.FromMinutes(1) - deal.Now).Do(new Wake());
        Assert.Equal(wake, Assert.Single(deal.Effects.OfType<WakeAt>()).At);
    }
}
