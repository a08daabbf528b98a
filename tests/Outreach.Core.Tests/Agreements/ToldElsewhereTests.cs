using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
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
        Assert.Null(here.Reply);
        Assert.Equal(70_000, here.Agreement.Books.Paid);
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

    /// <summary>
    /// Two tellings of one moment look before either is written: an account of both sees them, and one is asked about. What says that it is
    /// another, has its yes by then, or differs, stands.
    /// </summary>
    [Theory]
    [InlineData("paid", "paid", "OTHER")]
    [InlineData("paid", "again", null)]
    [InlineData("paid", "more", null)]
    [InlineData("paid", "got", "K7M4P")]
    [InlineData("got", "paid", "OTHER")]
    [InlineData("got", "got", null)]
    [InlineData("load", "load", "OTHER")]
    [InlineData("load", "brought", "OTHER")]
    [InlineData("paid", "load", null)]
    public void Told_twice_in_one_moment(string first, string second, string? back)
    {
        foreach (var (reader, turned) in new[] { (Role.Farmer, false), (Role.Farmer, true), (Role.Trader, false), (Role.Trader, true) })
        {
            var (one, other) = (Deal.OfGoods().Agreed(), Deal.OfGoods().Agreed().As("OTHER").After(Duration.FromSeconds(1)));
            Tell(one, first);
            Tell(other, second);
            Assert.Equal((null, null), (one.Reply, other.Reply));
            Account? account = null;
            var effects = new List<Effect>();
            foreach (var deal in turned ? new[] { other, one } : [one, other])
            {
                var posted = AccountDecisions.Decide(account, "p." + (reader == Role.Farmer ? "f" : "t"),
                    new PostEntry(AccountEntry.Of(deal.Agreement, reader, null, deal.Now), []), deal.Now);
                account = posted.State;
                effects.AddRange(posted.Effects.OfType<Tell>());
            }
            if (back is null)
            {
                Assert.Empty(effects);
                continue;
            }
            var tell = (Tell)Assert.Single(effects);
            Assert.Equal(AggregateId.Agreement(back), tell.To);
            var (again, stands) = back == "OTHER" ? (other, one) : (one, other);
            again.Do(tell.Command);
            Assert.Equal(0, again.Agreement.Facts.Count(f => f.IsOpen));
            Assert.Empty(again.Agreement.Questions);
            Sms asks = first == "load" ? new DeliveredBeforeSms(back, new Quantity(30_000, Unit.Kg), ToldElsewhereTests.second,
                stands.Agreement.Code) : new PaidBeforeSms(back, Deal.Kes(700), ToldElsewhereTests.second, stands.Agreement.Code);
            Assert.Contains(asks, again.Said);
            Assert.Single(again.Said.OfType<AskedElsewhereSms>(), s => s.Other is "Juma" or "Wanjiru");
            Assert.Empty(again.Said.OfType<NotAskedSms>());
            Assert.Empty(again.Do(tell.Command).Effects);
        }
    }

    /// <summary>What has its yes by then stays, and so does what a provider tells.</summary>
    [Fact]
    public void What_has_its_yes_is_not_taken_back()
    {
        var posted = Deal.OfGoods().Agreed().Paid(700).Yes("f");
        var facts = posted.Agreement.Facts;
        Assert.Same(facts, posted.Do(new ToldTwice(1, new("OTHER", second))).Agreement.Facts);
        Assert.Same(facts, posted.Do(new ToldTwice(9, new("OTHER", second))).Agreement.Facts);
    }

    private static void Tell(Deal deal, string what) => deal.Do(what switch
    {
        "paid" => new ReportPayment(Sms("t"), Deal.Kes(700)),
        "again" => new ReportPayment(Sms("t"), Deal.Kes(700), Again: true),
        "more" => new ReportPayment(Sms("t"), Deal.Kes(701)),
        "got" => new ReportReceipt(Sms("f"), Deal.Kes(700)),
        "load" => new ReportDelivery(Sms("f"), new(30_000, "A", "", false)),
        _ => new ReportDelivery(Sms("t"), new(30_000, "A", "", false)),
    });
}
