using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>A shard at its limit, and an account whose person is erased.</summary>
public sealed class FullAccountTests
{
    /// <summary>A full shard refuses an offer; what both agreed on has to be kept.</summary>
    [Fact]
    public void A_full_shard_refuses_offers_only()
    {
        var (full, offered) = (Open(Shards.Most), Deal.OfGoods());
        var outcome = Posted(full, offered);
        Assert.Same(full, outcome.State);
        Assert.Equal([new Tell(AggregateId.Agreement(Deal.Code), new NoRoom(Role.Farmer))], outcome.Effects);
        Assert.Equal(Shards.Most + 1, Posted(full, Deal.OfGoods().Agreed()).State!.Entries.Count);
        Assert.Equal(Shards.Most, Posted(Open(Shards.Most - 1), offered).State!.Entries.Count);
    }

    /// <summary>The offer is withdrawn, its proposer is told, and a coordinator looks at the account.</summary>
    [Fact]
    public void An_offer_without_room_ends()
    {
        var deal = Deal.OfGoods().Do(new NoRoom(Role.Farmer));
        Assert.Equal((AgreementStatus.Withdrawn, 0), (deal.Agreement.Status, deal.Agreement.Questions.Count));
        Assert.Contains(new OfferEndedSms(Deal.Code, "Wanjiru", AgreementStatus.Withdrawn), deal.Said);
        Assert.Contains(deal.Effects, e => e is RaiseTask { Kind: "account full", Subject: "f" });
        var agreed = Deal.OfGoods().Agreed().Do(new NoRoom(Role.Farmer));
        Assert.Equal((AgreementStatus.Confirmed, 0), (agreed.Agreement.Status, agreed.Effects.Count));
    }

    /// <summary>Agreements that the account no longer lists hold the person's name too.</summary>
    [Fact]
    public void An_erased_person_is_erased_in_every_agreement()
    {
        var account = Open(2) with { Unlisted = [new Unlisted("Z9Z99", 1, 1, 0, 0, PastRecord.None)] };
        var effects = AccountDecisions.Decide(account, "p.f", new OwnerErased("f", "Erased"), Instant.FromUtc(2026, 3, 2, 9, 0)).Effects;
        Assert.Equal(
            new[] { Codes.For("open", 0), Codes.For("open", 1), "Z9Z99" }
                .Select(code => new Tell(AggregateId.Agreement(code), new EraseParty("f", "Erased"))), effects);
    }

    private static Account Open(int count)
    {
        var deal = Deal.OfGoods().Agreed();
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        return Account.Empty("p.f") with
        {
            Entries = [.. Enumerable.Range(0, count).Select(n => entry with { Code = Codes.For("open", n) })],
        };
    }

    private static Outcome<Account> Posted(Account account, Deal deal) =>
        AccountDecisions.Decide(account, "p.f", new PostEntry(AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now), []), deal.Now);
}
