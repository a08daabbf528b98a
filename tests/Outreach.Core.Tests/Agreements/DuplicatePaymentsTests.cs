using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Repeated reports of one payment, from any source, change the ledger once.</summary>
public sealed class PaidTwiceTests
{
    [Fact]
    public void Reported_confirmed_and_then_proven_is_one_payment()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").After(Duration.FromDays(2)).Proof("mpesa QX1", 700);
        Assert.Equal(Deal.Kes(3_300), deal.Agreement.Left);
        Assert.Equal("mpesa QX1 for 4", deal.Agreement.Events[^1].Note);
        Assert.Empty(deal.Said);
        // A repeated notice counts once; another transaction of the same amount is a second payment.
        Assert.Equal(Deal.Kes(3_300), deal.Proof("mpesa QX1", 700).Agreement.Left);
        Assert.Equal(Deal.Kes(2_600), deal.Proof("mpesa QX2", 700).Agreement.Left);
    }

    [Fact]
    public void Proven_and_then_reported_is_one_payment()
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
        Assert.Null(deal.Yes("f").After(Duration.FromDays(4)).Paid(700).Reply);
    }

    [Fact]
    public void A_coordinator_does_not_write_down_what_is_there()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f").Do(new RecordPayment("r", Deal.Kes(700)));
        Assert.Equal((AgreementRefusal.PaidBefore, Deal.Kes(3_300)), (deal.Reply, deal.Agreement.Left));
        Assert.Equal(Deal.Kes(2_600), deal.Do(new RecordPayment("s", Deal.Kes(700), Again: true)).Agreement.Left);
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

    /// <summary>The payment date decides, although the farmer confirms a fortnight later.</summary>
    [Fact]
    public void On_time_is_who_paid_on_time()
    {
        var deal = Deal.OfGoods().Agreed().After(Duration.FromDays(13)).Paid(4_000).After(Duration.FromDays(10)).Yes("f");
        Assert.Equal((1, 0), (deal.Agreement.OnTime, deal.Agreement.Late));
    }
}
