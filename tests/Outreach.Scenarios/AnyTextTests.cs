using CsCheck;
using Outreach.App;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// Any text, in any state of the subscriber. Nothing throws or stays queued, no SMS mentions a stranger, and no SMS is too long.
/// </summary>
public sealed class AnyTextTests
{
    /// <summary>The people whom each person may read about: themselves, their partners and who mediates between them.</summary>
    private static readonly Dictionary<string, string[]> knows = new(StringComparer.Ordinal)
    {
        ["Juma"] = ["Juma", "Wanjiru", "Amina", "Asha"], ["Wanjiru"] = ["Wanjiru", "Juma", "Asha"], ["Amina"] = ["Amina", "Juma", "Asha"],
        ["Rahim"] = ["Rahim", "Fatema"], ["Fatema"] = ["Fatema", "Rahim", "ফাতেমা", "রহিম"], ["Otieno"] = ["Otieno"], ["Stranger"] = [],
        ["Asha"] = ["Asha", "Juma", "Wanjiru", "Amina"],
    };

    private static readonly Gen<string> word = Gen.OneOf(
        Among("1", "2", "7", "9", "STOP", "START", "STOP TIPS", "HELP", "HEPL", "?", "CHECK", "PAID", "PIAD", "DELIVERED", "CORRECT",
            "CHANGE", "PRICE", "QUANTITY", "PAY", "CLOSE", "PROBLEM", "WEIGHT", "SOLVED", "BALANCE", "BALNCE"),
        Among("OPEN", "BOUND", "OPEN", "Z9Z99", "500", "1 200", "12. 500", ".5", "300kg", "Ksh500", "1503", "last", "A", "Kitale", "৫০০",
            "হ্যাঁ", "হিসাব", "সাহয্য", "দিয়েছি", "ndiyo", "salo"),
        Among("Hello", "pls", "thanks", "👍", "\n", "\0\u0001", "\uD83D", "\u200B", "(1/2)", "Sent from my phone", "\"",
            new string('x', 200), new string('ß', 1600), "১", "STOPP", "00"),
        Gen.String[0, 30]);

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public Task Nothing_throws_leaks_or_is_too_long() =>
        Gen.Select(Among("juma", "wanjiru", "amina", "fatema", "otieno", "stranger"), Gen.Bool, Gen.Bool,
            word.Array[0, 5].Select(w => string.Join(' ', w)).List[1, 5]).CheckAsync(async (name, stopped, drafting, texts) =>
        {
            await using var world = new World();
            await Village.SettleInAsync(world);
            var (open, bound) = await DealsAsync(world);
            var who = Village.Find(name);
            if (stopped) await TextAsync(world, who, "s", "STOP");
            if (drafting) await TypeAsync(world, who, "", "9", "9*2580", "9*2580*0711000002");
            foreach (var (n, text) in texts.Index())
            {
                var before = world.Network.Inbox.Count;
                await TextAsync(world, who, $"{n}",
                    text.Replace("OPEN", open, StringComparison.Ordinal).Replace("BOUND", bound, StringComparison.Ordinal));
                Assert.InRange(world.Network.Inbox.Skip(before).Count(r => r.Phone == who.Phone), 0, 1);
            }
            if (drafting) await TypeAsync(world, who, "9*2580*0711000002*1");
            await world.SettleAsync();
            Assert.All(world.Network.Inbox, Check);
            Assert.Empty(world.Tables.All(Table.Poison));
            Assert.All(Enum.GetValues<Queue>(),
                queue => Assert.Empty(world.Queues.Bodies(queue).Concat(world.Queues.Bodies(queue, poison: true))));
        }, iterations: 150, seeds: ["aX6rAe4PPBb0"]);

    /// <summary>An offer open for Wanjiru and one accepted by Amina, both from Juma; one in Bangladesh.</summary>
    private static async Task<(string Open, string Bound)> DealsAsync(World world)
    {
        var bound = await OfferAsync(world, "juma", "amina 100 kg at 40 advance 0 pay in 20 days");
        await TextAsync(world, Village.Find("amina"), "a", "1");
        await OfferAsync(world, "rahim", "fatema 100 kg at 120 advance 2000 pay in 20 days");
        return (await OfferAsync(world, "juma", "wanjiru 100 kg at 40 advance 0 pay in 20 days"), bound);
    }

    private static async Task<string> OfferAsync(World world, string from, string what)
    {
        var who = Village.Find(from);
        var code =
            await world.Get<App.Agreements>()
                .OfferAsync(
                    Offers.Read(who, what, $"offer-{what[..3]}", Country.OfPhone(who.Phone)!.Today(world.Clock.GetCurrentInstant())),
                    default);
        await world.SettleAsync();
        return code;
    }

    private static async Task TextAsync(World world, Villager who, string id, string text)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"m-{id}", who.Phone, "40404", text), default);
        await world.SettleAsync();
    }

    private static async Task TypeAsync(World world, Villager who, params string[] texts)
    {
        foreach (var text in texts)
        {
            var reply = await world.Get<IInbound>().UssdAsync(new UssdRequest("network", "u", who.Phone, "*384*7071#", text), default);
            Assert.InRange(reply.Text.Length, 1, 160);
        }
    }

    private static void Check(Received sms)
    {
        var reader = Village.OfPhone(sms.Phone);
        var size = Segments.Of(sms.Text);
        // Bangla costs twice; its terms take up to five segments.
        Assert.True(size.Count <= (reader.Language == Language.Bangla ? 5 : 2), $"{size.Count} segments: {sms.Text}");
        Assert.DoesNotContain(knows.Keys.Except(knows[reader.Name]),
            other =>
                System.Text.RegularExpressions.Regex.IsMatch(sms.Text, $@"\b{other}\b",
                    System.Text.RegularExpressions.RegexOptions.IgnoreCase));
        if (reader != Village.Mediator) Assert.DoesNotContain("71100000", sms.Text, StringComparison.Ordinal);
    }
}
