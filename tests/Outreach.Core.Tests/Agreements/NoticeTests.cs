using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>The figures and names that each side reads, from its own point of view.</summary>
public sealed class NoticeTests
{
    private const string Farmer = "+254711000002";
    private const string Trader = "+254711000001";
    private static readonly Quantity agreed = new(400_000, Unit.Kg);

    /// <summary>More than agreed was paid in advance, so a short last delivery leaves the farmer owing.</summary>
    [Fact]
    public void A_delivery_shows_the_balance_from_each_side()
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Delivered(50).Delivered(100, last: true);
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new DeliveredSms(Deal.Code, "Juma", agreed with { Milli = 100_000 }, agreed with { Milli = 150_000 }, agreed,
                    Deal.Kes(-500)),
                [Trader] = new DeliveredSms(Deal.Code, "Wanjiru", agreed with { Milli = 100_000 }, agreed with { Milli = 150_000 }, agreed,
                    Deal.Kes(500)),
            }, Read(deal));
    }

    [Fact]
    public void A_payment_names_who_paid_and_what_is_left()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f");
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new PaidSms(Deal.Code, "Juma", Deal.Kes(700), false, Deal.Kes(3_300)),
                [Trader] = new PaidSms(Deal.Code, "Wanjiru", Deal.Kes(700), true, Deal.Kes(3_300), IsPayer: true),
            }, Read(deal));
    }

    [Fact]
    public void An_early_end_shows_what_is_to_be_paid_back_from_each_side()
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Delivered(50).Do(new AskToCancel(new("x", "f")));
        Assert.Equal(Deal.Kes(1_500), Assert.IsType<EarlyEndQuestionSms>(Assert.Single(deal.Said)).After);
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new CancelledSms(Deal.Code, "Juma", Deal.Kes(-1_500)),
                [Trader] = new CancelledSms(Deal.Code, "Wanjiru", Deal.Kes(1_500)),
            }, Read(deal.Yes("t")));
    }

    [Fact]
    public void A_proposal_and_its_end_show_the_amount_from_each_side()
    {
        var deal = Deal.OfGoods().Agreed().Come().Do(new OpenDispute(new("d", "t"), DisputeAbout.Grade, "wet"));
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new DisputeOpenedSms(Deal.Code, "Juma", false, DisputeAbout.Grade, null, Deal.Kes(4_000), Waits: true),
                [Trader] = new DisputeOpenedSms(Deal.Code, "Wanjiru", true, DisputeAbout.Grade, null, Deal.Kes(4_000), Waits: true,
                    AsksAmount: true),
            }, Read(deal));
        deal.Do(new ProposeResolution("p", new Resolution(Deal.Kes(-500), "a third was wet")));
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new ResolutionQuestionSms(Deal.Code, 3, "Officer", Deal.Kes(-500), "a third was wet", false, Deal.Kes(3_500))
                {
                    Marked = true,
                },
                [Trader] = new ResolutionQuestionSms(Deal.Code, 4, "Officer", Deal.Kes(500), "a third was wet", true, Deal.Kes(-3_500))
                {
                    Marked = true,
                },
            }, Read(deal));
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new ResolvedSms(Deal.Code, "Juma", Deal.Kes(-500), Deal.Kes(3_500), false),
                [Trader] = new ResolvedSms(Deal.Code, "Wanjiru", Deal.Kes(500), Deal.Kes(-3_500), true),
            }, Read(deal.Yes("f").Yes("t")));
    }

    /// <summary>Who refused and who asked read different sentences.</summary>
    [Theory]
    [InlineData(QuestionKind.Delivery)]
    [InlineData(QuestionKind.Payment)]
    [InlineData(QuestionKind.Cancel)]
    public void A_no_is_told_to_who_asked(QuestionKind kind)
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Do(kind switch
        {
            QuestionKind.Delivery => new ReportDelivery(deal.By("t"), new Delivery(1_000, "A", "", false)),
            QuestionKind.Payment => new ReportPayment(deal.By("t"), Deal.Kes(700)),
            _ => new AskToCancel(deal.By("t")),
        }).Do(new AnswerQuestion(deal.By("f"), false));
        Assert.Equal(
            new Dictionary<string, Sms>
            {
                [Farmer] = new YouRefusedSms(Deal.Code, kind), [Trader] = new ClaimRefusedSms(Deal.Code, "Wanjiru", kind),
            }, Read(deal));
        Assert.Equal((Deal.Kes(4_000), Deal.Kes(0)), (deal.Agreement.Left, deal.Agreement.Balance));
    }

    [Fact]
    public void CHECK_shows_the_open_question_then_the_receipt()
    {
        var deal = Deal.OfGoods();
        var check = new CheckAgreement("f", "+254711000077");
        Assert.Equal(new OfferSms(Deal.Code, 1, "Juma", deal.Agreement.Terms), Read(deal.Do(check))["+254711000077"]);
        Assert.Equal(new StandingSms(Deal.Code, AgreementStatus.Offered), Read(deal.Do(check with { PersonId = "t" }))["+254711000077"]);
        deal.Agreed();
        Assert.Equal(new ReceiptSms(Deal.Code, "Juma", "Wanjiru", deal.Agreement.Terms, deal.Agreement.Hash),
            Read(deal.Do(check))["+254711000077"]);
    }

    /// <summary>Nothing is recorded, and the side that asked is told.</summary>
    [Fact]
    public void A_claim_without_an_answer_lapses_after_a_fortnight()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).After(Question.OpenFor - Duration.Epsilon).Do(new Wake());
        Assert.Single(deal.Agreement.Questions);
        Assert.Equal(new Dictionary<string, Sms> { [Trader] = new LapsedSms(Deal.Code, QuestionKind.Payment) },
            Read(deal.After(Duration.Epsilon).Do(new Wake())));
        Assert.Equal((0, Deal.Kes(4_000)), (deal.Agreement.Questions.Count, deal.Agreement.Left));
    }

    /// <summary>The last SMS to each phone after the last command.</summary>
    private static Dictionary<string, Sms> Read(Deal deal) =>
        deal.Effects.OfType<Send>().ToDictionary(s => s.Order.Phone, s => s.Order.Sms);
}
