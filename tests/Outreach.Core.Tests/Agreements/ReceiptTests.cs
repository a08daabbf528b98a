using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>The payee's own word that money came, and which mistake is meant.</summary>
public sealed class ReceiptTests
{
    private static Deal Received(Deal deal, long shillings, bool again = false, string named = "") =>
        deal.Do(new ReportReceipt(deal.Sms("f"), Deal.Kes(shillings), again, Named: named));

    [Fact]
    public void It_settles_a_claim_once()
    {
        var deal = Received(Deal.OfGoods().Agreed().Paid(700), 700);
        Assert.Equal((Deal.Kes(3_300), 0), (deal.Agreement.Left, deal.Agreement.Questions.Count));
        Assert.True(deal.Agreement.IsConfirmed(deal.Agreement.Facts[0]));
        Assert.Equal(AgreementRefusal.PaidBefore, Received(deal, 700).Reply);
        Assert.Equal(Deal.Kes(2_600), Received(deal, 700, again: true).Agreement.Left);
    }

    /// <summary>It counts at once, and both hear of it. What the payer and the provider tell later is that payment.</summary>
    [Fact]
    public void It_counts_without_a_claim()
    {
        var deal = Received(Deal.OfGoods().Agreed(), 700);
        Assert.Equal((Deal.Kes(3_300), 2), (deal.Agreement.Left, deal.Said.OfType<PaidSms>().Count()));
        Assert.Equal(AgreementRefusal.PaidBefore, deal.Paid(700).Reply);
        Assert.Equal(QuestionKind.SamePayment, deal.Proof("mpesa QX1", 700).Ask.Kind);
    }

    [Theory]
    [InlineData(5_000, AgreementRefusal.BadAmount)]
    [InlineData(4_000, AgreementRefusal.NeedsPin)]
    [InlineData(900, null)]
    public void Over_what_is_owed_or_above_the_limit(long shillings, AgreementRefusal? refusal)
    {
        var rules = AgreementRules.Default with { PinAboveMinor = 1_000_00 };
        Assert.Equal(refusal, Received(Deal.OfGoods(rules: rules).Agreed(), shillings).Reply);
    }

    /// <summary>A confirmation that was sent on names its transaction: the provider's notice is that payment, in either order.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_named_transaction_is_one_payment(bool noticeFirst)
    {
        var deal = Deal.OfGoods().Agreed();
        if (noticeFirst) Received(deal.Proof("mpesa QX1", 700), 700, again: true, named: "qx1");
        else Received(deal, 700, named: "qx1").Proof("mpesa QX1", 700);
        Assert.Equal((Deal.Kes(3_300), 0), (deal.Agreement.Left, deal.Agreement.Questions.Count));
        Assert.True(deal.Agreement.Facts[0].HasProof("mpesa QX1"));
        deal.Proof("mpesa QX2", 600, askPayee: true);
        Assert.Equal((QuestionKind.Payment, Deal.Kes(600)), (deal.Ask.Kind, deal.Ask.Payment!.Amount));
    }

    /// <summary>Two that nobody answered, then two in the books: the mark says which; without it nothing is taken out.</summary>
    [Fact]
    public void Which_mistake()
    {
        var deal = Deal.OfGoods().Agreed().Paid(500).Paid(700);
        var asked = Which(deal);
        Assert.Equal([Deal.Kes(500), Deal.Kes(700)], asked.Items.Select(i => i.Amount!.Value));
        Assert.All(deal.Agreement.Facts, f => Assert.Equal(FactState.Pending, f.State));
        // Asked again, each has the mark that it had.
        Assert.Equal(asked.Items, Which(deal).Items);
        deal.Do(new ReportMistake(deal.Sms("t"), Ask: Codes.NumberOf(asked.Items[0].Code)!.Value));
        Assert.Equal([FactState.Voided, FactState.Pending], deal.Agreement.Facts.Select(f => f.State));
        deal.Yes("f").Paid(300).Yes("f");
        asked = Which(deal);
        deal.Do(new ReportMistake(deal.Sms("t"), Ask: Codes.NumberOf(asked.Items[0].Code)!.Value));
        Assert.Equal((QuestionKind.Reversal, 2), (deal.Ask.Kind, deal.Ask.Same!.Fact));
        // A mark is for who was asked.
        Assert.Equal(AgreementRefusal.NotOpen,
            deal.Do(new ReportMistake(deal.Sms("f"), Ask: Codes.NumberOf(asked.Items[1].Code)!.Value)).Reply);
    }

    /// <summary>The mark of an early end takes back that alone.</summary>
    [Fact]
    public void The_early_end_is_one_of_them()
    {
        var deal = Deal.OfGoods().Agreed().Do(new AskToCancel(new Caller("x", "t", "+254711000001")));
        deal.Do(new ReportDelivery(deal.Sms("t"), new Delivery(30_000, "A", "", false)));
        var asked = Which(deal);
        deal.Do(new ReportMistake(deal.Sms("t"), Ask: Codes.NumberOf(asked.Items[^1].Code)!.Value));
        Assert.Equal(QuestionKind.Delivery, Assert.Single(deal.Agreement.Questions).Kind);
    }

    private static WhichMistakeSms Which(Deal deal) =>
        Assert.IsType<WhichMistakeSms>(Assert.Single(deal.Do(new ReportMistake(deal.Sms("t"))).Said));

    /// <summary>What a provider told and the payee is asked about is not written down: who tells of it is asked again.</summary>
    [Fact]
    public void A_transaction_that_is_asked_about_is_answered_with_its_question()
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Do(new RecordPayment("r", Deal.Kes(900), Role.Trader, "mpesa Q1", AskPayee: true));
        Assert.IsType<PaymentQuestionSms>(SameFacts.AskOf(deal.Agreement, "Q1", "f"));
        Assert.Null(SameFacts.AskOf(deal.Agreement, "Q1", "t"));
        Assert.False(SameFacts.IsWritten(deal.Agreement, "Q1"));
        deal.Do(new ReportReceipt(deal.Sms("f"), Deal.Kes(800), Named: "Q1"));
        Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said));
    }
}
