using CsCheck;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// Two farmers share one phone, each with her own trader. No key or text shows one farmer the other's data, and no SMS shows anything of
/// either.
/// </summary>
public sealed class SharedPhoneTests
{
    private static readonly Villager wanjiru = Village.Find("wanjiru");
    private static readonly Villager amina = Village.Find("amina");
    private static readonly Villager juma = Village.Find("juma");
    private static readonly Villager zuberi = new("Zuberi", Village.Spare.Phone, Role.Trader, Language.English, "kenya-maize", "8642");

    private static readonly string[] texts =
    [
        "1", "2", "1 HERS", "1 THEIRS", "CHECK HERS", "CHECK THEIRS", "DELIVERED HERS 40 kg A Kitale", "PAID HERS 100",
        "CHANGE HERS PRICE 50", "CORRECT HERS 10", "CLOSE HERS", "PROBLEM HERS WEIGHT",
        "SOLVED HERS", "STATEMENT", "7", "HELP", "?", "STOP", "START", "what do I owe", "HERS",
    ];

    private static readonly string[] keys = ["1", "1", "2", "2", "3", "4", "5", "0", "00", "1470", "1470", "3690", "3690", "98", "9"];
    private static readonly Gen<(int What, int Which)> act = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 999]);

    [Fact]
    public Task Neither_sees_what_is_the_others() => act.List[4, 24].CheckAsync(async acts =>
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var people = world.Get<App.People>();
        await Village.ShareAsync(world, amina, wanjiru);
        await people.RegisterAsync(new Work(Arrival.Queued), zuberi.Phone, Village.HolderOf(zuberi), zuberi.Pin, "test", default);
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Queued), AggregateId.Subscriber(amina.Phone),
            new LeaveNumber(Village.HolderOf(amina).Key), "leave", default);
        var hers = await OfferAsync(world, "a", juma, wanjiru, 4_500);
        var theirs = await OfferAsync(world, "b", zuberi, amina, 7_300);
        await world.SettleAsync();
        var (session, text, id) = (0, (string?)null, 0);
        foreach (var (what, which) in acts)
        {
            switch (what)
            {
                case < 3:
                    var said =
                        texts[which % texts.Length].Replace("HERS", hers, StringComparison.Ordinal)
                            .Replace("THEIRS", theirs, StringComparison.Ordinal);
                    await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"m{id++}", wanjiru.Phone, "40404", said), default);
                    break;
                case < 8:
                    if (text is null) session++;
                    text = text switch { null => "", "" => keys[which % keys.Length], _ => $"{text}*{keys[which % keys.Length]}" };
                    var reply =
                        await world.Get<IInbound>()
                            .UssdAsync(new UssdRequest("network", $"s{session}", wanjiru.Phone, "*384*7071#", text), default);
                    await ScreenAsync(reply.Text);
                    if (reply.End) text = null;
                    break;
                case 8: text = null; break;
                default: await world.WaitAsync(Duration.FromHours(which % 60)); break;
            }
            await world.SettleAsync();
        }
        Assert.All(world.Network.Inbox.Where(r => r.Phone == wanjiru.Phone), r => None(r.Text, "Juma", "Zuberi", "KSh", "4,500", "7,300"));
        Assert.Empty(world.Tables.All(Table.Poison));

        async Task ScreenAsync(string shown)
        {
            var at = (await people.SubscriberAsync(wanjiru.Phone, default))!.Session!;
            if (!at.Authenticated) None(shown, "Juma", "Zuberi", "KSh", hers, theirs);
            else if (at.Who!.EndsWith("wanjiru", StringComparison.Ordinal)) None(shown, "Zuberi", "7,300", theirs, "Amina");
            else None(shown, "Juma", "4,500", hers, "Wanjiru");
        }
    }, iterations: 250);

    private static void None(string text, params string[] words) =>
        Assert.All(words, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));

    private static async Task<string> OfferAsync(World world, string id, Villager trader, Villager farmer, long price)
    {
        var today = Country.OfRegion("KE")!.Today(World.Start);
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(price, "KES"), today.PlusDays(1), today.PlusDays(2),
                Money.Zero("KES"));
        var code =
            await world.Get<App.Agreements>()
                .OfferAsync(new OfferTerms(id, "kenya-maize", Of(trader), Of(farmer), terms, "Officer", Village.Programmes[0].Rules),
                    default);
        // One offer is accepted already, for receipts, reminders and balances.
        if (id == "b")
            await world.Get<App.Agreements>().ExecuteAsync(code, new AnswerQuestion(new Caller("yes", farmer.PersonId), true), default);
        return code;
    }

    private static Party Of(Villager who) => new(who.PersonId, who.Name, who == amina ? wanjiru.Phone : who.Phone);
}
