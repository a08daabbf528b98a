using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>One check for every answer: the right question, still open, seen by the answering side, with a PIN where required.</summary>
public sealed class GateTests
{
    private static readonly AgreementRules dear = AgreementRules.Default with { PinAboveMinor = 500_000 };
    private static readonly TermsChange dearer = new(PriceMinor: 1_100);

    [Fact]
    public void Other_terms_by_SMS_stand_against_terms_that_were_seen()
    {
        var deal = Deal.OfGoods();
        deal.Do(new CounterOffer(deal.Sms("f"), dearer, 1));
        Assert.IsType<OfferSms>(Assert.Single(deal.Said));
        Assert.Equal(1, deal.Agreement.Version);
        deal.Do(new QuestionSeen(1)).Do(new CounterOffer(deal.Sms("f"), dearer, 1));
        Assert.Equal((2, Role.Farmer), (deal.Agreement.Version, deal.Agreement.Proposer));
    }

    /// <summary>What was not sent before the SMS came is sent instead, and the next answer counts.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void An_answer_by_SMS_stands_against_what_was_sent_before_it_came(bool accept)
    {
        var deal = Deal.OfGoods();
        var came = deal.Now;
        deal.After(Duration.FromMinutes(1));
        if (accept) AssertAsked(deal, deal.Sms("f"), accept);
        deal.Do(new QuestionSeen(1));
        AssertAsked(deal, deal.Sms("f") with { ReceivedAt = came }, accept);
        deal.Do(new AnswerQuestion(deal.Sms("f") with { ReceivedAt = deal.Now }, accept, 1));
        Assert.Equal(accept ? AgreementStatus.Confirmed : AgreementStatus.Declined, deal.Agreement.Status);
    }

    [Fact]
    public void Other_terms_against_a_version_that_is_gone_are_refused()
    {
        var deal = Deal.OfGoods();
        deal.Do(new CounterOffer(deal.By("f"), dearer, 1)).Do(new CounterOffer(deal.By("t"), new(PriceMinor: 900), 2));
        Assert.Equal(AgreementRefusal.NotOpen, deal.Do(new CounterOffer(deal.By("f"), dearer, 1)).Reply);
        Assert.Equal((3, Role.Trader), (deal.Agreement.Version, deal.Agreement.Proposer));
    }

    /// <summary>Which payment it was binds nothing: the provider proves the money.</summary>
    [Fact]
    public void Whether_two_payments_are_the_same_wants_no_PIN()
    {
        var deal = Deal.OfGoods(rules: AgreementRules.Default with { PinAboveMinor = 1_000 }).Agreed().Paid(700).Yes("f")
            .After(Duration.FromDays(2)).Proof("mpesa QX1", 700);
        Assert.Equal((QuestionKind.SamePayment, false), (deal.Ask.Kind, deal.Ask.NeedsPin));
    }

    [Fact]
    public void A_delivery_worth_much_wants_the_PIN_however_small_the_terms_were()
    {
        var deal = Deal.OfGoods(rules: dear).Agreed();
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(600_000, "A", "", false)));
        Assert.True(deal.Ask.NeedsPin);
        Assert.Equal(AgreementRefusal.NeedsPin,
            deal.Do(new QuestionSeen(deal.Ask.Number)).Do(new AnswerQuestion(deal.Sms("t"), true, deal.Ask.Number)).Reply);
        Assert.Equal(0, deal.Agreement.Delivered);
        // A no needs no PIN.
        Assert.Null(deal.Do(new AnswerQuestion(deal.Sms("t"), false, deal.Ask.Number)).Reply);
    }

    private static void AssertAsked(Deal deal, Caller by, bool accept)
    {
        deal.Do(new AnswerQuestion(by, accept, 1));
        Assert.IsType<OfferSms>(Assert.Single(deal.Said));
        Assert.Equal(AgreementStatus.Offered, deal.Agreement.Status);
    }

    [Fact]
    public void Terms_raised_above_the_threshold_and_a_dear_proposal_want_it_too()
    {
        var deal = Deal.OfGoods(rules: dear).Do(new QuestionSeen(1));
        Assert.Equal(AgreementRefusal.NeedsPin, deal.Do(new CounterOffer(deal.Sms("f"), new(PriceMinor: 1_300), 1)).Reply);
        Assert.Equal(AgreementRefusal.NeedsPin,
            deal.Do(new CounterOffer(new Caller("api", "f", Via: "clerk", Second: "boss"), new(PriceMinor: 1_300), 1)).Reply);
        deal.Agreed().Do(new OpenDispute(deal.By("f"), DisputeAbout.Grade))
            .Do(new ProposeResolution("p", new Resolution(Deal.Kes(5_001), "more")));
        Assert.All(deal.Agreement.Questions, a => Assert.True(a.NeedsPin));
    }

    /// <summary>Three claims wait for one side; the last is asked weeks later and has its full time.</summary>
    [Fact]
    public void The_time_to_answer_runs_from_when_it_was_asked()
    {
        var deal = Deal.OfGoods().Agreed().Paid(100).Paid(200).After(Duration.FromDays(13)).Yes("f").After(Duration.FromDays(13));
        deal.Do(new Wake());
        Assert.Equal(Deal.Kes(200), deal.Ask.Payment!.Amount);
        Assert.Equal(Deal.Kes(3_700), deal.Yes("f").Agreement.Left);
    }

    [Fact]
    public void A_mediators_proposal_does_not_wait_behind_the_claim_it_is_about()
    {
        var deal =
            Deal.OfGoods().Agreed().Paid(100).Do(new OpenDispute(new("d", "f"), DisputeAbout.Payment))
                .Do(new ProposeResolution("p", new Resolution(Deal.Kes(0), "as it is")));
        Assert.Equal(2, deal.Said.OfType<ResolutionQuestionSms>().Count());
        deal.Yes("t").Yes("f");
        Assert.Null(deal.Agreement.Dispute);
        Assert.Equal(Deal.Kes(3_900), deal.Yes("f").Agreement.Left);
    }

    [Fact]
    public void An_answer_to_what_is_over_is_not_taken_for_an_old_yes()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        var asked = deal.Ask.Number;
        deal.Proof("mpesa QX1", 700).Yes("t").Do(new AnswerQuestion(deal.Sms("f"), false, asked));
        Assert.IsType<QuestionGoneSms>(Assert.Single(deal.Said));
    }

    [Fact]
    public void However_long_the_history_a_dispute_can_be_opened()
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Long(AgreementDecisions.MostEvents - 5);
        for (var n = 0; deal.Agreement.Events.Count < AgreementDecisions.MostEvents; n++)
            deal.Do(new RecordPayment($"r{n}", new Money(1, "KES"), Again: true));
        Assert.Equal(AgreementRefusal.TooMany, deal.Paid(1).Reply);
        Assert.NotNull(deal.Do(new OpenDispute(deal.By("f"), DisputeAbout.Payment)).Agreement.Dispute);
    }
}
