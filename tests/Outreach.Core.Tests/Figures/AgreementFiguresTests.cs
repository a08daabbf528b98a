using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Figures;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Figures;

/// <summary>What one agreement adds to a programme's figures.</summary>
public sealed class AgreementFiguresTests
{
    private static readonly LocalDate due = new(2026, 3, 16);

    [Fact]
    public void Money_is_due_to_the_farmer_once_the_goods_came_and_is_paid_on_the_day_it_was_paid()
    {
        var deal = Deal.OfGoods().Agreed();
        Assert.Empty(AgreementFigures.DuePayments(deal.Agreement));
        deal.Come();
        Assert.Equal([new DuePayment("f", due, null)], AgreementFigures.DuePayments(deal.Agreement));
        deal.Now = Instant.FromUtc(2026, 3, 14, 9, 0);
        deal.Paid(4_000).Yes("f");
        Assert.Equal([new DuePayment("f", due, new(2026, 3, 14))], AgreementFigures.DuePayments(deal.Agreement));
    }

    [Fact]
    public void The_instalments_are_those_that_the_payment_record_counts()
    {
        var deal = Deal.OfGoods(plan: new(Cadence.Weekly, 4, new LocalDate(2026, 3, 16))).Agreed().Come();
        deal.Now = Instant.FromUtc(2026, 3, 15, 9, 0);
        deal.Paid(1_500).Yes("f");
        deal.Now = Instant.FromUtc(2026, 3, 26, 9, 0);
        deal.Paid(1_000).Yes("f");
        var paid = AgreementFigures.DuePayments(deal.Agreement).Where(i => i.PaidOn is not null).ToList();
        Assert.Equal(deal.Kept, (paid.Count(i => i.PaidOn <= i.Due), paid.Count(i => i.PaidOn > i.Due)));
        Assert.Equal((1, 1), deal.Kept);
        Assert.Equal([new LocalDate(2026, 3, 30), new LocalDate(2026, 4, 6)],
            AgreementFigures.DuePayments(deal.Agreement).Where(i => i.PaidOn is null).Select(i => i.Due));
    }

    [Fact]
    public void A_loan_is_no_money_due_to_a_farmer() =>
        Assert.Empty(AgreementFigures.DuePayments(Deal.OfLoan().Agreed().Come().Agreement));

    [Fact]
    public void What_was_in_dispute_on_its_day_is_left_out_and_named()
    {
        var deal = Deal.OfGoods().Agreed().Come();
        deal.Do(new OpenDispute(deal.By("f"), DisputeAbout.Grade, ""));
        deal.Now = Instant.FromUtc(2026, 3, 17, 9, 0);
        Assert.Equal(Counted.InDispute, Assert.Single(AgreementFigures.DuePayments(deal.Agreement)).LeftOut);
        Assert.Equal(1, Sum(deal, FigureName.Disputes, Counted.Part));
    }

    [Fact]
    public void An_answer_within_72_hours_counts_and_silence_counts_once_they_are_over()
    {
        var deal = Deal.OfGoods();
        Assert.Equal(0, Sum(deal, FigureName.AnsweredOffers, Counted.Whole));
        deal.After(Duration.FromHours(73));
        Assert.Equal((1, 0), (Sum(deal, FigureName.AnsweredOffers, Counted.Whole), Sum(deal, FigureName.AnsweredOffers, Counted.Part)));
        var answered = Deal.OfGoods().After(Duration.FromHours(71)).Agreed();
        Assert.Equal((1, 1),
            (Sum(answered, FigureName.AnsweredOffers, Counted.Whole), Sum(answered, FigureName.AnsweredOffers, Counted.Part)));
        var late = Deal.OfGoods().After(Duration.FromHours(80)).Agreed();
        Assert.Equal((1, 0), (Sum(late, FigureName.AnsweredOffers, Counted.Whole), Sum(late, FigureName.AnsweredOffers, Counted.Part)));
    }

    [Fact]
    public void Value_is_of_what_both_agreed_to()
    {
        Assert.Equal(0, Sum(Deal.OfGoods(), FigureName.AgreedValue, Counted.Part));
        Assert.Equal(400_000, Sum(Deal.OfGoods().Agreed(), FigureName.AgreedValue, Counted.Part));
    }

    [Fact]
    public void Deliveries_are_measured_a_fortnight_after_their_day_and_never_above_what_was_agreed()
    {
        var deal = Deal.OfGoods().Agreed().Delivered(300);
        Assert.Equal(0, Sum(deal, FigureName.KeptDeliveries, Counted.Whole));
        deal.Now = Instant.FromUtc(2026, 3, 24, 9, 0);
        Assert.Equal((300_000, 400_000),
            (Sum(deal, FigureName.KeptDeliveries, Counted.Part), Sum(deal, FigureName.KeptDeliveries, Counted.Whole)));
    }

    [Fact]
    public void Debts_are_those_of_the_balance_by_their_age()
    {
        var deal = Deal.OfGoods().Agreed().Come();
        Assert.Equal((0, 400_000), (Sum(deal, FigureName.OwedPastDue, Counted.Part), Sum(deal, FigureName.OwedPastDue, Counted.Whole)));
        deal.Now = Instant.FromUtc(2026, 5, 1, 9, 0);
        Assert.Equal((400_000, 400_000), (Sum(deal, FigureName.OwedPastDue, Counted.Part), Sum(deal, FigureName.OwedPastDue, "Days60")));
    }

    private static long Sum(Deal deal, FigureName name, string what) =>
        AgreementFigures.Counts(deal.Agreement, deal.Now).Where(c => c.Name == name && c.What == what).Sum(c => c.Amount);
}
