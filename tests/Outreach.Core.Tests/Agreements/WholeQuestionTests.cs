using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements;

/// <summary>A question shows all that a yes binds: more goods than agreed, the debt of a loan, whose payment a mistake was.</summary>
public sealed class WholeQuestionTests
{
    /// <summary>A slip of a 0: ten times the agreement is owed after a yes, and the question says so.</summary>
    [Fact]
    public void A_load_over_the_agreement_says_what_it_costs()
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(4_000_000, "A", "", false)));
        var asked = Assert.IsType<DeliveryQuestionSms>(Assert.Single(deal.Said));
        Assert.Equal((new Quantity(400_000, Unit.Kg), Deal.Kes(-40_000)), (asked.ToCome, asked.After));
        Assert.Equal(Deal.Kes(40_000), deal.Yes("t").Agreement.Owed);
    }

    [Fact]
    public void A_load_as_agreed_says_no_more_than_itself()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(400_000, "A", "", false)));
        var asked = Assert.IsType<DeliveryQuestionSms>(Assert.Single(deal.Said));
        Assert.Equal((null, null), (asked.ToCome, asked.After));
    }

    /// <summary>Two loads wait; the first yes makes the second too much, which its SMS did not say.</summary>
    [Fact]
    public void What_became_too_much_is_asked_anew()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d1", "f"), new Delivery(300_000, "A", "", false)))
            .Do(new ReportDelivery(new("d2", "f"), new Delivery(200_000, "A", "", false)));
        // Both are written down before either is answered; the second is asked after the first.
        deal.Yes("t");
        var asked = deal.Said.OfType<DeliveryQuestionSms>().Single();
        Assert.Equal(new Quantity(100_000, Unit.Kg), asked.ToCome);
        var late = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(400_000, "A", "", false)));
        var stale = late.Agreement with { Facts = [.. late.Agreement.Facts, Posted(late, 100_000)] };
        var outcome = AgreementDecisions.Decide(stale, Deal.Code,
            new AnswerQuestion(late.By("t") with { Pin = false, Phone = null }, true, late.Ask.Number), late.Now);
        Assert.Equal(100_000, outcome.State!.Delivered);
        Assert.Equal(new Quantity(300_000, Unit.Kg), outcome.State.Questions.Single().ToCome);
    }

    /// <summary>A figure of the question has changed since it was read: what would be owed, or what is over.</summary>
    [Fact]
    public void A_yes_binds_the_figures_that_were_read()
    {
        var deal = Deal.OfGoods(advance: 1_000).Agreed().Delivered(200)
            .Do(new ReportDelivery(new("l", "t"), new Delivery(0, "", "", true)));
        var asked = Assert.IsType<DeliveryQuestionSms>(Assert.Single(deal.Said));
        Assert.Equal(Deal.Kes(1_000), asked.After);
        deal.Do(new RecordPayment("r", Deal.Kes(300)));
        deal.Do(new AnswerQuestion(deal.By("f") with { Pin = false, Phone = null }, true, asked.Question));
        Assert.False(deal.Agreement.Books.GoodsDone);
        Assert.Equal(Deal.Kes(700), Assert.Single(deal.Said.OfType<DeliveryQuestionSms>()).After);
        Assert.True(deal.Yes("f").Agreement.Books.GoodsDone);
    }

    [Fact]
    public void A_loan_that_is_handed_out_says_what_is_paid_back()
    {
        var deal = Deal.OfLoan().Agreed().Do(new ReportPayment(new("p", "t"), Deal.Kes(500)));
        Assert.Equal(Deal.Kes(600), Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said)).Repay);
        deal.Yes("f");
        // Half of it, half of the debt: the receipt says no more than is owed.
        Assert.All(deal.Said.OfType<PaidSms>(), s => Assert.Equal(Deal.Kes(600), s.Left));
        Assert.Equal(Deal.Kes(-600), deal.Agreement.Owed);
        deal.Do(new ReportPayment(new("b", "f"), Deal.Kes(100)));
        Assert.Null(Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said)).Repay);
        deal.Yes("t");
        Assert.All(deal.Said.OfType<PaidSms>(), s => Assert.Equal(Deal.Kes(500), s.Left));
        deal.Do(new ReportPayment(new("r", "t"), Deal.Kes(500), Again: true));
        Assert.Equal(Deal.Kes(1_100), Assert.IsType<PaymentQuestionSms>(Assert.Single(deal.Said)).Repay);
    }

    /// <summary>Two equal payments in both directions: the question says whose the mistake was and what follows.</summary>
    [Fact]
    public void A_mistake_is_named_with_whose_it_was_and_what_follows()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(4_500).Yes("f");
        deal.Do(new ReportPayment(deal.By("f"), Deal.Kes(500))).Yes("t").Paid(500).Yes("f");
        deal.Do(new ReportMistake(deal.By("f") with { Ack = true }, 4));
        var asked = deal.Said.OfType<ReversalQuestionSms>().Single();
        Assert.Equal((true, Deal.Kes(500), Deal.Kes(0)), (asked.ByReader, asked.Amount, asked.After));
        Assert.False(deal.Said.OfType<ReversalSentSms>().Single().ByReader);
        // Who meant the other one takes the question back.
        Assert.Empty(deal.Do(new ReportMistake(deal.By("f"))).Agreement.Questions);
        deal.Do(new ReportMistake(deal.By("f"), 3));
        var other = deal.Said.OfType<ReversalQuestionSms>().Single();
        Assert.Equal((false, Deal.Kes(1_000)), (other.ByReader, other.After));
        deal.Yes("t");
        Assert.Equal(Deal.Kes(-1_000), deal.Agreement.Owed);
        Assert.All(deal.Said.OfType<ReversedSms>(), s => Assert.Equal(s.Other == "Juma", s.ByReader));
    }

    /// <summary>The last word on a finished agreement is taken back: the goods are to come again, and the question says so.</summary>
    [Fact]
    public void That_no_more_comes_is_a_mistake_that_brings_the_goods_back()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(0, last: true);
        Assert.Equal(AgreementStatus.Settled, deal.Agreement.Status);
        deal.Do(new ReportMistake(deal.By("t") with { Ack = true }));
        var asked = deal.Said.OfType<ReversalQuestionSms>().Single();
        Assert.Equal([new ComesBack(true, null, new Quantity(400_000, Unit.Kg), new(2026, 3, 9)),
            new ComesBack(false, Deal.Kes(4_000), null, new(2026, 3, 16))], asked.Back!);
        Assert.Equal("Juma says: it was a mistake that no more comes (K7M4PH). Then: You bring 400 kg by 9 Mar. "
            + "You get KSh 4,000 by 16 Mar. Right? Reply 1 yes, 2 no.", Words.Sms(Language.English).Of(asked));
        deal.Yes("f");
        Assert.Equal(AgreementStatus.Confirmed, deal.Agreement.Status);
        Assert.Equal(asked.Back!, deal.Said.OfType<ReversedSms>().Single(s => s.Other == "Juma").Back!);
        Assert.All(Enum.GetValues<Language>(), l => Assert.DoesNotContain(" 0 ", Words.Sms(l).Of(asked), StringComparison.Ordinal));
    }

    /// <summary>Whatever happened under whatever terms, the question names all that its yes brings back.</summary>
    [Fact]
    public void A_correction_names_each_commitment_that_it_brings_back() => Gen.Select(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 400], Gen.Bool).List[1, 6], Gen.Int[0, 2], Gen.Int[0, 5]).Check((told, kind, which) =>
    {
        var deal = kind switch { 0 => Deal.OfGoods(), 1 => Deal.OfLoan(), _ => Deal.OfSavings() };
        deal.Agreed();
        foreach (var (what, amount, last) in told)
        {
            if (what == 0) deal.Do(new ReportDelivery(deal.By("f"), new Delivery(amount * 1_000, "A", "", last), Again: true)).Yes("t");
            else deal.Do(new ReportPayment(deal.By(what == 1 ? "t" : "f"), Deal.Kes(amount), Again: true)).Yes(what == 1 ? "f" : "t");
        }
        var standing = Mistakes.Of(deal.Agreement).Where(c => c.Way == CorrectionWay.Asked).ToList();
        if (standing.Count == 0) return;
        var before = deal.Agreement.Unmet;
        deal.Do(new ReportMistake(deal.By("t"), standing[which % standing.Count].Fact.Number));
        if (deal.Said.OfType<ReversalQuestionSms>().SingleOrDefault() is not { } asked) return;
        deal.Yes("f");
        Assert.Empty(deal.Agreement.Questions);
        Assert.Equal(asked.After, deal.Agreement.Owed);
        var grown = deal.Agreement.Unmet.Where(c => !c.IsDebt).GroupBy(c => (c.Kind, c.From)).Select(g => (g.Key,
                Now: g.Sum(c => c.Amount), Was: before.Where(b => (b.Kind, b.From) == g.Key && !b.IsDebt).Sum(b => b.Amount)))
            .Where(g => g.Now > g.Was).Select(g => (g.Key.From == Role.Farmer, g.Now)).Order().ToList();
        Assert.Equal(grown, (asked.Back ?? []).Select(b => (b.ByReader, b.Amount?.Minor ?? b.Quantity!.Value.Milli)).Order().ToList());
    }, iterations: 2_000);

    /// <summary>More goods came since the question, so less is to come again: it is asked anew.</summary>
    [Fact]
    public void A_correction_binds_only_what_was_said_to_come()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(0, last: true).Do(new ReportMistake(new("m", "t")));
        var stale = deal.Agreement with { Facts = [.. deal.Agreement.Facts, Posted(deal, 100_000)],
            Adjusted = -100_000 };
        var outcome = AgreementDecisions.Decide(stale, Deal.Code, new AnswerQuestion(deal.By("f"), true), deal.Now);
        Assert.Equal(300_000, outcome.State!.Questions.Single().Back![0].Amount);
    }

    /// <summary>What is owed after has changed since the question: it is asked anew.</summary>
    [Fact]
    public void A_correction_binds_only_the_figure_that_was_shown()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700).Yes("f").Do(new ReportMistake(new("m", "t"), 2));
        deal.Do(new RecordPayment("r", Deal.Kes(300)));
        deal.Do(new AnswerQuestion(deal.By("f"), true));
        Assert.Equal(Deal.Kes(3_700), Assert.IsType<ReversalQuestionSms>(Assert.Single(deal.Said)).After);
        Assert.Equal(Deal.Kes(3_000), deal.Agreement.Left);
        Assert.Equal(Deal.Kes(3_700), deal.Yes("f").Agreement.Left);
    }

    /// <summary>Whatever is lent and paid back in which order, the question's figures are those of its receipts.</summary>
    [Fact]
    public void What_a_loans_question_says_is_what_its_receipts_say() => Gen.Select(Gen.Bool, Gen.Int[1, 700]).List[1, 8].Check(payments =>
    {
        var deal = Deal.OfLoan().Agreed();
        foreach (var (lends, amount) in payments)
        {
            var (from, to) = lends ? ("t", "f") : ("f", "t");
            if (deal.Do(new ReportPayment(deal.By(from), Deal.Kes(amount), Again: true)).Reply is not null) continue;
            var asked = Assert.Single(deal.Said.OfType<PaymentQuestionSms>());
            var receipts = deal.Yes(to).Said.OfType<PaidSms>().ToList();
            Assert.Equal(2, receipts.Count);
            Assert.All(receipts, r => Assert.Equal(asked.Ahead, r.Ahead));
            // More than all of the loan was paid back: the receipt says what comes back.
            if (asked.Repay is { } repay) Assert.All(receipts, r => Assert.Equal((true, repay.Minor), (r.Lent, Math.Max(0, r.Left.Minor))));
        }
    }, iterations: 500, seeds: ["ex_gAbe0HVB0"]);

    private static Fact Posted(Deal deal, long milli) => new(deal.Agreement.Facts.Count + 1, FactKind.Load, Role.Farmer, milli,
        new LocalDate(2026, 3, 2), FactState.Posted, [new("f", deal.Now), new("t", deal.Now)], Accepted: new LocalDate(2026, 3, 2));
}
