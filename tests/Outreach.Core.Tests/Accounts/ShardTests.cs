using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>A large account is kept on shards, and read as one.</summary>
public sealed class ShardTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { Shards.Room - 1 }, 0)]
    [InlineData(new[] { Shards.Room }, 1)]
    [InlineData(new[] { Shards.Room, 3 }, 1)]
    [InlineData(new[] { 5_000, Shards.Room }, 2)]
    // What was closed makes room on the first shard again.
    [InlineData(new[] { 10, Shards.Room }, 0)]
    public void A_new_agreement_goes_to_the_first_shard_with_room(int[] open, int shard) =>
        Assert.Equal(shard, Shards.ForNew([.. open.Select((count, n) => Shard(n, count))]));

    /// <summary>What is closed takes no room.</summary>
    [Fact]
    public void Closed_agreements_take_no_room()
    {
        var open = Shard(0, Shards.Room);
        Assert.Equal(0, Shards.ForNew([open with
        {
            Entries = [.. open.Entries.Select(e => e with { Status = AgreementStatus.Declined, Question = null })],
        }]));
    }

    /// <summary>The parts of a whole that only sums tell: totals, seasons, the record, since when, and all codes.</summary>
    [Fact]
    public void All_shards_are_read_as_one_account()
    {
        var season = new SeasonTally("2026-1", "Maize", Unit.Kg, Role.Farmer, 100, 40);
        var first = Shard(0, 2) with
        {
            Seasons = [season], Past = new(1, 2, 3, 4), Since = now, Unlisted = [new Unlisted("Z9Z99", 1, 1, 0, 0, PastRecord.None)],
        };
        var second = Shard(1, 3) with
        {
            Seasons = [season with { Committed = 10, Delivered = 5 }, season with { Crop = "Beans" }], Past = new(1, 1, 1, 1),
            Since = now - Duration.FromDays(1),
        };
        var whole = Shards.Joined([first, second])!;
        Assert.Equal(("p.f", 0, "p", "f", 5), (whole.Id, whole.Shard, whole.Programme, whole.PersonId, whole.Entries.Count));
        Assert.Equal(first.Total(Side.IsOwed)!.Value.Minor * 5 / 2, whole.Total(Side.IsOwed)!.Value.Minor);
        Assert.Equal([season with { Committed = 110, Delivered = 45 }, season with { Crop = "Beans" }], whole.Seasons);
        Assert.Equal((new PastRecord(2, 3, 4, 5), now - Duration.FromDays(1)), (whole.Past, whole.Since));
        Assert.Equal(6, whole.AgreementCodes.Count());
        Assert.Equal(("p.f", 1, "f"), (second.WholeId, second.Shard, second.PersonId));
        Assert.Null(Shards.Joined([]));
        Assert.Same(first, Shards.Joined([first]));
    }

    /// <summary>A statement, a letter, an erasure and its check are about all shards, and write none of them.</summary>
    [Fact]
    public void What_is_about_an_account_is_about_all_shards()
    {
        var (first, second) = (Shard(0, 1), Shard(1, 2));
        var whole = Shards.Joined([first, second]);
        IReadOnlyList<Effect> Effects(Command command)
        {
            var outcome = AccountDecisions.Decide(first, first.Id, ((IAboutWholeAccount)command).With(whole), now);
            Assert.Same(first, outcome.State);
            return outcome.Effects;
        }
        Sms Said(Command command) => Assert.Single(Effects(command).OfType<Send>()).Order.Sms;
        var statement = Assert.IsType<StatementSms>(Said(new RequestStatement("s", "p", "+254711000002", "KES")));
        Assert.Equal(whole!.Total(Side.IsOwed), statement.Owed);
        Assert.Equal(whole.Total(Side.IsOwed), Assert.Single(Effects(new RequestLetter("L", "p", "f", "Wanjiru", "+254711000002", "KES"))
            .OfType<KeepLetter>()).Letter.Owed);
        Assert.Equal(3, Effects(new OwnerErased("f", "Erased")).Count);
        var asked = (Tell)Assert.Single(Effects(new CheckErasure("e", AggregateId.Person("p", "f"))));
        Assert.Single(((ErasureChecked)asked.Command).Open);
    }

    /// <summary>The nightly walk notes each shard; an audience asks of the person.</summary>
    [Fact]
    public void Where_a_person_stands_is_on_all_shards()
    {
        var day = new LocalDate(2026, 3, 2);
        var (one, two) = (new Standing(day, new MoneyStanding(Owes: true, Agreements: 2)),
            new Standing(day, new MoneyStanding(Owed: true, OwedLate: true, Agreements: 3, Disputes: 1)));
        Assert.Equal(new MoneyStanding(true, true, false, true, 5, 1), one.With(two).Money);
        Assert.Equal(one.Money, one.With(new Standing(day)).Money);
        Assert.Equal(one.Money, new Standing(day).With(one).Money);
    }

    /// <summary>The agreement posts to its shard for good, each side to its own.</summary>
    [Fact]
    public void An_agreement_posts_to_its_shard()
    {
        var agreed = Deal.OfGoods().Agreed();
        var a = agreed.Agreement with { Trader = agreed.Agreement.Trader with { Shard = 3 } };
        Assert.Equal(new[] { AggregateId.Account(a.Programme, a.Farmer.PersonId), AggregateId.Account(a.Programme, a.Trader.PersonId, 3) },
            Step.Post(a, null, now).Cast<Tell>().Select(t => t.To));
        Assert.Equal(a.Hash, agreed.Agreement.Hash);
    }

    /// <summary>A reminder of a shard goes to the person, under their own id.</summary>
    [Fact]
    public void A_shard_reminds_its_person()
    {
        var deal = Deal.OfGoods().Agreed();
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        var shard = Account.Empty("p.f~4") with { Entries = [entry] };
        var at = Country.OfPhone(entry.Phone)!.At(entry.Terms.DeliverBy.PlusDays(-1), new(9, 0));
        var outcome = AccountDecisions.Decide(shard, shard.Id, new Wake(), at);
        var sent = Assert.Single(outcome.Effects.OfType<Send>()).Order;
        Assert.Equal(("p", "f"), (sent.Programme, sent.PersonId));
        Assert.All(outcome.Effects.OfType<WakeAt>(), w => Assert.Equal(AggregateId.Account("p", "f", 4), w.Who));
    }

    private static Account Shard(int number, int open)
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(1_000, "A", "", false)))
            .Do(new AnswerQuestion(new("a", "t"), true, 2));
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        return Account.Empty(AggregateId.Account("p", "f", number).Key) with
        {
            Entries = [.. Enumerable.Range(0, open).Select(n => entry with { Code = Codes.For($"shard{number}", n) })],
        };
    }
}
