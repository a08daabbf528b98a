using CsCheck;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// Any keys during a registration: nothing throws, every screen fits, and a person without consent gets no unsolicited message.
/// </summary>
public sealed class JoinInputTests
{
    private static readonly Gen<string> key = Gen.OneOf(
        Among("1", "1", "1", "2", "3", "13", "0", "00", "98", "Neema Wekesa", "রূপা বেগম", "MAIZE", "beans", "4821", "4821", "", "🙂",
            "=1+1", "'+254", new string('w', 40), new string('1', 40)),
        Gen.String[Gen.Char.AlphaNumeric, 0, 12]);

    private static readonly Gen<string> sms = Gen.OneOf(
        Among("JOIN", "JOIN MAIZE", "JOIN MAIZE Neema", "jiunge Neema", "যোগ দিন NUTS রূপা", "1", "2", "STOP", "START", "STOP TIPS",
            "STOP SURVEYS", "JOIN =1+1", "JOIN MAIZE 12", "hello"),
        Gen.String[0, 30].Select(s => "JOIN " + s));

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public Task No_path_through_a_registration_throws_or_overflows() =>
        Gen.Select(Among("neema", "rupa", "stranger"), key.List[1, 22], Gen.Enum<UssdShape>(), Gen.Bool)
        .CheckAsync(async (name, keys, shape, several) =>
        {
            await using var world = await OpenAsync(several);
            var (phone, text) = (Village.Find(name).Phone, "");
            foreach (var typed in keys.Prepend("1").Prepend(""))
            {
                var asked = typed.Length == 0 ? -1 : text.Length;
                text = typed.Length == 0 ? text : text.Length == 0 ? typed : $"{text}*{typed}";
                foreach (var request in UssdShapes.Requests(shape, new UssdRequest("network", "s", phone, "*384*7071#", text), asked))
                {
                    var reply = await world.Get<IInbound>().UssdAsync(request, default);
                    Assert.InRange(reply.Text.Length, 1, 160);
                    Assert.True(Gsm7.IsGsm7(reply.Text), reply.Text);
                    Assert.NotEqual("Samahani, kuna hitilafu. Tafadhali piga tena.", reply.Text);
                    if (reply.End) return;
                }
            }
        }, iterations: 400);

    [Fact]
    public Task No_text_joins_anybody_twice_or_is_answered_twice() =>
        Gen.Select(Among("neema", "rupa", "stranger"), sms.List[1, 6], Gen.Bool)
        .CheckAsync(async (name, texts, several) =>
        {
            await using var world = await OpenAsync(several);
            var who = Village.Find(name);
            foreach (var (n, text) in texts.Index())
            {
                var before = world.Network.Inbox.Count;
                await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"m{n}", who.Phone, "40404", text), default);
                await world.SettleAsync();
                Assert.InRange(world.Network.Inbox.Count - before, 0, 1);
            }
            var holder = (await world.Get<People>().SubscriberAsync(who.Phone, default))?.Holder;
            var standing = holder is null ? null : await world.Get<Consents>().OfAsync(holder.Programme, holder.PersonId, default);
            Assert.Null(standing?.FirstFault);
            // A purpose is allowed only if the ledger has this person's yes: a bare 1 or START.
            if (standing?.Consent.Allows(ConsentPurpose.Tips) == true)
                Assert.Contains(standing.Rows, r => r.Act is ConsentAct.Given && r.Words is "1" or "START");
            Assert.Empty(world.Tables.All(Table.Poison));
            Assert.All(Enum.GetValues<Queue>(), queue => Assert.Empty(world.Queues.Bodies(queue)));
        }, iterations: 200);

    /// <summary>Whoever knows the gateway's ids and tries all numbers finds nobody's.</summary>
    [Fact]
    public async Task The_id_of_who_joins_cannot_be_worked_out_from_number_and_message()
    {
        await using var world = await OpenAsync(several: false);
        var (texting, dialling) = (Village.Find("neema").Phone, Village.Find("stranger").Phone);
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", "m1", texting, "40404", "JOIN MAIZE Neema"), default);
        var text = "";
        foreach (var key in new[] { "", "1", "Otieno", "1", "1" })
        {
            text = text.Length == 0 ? key : $"{text}*{key}";
            await world.Get<IInbound>().UssdAsync(new UssdRequest("network", "s1", dialling, "*384*7071#", text), default);
        }
        await world.SettleAsync();
        string[] ended = [.. Enumerable.Range(0, 40).Select(n => $"ussd|s1|{n}")];
        foreach (var (phone, events) in new[] { (texting, new[] { "network|m1" }), (dialling, ended) })
        {
            var id = (await world.Get<People>().SubscriberAsync(phone, default))!.Holder!.PersonId;
            Assert.DoesNotContain(id, events.Select(e => PersonText.IdOf("kenya-maize", phone, e, "")));
        }
    }

    private static async Task<World> OpenAsync(bool several)
    {
        var world = new World();
        await Village.SettleInAsync(world);
        var people = world.Get<People>();
        foreach (var (programme, code) in Village.Programmes.Zip(["MAIZE", "NUTS"]))
            await people.CreateProgrammeAsync(programme with { SelfRegistration = new(true, code) }, default);
        if (several)
            await people.CreateProgrammeAsync(
                new Programme("beans", "Beans of the western highlands", "KE", "KES", ["Beans"],
                    "S") { SelfRegistration = new(true, "BEANS") }, default);
        return world;
    }
}
