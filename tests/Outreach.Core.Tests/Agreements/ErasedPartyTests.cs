using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Tests.Agreements;

/// <summary>An erased person's name, phone and words are gone from the agreement; the history still verifies.</summary>
public sealed class ErasedPartyTests
{
    [Fact]
    public void Name_phone_and_words_go_and_the_other_side_stays()
    {
        var deal = Disputed().Do(new EraseParty("f", "Erased"));
        Assert.Equal(("f", "Erased", "+254"), (deal.Agreement.Farmer.PersonId, deal.Agreement.Farmer.Name, deal.Agreement.Farmer.Phone));
        Assert.Equal(("t", "Juma", "+254711000001"),
            (deal.Agreement.Trader.PersonId, deal.Agreement.Trader.Name, deal.Agreement.Trader.Phone));
        Assert.Equal("", deal.Agreement.Dispute!.Note);
        Assert.DoesNotContain(deal.Agreement.Events, e => e.Note.Contains("Kitale", StringComparison.Ordinal)
            || e.Note.Contains("WANJIRU", StringComparison.OrdinalIgnoreCase)
            || e.Note.Contains("+254711000002", StringComparison.Ordinal));
        Assert.Null(AgreementEvent.FirstBroken(Deal.Code, deal.Agreement.Events));
        // The hash of the terms and the amounts stay.
        Assert.Contains(deal.Agreement.Events, e => e.Kind == EventKind.Agreed && e.Note == deal.Agreement.Hash);
        Assert.Equal(Deal.Kes(2_000), deal.Agreement.Balance);
    }

    /// <summary>The words of a proposal stand in the history twice: as proposed, and as the adjustment that both accepted.</summary>
    [Fact]
    public void The_words_of_an_accepted_proposal_go_too()
    {
        var deal = Disputed().Do(new ProposeResolution("q", new Resolution(Deal.Kes(-5), "5 less, wet bags at Kitale"))).Yes("t").Yes("f");
        Assert.Contains("Kitale", deal.Agreement.Events.Single(e => e.Kind == EventKind.Adjusted).Note, StringComparison.Ordinal);
        deal.Do(new EraseParty("f", "Erased"));
        Assert.DoesNotContain(deal.Agreement.Events, e => e.Note.Contains("Kitale", StringComparison.Ordinal));
        Assert.Equal(Deal.Kes(1_995), deal.Agreement.Balance);
    }

    /// <summary>What the other side wrote about its own trouble is theirs, unless it names the erased person.</summary>
    [Theory]
    [InlineData("bags were wet", "bags were wet")]
    [InlineData("wanjiru brought wet bags", "")]
    [InlineData("she is at +254711000002", "")]
    public void The_other_sides_words_stay(string words, string left)
    {
        var deal = Deal.OfGoods().Agreed().Do(new OpenDispute(new Caller("d", "t"), DisputeAbout.Weight, words))
            .Do(new EraseParty("f", "Erased"));
        Assert.Equal(left.Length > 0, deal.Agreement.Events.Any(e => e.Note.EndsWith(words, StringComparison.Ordinal)));
        Assert.Equal(left, deal.Agreement.Dispute!.Note);
        Assert.Null(AgreementEvent.FirstBroken(Deal.Code, deal.Agreement.Events));
    }

    [Fact]
    public void A_mediator_gets_no_stump_of_an_erased_number()
    {
        var deal = Deal.OfGoods().Agreed().Do(new OpenDispute(new Caller("d", "t"), DisputeAbout.Weight, "short"))
            .Do(new EraseParty("f", "Erased")).Do(new AssignMediator("m", new("Asha", "+254711000050")))
            .Do(new MediatorAgreed("y", "+254711000050", Instant.FromUtc(2026, 3, 2, 9, 0), "1", "", null));
        var sms = (MediateSms)deal.Effects.OfType<Send>().Single(s => s.Order.Sms is MediateSms).Order.Sms;
        Assert.Equal(("+254711000001", "-"), (sms.TraderPhone, sms.FarmerPhone));
    }

    /// <summary>Both accounts list the agreement anew, so the trader's no longer names the farmer.</summary>
    [Fact]
    public void Both_accounts_hear_of_it_once()
    {
        var deal = Disputed();
        var changes = deal.Agreement.Changes;
        deal.Do(new EraseParty("f", "Erased"));
        var posted = deal.Effects.OfType<Tell>().Select(t => ((PostEntry)t.Command).Entry).ToList();
        Assert.Equal([("+254", "Juma"), ("+254711000001", "Erased")], posted.Select(e => (e.Phone, e.OtherName)));
        Assert.All(posted, e => Assert.Equal(changes + 1, e.Changes));
        Assert.Empty(deal.Do(new EraseParty("f", "Erased")).Effects);
    }

    [Fact]
    public void Each_side_can_be_erased_and_nobody_else()
    {
        var deal = Disputed().Do(new EraseParty("x", "Erased"));
        Assert.Equal(("Juma", "Wanjiru"), (deal.Agreement.Trader.Name, deal.Agreement.Farmer.Name));
        deal.Do(new EraseParty("t", "Erased"));
        Assert.Equal(("Erased", "+254", "Wanjiru"), (deal.Agreement.Trader.Name, deal.Agreement.Trader.Phone, deal.Agreement.Farmer.Name));
    }

    /// <summary>Each kind of event that has a person's words or names them.</summary>
    private static Deal Disputed()
    {
        var deal = Deal.OfGoods().Agreed();
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(100_000, "A", "Kitale", false))).Do(new AnswerQuestion(deal.By("t"), false));
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(200_000, "A", "Kitale", false))).Yes("t");
        return deal.Do(new OpenDispute(deal.By("f"), DisputeAbout.Weight, "short at Kitale"))
            .Do(new AssignMediator("m", new("Wanjiru's aunt", "+254711000050")))
            .Do(new AnswerDispute("a", "met at Kitale, call +254711000002"))
            .Do(new ProposeResolution("p", new Resolution(Deal.Kes(0), "weigh again at Kitale")));
    }
}
