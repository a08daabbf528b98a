using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>The question after the end: when it is asked, and the answers that count.</summary>
public sealed class TrustSurveyTests
{
    private static readonly Instant noon = Country.All[0].At(new LocalDate(2026, 3, 3), new LocalTime(12, 0));

    [Fact]
    public void Both_are_asked_at_noon_of_the_next_day()
    {
        var deal = Ended();
        Assert.Empty(deal.After(noon - Duration.Epsilon - deal.Now).Do(new Wake()).Said);
        deal.After(Duration.Epsilon).Do(new Wake());
        Assert.Equal([new PulseSms(Deal.Code, "Juma"), new PulseSms(Deal.Code, "Wanjiru")], deal.Said);
        Assert.All(deal.Effects.OfType<Send>(), s => Assert.Equal(Purpose.Survey, s.Order.Purpose));
        Assert.Empty(deal.Do(new Wake()).Said);
    }

    [Fact]
    public void Each_side_answers_once_and_for_itself()
    {
        var deal = Asked();
        deal.Do(new AnswerPulse(deal.By("f"), 1)).Do(new AnswerPulse(deal.By("f"), 3));
        Assert.Equal(AgreementRefusal.NotOpen, deal.Reply);
        Assert.IsType<PulseClosedSms>(Assert.Single(deal.Said));
        deal.Do(new AnswerPulse(deal.By("t"), 3));
        Assert.Equal(new KeepPulse(new PulseRow("p", Deal.Code, "t", "f", Role.Trader, 3, deal.Now)),
            Assert.Single(deal.Effects.OfType<KeepPulse>()));
        Assert.Equal((3, 1), (deal.Agreement.Pulse!.FromTrader, deal.Agreement.Pulse.FromFarmer));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Only_three_scores_count(int score, bool counts)
    {
        var deal = Asked();
        deal.Do(new AnswerPulse(deal.By("f"), score));
        Assert.Equal(counts, deal.Agreement.Pulse!.FromFarmer is not null);
    }

    [Fact]
    public void An_answer_counts_for_a_fortnight()
    {
        var deal = Asked().After(Pulse.OpenFor);
        deal.Do(new AnswerPulse(deal.By("f"), 3));
        Assert.Equal(3, deal.Agreement.Pulse!.FromFarmer);
        deal.After(Duration.Epsilon).Do(new AnswerPulse(deal.By("t"), 3));
        Assert.Equal((AgreementRefusal.NotOpen, null), (deal.Reply, deal.Agreement.Pulse.FromTrader));
    }

    /// <summary>Nobody is asked about a matter in dispute; the question comes once it is over.</summary>
    [Fact]
    public void A_dispute_puts_the_question_off()
    {
        var deal = Ended();
        deal.Do(new OpenDispute(deal.By("t"), DisputeAbout.Weight)).After(Duration.FromDays(1)).Do(new Wake());
        Assert.Null(deal.Agreement.Pulse);
        deal.Do(new CloseDispute(deal.By("t")));
        Assert.Equal(noon + Duration.FromDays(1), deal.Agreement.Pulse!.DueAt);
    }

    private static Deal Ended() => Deal.OfGoods(advance: 4_000).Agreed().Delivered(400);

    private static Deal Asked()
    {
        var deal = Ended();
        return deal.After(noon - deal.Now).Do(new Wake());
    }
}
