using CsCheck;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// A trader and a farmer act at the same time, by SMS and in the menus, faster than the queues drain. The ledger is right in the end.
/// </summary>
public sealed class TwoPhonesTests
{
    private static readonly Villager[] both = [Village.Find("juma"), Village.Find("wanjiru")];

    /// <summary>CODE stands for the agreement's own.</summary>
    private static readonly string[] texts =
    [
        "1", "1", "2", "1 CODE", "PAID CODE 500", "PAID 700", "PAID CODE 5.000", "DELIVERED CODE 40 kg A Kitale", "DELIVERED CODE 100 LAST",
        "CORRECT CODE 30", "CHANGE CODE PRICE 40",
        "CLOSE CODE", "PROBLEM CODE WEIGHT", "SOLVED CODE", "STATEMENT", "7", "CHECK CODE", "STOP", "START",
    ];

    private static readonly string[] keys =
        ["PIN", "PIN", "PIN", "1", "1", "1", "2", "3", "4", "5", "6", "7", "0", "00", "98", "40", "500"];

    private static readonly Gen<(int Who, int What, int Which)> act = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 9], Gen.Int[0, 99]);

    [Fact]
    public Task The_books_are_right_whatever_the_two_do() => act.List[5, 30].CheckAsync(async acts =>
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var code = await world.Get<App.Agreements>().OfferAsync(Offer(), default);
        await world.SettleAsync();
        var phones = new[] { new Handset(world, both[0]), new Handset(world, both[1]) };
        var id = 0;
        foreach (var (who, what, which) in acts)
        {
            if (what < 4)
                await world.Get<IInbound>()
                    .SmsAsync(
                        new InboundSms("network", $"m{id++}", both[who].Phone, "40404",
                            texts[which % texts.Length].Replace("CODE", code, StringComparison.Ordinal)), default);
            else if (what < 8) await phones[who].TypeAsync(keys[which % keys.Length]);
            else if (which < 80) await world.SettleAsync();
            else await world.WaitAsync(Duration.FromDays(which % 6));
        }
        await world.SettleAsync();
        var check = await world.Get<Ledgers>().CheckAsync("kenya-maize", default);
        Assert.True(check.IsRight, string.Join('\n', check.Faults.Select(f => f.ToString()).Concat(check.OneSided)));
        Assert.Empty(check.InFlight);
        Assert.All(check.Sum.Values, sum => Assert.Equal(0, sum));
        Assert.Empty(world.Tables.All(Table.Poison));
        Assert.All(Enum.GetValues<Queue>(), queue => Assert.Empty(world.Queues.Bodies(queue, poison: true)));
        var agreement = await world.Get<App.Agreements>().FindAsync(code, default);
        Assert.Null(AgreementEvent.FirstBroken(code, agreement!.Events));
    }, iterations: 150);

    private static OfferTerms Offer()
    {
        var today = Country.OfRegion("KE")!.Today(World.Start);
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_500, "KES"), today.PlusDays(2), today.PlusDays(6),
                new Money(1_000, "KES"));
        return new OfferTerms("o", "kenya-maize", PartyOf(both[0]), PartyOf(both[1]), terms, "Officer", Village.Programmes[0].Rules);
    }

    private static Party PartyOf(Villager who) => new(who.PersonId, who.Name, who.Phone);

    /// <summary>A phone in a session, or about to dial.</summary>
    private sealed class Handset(World world, Villager who)
    {
        private int sessions;
        private string? text;

        public async Task TypeAsync(string key)
        {
            var typed = key == "PIN" ? who.Pin! : key;
            if (text is null) sessions++;
            text = text switch { null => "", "" => typed, _ => $"{text}*{typed}" };
            var reply =
                await world.Get<IInbound>()
                    .UssdAsync(new UssdRequest("network", $"{who.Name}{sessions}", who.Phone, "*384*7071#", text), default);
            Assert.InRange(reply.Text.Length, 1, 160);
            if (reply.End) text = null;
        }
    }
}
