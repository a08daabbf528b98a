using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>An offer that may repeat one that stands is asked about, and never two by accident.</summary>
public sealed class SameOfferTests
{
    public static TheoryData<string, bool> Others => new()
    {
        { "the same", true },
        { "other days", true },
        { "no grade", true },
        { "another grade", false },
        { "another quantity", false },
        { "another price", false },
        { "another crop", false },
        { "another farmer", false },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Days_in_the_terms_and_a_grade_left_out_make_no_other_offer(string what, bool alike)
    {
        var deal = Deal.OfGoods();
        var terms = deal.Agreement.Terms;
        var told = what switch
        {
            "other days" => terms with { DeliverBy = terms.DeliverBy.PlusDays(3), PayBy = terms.PayBy.PlusDays(30) },
            "no grade" => terms with { Grade = "" },
            "another grade" => terms with { Grade = "B" },
            "another quantity" => terms with { Quantity = terms.Quantity with { Milli = 401_000 } },
            "another price" => terms with { Price = Deal.Kes(11) },
            "another crop" => terms with { Crop = "Beans" },
            _ => terms,
        };
        var found = SameFacts.Offer([Entry(deal)], what == "another farmer" ? "g" : "f", told, deal.Now);
        Assert.Equal(alike ? new EarlierOffer(Deal.Code, new LocalDate(2026, 3, 2)) : null, found);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void After_fourteen_days_it_is_another_season(int days, bool alike)
    {
        var deal = Deal.OfGoods().Agreed();
        Assert.Equal(alike, SameFacts.Offer([Entry(deal)], "f", deal.Agreement.Terms, deal.Now + Duration.FromDays(days)) is not null);
    }

    [Fact]
    public void What_is_over_without_a_yes_is_not_repeated_and_what_is_paid_is()
    {
        var refused = Deal.OfGoods();
        refused.Do(new AnswerQuestion(refused.By("f"), false));
        Assert.Null(SameFacts.Offer([Entry(refused)], "f", refused.Agreement.Terms, refused.Now));
        var paid = Deal.OfGoods().Agreed().Come().Paid(4_000).Yes("f");
        Assert.Equal(AgreementStatus.Settled, paid.Agreement.Status);
        Assert.NotNull(SameFacts.Offer([Entry(paid)], "f", paid.Agreement.Terms, paid.Now));
    }

    /// <summary>The day of an offer is the country's, not the clock's.</summary>
    [Fact]
    public void The_earlier_day_is_the_traders()
    {
        var entry = Entry(Deal.OfGoods()) with { OfferedAt = Instant.FromUtc(2026, 3, 2, 22, 30) };
        Assert.Equal(new LocalDate(2026, 3, 3),
            SameFacts.Offer([entry], "f", entry.Terms, entry.OfferedAt + Duration.FromHours(1))!.On);
    }

    /// <summary>Two channels bring one offer in the same second: no screen could ask, so the account takes the second back.</summary>
    [Fact]
    public void Of_two_equal_offers_at_once_one_stands()
    {
        var deal = Deal.OfGoods();
        var first = AccountDecisions.Decide(null, "p.t", Posting(Entry(deal) with { Code = "B2C3D" }), deal.Now).State!;
        var second = AccountDecisions.Decide(first, "p.t", Posting(Entry(deal)), deal.Now);
        Assert.Same(first, second.State);
        var earlier = new EarlierOffer("B2C3D", new LocalDate(2026, 3, 2));
        Assert.Equal([new Tell(AggregateId.Agreement(Deal.Code), new OfferedTwice(earlier))], second.Effects);
        deal.Do(new OfferedTwice(earlier));
        Assert.Equal((AgreementStatus.Withdrawn, 0), (deal.Agreement.Status, deal.Agreement.Questions.Count));
        Assert.Equal([new OfferClosedSms(Deal.Code, AgreementStatus.Withdrawn),
            new OfferedBeforeSms(Deal.Code, "Wanjiru", "B2C3D", new LocalDate(2026, 3, 2))], deal.Said);
    }

    /// <summary>What the farmer has agreed to by then stands, and so does what somebody said is another.</summary>
    [Fact]
    public void An_agreed_offer_and_another_one_stand()
    {
        var agreed = Deal.OfGoods().Agreed().Do(new OfferedTwice(new("B2C3D", new LocalDate(2026, 3, 2))));
        Assert.Equal((AgreementStatus.Confirmed, 0), (agreed.Agreement.Status, agreed.Effects.Count));
        var deal = Deal.OfGoods();
        var first = AccountDecisions.Decide(null, "p.t", Posting(Entry(deal) with { Code = "B2C3D" }), deal.Now).State!;
        var another = AccountDecisions.Decide(first, "p.t", Posting(Entry(deal) with { IsAnother = true }), deal.Now);
        Assert.Equal(2, another.State!.Entries.Count);
    }

    private static AccountEntry Entry(Deal deal) => AccountEntry.Of(deal.Agreement, Role.Trader, null, deal.Now);

    private static PostEntry Posting(AccountEntry entry) => new(entry, []);
}
