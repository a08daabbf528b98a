using CsCheck;
using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// Any dial strings and keys, typed one by one or ahead, by who joins, was written down by others, stopped, or shares a phone. Whatever
/// the ledger says that somebody agreed to or refused on a screen, its words had been shown in that session before the key was pressed.
/// </summary>
public sealed class NothingUnseenTests
{
    private static readonly Gen<string> key = Among("1", "1", "1", "2", "3", "4", "5", "8", "9", "98", "0", "00", "Neema", "2580",
        "MAIZE");

    /// <summary>Any keys, or some that lead to a question: typed ahead of it, they must not answer it.</summary>
    private static readonly Gen<string[]> path = Gen.OneOf(key.Array[0, 4], key.Array[1, 1], Gen.Int[0, 7].Select(n => new[]
    {
        new[] { "1", "Neema", "1" }, ["1", "Neema", "1", "1"], ["5", "3", "9"], ["5", "5"], ["5", "5", "9"], ["5", "8", "1"], ["1", "1"],
        ["2", "5", "2", "9"],
    }[n]));

    /// <summary>A dial, or keys in the session before, ahead or one by one; or an SMS.</summary>
    private static readonly Gen<(int What, string[] Keys, string Text)> act = Gen.Select(Gen.Int[0, 8], path,
        Among("STOP", "START", "STOP TIPS", "JOIN MAIZE Neema", "1", "HELP"));

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private int rows;

    [Fact]
    public async Task What_is_agreed_to_had_been_shown()
    {
        await AnyActsAsync();
        // Most keys lead elsewhere: where few come to an answer, nothing is tested.
        Assert.InRange(rows, 25, int.MaxValue);
    }

    private Task AnyActsAsync() => Gen.Select(Among("stranger", "listed", "stopped", "shared"), act.List[1, 8])
        .CheckAsync(async (kind, acts) =>
        {
            await using var world = new World();
            var phone = await BeginAsync(world, kind);
            var (session, text, over, shown, seen) = (0, "", true, "", new Dictionary<string, long>());
            foreach (var (n, (what, keys, sms)) in acts.Index())
            {
                if (what == 8)
                {
                    await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"m{n}", phone, "40404", sms), default);
                }
                // Four in eight dial anew, and every other one types ahead.
                foreach (var (at, typed) in (what == 8 ? [] : what % 2 == 0 ? [keys] : keys.Select(k => new[] { k }).Prepend([])).Index())
                {
                    if (over || what < 4 && at == 0) (session, text, shown) = (session + 1, string.Join('*', typed), "");
                    else text = string.Join('*', typed.Prepend(text).Where(k => k.Length > 0));
                    var request = new UssdRequest("network", $"s{session}", phone, "*384*7071#", text);
                    var reply = await world.Get<IInbound>().UssdAsync(request, default);
                    await world.SettleAsync();
                    await CheckAsync(world, phone, shown, seen);
                    (shown, over) = (shown + "\n" + reply.Text, reply.End);
                }
                await world.SettleAsync();
                await CheckAsync(world, phone, null, seen);
                world.Clock.Advance(Duration.FromMinutes(1));
            }
        }, iterations: 100, threads: 1);

    /// <summary>Looks at the rows that are new in the ledgers of the phone's users.</summary>
    /// <param name="shown">All screens of the session before the request; null where no key was pressed.</param>
    private async Task CheckAsync(World world, string phone, string? shown, Dictionary<string, long> seen)
    {
        var words = Tokens(shown ?? "");
        foreach (var user in (await world.Get<People>().SubscriberAsync(phone, default))?.Holders ?? [])
        {
            var (holder, known) = (user.Holder, seen.GetValueOrDefault(user.Holder.Key));
            if (await world.Get<Consents>().OfAsync(holder.Programme, holder.PersonId, default) is not { } standing) continue;
            foreach (var row in standing.Rows.Where(r => r.Number > known && r is { Own: true, Source: "ussd" }))
            {
                if (row.Act is not (ConsentAct.Given or ConsentAct.Returned or ConsentAct.Refused)) continue;
                rows++;
                Assert.True(shown is not null, $"Nothing was pressed: {row}");
                // The last word of a refusal is the answer.
                var said = row.Act == ConsentAct.Refused ? Tokens(row.Words).SkipLast(1) : Tokens(row.Words);
                Assert.All(said, word => Assert.True(words.Contains(word), $"{word} of {row} was not shown in: {shown}"));
            }
            seen[holder.Key] = standing.Rows.Count == 0 ? 0 : standing.Rows[^1].Number;
        }
    }

    private static List<string> Tokens(string text) => [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    private static async Task<string> BeginAsync(World world, string kind)
    {
        await Village.SettleInAsync(world);
        var people = world.Get<People>();
        foreach (var (programme, code) in Village.Programmes.Zip(["MAIZE", "NUTS"]))
            await people.CreateProgrammeAsync(programme with { SelfRegistration = new(true, code) }, default);
        await people.CreateProgrammeAsync(
            new Programme("beans", "Beans of the west", "KE", "KES", ["Beans"], "S") { SelfRegistration = new(true, "BEANS") }, default);
        if (kind == "stranger") return Village.Find("stranger").Phone;
        var (wanjiru, amina) = (Village.Find("wanjiru"), Village.Find("amina"));
        if (kind == "stopped")
        {
            await world.Get<IInbound>().SmsAsync(new InboundSms("network", "stop", wanjiru.Phone, "40404", "STOP"), default);
            await world.SettleAsync();
            return wanjiru.Phone;
        }
        // Of who is written down without a word about consent, each purpose is asked.
        var place = kind == "shared" ? wanjiru.Phone : "+254711000061";
        var listed = Village.HolderOf(amina) with { PersonId = "p-listed", Name = "Nekesa" };
        await people.RegisterAsync(new Work(Arrival.Request), place, listed, amina.Pin, "list", [], default, shared: kind == "shared");
        await world.SettleAsync();
        foreach (var text in kind == "shared" ? new[] { "", wanjiru.Pin!, wanjiru.Pin! + "*1" } : [])
            await world.Get<IInbound>().UssdAsync(new UssdRequest("network", "share", place, "*384*7071#", text), default);
        await world.SettleAsync();
        return place;
    }
}
