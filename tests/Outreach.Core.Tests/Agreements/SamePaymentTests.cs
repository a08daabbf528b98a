using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Equal figures are a question, never an answer: no payment is booked twice, and none is dropped.</summary>
public sealed class SamePaymentTests
{
    [Theory]
    [InlineData(true, 3_300)]
    [InlineData(false, 2_600)]
    public void Reported_confirmed_and_then_proven_is_asked_about(bool same, long left)
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").After(Duration.FromDays(2)).Proof("mpesa QX1", 700);
        Assert.Equal((Deal.Kes(3_300), QuestionKind.SamePayment, Role.Trader), (deal.Agreement.Left, deal.Ask.Kind, deal.Ask.Of));
        var said = Assert.IsType<SamePaymentQuestionSms>(Assert.Single(deal.Said));
        Assert.Equal(("mpesa QX1", new LocalDate(2026, 3, 2), false), (said.Proof, said.On, said.IsAdvance));
        deal.Do(new AnswerQuestion(deal.By("t"), same));
        // Another payment is the payee's word, who reads that one stands already.
        if (!same) Assert.Equal(new LocalDate(2026, 3, 2), Assert.Single(deal.Said.OfType<PaymentQuestionSms>()).Beside);
        if (!same) deal.Yes("f");
        Assert.Equal(Deal.Kes(left), deal.Agreement.Left);
        // A repeated notice counts once; another transaction of the same amount is asked about only where one without proof is left.
        Assert.Empty(deal.Proof("mpesa QX1", 700).Effects);
        Assert.Equal(same, deal.Proof("mpesa QX2", 700).Agreement.Questions.Count == 0);
    }

    /// <summary>A claim waits for its yes when the provider proves it: the payer's word makes the two one.</summary>
    [Theory]
    [InlineData(true, 3_300, 0)]
    [InlineData(false, 4_000, 2)]
    public void A_claim_and_its_proof(bool same, long left, int open)
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Proof("mpesa QX1", 700);
        Assert.Equal((Deal.Kes(4_000), 2, 700_00L), (deal.Agreement.Left, deal.Agreement.Questions.Count, deal.Agreement.Claimed.Money));
        deal.Do(new AnswerQuestion(deal.By("t"), same));
        Assert.Equal((Deal.Kes(left), open), (deal.Agreement.Left, deal.Agreement.Questions.Count));
    }

    /// <summary>The farmer's yes to the claim comes first; then the payer says that the proof is the same.</summary>
    [Fact]
    public void Confirmed_while_the_proof_waits()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Proof("mpesa QX1", 700).Yes("f");
        Assert.Equal(Deal.Kes(3_300), deal.Agreement.Left);
        Assert.Equal(Deal.Kes(3_300), deal.Yes("t").Agreement.Left);
        Assert.True(deal.Agreement.Facts[0].HasProof("mpesa QX1"));
    }

    /// <summary>An advance in the terms and its notice: fault 4 of the review.</summary>
    [Theory]
    [InlineData(true, 2_000)]
    [InlineData(false, 0)]
    public void An_advance_may_be_the_payment_that_is_proven(bool same, long left)
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Proof("mpesa QX1", 2_000);
        Assert.True(Assert.IsType<SamePaymentQuestionSms>(Assert.Single(deal.Said)).IsAdvance);
        deal.Do(new AnswerQuestion(deal.By("t"), same));
        Assert.Equal(Deal.Kes(left), (same ? deal : deal.Yes("f")).Agreement.Left);
    }

    /// <summary>Nobody answers: it waits for a coordinator, who says which it is.</summary>
    [Theory]
    [InlineData(1, 3_300)]
    [InlineData(null, 2_600)]
    public void A_coordinator_says_which_payment_it_was(int? same, long left)
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").Proof("mpesa QX1", 700).After(Question.OpenFor).Do(new Wake());
        Assert.Equal((0, Deal.Kes(3_300)), (deal.Agreement.Questions.Count, deal.Agreement.Left));
        Assert.Contains(deal.Effects, e => e is RaiseTask { Kind: "payment to assign" });
        var settle = new RecordPayment("s", Deal.Kes(700), Role.Trader, "mpesa QX1", Again: same is null, Same: same, Via: "amina");
        Assert.Equal(Deal.Kes(left), deal.Do(settle).Agreement.Left);
        Assert.Empty(deal.Do(settle with { Id = "again" }).Effects);
    }

    [Fact]
    public void Proven_and_then_reported_is_told()
    {
        var deal = Deal.OfGoods().Agreed().Proof("mpesa QX1", 700).After(Duration.FromHours(1)).Paid(700);
        Assert.Equal(AgreementRefusal.PaidBefore, deal.Reply);
        Assert.Equal(new PaidBeforeSms(Deal.Code, Deal.Kes(700), new LocalDate(2026, 3, 2)), Assert.Single(deal.Said));
        Assert.Equal((Deal.Kes(3_300), 0), (deal.Agreement.Left, deal.Agreement.Questions.Count));
    }

    [Fact]
    public void Told_twice_is_asked_once_unless_it_is_said_to_be_two()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Paid(700);
        Assert.IsType<PaidBeforeSms>(Assert.Single(deal.Said));
        Assert.Single(deal.Agreement.Questions);
        Assert.Equal(2, deal.Paid(700, again: true).Agreement.Questions.Count);
        Assert.Equal(Deal.Kes(2_600), deal.Yes("f").Yes("f").Agreement.Left);
        // Another amount is another payment; so is the same amount some days later.
        Assert.Null(deal.Paid(701).Reply);
        Assert.Null(deal.Yes("f").After(Duration.FromDays(15)).Paid(700).Reply);
    }

    [Fact]
    public void A_coordinator_does_not_write_down_what_is_there()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").Do(new RecordPayment("r", Deal.Kes(700)));
        Assert.Equal((AgreementRefusal.PaidBefore, Deal.Kes(3_300)), (deal.Reply, deal.Agreement.Left));
        Assert.Equal(Deal.Kes(2_600), deal.Do(new RecordPayment("s", Deal.Kes(700), Again: true)).Agreement.Left);
    }

    /// <summary>A coordinator writes down another payment while a claim waits: the claim is not eaten.</summary>
    [Fact]
    public void Another_payment_leaves_the_claim_alone()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Do(new RecordPayment("s", Deal.Kes(700), Again: true));
        Assert.Equal((Deal.Kes(3_300), 1), (deal.Agreement.Left, deal.Agreement.Questions.Count));
        Assert.Equal(Deal.Kes(2_600), deal.Yes("f").Agreement.Left);
    }

    /// <summary>Savings of the same amount each week: the second week's is another payment, and both count.</summary>
    [Fact]
    public void The_same_amount_a_week_later_is_another_payment()
    {
        var deal = Deal.OfSavings().Agreed();
        deal.Do(new ReportPayment(deal.By("f"), Deal.Kes(100))).Yes("t").After(Duration.FromDays(6) + Duration.FromHours(20));
        deal.Do(new RecordPayment("p2", Deal.Kes(100), Role.Farmer, "mpesa QX2"));
        Assert.Equal((Deal.Kes(200), 0), (deal.Agreement.Balance, deal.Agreement.Questions.Count));
    }

    /// <summary>One load, told by both sides: the second telling shows the question about it, and is no second load.</summary>
    [Fact]
    public void A_load_told_by_both_sides_is_one()
    {
        var deal = Deal.OfGoods().Agreed();
        var load = new Delivery(100_000, "A", "", false);
        deal.Do(new ReportDelivery(deal.By("f"), load)).Do(new ReportDelivery(deal.By("t"), load));
        Assert.Equal((AgreementRefusal.DeliveredBefore, 1), (deal.Reply, deal.Agreement.Questions.Count));
        Assert.IsType<DeliveryQuestionSms>(Assert.Single(deal.Said));
        Assert.Equal(100_000, deal.Yes("t").Agreement.Delivered);
        deal.Do(new ReportDelivery(deal.By("f"), load));
        Assert.Equal(new DeliveredBeforeSms(Deal.Code, new Quantity(100_000, Unit.Kg), new LocalDate(2026, 3, 2)),
            Assert.Single(deal.Said));
        Assert.Equal(200_000, deal.Do(new ReportDelivery(deal.By("f"), load, Again: true)).Yes("t").Agreement.Delivered);
    }

    /// <summary>A notice without a payee proves that money left, so the recipient must confirm its arrival.</summary>
    [Fact]
    public void Money_to_nobody_knows_whom_needs_the_yes_of_who_should_have_got_it()
    {
        var deal = Deal.OfGoods().Agreed().Proof("mpesa QX1", 700, askPayee: true);
        Assert.Equal((Deal.Kes(4_000), Role.Farmer), (deal.Agreement.Left, deal.Ask.Of));
        Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said));
        Assert.Empty(deal.Proof("mpesa QX1", 700, askPayee: true).Effects);
        Assert.Equal(Deal.Kes(3_300), deal.Yes("f").Agreement.Left);
        Assert.Equal("mpesa QX1", deal.Agreement.Events[^1].Note);
    }

    /// <summary>Two transactions are two payments, even while the first awaits confirmation.</summary>
    [Fact]
    public void A_second_transaction_is_no_proof_of_the_first()
    {
        var deal = Deal.OfGoods().Agreed().Proof("mpesa QX1", 700, askPayee: true).Proof("mpesa QX2", 700);
        Assert.Equal((Deal.Kes(3_300), "mpesa QX1"), (deal.Agreement.Left, deal.Ask.Payment!.Proof));
        Assert.Equal(Deal.Kes(2_600), deal.Yes("f").Agreement.Left);
    }

    /// <summary>Two payments told, one proof: a question about one of them would mislead, so a coordinator says which.</summary>
    [Fact]
    public void Of_several_that_it_may_be_a_coordinator_says_which()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").After(Duration.FromDays(1)).Paid(700, again: true).Yes("f");
        deal.Proof("mpesa QX1", 700);
        Assert.Empty(deal.Agreement.Questions);
        Assert.Contains(deal.Effects, e => e is RaiseTask { Kind: "payment to assign" });
        deal.Do(new RecordPayment("s", Deal.Kes(700), Role.Trader, "mpesa QX1", Same: 1, Via: "amina"));
        Assert.Equal((Deal.Kes(2_600), true), (deal.Agreement.Left, deal.Agreement.Facts[0].HasProof("mpesa QX1")));
        // Another amount than the proof's settles nothing.
        deal.Proof("mpesa QX2", 700).Do(new RecordPayment("u", Deal.Kes(1), Role.Trader, "mpesa QX2", Again: true, Via: "amina"));
        Assert.Equal((AgreementRefusal.BadAmount, Deal.Kes(2_600)), (deal.Reply, deal.Agreement.Left));
    }

    /// <summary>Paid twice and told once: the second proof cannot be the same, whatever the payer says.</summary>
    [Fact]
    public void One_claim_is_not_two_proofs()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Proof("mpesa QX1", 700).Proof("mpesa QX2", 700);
        Assert.Single(deal.Agreement.Questions, q => q.Kind == QuestionKind.SamePayment);
        deal.Yes("t").Do(new RecordPayment("s", Deal.Kes(700), Role.Trader, "mpesa QX2", Again: true, Via: "amina"));
        Assert.Equal(Deal.Kes(2_600), deal.Agreement.Left);
    }

    /// <summary>A load that the other side has told of is answered first, whatever figure this side has for it.</summary>
    [Fact]
    public void Another_figure_of_a_load_that_is_asked_about_is_no_second_load()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(400_000, "A", "", false)));
        deal.Do(new ReportDelivery(deal.By("t"), new Delivery(398_000, "A", "", false)));
        Assert.Equal((AgreementRefusal.DeliveredBefore, 1), (deal.Reply, deal.Agreement.Questions.Count));
        Assert.IsType<DeliveryQuestionSms>(Assert.Single(deal.Said));
    }

    /// <summary>Milk comes every day: the same quantity on another day is another load, without a word more.</summary>
    [Fact]
    public void The_same_quantity_every_day_is_a_load_every_day()
    {
        var deal = Deal.OfGoods().Agreed();
        for (var day = 0; day < 5; day++) deal.Delivered(10).After(Duration.FromDays(1));
        Assert.Equal(50_000, deal.Agreement.Delivered);
    }

    /// <summary>Her yes is to a figure: if more is over by then than her question said, she is asked anew.</summary>
    [Fact]
    public void A_yes_after_the_ground_moved_is_asked_anew()
    {
        var deal = Deal.OfGoods().Agreed().Paid(3_000).Proof("mpesa QX1", 2_000);
        var asked = deal.Agreement.Questions[0].Number;
        deal.Do(new QuestionSeen(asked)).Do(new AnswerQuestion(deal.Sms("f"), true, asked));
        Assert.Equal((Deal.Kes(2_000), Deal.Kes(2_000)), (deal.Agreement.Left,
            Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said)).Left));
        deal.Do(new QuestionSeen(deal.Ask.Number)).Do(new AnswerQuestion(deal.Sms("f"), true, deal.Ask.Number));
        Assert.Equal(Deal.Kes(-1_000), deal.Agreement.Left);
    }

    /// <summary>Nobody agrees to days that have passed.</summary>
    [Fact]
    public void Terms_whose_day_has_passed_are_agreed_to_no_more()
    {
        var deal = Deal.OfGoods().After(Duration.FromDays(2));
        var late = AgreementDecisions.Decide(deal.Agreement with { Terms = deal.Agreement.Terms with { DeliverBy = new LocalDate(2026, 3,
            3) } },
            Deal.Code, new AnswerQuestion(deal.By("f"), true), deal.Now);
        Assert.Equal((AgreementRefusal.DatesPassed, false), (late.Reply, late.State!.IsBound));
    }

    /// <summary>Money that moved after an early end is written down, and goes back.</summary>
    [Fact]
    public void Money_that_moved_after_the_end_goes_back()
    {
        var deal = Deal.OfGoods().Agreed().Do(new AskToCancel(new("x", "t"))).Yes("f").Proof("mpesa QX1", 700);
        Assert.Equal((AgreementStatus.Confirmed, Deal.Kes(-700)), (deal.Agreement.Status, deal.Agreement.Balance));
        Assert.Equal(CommitmentKind.Refund, Assert.Single(deal.Agreement.Unmet).Kind);
        Assert.Null(deal.Do(new ReportPayment(deal.By("f"), Deal.Kes(700))).Reply);
        Assert.Empty(deal.Agreement.Pressing);
        Assert.Equal(AgreementStatus.Cancelled, deal.Yes("t").Agreement.Status);
    }

    /// <summary>An early end of a loan half handed out waives the cost of that half, and never the principal.</summary>
    [Fact]
    public void The_principal_is_never_waived()
    {
        var deal = Deal.OfLoan().Agreed().Do(new RecordPayment("half", Deal.Kes(500), Role.Trader)).Do(new AskToCancel(new("x",
            "f"))).Yes("t");
        Assert.Equal(Deal.Kes(-500), deal.Agreement.Balance);
    }

    /// <summary>The day of the payment decides, although the farmer confirms a fortnight later and the notice comes later still.</summary>
    [Fact]
    public void On_time_is_who_paid_on_time()
    {
        var deal = Deal.OfGoods().Agreed().Come().After(Duration.FromDays(13)).Paid(4_000).After(Duration.FromDays(10)).Yes("f");
        Assert.Equal((1, 0), deal.Kept);
        var noticed = Deal.OfGoods().Agreed().Come().After(Duration.FromDays(30));
        noticed.Do(new RecordPayment("n", Deal.Kes(4_000), Proof: "mpesa QX9", On: new LocalDate(2026, 3, 16)));
        Assert.Equal((1, 0), noticed.Kept);
        Assert.Equal(AgreementRefusal.BadDay,
            Deal.OfGoods().Agreed().Do(new RecordPayment("x", Deal.Kes(1), On: new LocalDate(2026, 3, 3))).Reply);
    }
}
