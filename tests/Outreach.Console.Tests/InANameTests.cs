using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>Nothing that binds or ends something in a person's name goes by one key.</summary>
public sealed class InANameTests
{
    private const string Mediator = "+254711000077";

    /// <summary>The trader's yes would make it an agreement: the farmer has said nothing.</summary>
    [Fact]
    public async Task A_counter_offer_by_one_key_asks_nobody()
    {
        using var world = await Some.WorldAsync();
        var code = await world.OfferedAsync();
        var before = world.Gateway.Sent.Count;
        var waits = await world.DoAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = "5.50" });
        await world.PumpAsync();
        await SmsAsync(world, Some.Trader, "1");
        Assert.Equal((202, "45.00", before), (waits.Status, waits["terms.price.amount"], world.Gateway.Sent.Count - 1));
        Assert.Equal("offered", (await world.GetAsync($"/api/v1/agreements/{code}"))["status"]);

        Assert.Equal(409, (await world.ApprovedAsync(waits, "office-new")).Status);
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Equal("5.50", (await world.GetAsync($"/api/v1/agreements/{code}"))["terms.price.amount"]);
        var told = Assert.Single(world.Gateway.Sent.Skip(before + 1), s => s.To == Some.Farmer).Text;
        Assert.Contains("office, second amefanya jambo kwa jina lako", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("counter-offers", """{"by":"farmer","ask":1,"price":44}""", false)]
    [InlineData("answers", """{"by":"farmer","accept":true,"ask":1}""", false)]
    [InlineData("withdraw", "", false)]
    [InlineData("deliveries", """{"by":"farmer","quantity":1}""", true)]
    [InlineData("payments/reports", """{"by":"trader","amount":1}""", true)]
    [InlineData("cancel", """{"by":"farmer"}""", true)]
    public async Task One_key_changes_nothing_and_two_owners_do(string what, string body, bool agreed)
    {
        using var world = await Some.WorldAsync();
        var code = agreed ? await world.ConfirmedAsync() : await world.OfferedAsync();
        await AssertTakesTwoAsync(world, code, what, body);
    }

    [Fact]
    public async Task So_do_a_correction_and_the_end_of_a_complaint()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await SmsAsync(world, Some.Farmer, $"DELIVERED {code} 1");
        await AssertTakesTwoAsync(world, code, "deliveries/corrections", """{"by":"trader","ask":2,"quantity":10}""");
        await SmsAsync(world, Some.Farmer, $"TATIZO {code} UZITO");
        await AssertTakesTwoAsync(world, code, "dispute/close", """{"by":"farmer"}""");
        Assert.Equal("confirmed", (await world.GetAsync($"/api/v1/agreements/{code}"))["status"]);
    }

    [Fact]
    public async Task An_offer_in_a_traders_name_is_no_offer_before_the_second_owner()
    {
        using var world = await Some.WorldAsync();
        var waits = await world.PostAsync("/api/v1/agreements", Some.Offer());
        await world.PumpAsync();
        Assert.Equal((202, "[]", 0), (waits.Status, waits["history"], world.Gateway.Sent.Count));
        Assert.Equal(404, (await world.GetAsync($"/api/v1/agreements/{waits["code"]}")).Status);

        await world.ApprovedAsync(waits);
        var made = await world.GetAsync($"/api/v1/agreements/{waits["code"]}");
        Assert.EndsWith(" by office and second", made.Body.GetProperty("history")[0].GetProperty("by").GetString(),
            StringComparison.Ordinal);
        Assert.Contains(world.Gateway.Sent, s => s.To == Some.Trader && s.Text.Contains("acted in your name", StringComparison.Ordinal));
    }

    /// <summary>A no and a complaint bind nobody. The side is told who said it.</summary>
    [Theory]
    [InlineData("answers", """{"by":"farmer","accept":false,"ask":1}""", false)]
    [InlineData("dispute", """{"by":"farmer","about":"weight"}""", true)]
    public async Task A_no_and_a_complaint_take_one_and_the_side_is_told(string what, string body, bool agreed)
    {
        using var world = await Some.WorldAsync();
        var code = agreed ? await world.ConfirmedAsync() : await world.OfferedAsync();
        Assert.Equal(200, (await world.DoAsync(code, what, body)).Status);
        await world.PumpAsync();
        Assert.Contains(world.Gateway.Sent,
            s => s.To == Some.Farmer && s.Text.StartsWith($"{code}: office amefanya jambo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_agreement_refuses_by_then_is_a_task()
    {
        using var world = await Some.WorldAsync();
        var code = await world.OfferedAsync();
        var waits = await world.DoAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = 44 });
        await SmsAsync(world, Some.Farmer, $"1 {code}");
        await world.ApprovedAsync(waits);
        Assert.Equal(("confirmed", "45.00"), ((await world.GetAsync($"/api/v1/agreements/{code}")) is var now
            ? (now["status"], now["terms.price.amount"]) : default));
        Assert.Contains(await world.Get<People>().TasksAsync("maize", "", 10, default),
            t => t.Kind.StartsWith("approved and not carried out", StringComparison.Ordinal));
    }

    /// <summary>A mediator gets both numbers: nobody of any name and number by one key.</summary>
    [Fact]
    public async Task A_mediator_is_known_or_takes_a_second_owner()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        var stranger = await world.DoAsync(code, "dispute/mediator", new { name = "Mama Asha", phone = Mediator });
        Assert.Equal((202, null), (stranger.Status, stranger["dispute.mediator.name"]));
        Assert.Equal((400, "name"), await FieldOf(world, code, "Safaricom Desk", Mediator));
        Assert.Equal((400, "phone"), await FieldOf(world, code, "Wanjiku", Some.Farmer));
        await world.PostAsync("/api/v1/people", Some.Person(Mediator, "Asha Mwangi", "farmer"));
        await world.PumpAsync();
        Assert.Equal(202, (await world.DoAsync(code, "dispute/mediator", new { name = "Asha", phone = Mediator })).Status);
        Assert.Equal((200, "Asha Mwangi"), await world.DoAsync(code, "dispute/mediator", new { name = "asha mwangi", phone = Mediator })
            is var named ? (named.Status, "Asha Mwangi") : default);
        await world.ApprovedAsync(stranger);
        Assert.Equal("Mama Asha", (await world.GetAsync($"/api/v1/agreements/{code}"))["dispute.mediator.name"]);
    }

    private static async Task AssertTakesTwoAsync(World world, string code, string what, string body)
    {
        var before = await world.GetAsync($"/api/v1/agreements/{code}");
        var waits = await world.DoAsync(code, what, body);
        await world.PumpAsync();
        Assert.Equal((what, 202), (what, waits.Status));
        Assert.Equal(before.Body.GetRawText(), (await world.GetAsync($"/api/v1/agreements/{code}")).Body.GetRawText());
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        var after = await world.GetAsync($"/api/v1/agreements/{code}");
        Assert.Contains(after.Body.GetProperty("history").EnumerateArray(),
            e => e.GetProperty("by").GetString()!.EndsWith(" by office and second", StringComparison.Ordinal));
    }

    private static async Task SmsAsync(World world, string from, string text)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", $"in-{from}-{text}", from, "22384", text), default);
        await world.PumpAsync();
    }

    private static async Task<(int, string?)> FieldOf(World world, string code, string name, string phone) =>
        await world.DoAsync(code, "dispute/mediator", new { name, phone }) is var reply ? (reply.Status, reply["field"]) : default;
}
