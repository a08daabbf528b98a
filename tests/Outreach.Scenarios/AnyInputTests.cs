using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>Any key or text: nothing throws, no screen exceeds its limit, and only an understood input changes the ledger.</summary>
public sealed class AnyInputTests
{
    private static readonly Gen<string> key = Gen.OneOf(
        Among("0", "00", "98", "1", "2", "3", "4", "5", "9", "2580", "1470", "1111", "0711000002", "500", "45", "1503", "5,000", "abc", "",
            "১", "🙂", "-1", "99999999999999999999"),
        Gen.String[Gen.Char.AlphaNumeric, 0, 12]);

    private static readonly Gen<string> sms = Gen.OneOf(
        Among("1", "2", "STOP", "START", "HELP", "?", "CHECK K7M4P", "1 K7M4P", "", "   ", "haan", "ndiyo", "oui", "cha", "arrêt", "হ্যাঁ",
            "STOP TIPS", "\0\u0001", "🙂🙂", new string('x', 1600)),
        Gen.String[0, 40]);

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public Task No_path_through_the_screens_throws_or_overflows() =>
        Gen.Select(Among("juma", "wanjiru", "fatema", "moussa", "awa", "sipho", "thandi", "otieno", "stranger"), key.List[1, 15],
            Gen.Enum<UssdShape>())
        .CheckAsync(async (name, keys, shape) =>
        {
            await using var world = new World();
            await Village.SettleInAsync(world);
            var who = Village.Find(name);
            var text = "";
            foreach (var typed in keys.Prepend(""))
            {
                var asked = typed.Length == 0 ? -1 : text.Length;
                text = typed.Length == 0 ? text : text.Length == 0 ? typed : $"{text}*{typed}";
                foreach (var request in UssdShapes.Requests(shape, new UssdRequest("network", "s", who.Phone, "*384*7071#", text), asked))
                {
                    var reply = await world.Get<IInbound>().UssdAsync(request, default);
                    Assert.InRange(reply.Text.Length, 1, 160);
                    Assert.True(Gsm7.IsGsm7(reply.Text), reply.Text);
                    if (reply.End) return;
                }
            }
        }, iterations: 300);

    [Fact]
    public Task No_text_throws_or_answers_more_than_one_line_of_its_own() =>
        Gen.Select(Among("juma", "wanjiru", "fatema", "awa", "thandi", "stranger"), sms.List[1, 6])
        .CheckAsync(async (name, texts) =>
        {
            await using var world = new World();
            await Village.SettleInAsync(world);
            var who = Village.Find(name);
            var id = 0;
            foreach (var text in texts)
            {
                var before = world.Network.Inbox.Count;
                await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"m{id++}", who.Phone, "40404", text), default);
                await world.SettleAsync();
                Assert.InRange(world.Network.Inbox.Count - before, 0, 1);
            }
            Assert.Empty(world.Tables.All(Table.Poison));
            Assert.All(Enum.GetValues<Queue>(), queue => Assert.Empty(world.Queues.Bodies(queue)));
            Assert.All(Enum.GetValues<Queue>(), queue => Assert.Empty(world.Queues.Bodies(queue, poison: true)));
        }, iterations: 200);

    [Fact]
    public async Task When_storage_does_not_answer_the_handset_says_so_and_the_session_ends()
    {
        await using var world = new World(services => services.AddSingleton<ITables>(new BrokenTables()));
        var reply =
            await world.Get<IInbound>().UssdAsync(new UssdRequest("network", "s", Village.Find("juma").Phone, "*384*7071#", ""), default);
        Assert.Equal(new UssdReply("Samahani, kuna hitilafu. Tafadhali piga tena.", End: true), reply);
    }

    private sealed class BrokenTables() : TablesAround(new MemoryTables())
    {
        protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call) =>
            throw new StorageUnavailableException("Storage does not answer.", new IOException());
    }

    /// <summary>A PIN enters in every possible way; no table and no queue ever holds the plain PIN.</summary>
    [Theory]
    [InlineData(UssdShape.Cumulative), InlineData(UssdShape.Counted), InlineData(UssdShape.Uncounted)]
    public async Task A_pin_is_nowhere_in_storage(UssdShape shape)
    {
        const string pin = "739164";
        await using var world = new World();
        await Village.SettleInAsync(world);
        var otieno = Village.Find("otieno");
        // Chosen, then entered wrongly and rightly, with everything typed repeated in the gateway's cumulative text.
        await AskAllAsync("s1", "", "1", $"1*{pin}", $"1*{pin}*{pin}", $"1*{pin}*{pin}*3", $"1*{pin}*{pin}*3*00");
        await AskAllAsync("s2", "", "1", "1*1234", $"1*1234*{pin}");
        Assert.All(Enum.GetValues<Table>(),
            table => Assert.DoesNotContain(world.Tables.All(table), e => e.Data.Contains(pin, StringComparison.Ordinal)));
        Assert.All(Enum.GetValues<Queue>(),
            queue => Assert.DoesNotContain(world.Queues.Bodies(queue), b => b.Contains(pin, StringComparison.Ordinal)));
        Assert.NotEmpty(world.Tables.All(Table.Subscribers));

        async Task AskAllAsync(string session, params string[] texts)
        {
            var asked = -1;
            foreach (var text in texts)
            {
                foreach (var request in UssdShapes.Requests(shape, new UssdRequest("network", session, otieno.Phone, "*384*7071#", text),
                    asked))
                    await world.Get<IInbound>().UssdAsync(request, default);
                asked = text.Length;
            }
        }
    }
}
