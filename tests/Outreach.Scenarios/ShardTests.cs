using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>A trader whose first shard is full: what comes is on the next one, and everything that reads the account sees both.</summary>
public sealed class ShardTests
{
    private const string Programme = "kenya-maize";
    private static readonly Villager juma = Village.Find("juma");
    private static readonly Villager amina = Village.Find("amina");
    private static readonly AggregateId first = AggregateId.Account(Programme, juma.PersonId);

    [Fact]
    public async Task What_is_on_a_further_shard_is_seen_answered_and_checked_as_always()
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var one = await AgreedAsync(world, "one");
        Assert.Equal(0, await ShardOf(world, one));
        await FillAsync(world, one);
        var two = await AgreedAsync(world, "two");
        Assert.Equal((1, 0), (await ShardOf(world, two), (await AgreementAsync(world, two)).Farmer.Shard));

        await SmsAsync(world, juma, $"DELIVERED {two} 100 KG");
        await YesAsync(world, two);
        await SmsAsync(world, juma, $"PAID {two} 1500");
        Assert.Contains(two, await SmsAsync(world, juma, $"CHECK {two}"), StringComparison.Ordinal);
        await YesAsync(world, two);
        Assert.Contains("You owe: KSh 2,500", await SmsAsync(world, juma, "BALANCE"), StringComparison.Ordinal);

        var shards = await world.Get<Engine>().ShardsAsync(new Work(Arrival.Request), first, default);
        Assert.Equal([(0, Shards.Room + 1), (1, 1)], shards.Select(s => (s.Shard, s.Entries.Count)));
        var ledgers = world.Get<Ledgers>();
        Assert.True((await ledgers.CheckAsync(Programme, default)).IsRight);
        Assert.Equal(new AccountCheck(juma.PersonId, 2, null), await ledgers.CheckAsync(Programme, juma.PersonId, default));
        var rows = await ledgers.RowsAsync(Programme, juma.PersonId, default, default).ToListAsync();
        Assert.Equal(["1.1", "1.2"], rows.Select(r => r.Place.ToString()));
        Assert.Equal(rows[1], Assert.Single(await ledgers.RowsAsync(Programme, juma.PersonId, ShardPlace.Parse("1.1")!.Value, default)
            .ToListAsync()));
        Assert.Empty(await ledgers.RowsAsync(Programme, juma.PersonId, ShardPlace.Parse("1.2")!.Value, default).ToListAsync());
    }

    [Theory]
    [InlineData("", 0, 0L)]
    [InlineData("120", 0, 120L)]
    [InlineData("3.120", 3, 120L)]
    [InlineData("x", null, null)]
    [InlineData("1.2.3", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("9999999999.1", null, null)]
    public void A_place_in_a_ledger_is_read(string text, int? shard, long? number) =>
        Assert.Equal((shard, number), ShardPlace.Parse(text) is { } place ? (place.Shard, place.Number) : ((int?)null, (long?)null));

    private static async Task<string> AgreedAsync(World world, string id)
    {
        var today = Country.OfPhone(juma.Phone)!.Today(world.Clock.GetCurrentInstant());
        var terms = new Terms("Maize", "A", new Quantity(200_000, Unit.Kg), new Money(4_000, "KES"), today.PlusDays(2), today.PlusDays(9),
            Money.Zero("KES"));
        var code = await world.Get<App.Agreements>().OfferAsync(new OfferTerms(id, Programme, new(juma.PersonId, juma.Name, juma.Phone),
            new(amina.PersonId, amina.Name, amina.Phone), terms, "Officer", Village.Programmes[0].Rules), default);
        await world.SettleAsync();
        await SmsAsync(world, amina, $"1 {code}");
        return code;
    }

    /// <summary>As many open agreements more as a shard has room for.</summary>
    private static async Task FillAsync(World world, string code)
    {
        var loaded = await world.Get<Engine>().LoadAsync(new Work(Arrival.Request), first, default);
        var account = (Account)loaded.State!;
        var entry = account.Find(code)!;
        var more = Enumerable.Range(0, Shards.Room).Select(n => entry with { Code = Codes.For("more", n), OtherId = $"p{n}" });
        Assert.NotNull(await world.Tables.ReplaceAsync(Keys.Of(first), Stored.Write(AggregateKind.Account,
            loaded with { State = account with { Entries = [.. more, entry] } }), loaded.ETag!, default));
    }

    /// <summary>Amina says yes to what she is asked.</summary>
    private static async Task YesAsync(World world, string code)
    {
        var asked = Assert.Single((await AgreementAsync(world, code)).Questions);
        await SmsAsync(world, amina, $"1 {asked.CodeIn(code)}");
    }

    private static async Task<Agreement> AgreementAsync(World world, string code) =>
        (await world.Get<App.Agreements>().FindAsync(code, default))!;

    private static async Task<int> ShardOf(World world, string code) => (await AgreementAsync(world, code)).Trader.Shard;

    /// <returns>What the sender reads last.</returns>
    private static async Task<string> SmsAsync(World world, Villager who, string text)
    {
        var id = $"sms{world.Network.Inbox.Count}{who.Name}{text.Length}";
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", id, who.Phone, "40404", text), default);
        await world.WaitAsync(Duration.FromMinutes(20));
        return world.Network.Inbox.LastOrDefault(s => s.Phone == who.Phone)?.Text ?? "";
    }
}
