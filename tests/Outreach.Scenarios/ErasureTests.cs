using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>After an erasure, no table or queue holds the name or the number, and all remaining data still verifies.</summary>
public sealed class ErasureTests
{
    /// <summary>
    /// Entities that hold the person's name or number. The subscriber and consent rows of the number itself may stay: they block messages
    /// and give the reason.
    /// </summary>
    internal static IReadOnlyList<Key> Found(World world, Villager who) =>
    [
        .. Enum.GetValues<Table>().SelectMany(world.Tables.All)
            .Where(
                e => Holds(e.Data.Replace(Entry(who), "", StringComparison.Ordinal), who)
                    || Holds($"{e.Key.Partition} {e.Key.Row}", who) && e.Key.Table is not (Table.Subscribers or Table.Consents))
                    .Select(e => e.Key),
    ];

    [Fact]
    public async Task What_stays_verifies_and_the_name_and_number_are_nowhere()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var (juma, wanjiru) = (Village.Find("juma"), Village.Find("wanjiru"));
        var code = await TradeAsync(world, juma, wanjiru);
        var before = (await Agreements(world).FindAsync(code, default))!;
        Assert.NotEmpty(Found(world, wanjiru));

        await EraseAsync(world, wanjiru);
        var after = (await Agreements(world).FindAsync(code, default))!;
        Assert.Equal((before.Hash, before.Balance, before.Events.Count), (after.Hash, after.Balance, after.Events.Count));
        Assert.Equal((before.Farmer.PersonId, "+254"), (after.Farmer.PersonId, after.Farmer.Phone));
        Assert.Null(AgreementEvent.FirstBroken(code, after.Events));
        Assert.Contains(after.Events, e => e.NoteHash is not null);
        Assert.True((await world.Get<Ledgers>().CheckAsync("kenya-maize", default)).IsRight);

        await world.WaitAsync(Duration.FromDays(9));
        Assert.Empty(Found(world, wanjiru));
        Assert.All(
            Enum.GetValues<Queue>().SelectMany(q => world.Queues.Bodies(q, poison: false).Concat(world.Queues.Bodies(q, poison: true))),
            body => Assert.False(Holds(body, wanjiru)));
        Assert.NotEmpty(Found(world, juma));
        Assert.DoesNotContain(world.Tables.All(Table.Consents), row => row.Key.Partition == $"kenya-maize.{wanjiru.PersonId}");
    }

    /// <summary>A changed note must not pass for an erased one.</summary>
    [Fact]
    public async Task A_history_with_notes_taken_out_still_shows_a_change()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var code = await TradeAsync(world, Village.Find("juma"), Village.Find("wanjiru"));
        await EraseAsync(world, Village.Find("wanjiru"));
        var events = (await Agreements(world).FindAsync(code, default))!.Events;
        var n = events.Select((e, i) => (e, i)).First(x => x.e.NoteHash is not null).i;
        Assert.Equal(n + 1, AgreementEvent.FirstBroken(code, [.. events.Select((e, i) => i == n ? e with { Amount = e.Amount + 1 } : e)]));
        Assert.Equal(n + 1, AgreementEvent.FirstBroken(code, [.. events.Select((e, i) => i == n ? e with { NoteHash = "00" } : e)]));
    }

    [Fact]
    public async Task Nothing_goes_to_the_number_until_it_registers_anew_and_then_it_is_somebody_new()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var wanjiru = Village.Find("wanjiru");
        await EraseAsync(world, wanjiru);
        var subscriber = (await People(world).SubscriberAsync(wanjiru.Phone, default))!;
        Assert.Equal((null, true, false),
            (subscriber.Holder, subscriber.SaysStop, subscriber.Consent.Allows(ConsentPurpose.Service)));
        const string id = "p-anew";

        await world.WaitAsync(Duration.FromDays(1));
        await People(world)
            .RegisterAsync(new Work(Arrival.Request), wanjiru.Phone, Village.HolderOf(wanjiru) with { PersonId = id }, null, "scenario",
                default);
        await world.WaitAsync(Duration.FromDays(9));
        Assert.Equal(id, (await People(world).SubscriberAsync(wanjiru.Phone, default))!.Holder!.PersonId);
        Assert.Equal("Wanjiru", (await People(world).FindAsync("kenya-maize", id, default))!.Details.Name);
        Assert.Null((await world.Get<App.Consents>().OfAsync("kenya-maize", id, default))!.FirstFault);
    }

    [Fact]
    public async Task On_a_shared_phone_the_others_stay_as_they_are()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var (wanjiru, amina) = (Village.Find("wanjiru"), Village.Find("amina"));
        await Village.ShareAsync(world, amina, wanjiru);
        await EraseAsync(world, wanjiru);
        await world.WaitAsync(Duration.FromDays(9));
        var subscriber = (await People(world).SubscriberAsync(wanjiru.Phone, default))!;
        Assert.Equal((amina.PersonId, false), (subscriber.Holder!.PersonId, subscriber.Consent.Stopped));
        Assert.DoesNotContain(Enum.GetValues<Table>().SelectMany(world.Tables.All),
            e => e.Data.Replace(wanjiru.PersonId, "", StringComparison.Ordinal).Contains("Wanjiru", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What another may have written stays without her name, and no message to the phone names her.</summary>
    [Theory]
    [InlineData("wanjiru")]
    [InlineData("amina")]
    public async Task On_a_shared_phone_unsigned_words_stay_and_no_message_names_who_went(string who)
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var (wanjiru, amina) = (Village.Find("wanjiru"), Village.Find("amina"));
        await Village.ShareAsync(world, amina, wanjiru);
        foreach (var (text, n) in new[] { "My goat eats the maize in the store", "STOP", "START" }.Select((t, n) => (t, n)))
        {
            var sms = new InboundSms("network", $"e{n}", wanjiru.Phone, "40404", text);
            await world.AskAsync(() => world.Get<IInbound>().SmsAsync(sms, default));
            await world.SettleAsync();
        }
        var (gone, left) = who == "wanjiru" ? (wanjiru, amina) : (amina, wanjiru);
        string[] Named() => [.. world.Tables.All(Table.Messages).Concat(world.Tables.All(Table.Inbox)).Select(e => e.Data)
            .Where(d => d.Contains($"\"{gone.Name}\"", StringComparison.Ordinal) || d.Contains($"{gone.Name} ", StringComparison.Ordinal)
                || d.Contains($" {gone.Name}", StringComparison.Ordinal))];
        Assert.Contains(Named(), d => d.Contains("WhoWroteSms", StringComparison.Ordinal));
        await EraseAsync(world, gone);
        await world.WaitAsync(Duration.FromDays(9));
        Assert.Empty(Named());
        var item = Assert.Single(world.Tables.All(Table.Inbox)).Data;
        Assert.Contains("My goat eats", item, StringComparison.Ordinal);
        Assert.Contains(left.Name, item, StringComparison.Ordinal);
    }

    /// <summary>The erased person's data codes go; another person's code stays.</summary>
    [Fact]
    public async Task Codes_for_their_data_go()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var now = world.Clock.GetCurrentInstant();
        foreach (var (code, who) in new[] { ("BCDFGHJ234", "wanjiru"), ("BCDFGHJ235", "juma") })
            await world.Tables.UpsertAsync(Keys.DataCode(code),
                Json.Write(new DataCode(code, "kenya-maize", Village.Find(who).PersonId, now, now + DataCode.ValidFor)), default);
        await EraseAsync(world, Village.Find("wanjiru"));
        Assert.Equal(["BCDFGHJ235"], world.Tables.All(Table.DataCodes).Select(e => e.Key.Partition));
    }

    /// <summary>A stranger who calls himself by a word that stands in every row takes nothing of anybody else along.</summary>
    [Theory]
    [InlineData("at")]
    [InlineData("id")]
    [InlineData("status")]
    [InlineData("Farmer")]
    [InlineData("Juma")]
    public async Task Erasing_one_person_changes_no_row_of_anybody_else(string name)
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        await TradeAsync(world, Village.Find("juma"), Village.Find("wanjiru"));
        var neema = Village.Find("neema");
        var holder = Village.HolderOf(Village.Find("wanjiru")) with { PersonId = "p-neema", Programme = "kenya-maize", Name = name };
        await People(world).RegisterAsync(new Work(Arrival.Request), neema.Phone, holder, null, "scenario", default);
        await world.SettleAsync();
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", "in-9", neema.Phone, "40404", "HELP"), default);
        await world.SettleAsync();
        var before = Others(world, neema.Phone);
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Person("kenya-maize", "p-neema"),
            new ErasePerson("the person"), "erase", default);
        await world.SettleAsync();
        foreach (var (key, data) in before) Assert.Equal((key, data), (key, (await world.Tables.GetAsync(key, default))?.Data));
    }

    /// <summary>All rows that name neither the erased person's number nor their id.</summary>
    private static IReadOnlyList<(Key Key, string Data)> Others(World world, string phone) =>
    [
        .. Enum.GetValues<Table>().Where(t => t is not (Table.Due or Table.Sweeps)).SelectMany(world.Tables.All)
            // The end of the audit goes on with the erasure's own row.
            .Where(e => e.Key.Row != Keys.AuditHeadRow)
            .Where(e => !$"{e.Key.Partition} {e.Key.Row} {e.Data}".Contains("p-neema", StringComparison.Ordinal)
                && !$"{e.Key.Partition} {e.Data}".Contains(phone, StringComparison.Ordinal))
            .Select(e => (e.Key, e.Data)),
    ];

    private static App.Agreements Agreements(World world) => world.Get<App.Agreements>();

    private static App.People People(World world) => world.Get<App.People>();

    private static async Task EraseAsync(World world, Villager who)
    {
        await world.Get<Engine>()
            .ExecuteAsync(
                new Work(Arrival.Request), AggregateId.Person(who.Programme, who.PersonId), new ErasePerson("the person"), "erase",
                default);
        await world.SettleAsync();
    }

    /// <summary>
    /// An agreement accepted, delivered and paid, with a letter, an SMS for the mentor, and a withdrawn dispute in words.
    /// </summary>
    private static async Task<string> TradeAsync(World world, Villager trader, Villager farmer)
    {
        var code =
            await Agreements(world)
                .OfferAsync(
                    Offers.Read(trader, "wanjiru 10 kg at 50 advance 0 pay in 4 days", "offer",
                        Country.OfPhone(trader.Phone)!.Today(world.Clock.GetCurrentInstant())), default);
        await world.SettleAsync();
        await DoAsync(new AnswerQuestion(By("1"), true));
        await DoAsync(new ReportDelivery(By("2"), new Delivery(10_000, "A", "Wanjiru's farm", true)));
        await DoAsync(new AnswerQuestion(new Caller("3", trader.PersonId), true));
        await DoAsync(new OpenDispute(By("4"), DisputeAbout.Payment, "Wanjiru has not been paid"));
        await DoAsync(new CloseDispute(By("5")));
        await DoAsync(new RecordPayment("6", new Money(50_000, "KES")));
        await world.Get<IInbound>()
            .SmsAsync(new InboundSms("network", "in-1", farmer.Phone, "40404", "My goat Wanjiru is sick, whom can I ask?"), default);
        await world.SettleAsync();
        return code;

        Caller By(string id) => new(id, farmer.PersonId);

        async Task DoAsync(Command command)
        {
            Assert.Null(await Agreements(world).ExecuteAsync(code, command, default));
            await world.SettleAsync();
        }
    }

    private static string Entry(Villager who) => $"\"phone\":\"{who.Phone}\"";

    private static bool Holds(string text, Villager who) =>
        text.Replace(who.PersonId, "", StringComparison.Ordinal).Contains(who.Name, StringComparison.OrdinalIgnoreCase)
            || text.Contains(who.Phone, StringComparison.Ordinal);
}
