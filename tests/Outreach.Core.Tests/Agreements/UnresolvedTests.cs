using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Nobody agrees within the days: what both say counts, the rest stays open and held back, and both hear it.</summary>
public sealed class UnresolvedTests
{
    [Fact]
    public void A_debt_in_dispute_stays_open_and_the_rest_is_due()
    {
        var deal = Ended(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500);
        Assert.Equal((Deal.Kes(4_000), Deal.Kes(3_500), Deal.Kes(500).Minor),
            (deal.Agreement.Balance, deal.Agreement.Owed, deal.Agreement.Dispute!.Held));
        Assert.Equal([new UnresolvedSms(Deal.Code, "Juma", DisputeAbout.Grade, Deal.Kes(500), false, null, Deal.Kes(3_500)),
            new UnresolvedSms(Deal.Code, "Wanjiru", DisputeAbout.Grade, Deal.Kes(500), true, null, Deal.Kes(-3_500))], deal.Said);
        Assert.Equal("dispute unresolved", Assert.Single(deal.Effects.OfType<RaiseTask>()).Kind);
        Assert.Empty(deal.After(Duration.FromDays(90)).Do(new Wake()).Said);
    }

    /// <summary>She says 300 kg, he says 290: both say that 290 came.</summary>
    [Fact]
    public void Of_two_quantities_the_smaller_one_counts()
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(300_000, "A", "", false))).Do(new CorrectDelivery(deal.By("t"), 290_000))
            .Do(new AnswerQuestion(deal.By("f"), false));
        Ended(deal, "f", DisputeAbout.Weight);
        Assert.Equal((290_000L, Deal.Kes(2_900), 100_00L),
            (deal.Agreement.Delivered, deal.Agreement.Owed, deal.Agreement.Dispute!.Held));
        Assert.Equal([100_000L], deal.Agreement.Pressing.Where(c => !c.IsMoney).Select(c => c.Amount));
        var load = deal.Agreement.Facts[^1];
        Assert.Equal(FactState.Posted, load.State);
        Assert.Equal(["f", "t"], load.Evidence.Select(e => e.By));
        Assert.All(deal.Said.Cast<UnresolvedSms>(), s => Assert.Equal(290_000, s.Counts!.Value.Milli));
    }

    /// <summary>He says that he paid 700, and she names 200: a complaint about a part is no yes to the rest.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_complaint_about_a_payment_makes_no_payment(bool opens)
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700);
        if (!opens) Disputed(deal, "t", DisputeAbout.Payment);
        Ended(deal, "f", DisputeAbout.Payment, 200);
        Assert.Equal((Deal.Kes(0), Deal.Kes(4_000), Deal.Kes(opens ? 4_000 : 3_300)),
            (deal.Agreement.Paid, deal.Agreement.Balance, deal.Agreement.Owed));
        Assert.All(deal.Said.OfType<UnresolvedSms>(), s => Assert.Null(s.Counts));
    }

    /// <summary>Of two claims she was asked about the first; she cannot mean the other, whatever she names.</summary>
    [Theory]
    [InlineData(2_000), InlineData(50), InlineData(null)]
    public void A_claim_that_she_was_not_shown_is_none_that_she_can_mean(int? amount)
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come().Paid(100).Paid(1_800), "f", DisputeAbout.Payment, amount);
        Assert.NotEqual(3, deal.Agreement.Dispute!.Fact);
        Assert.Equal((Deal.Kes(4_000), default), (deal.Agreement.Owed, deal.Agreement.Held));
        // He is reminded without what waits for her yes, and no more than that is kept back.
        Assert.Equal(Deal.Kes(2_100).Minor, deal.Agreement.Pressing.Sum(c => c.Amount));
        deal.After(Duration.FromDays(30)).Do(new Wake()).Do(new Wake());
        Assert.Equal((Deal.Kes(0), Deal.Kes(4_000)), (deal.Agreement.Paid, deal.Agreement.Owed));
    }

    /// <summary>What its teller took back is said by nobody: no dispute is about it, and none brings it into the books.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_load_that_was_taken_back_is_said_by_nobody(bool before)
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("c", "f"), new Delivery(100_000, "A", "", false)));
        if (!before) Disputed(deal, "t", DisputeAbout.Weight, 200);
        deal.Do(new ReportMistake(new("w", "f")));
        if (before) Disputed(deal, "t", DisputeAbout.Weight);
        if (before) Assert.Null(deal.Agreement.Dispute!.Fact);
        Ended(deal, "t", DisputeAbout.Weight, 200);
        Assert.Equal((0L, Deal.Kes(0), 0), (deal.Agreement.Delivered, deal.Agreement.Owed, deal.Agreement.Facts.Count(f => f.IsPosted)));
        Assert.Equal([400_000L], deal.Agreement.Pressing.Where(c => !c.IsMoney).Select(c => c.Amount));
    }

    /// <summary>Five bags wait and one was told by mistake and taken back: the weight is that of the five.</summary>
    [Fact]
    public void The_newest_load_is_the_newest_that_is_still_said()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("c", "f"), new Delivery(5_000, "A", "", false)))
            .Do(new ReportDelivery(new("d", "f"), new Delivery(1_000, "A", "", false), Again: true))
            .Do(new ReportMistake(new("w", "f"), 2));
        Assert.Equal((1, Deal.Kes(50)), (Disputed(deal, "f", DisputeAbout.Weight).Agreement.Dispute!.Fact, deal.Agreement.InDispute));
    }

    /// <summary>He was asked about 100 kg and doubts 20: he says that 80 came. A coordinator's word in his name says nothing.</summary>
    [Theory]
    [InlineData(null, true, 80_000)]
    [InlineData("njeri", true, 0)]
    [InlineData(null, false, 0)]
    public void What_he_does_not_doubt_of_a_load_that_he_was_shown_counts(string? via, bool shown, long counts)
    {
        var deal = Deal.OfGoods().Agreed();
        if (!shown) deal.Do(new ReportDelivery(new("b", "f"), new Delivery(1_000, "A", "", false)));
        deal.Do(new ReportDelivery(new("c", "f"), new Delivery(100_000, "A", "", false), Again: true));
        deal.Do(new OpenDispute(new("o", "t", Via: via), DisputeAbout.Weight, Held: Deal.Kes(200)));
        Assert.Equal(counts, Ended(deal, "t", DisputeAbout.Weight, null).Agreement.Delivered);
    }

    /// <summary>Two told of one load, and his question about hers is open still: it counts once, and nobody is asked any more.</summary>
    [Fact]
    public void What_both_told_counts_once()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("c", "f"), new Delivery(300_000, "A", "", false)))
            .Do(new CorrectDelivery(new("x", "t", Pin: true), 290_000));
        Ended(deal, "t", DisputeAbout.Weight);
        Assert.Equal((290_000L, 0), (deal.Agreement.Delivered, deal.Agreement.Questions.Count(q => q.Kind == QuestionKind.Delivery)));
        Assert.DoesNotContain(deal.Agreement.Facts, f => f.State == FactState.Pending);
    }

    /// <summary>One side's word alone books nothing, however small the doubt that it names.</summary>
    [Fact]
    public void Who_tells_of_a_load_cannot_book_it_by_doubting_little()
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("c", "f"), new Delivery(300_000, "A", "", false)))
            .Do(new AnswerQuestion(new("n", "t"), false));
        Ended(deal, "f", DisputeAbout.Weight, 1);
        Assert.Equal((0L, Deal.Kes(0), 1_00L), (deal.Agreement.Delivered, deal.Agreement.Owed, deal.Agreement.Dispute!.Held));
    }

    [Fact]
    public void Who_was_not_paid_reads_that_the_debt_stands()
    {
        var deal = Ended(Deal.OfGoods().Agreed().Come(), "f", DisputeAbout.Payment);
        Assert.All(deal.Said.Cast<UnresolvedSms>(), s => Assert.Null(s.Pays));
        Assert.Equal(Deal.Kes(4_000), deal.Agreement.Owed);
    }

    /// <summary>Afterwards the two can still agree: to a proposal, to an early end, or by the word of who opened it.</summary>
    [Fact]
    public void It_can_still_be_agreed()
    {
        var proposed = Ended(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500)
            .Do(new ProposeResolution("p", new Resolution(Deal.Kes(-250), "half"))).Yes("f").Yes("t");
        Assert.Equal((null, Deal.Kes(3_750)), (proposed.Agreement.Dispute, proposed.Agreement.Owed));
        var closed = Ended(Deal.OfGoods().Agreed().Delivered(100), "t", DisputeAbout.Grade, 500).Do(new AskToCancel(new("x", "f")));
        Assert.Equal(Deal.Kes(1_000), closed.Ask.After);
        Assert.Equal((null, Deal.Kes(1_000)), (closed.Yes("t").Agreement.Dispute, closed.Agreement.Owed));
        var taken = Ended(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500).Do(new CloseDispute(new("c", "t")));
        Assert.Equal(Deal.Kes(4_000), taken.Agreement.Owed);
        Assert.All(new[] { proposed, closed, taken }, d => Assert.Contains(d.Effects, e => e is ListDispute { Open: false }));
    }

    /// <summary>A proposal shows what each will owe; a payment in between brings it again, with the new figure.</summary>
    [Fact]
    public void A_yes_to_a_proposal_is_to_the_figure_that_it_showed()
    {
        var deal = Disputed(Deal.OfGoods().Agreed().Come(), "t", DisputeAbout.Grade, 500)
            .Do(new ProposeResolution("p", new Resolution(Deal.Kes(-250), "half")));
        Assert.Equal([Deal.Kes(3_750), Deal.Kes(-3_750)], deal.Said.Cast<ResolutionQuestionSms>().Select(s => s.After));
        deal.Yes("f").Do(new RecordPayment("r", Deal.Kes(1_000))).Yes("t");
        Assert.Equal([Deal.Kes(2_750), Deal.Kes(-2_750)], deal.Said.Cast<ResolutionQuestionSms>().Select(s => s.After));
        Assert.NotNull(deal.Agreement.Dispute);
        Assert.Equal(Deal.Kes(2_750), deal.Yes("t").Yes("f").Agreement.Owed);
    }

    private static Deal Ended(Deal deal, string by, DisputeAbout about, long? amount = null) =>
        Disputed(deal, by, about, amount).After(Duration.FromDays(14) - Duration.FromSeconds(1)).Do(new Wake())
            .After(Duration.FromSeconds(1)).Do(new Wake());

    private static Deal Disputed(Deal deal, string by, DisputeAbout about, long? amount = null) =>
        deal.Do(new OpenDispute(deal.By(by), about, Held: amount is { } named ? Deal.Kes(named) : null));
}
