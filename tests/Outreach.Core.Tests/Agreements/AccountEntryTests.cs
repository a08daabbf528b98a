using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>An agreement as each side's account shows it.</summary>
public sealed class AccountEntryTests
{
    private static readonly AgreementRules rules = new([3, 0, -3], [1], [2, -2], []);

    /// <summary>The figure that is shown before an early end is the one that the end writes, from each side.</summary>
    [Fact]
    public void The_balance_after_an_early_end_is_shown_before_it()
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Delivered(50);
        var today = Country.All[0].Today(deal.Now);
        Assert.Equal((Deal.Kes(-1_500), Deal.Kes(1_500)), (Of(deal, Role.Farmer).AfterEnd(today), Of(deal, Role.Trader).AfterEnd(today)));
        Assert.True(Of(deal, Role.Farmer).CanEnd);
        deal.Do(new AskToCancel(new("x", "f"))).Yes("t");
        Assert.Equal((Deal.Kes(-1_500), Deal.Kes(1_500)), (Of(deal, Role.Farmer).Balance, Of(deal, Role.Trader).Balance));
        Assert.False(Of(deal, Role.Farmer).CanEnd);
    }

    /// <summary>Terms count once agreed; after an early end only what came.</summary>
    [Fact]
    public void What_was_agreed_is_committed_until_an_early_end()
    {
        var deal = Deal.OfGoods();
        Assert.Equal(0, Of(deal, Role.Farmer).Committed);
        Assert.Equal(400_000, Of(deal.Agreed().Delivered(50), Role.Farmer).Committed);
        Assert.Equal(50_000, Of(deal.Do(new AskToCancel(new("x", "f"))).Yes("t"), Role.Farmer).Committed);
        Assert.Equal(0, Of(Deal.OfLoan().Agreed(), Role.Farmer).Committed);
    }

    /// <summary>Instalments every week or two would bring the payee a message each time, so the payee gets none.</summary>
    [Theory]
    [InlineData(null, "3 0 -3", "1")]
    [InlineData(Cadence.Weekly, "2 -2", "")]
    [InlineData(Cadence.Fortnightly, "2 -2", "")]
    [InlineData(Cadence.Monthly, "3 0 -3", "1")]
    public void Payer_and_payee_are_reminded_on_days_of_their_own(Cadence? every, string payer, string payee)
    {
        var plan = every is { } cadence ? new InstalmentPlan(cadence, 2, new LocalDate(2026, 3, 9)) : null;
        var deal = Deal.OfGoods(rules: rules, plan: plan).Agreed();
        Assert.Equal((payer, payee),
            (string.Join(' ', Of(deal, Role.Trader).PayerDays), string.Join(' ', Of(deal, Role.Farmer).PayeeDays)));
    }

    [Fact]
    public void Only_who_proposed_can_withdraw_and_only_who_opened_can_take_back()
    {
        var deal = Deal.OfGoods();
        Assert.Equal((true, false), (Of(deal, Role.Trader).Proposed, Of(deal, Role.Farmer).Proposed));
        deal.Agreed();
        Assert.Equal((false, false), (Of(deal, Role.Trader).Proposed, Of(deal, Role.Farmer).Proposed));
        deal.Do(new OpenDispute(deal.By("f"), DisputeAbout.Weight));
        Assert.Equal((false, true), (Of(deal, Role.Trader).Dispute!.ByReader, Of(deal, Role.Farmer).Dispute!.ByReader));
    }

    [Fact]
    public void A_proposal_that_nobody_answers_falls_after_a_fortnight()
    {
        var deal = Deal.OfGoods().Agreed().Do(new OpenDispute(new("d", "f"), DisputeAbout.Weight))
            .Do(new ProposeResolution("p", new Resolution(Deal.Kes(-500), "split it"))).After(Question.OpenFor).Do(new Wake());
        Assert.Equal([new ProposalFellSms(Deal.Code), new ProposalFellSms(Deal.Code)], deal.Said.OfType<ProposalFellSms>());
        Assert.Equal((AgreementStatus.Confirmed, null, 0),
            (deal.Agreement.Status, deal.Agreement.Dispute!.Proposal, deal.Agreement.Questions.Count));
        Assert.Equal(Deal.Kes(4_000), deal.Agreement.Left);
    }

    private static AccountEntry Of(Deal deal, Role side) => AccountEntry.Of(deal.Agreement, side, null, deal.Now);
}
