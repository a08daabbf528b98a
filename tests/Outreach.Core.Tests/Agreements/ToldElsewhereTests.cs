using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>One payment or load told under two agreements of the same two is a question, whoever tells it and in which order.</summary>
public sealed class ToldElsewhereTests
{
    private static readonly LocalDate second = new(2026, 3, 2);

    /// <summary>This agreement and another one, in which the trader told of 700 and the farmer of 30 kg.</summary>
    private static (Deal Here, Agreement There) Two(Deal? here = null, Deal? there = null)
    {
        var other = (there ?? Deal.OfGoods()).Agreed().Paid(700).Yes("f").Do(new ReportDelivery(Sms("f"), new(30_000, "A", "", false)));
        return ((here ?? Deal.OfGoods()).Agreed(), other.Agreement with { Code = "OTHER" });
    }

    private static Caller Sms(string who) => new($"s{who}", who, who == "t" ? "+254711000001" : "+254711000002");

    private static Deal Told(Deal here, Agreement there, Command command) =>
        here.Do(FactsElsewhere.Asks(here.Agreement, command) ? FactsElsewhere.With(here.Agreement, command, [there], here.Now) : command);

    [Theory]
    [InlineData(700, false, 0, AgreementRefusal.PaidBefore)]
    [InlineData(700, false, 14, AgreementRefusal.PaidBefore)]
    [InlineData(700, false, 15, null)]
    [InlineData(700, true, 0, null)]
    [InlineData(701, false, 0, null)]
    public void A_payment(long amount, bool again, int days, AgreementRefusal? refusal)
    {
        var (here, there) = Two();
        Told(here.After(Duration.FromDays(days)), there, new ReportPayment(Sms("t"), Deal.Kes(amount), again));
        Assert.Equal(refusal, here.Reply);
        Assert.Equal(refusal is null ? 1 : 0, here.Agreement.Questions.Count);
        if (refusal is not null)
            Assert.Equal(new PaidBeforeSms(Deal.Code, Deal.Kes(amount), second, "OTHER"), Assert.Single(here.Said));
        else if (again)
            Assert.Equal((second, "OTHER"), Assert.Single(here.Said.OfType<PaymentQuestionSms>()) is var q ? (q.Beside, q.In) : default);
    }

    /// <summary>The other direction, other people, and a plan that expects equal payments.</summary>
    [Fact]
    public void What_is_no_candidate()
    {
        var (here, there) = Two();
        Told(here, there with { Trader = there.Trader with { PersonId = "x" } }, new ReportPayment(Sms("t"), Deal.Kes(700)));
        Assert.Null(here.Reply);
        (here, there) = Two(Deal.OfLoan());
        Told(here, there, new RecordPayment("r", Deal.Kes(700), Role.Farmer));
        Assert.NotEqual(AgreementRefusal.PaidBefore, here.Reply);
        (here, there) = Two(Deal.OfGoods(plan: new(Cadence.Weekly, 4, new LocalDate(2026, 3, 9))));
        Told(here.After(Duration.FromDays(4)), there, new ReportPayment(Sms("t"), Deal.Kes(700)));
        Assert.Null(here.Reply);
    }

    [Theory]
    [InlineData("mpesa QX1", false, AgreementRefusal.PaidBefore)]
    [InlineData("", false, AgreementRefusal.PaidBefore)]
    [InlineData("mpesa QX1", true, null)]
    public void A_notice_and_a_coordinators_entry(string proof, bool again, AgreementRefusal? refusal)
    {
        var (here, there) = Two();
        Told(here, there, new RecordPayment("r", Deal.Kes(700), Role.Trader, proof, Again: again));
        Assert.Equal(refusal, here.Reply);
        Assert.Equal(Deal.Kes(refusal is null ? 3_300 : 4_000), here.Agreement.Left);
    }

    /// <summary>Two transactions are two payments, under two agreements too.</summary>
    [Fact]
    public void Two_transactions()
    {
        var there = Deal.OfGoods().Agreed().Proof("mpesa QX1", 700).Agreement with { Code = "OTHER" };
        var here = Deal.OfGoods().Agreed();
        Told(here, there, new RecordPayment("r", Deal.Kes(700), Role.Trader, "mpesa QX2", AllowOver: true));
        Assert.Equal(Deal.Kes(3_300), here.Agreement.Left);
        Told(here, there, new ReportPayment(Sms("t"), Deal.Kes(700)));
        Assert.Equal(AgreementRefusal.PaidBefore, here.Reply);
    }

    /// <summary>An advance counts from the offer on.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_advance_in_other_terms(bool agreed)
    {
        var other = Deal.OfGoods(advance: 900);
        var there = (agreed ? other.Agreed() : other).Agreement with { Code = "OTHER" };
        var here = Deal.OfGoods().Agreed();
        Told(here, there, new ReportPayment(Sms("t"), Deal.Kes(900)));
        Assert.Equal(new PaidBeforeSms(Deal.Code, Deal.Kes(900), second, "OTHER"), Assert.Single(here.Said));
    }

    /// <summary>Who is asked about the load under the other code answers that; who told it reads where.</summary>
    [Theory]
    [InlineData("t", "Maize", AgreementRefusal.DeliveredBefore)]
    [InlineData("f", "Maize", AgreementRefusal.DeliveredBefore)]
    [InlineData("t", "Beans", null)]
    public void A_load(string teller, string crop, AgreementRefusal? refusal)
    {
        var (here, there) = Two();
        there = there with { Terms = there.Terms with { Crop = crop } };
        Told(here, there, new ReportDelivery(Sms(teller), new(30_000, "A", "", false)));
        Assert.Equal(refusal, here.Reply);
        if (refusal is null) Assert.Equal(QuestionKind.Delivery, here.Ask.Kind);
        else if (teller == "t") Assert.Equal("OTHER", Assert.IsType<DeliveryQuestionSms>(Assert.Single(here.Said)).Code);
        else Assert.Equal("OTHER", Assert.IsType<DeliveredBeforeSms>(Assert.Single(here.Said)).In);
    }
}
