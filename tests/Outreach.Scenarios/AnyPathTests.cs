using CsCheck;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// Any person types any keys, in any language and gateway shape, with drops, redials and resets. Nothing throws, no screen exceeds its
/// limit, no person sees others' data, and without the PIN not even their own.
/// </summary>
public sealed class AnyPathTests
{
    private static readonly string[] pins = ["2580", "1470", "3690", "4826", "5937"];

    private static readonly Gen<string> key = Gen.OneOf(
        Among("0", "00", "98", "1", "2", "3", "4", "5", "9"), Among("1", "2", "3"),
        Among([.. pins, "6174", "8264", "0711000002", "500", "45", "1503", "abc", "", "#", "\u09E7", "\U0001F642", "99999999999999999999"]),
        Gen.String[Gen.Char.AlphaNumeric, 0, 8]);

    /// <summary>One request: a dial with keys behind the code, or typed keys.</summary>
    private static readonly Gen<(bool Dial, string Path)> request =
        Gen.Select(Gen.Int[0, 5], key.Array[0, 5]).Select((n, keys) => (n == 0, string.Join('*', keys)));

    private enum Reset { None, Asked, Granted }

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public Task Nothing_throws_overflows_or_shows_what_is_not_theirs() => Gen.Select(
        Gen.Select(Among("juma", "wanjiru", "amina", "otieno", "rahim", "fatema", "stranger"), Gen.Enum<Language>(), Gen.Enum<Role>(),
            Gen.Enum<UssdShape>()),
        Gen.Select(Gen.Enum<Reset>(), Gen.Bool, Gen.Int[0, 12]), request.List[1, 12])
        .CheckAsync(async (who, how, requests) =>
        {
            await using var world = new World();
            var codes = await SettleInAsync(world);
            var person = Village.Find(who.Item1);
            await BecomeAsync(world, person, who.Item2, who.Item3);
            // A person without knowledge of the PIN cannot get a new one by a reset, and types no right one.
            var guesses = how.Item2 && person.Pin is not null;
            if (!guesses) await ResetAsync(world, person, how.Item1);
            var hidden =
                codes.Where(c => guesses || !c.Value.Contains(person)).Select(c => c.Key).Concat(NamesHiddenFrom(person, guesses)).ToList();
            var session = new Session(world, person, who.Item4);
            foreach (var (dial, path) in requests)
            {
                var typed = guesses ? path.Replace(person.Pin!, "2222", StringComparison.Ordinal) : path;
                var shown = dial || session.IsOver ? await session.DialAsync(typed) : await session.TypeAsync(typed);
                Assert.InRange(shown.Length, 1, 160);
                Assert.True(Gsm7.IsGsm7(shown), shown);
                Assert.All(hidden, secret => Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase));
                world.Clock.Advance(Duration.FromMinutes(how.Item3));
            }
            await world.SettleAsync();
            Assert.Empty(world.Tables.All(Table.Poison));
        }, iterations: 250, threads: 1);

    /// <summary>Settles three agreements; returns each agreement's parties by its code.</summary>
    private static async Task<Dictionary<string, Villager[]>> SettleInAsync(World world)
    {
        await Village.SettleInAsync(world);
        Dictionary<string, Villager[]> codes = [];
        foreach (var (trader, farmer, agreed) in new[] { ("juma", "wanjiru", true), ("juma", "amina", false), ("rahim", "fatema", true) })
        {
            var (t, f) = (Village.Find(trader), Village.Find(farmer));
            var place = Village.Programmes.First(p => p.Id == t.Programme);
            var today = Country.OfPhone(t.Phone)!.Today(World.Start);
            var terms =
                new Terms(place.Crops[0], "A", new Quantity(100_000, Unit.Kg), new Money(4_000, place.Currency), today.PlusDays(2),
                    today.PlusDays(20), Money.Zero(place.Currency));
            var offer =
                new OfferTerms($"offer-{farmer}", place.Id, new Party(t.PersonId, t.Name, t.Phone), new Party(f.PersonId, f.Name, f.Phone),
                    terms, "Officer");
            var code = await world.Get<App.Agreements>().OfferAsync(offer, default);
            await world.SettleAsync();
            if (agreed)
                await world.Get<App.Agreements>()
                    .ExecuteAsync(code, new AnswerQuestion(new Caller($"yes-{farmer}", f.PersonId), true, 1), default);
            await world.SettleAsync();
            codes[code] = [t, f];
        }
        return codes;
    }

    /// <summary>Names that this person must never see. A trader with the right to offer finds a farmer by the whole number.</summary>
    private static IEnumerable<string> NamesHiddenFrom(Villager person, bool guesses) => person.Name switch
    {
        _ when guesses => Village.People.Select(p => p.Name).Where(name => name != "Otieno"),
        "Juma" or "Rahim" => [],
        "Fatema" => ["Juma", "Wanjiru", "Amina"],
        "Wanjiru" => ["Rahim", "Fatema", "Amina"],
        "Amina" => ["Rahim", "Fatema", "Wanjiru"],
        _ => ["Juma", "Rahim", "Fatema", "Amina"],
    };

    private static async Task BecomeAsync(World world, Villager person, Language language, Role role)
    {
        if (person.Programme.Length == 0) return;
        var holder = (await world.Get<People>().SubscriberAsync(person.Phone, default))!.Holder!;
        // Roles decide what a person may see here, so traders stay traders and farmers stay farmers.
        var other = holder.Role == Role.Trader || role == Role.Trader ? holder.Role : role;
        await world.Get<People>()
            .RegisterAsync(new Work(Arrival.Queued), person.Phone, holder with { Language = language, Role = other }, null, "test",
                default);
    }

    private static async Task ResetAsync(World world, Villager person, Reset reset)
    {
        if (reset == Reset.None) return;
        if ((await world.Get<People>().SubscriberAsync(person.Phone, default))?.Holder is not { } holder) return;
        var begun = await world.Get<PinResetting>().StartAsync(person.Phone, holder, "Officer", default);
        // A person who never chose a PIN has none to reset.
        if (reset == Reset.Granted && begun.Approval is not null)
            await world.Get<Approvals>().DecideAsync(begun.Approval.Id, new Core.Operations.DecideApproval("Another", true), default);
        await world.SettleAsync();
    }

    /// <summary>A handset, seen through its gateway.</summary>
    private sealed class Session(World world, Villager who, UssdShape shape)
    {
        private int dials;
        private int count;
        private string text = "";

        public bool IsOver { get; private set; } = true;

        public Task<string> DialAsync(string ahead)
        {
            (dials, count, text) = (dials + 1, 1, ahead);
            return AskAsync(shape == UssdShape.Cumulative ? ahead : ahead.Length == 0 ? "*384*7071#" : $"*384*7071*{ahead}#",
                UssdKind.Dial);
        }

        public Task<string> TypeAsync(string typed)
        {
            (count, text) = (count + 1, text.Length == 0 ? typed : $"{text}*{typed}");
            return AskAsync(shape == UssdShape.Cumulative ? text : typed, UssdKind.Newest);
        }

        private async Task<string> AskAsync(string sent, UssdKind kind)
        {
            var request =
                new UssdRequest("network", $"s{dials}", who.Phone, "*384*7071#", sent,
                    shape == UssdShape.Cumulative ? UssdKind.Cumulative : kind, shape == UssdShape.Counted ? count : null);
            var reply = await world.Get<IInbound>().UssdAsync(request, default);
            IsOver = reply.End;
            // An apology for an exception would look like any other screen.
            Assert.DoesNotContain(Enum.GetValues<Language>(), language => reply.Text == Core.Texts.Words.Ussd(language).Sorry);
            return reply.Text;
        }
    }
}
