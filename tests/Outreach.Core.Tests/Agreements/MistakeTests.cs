using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>What was said by mistake can be taken back, and what is in the books can be taken out; nothing is erased.</summary>
public sealed class MistakeTests
{
    /// <summary>Who no longer says that a load was a mistake leaves it in the books, and both read that it stays.</summary>
    [Fact]
    public void A_mistake_taken_back_leaves_what_it_was_about()
    {
        var deal = Deal.OfGoods().Agreed().Come();
        var owed = deal.Agreement.Owed;
        deal.Do(new ReportMistake(deal.By("f"))).Do(new ReportMistake(deal.By("f")));
        Assert.Equal(owed, deal.Agreement.Owed);
        Assert.DoesNotContain(deal.Agreement.Questions, q => q.Kind == QuestionKind.Reversal);
        Assert.All(deal.Said, sms => Assert.True(Assert.IsType<TakenBackSms>(sms).IsMistake));
        Assert.Equal(2, deal.Said.Count());
    }

    /// <summary>A slip of a digit, taken back before it is answered, binds nobody: fault 13 of the review.</summary>
    [Fact]
    public void What_is_unanswered_is_taken_back_at_once()
    {
        var deal = Deal.OfGoods().Agreed().Paid(40_000);
        deal.Do(new ReportMistake(deal.By("t")));
        Assert.Equal((Deal.Kes(4_000), 0), (deal.Agreement.Left, deal.Agreement.Questions.Count));
        Assert.Equal([new TakenBackSms(Deal.Code, "Juma", false, Deal.Kes(40_000), null),
            new TakenBackSms(Deal.Code, "Wanjiru", true, Deal.Kes(40_000), null)], deal.Said);
        // The right amount is told, and the late yes to the wrong one is too late.
        deal.Do(new AnswerQuestion(deal.By("f"), true, 2));
        Assert.Equal((AgreementRefusal.NotOpen, Deal.Kes(4_000)), (deal.Reply, deal.Agreement.Left));
        Assert.Equal(Deal.Kes(0), deal.Paid(4_000).Yes("f").Agreement.Left);
    }

    /// <summary>Only who said it takes it back; of two the one that is named.</summary>
    [Fact]
    public void Each_takes_back_their_own_word()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Do(new ReportDelivery(new("d", "f"), new Delivery(100_000, "A", "", false)));
        deal.Do(new ReportMistake(deal.By("f")));
        Assert.Equal(QuestionKind.Payment, Assert.Single(deal.Agreement.Questions).Kind);
        deal.Paid(300).Do(new ReportMistake(deal.By("t"), 3));
        Assert.Equal(Deal.Kes(700), Assert.Single(deal.Agreement.Questions).Payment!.Amount);
    }

    [Fact]
    public void An_early_end_that_is_asked_for_is_taken_back()
    {
        var deal = Deal.OfGoods().Agreed().Do(new AskToCancel(new("x", "t")));
        deal.Do(new ReportMistake(deal.By("t")));
        Assert.Empty(deal.Agreement.Questions);
        Assert.All(deal.Said, s => Assert.Equal((null, null), (((TakenBackSms)s).Amount, ((TakenBackSms)s).Quantity)));
    }

    /// <summary>Posted: the other side is asked, and both agreeing takes it out. The history shows both.</summary>
    [Theory]
    [InlineData(true, 4_000)]
    [InlineData(false, 3_300)]
    public void What_is_posted_takes_the_other_sides_yes(bool accept, long left)
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700).Yes("f").After(Duration.FromDays(2)).Do(new ReportMistake(new("m", "t"), 2));
        Assert.Equal((QuestionKind.Reversal, Role.Farmer, Deal.Kes(3_300)), (deal.Ask.Kind, deal.Ask.Of, deal.Agreement.Left));
        var asked = Assert.IsType<ReversalQuestionSms>(Assert.Single(deal.Said));
        Assert.Equal((Deal.Kes(700), new LocalDate(2026, 3, 2)), (asked.Amount, asked.On));
        deal.Do(new AnswerQuestion(deal.By("f"), accept));
        Assert.Equal((Deal.Kes(left), Deal.Kes(left)), (deal.Agreement.Left, deal.Agreement.Balance));
        Assert.Contains(deal.Agreement.Events, e => e.Kind == EventKind.Paid);
        Assert.Equal(accept ? 70_000 : 0, deal.Agreement.Events[^1].Amount);
        Assert.True(deal.Agreement.Facts[1].IsPosted);
        // The same payment, told anew after it was taken out, is a new one.
        if (accept) Assert.Equal(Deal.Kes(3_300), deal.Paid(700).Yes("f").Agreement.Left);
    }

    /// <summary>A settled agreement whose payment was a mistake is open again, and the debt is due and reminded of.</summary>
    [Fact]
    public void What_was_settled_by_mistake_is_owed_again()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(4_000).Yes("f");
        Assert.Equal(AgreementStatus.Settled, deal.Agreement.Status);
        deal.Do(new ReportMistake(deal.By("f"), 2)).Yes("t");
        Assert.Equal((AgreementStatus.Confirmed, Deal.Kes(4_000)), (deal.Agreement.Status, deal.Agreement.Balance));
        Assert.Equal([new(CommitmentKind.Price, Role.Trader, new LocalDate(2026, 3, 16), 4_000_00)], deal.Agreement.Unmet);
        Assert.Equal((0, 0), deal.Kept);
    }

    [Fact]
    public void A_load_that_never_came_is_taken_out()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(400, last: true).Do(new ReportMistake(new("m", "t"))).Yes("f");
        Assert.Equal((0L, 400_000L, Deal.Kes(0)),
            (deal.Agreement.Delivered, deal.Agreement.Books.Awaited(deal.Agreement.Terms), deal.Agreement.Balance));
    }

    /// <summary>A provider's reversal after settlement posts at once; told twice it counts once.</summary>
    [Fact]
    public void A_provider_reverses_its_own_transfer()
    {
        var deal = Deal.OfGoods().Agreed().Come().Proof("mpesa QX1", 4_000);
        Assert.Equal(AgreementStatus.Settled, deal.Agreement.Status);
        deal.Do(new RecordReversal("r1", Proof: "mpesa QX1"));
        Assert.Equal((AgreementStatus.Confirmed, Deal.Kes(4_000)), (deal.Agreement.Status, deal.Agreement.Balance));
        Assert.All(deal.Said, s => Assert.IsType<ReversedSms>(s));
        Assert.Empty(deal.Do(new RecordReversal("r2", Proof: "mpesa QX1")).Effects);
        Assert.Empty(deal.Proof("mpesa QX1", 4_000).Effects);
        Assert.Equal(AgreementRefusal.NotOpen, deal.Do(new RecordReversal("r3", Proof: "mpesa QX7")).Reply);
        // A proof is not taken back by a word.
        Assert.Empty(Deal.OfGoods().Agreed().Proof("mpesa QX1", 700).Do(new ReportMistake(new("m", "t"))).Agreement.Questions);
    }

    /// <summary>A reversal of what still waits for its yes voids it, and its question goes.</summary>
    [Fact]
    public void A_reversal_before_the_yes()
    {
        var deal = Deal.OfGoods().Agreed().Proof("mpesa QX1", 700, askPayee: true).Do(new RecordReversal("r1", Proof: "mpesa QX1"));
        Assert.Equal((0, Deal.Kes(4_000)), (deal.Agreement.Questions.Count, deal.Agreement.Left));
    }

    /// <summary>A proof waits to be the same as a claim, and the claim is taken out: the transaction goes back to the unassigned.</summary>
    [Fact]
    public void What_waited_to_be_the_same_waits_as_unassigned()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").Do(new RecordPayment("n", Deal.Kes(700), Role.Trader, "mpesa QX1",
            Assignment: 1));
        deal.Do(new RecordReversal("r1", Fact: 1, Via: "amina and juma"));
        Assert.Equal(new BookingRefused(1, AgreementRefusal.NotAnswered), Assert.Single(deal.Effects.OfType<Tell>(),
            t => t.To.Kind == AggregateKind.Transaction).Command);
        Assert.Empty(deal.Agreement.Questions);
        deal.Do(new RecordPayment("s", Deal.Kes(700), Role.Trader, "mpesa QX1", Again: true, Via: "amina"));
        Assert.Equal(Deal.Kes(3_300), deal.Agreement.Left);
    }

    /// <summary>A mistake can be named by its number, where more was said since.</summary>
    [Fact]
    public void The_fact_that_is_named_is_meant()
    {
        var deal = Deal.OfGoods().Agreed().Paid(300).Yes("f").Paid(400).Yes("f").Paid(500);
        deal.Do(new ReportMistake(deal.By("t"), 1));
        Assert.Equal((QuestionKind.Reversal, 1), (deal.Ask.Kind, deal.Ask.Same!.Fact));
        Assert.Equal(AgreementRefusal.TooMany, deal.Do(new ReportMistake(new("m", "t"), 2)).Reply);
        Assert.Equal(FactState.Voided, deal.Do(new ReportMistake(deal.By("t"), 3)).Agreement.Facts[2].State);
        Assert.Equal(AgreementRefusal.NothingToTakeBack,
            Deal.OfGoods().Agreed().Paid(300).Do(new ReportMistake(new("m", "f"), 1)).Reply);
    }

    [Fact]
    public void What_can_be_corrected_and_how()
    {
        var deal = Deal.OfGoods(advance: 100).Agreed().Paid(300).Yes("f").Proof("mpesa QX1", 700).Paid(500);
        Assert.Equal(
            [(1, CorrectionWay.TwoOwners), (2, CorrectionWay.Asked), (3, CorrectionWay.Provider), (4, CorrectionWay.TakenBack)],
            Mistakes.Of(deal.Agreement).Select(c => (c.Fact.Number, c.Way)));
        Assert.Equal(AgreementRefusal.NotThatKind, deal.Do(new RecordReversal("r1", Fact: 3, Via: "amina")).Reply);
        deal.Do(new RecordReversal("r2", Fact: 1, Via: "amina and juma"));
        Assert.Equal([2, 3, 4], Mistakes.Of(deal.Agreement).Select(c => c.Fact.Number));
    }

    /// <summary>Who wrote it down alone takes it out alone.</summary>
    [Fact]
    public void What_two_sides_told_takes_two_owners()
    {
        var deal = Deal.OfGoods().Agreed().Paid(300).Yes("f").Do(new RecordPayment("w", Deal.Kes(400), Role.Trader, Via: "amina"));
        Assert.True(Mistakes.TakesTwo(deal.Agreement, deal.Agreement.Facts[0]));
        Assert.False(Mistakes.TakesTwo(deal.Agreement, deal.Agreement.Facts[1]));
        var rules = AgreementRules.Default with { PinAboveMinor = 30_000 };
        Assert.True(Mistakes.TakesTwo(deal.Agreement with { Rules = rules }, deal.Agreement.Facts[1]));
    }

    /// <summary>A loan that was not handed out after all is owed no more.</summary>
    [Fact]
    public void A_loan_that_was_not_handed_out()
    {
        var deal = Deal.OfLoan().Agreed().Do(new ReportPayment(new("l", "t"), Deal.Kes(1_000))).Yes("f");
        Assert.Equal(Deal.Kes(-1_200), deal.Agreement.Balance);
        deal.Do(new ReportMistake(deal.By("f"))).Yes("t");
        Assert.Equal((Deal.Kes(0), 1_000_00L), (deal.Agreement.Balance, deal.Agreement.Books.ToLend(deal.Agreement.Terms)));
    }
}
