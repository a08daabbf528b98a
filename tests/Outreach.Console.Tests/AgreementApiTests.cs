namespace Outreach.Console.Tests;

public sealed class AgreementApiTests
{
    [Fact]
    public async Task An_offer_is_made_and_the_farmer_gets_it_by_SMS()
    {
        using var world = await Some.WorldAsync();
        var made = await world.OfferAsync(Some.Offer());

        Assert.Equal(200, made.Status);
        Assert.Equal("22500.00", made["total.amount"]);
        Assert.Equal("20000.00", made["left.amount"]);
        Assert.Equal("KES", made["terms.price.currency"]);
        Assert.Equal("offered", made["status"]);
        Assert.Equal("+254711000001", made["trader.phone"]);
        var sms = Assert.Single(world.Gateway.Sent, s => s.To == Some.Farmer);
        Assert.Contains(made["code"]!, sms.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_makes_one_offer_and_another_offer_under_it_is_refused()
    {
        using var world = await Some.WorldAsync();
        var first = await world.OfferAsync(Some.Offer(), "order-7");
        var again = await world.OfferAsync(Some.Offer(), "order-7");
        var other = await world.OfferAsync(Some.Offer("quantity", 600), "order-7");
        var fresh = await world.OfferAsync(Some.Offer("quantity", 600));

        Assert.Equal((200, first["code"]), (again.Status, again["code"]));
        Assert.Equal(409, other.Status);
        Assert.NotEqual(first["code"], fresh["code"]);
        Assert.Equal(2, world.Gateway.Sent.Count(s => s.To == Some.Farmer));
    }

    /// <summary>Two coordinators, or one and the trader's own menu, write one sale down: the second is asked.</summary>
    [Fact]
    public async Task An_equal_offer_is_refused_unless_it_is_said_to_be_another()
    {
        using var world = await Some.WorldAsync();
        var first = await world.OfferAsync(Some.Offer());
        var same = await world.OfferAsync(Some.Offer("deliverBy", "2026-03-25"));
        var another = await world.PostAsync("/api/v1/agreements", Some.Offer("again", true));

        Assert.Equal((409, "urn:outreach:agreement:offered-before"), (same.Status, same["type"]));
        Assert.Contains(first["code"]!, same["detail"]!, StringComparison.Ordinal);
        Assert.Equal(202, another.Status);
        var approval = await world.GetAsync("/api/v1/approvals?programme=maize");
        Assert.Contains($"beside the same of 2026-03-02, {first["code"]}", approval.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(200, (await world.ApprovedAsync(another)).Status);
        var told = $"mbali na {first["code"]}";
        Assert.Contains(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("programme", "none-such", "programme")]
    [InlineData("trader", "12", "trader")]
    [InlineData("trader", "+33612345678", "trader")]
    [InlineData("trader", Some.Farmer, "trader")]
    [InlineData("farmer", "+254711000009", "farmer")]
    [InlineData("crop", "Maize\nA", "crop")]
    [InlineData("grade", "Excellent1", "grade")]
    [InlineData("quantity", 0, "quantity")]
    [InlineData("quantity", "1.2345", "quantity")]
    [InlineData("quantity", "5,000", "quantity")]
    [InlineData("quantity", true, "quantity")]
    [InlineData("unit", "litre", "unit")]
    [InlineData("unit", 1, "unit")]
    [InlineData("price", "45.001", "price")]
    [InlineData("price", "-1", "price")]
    [InlineData("price", "999999999999", "total")]
    [InlineData("price", "12345678901234567890123456789", "price")]
    [InlineData("advance", "30000", "advance")]
    [InlineData("currency", "UGX", "currency")]
    [InlineData("deliverBy", "2026-03-01", "deliverBy")]
    [InlineData("deliverBy", "20.3.2026", "deliverBy")]
    [InlineData("payBy", "2039-01-01", "payBy")]
    [InlineData("payBy", null, "payBy")]
    [InlineData("advanced", "1", "advanced")]
    public async Task A_fault_in_an_offer_is_named_by_its_field(string field, object? value, string named)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.OfferAsync(Some.Offer(field, value));

        Assert.Equal((400, named), (reply.Status, reply["field"]));
        Assert.EndsWith(".", reply["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("Outreach.", reply["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain(world.Audit, a => a.What == "agreement.offer");
    }

    [Fact]
    public async Task A_confirmed_agreement_is_shown_paid_and_settled()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var shown = await world.GetAsync($"/api/v1/agreements/{code.ToLowerInvariant()}");
        var paid = await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = 5000.5 }, "pay-1");
        var repeated = await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = 5000.5 }, "pay-1");
        var allPaid = await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = "14999.50", currency = "KES" });
        await world.PumpAsync();

        Assert.Equal(("confirmed", "1", "20000.00"), (shown["status"], shown["version"], shown["left.amount"]));
        Assert.Equal(8, shown["hash"]!.Length);
        Assert.Equal((200, "14999.50"), (paid.Status, paid["left.amount"]));
        Assert.Equal("- by office", paid.Body.GetProperty("history").EnumerateArray().Last().GetProperty("by").GetString());
        Assert.Equal((200, "14999.50"), (repeated.Status, repeated["left.amount"]));
        // The goods are not delivered yet.
        Assert.Equal(("confirmed", "0.00"), (allPaid["status"], allPaid["left.amount"]));
        // One offer, two receipts, and two messages for each payment; the trader is told of the offer in their name.
        Assert.Equal(8, world.Gateway.Sent.Count);
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 500 });
        Assert.Equal("settled", (await world.AnswerAsync(code, "trader"))["status"]);
    }

    [Fact]
    public async Task A_key_used_for_the_offer_does_not_swallow_a_payment()
    {
        using var world = await Some.WorldAsync();
        var code = (await world.OfferAsync(Some.Offer(), "k"))["code"];
        await world.PumpAsync();
        await world.Get<Outreach.App.IInbound>().SmsAsync(new("open", "in-1", Some.Farmer, "22384", "1"), default);
        await world.PumpAsync();
        Assert.Equal("19000.00", (await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = 1000 }, "k"))["left.amount"]);
    }

    [Fact]
    public async Task Payments_that_cannot_be_are_refused()
    {
        using var world = await Some.WorldAsync();
        var open = await world.OfferedAsync();
        Assert.Equal((409, "offered"), await StatusOf(world.PostAsync($"/api/v1/agreements/{open}/payments", new { amount = 1 })));
        await world.SayAsync(open, "withdraw");
        var code = await world.ConfirmedAsync();
        foreach (var body in new object[] { new { amount = 20000.01 }, new { amount = 0 }, new { amount = "0.001" }, new { amount = "x" },
            new { } })
        {
            var reply = await world.PostAsync($"/api/v1/agreements/{code}/payments", body);
            Assert.Equal((400, "amount"), (reply.Status, reply["field"]));
        }
        Assert.Equal("currency",
            (await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = 1, currency = "USD" }))["field"]);
    }

    [Fact]
    public async Task An_offer_is_withdrawn_once_and_only_while_open()
    {
        using var world = await Some.WorldAsync();
        var code = await world.OfferedAsync();
        Assert.Equal((200, "withdrawn"), await StatusOf(world.SayAsync(code, "withdraw", null, "w")));
        Assert.Equal((200, "withdrawn"), await StatusOf(world.SayAsync(code, "withdraw", null, "w")));
        Assert.Equal((409, "withdrawn"), await StatusOf(world.SayAsync(code, "withdraw")));
        await world.PumpAsync();
        Assert.Equal(2, world.Gateway.Sent.Count(s => s.To == Some.Farmer));
    }

    [Fact]
    public async Task A_dispute_is_opened_by_one_of_the_two()
    {
        using var world = await Some.WorldAsync();
        var offered = await world.OfferedAsync();
        Assert.Equal((409, "offered"),
            await StatusOf(
                world.PostAsync($"/api/v1/agreements/{offered}/dispute", new { by = "farmer", about = "weight", note = "The scale." })));
        await world.SayAsync(offered, "withdraw");
        var code = await world.ConfirmedAsync();
        Assert.Equal("by", (await world.PostAsync($"/api/v1/agreements/{code}/dispute", new { by = "p0", about = "weight" }))["field"]);
        Assert.Equal("about",
            (await world.PostAsync($"/api/v1/agreements/{code}/dispute", new { by = "farmer", about = "mood" }))["field"]);
        Assert.Equal((200, "confirmed"),
            await StatusOf(
                world.PostAsync($"/api/v1/agreements/{code}/dispute", new { by = "farmer", about = "weight", note = "The scale." })));
        Assert.EndsWith(": weight", world.Audit.Single(a => a.What == "agreement.dispute").About, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B2C34")]
    [InlineData("nonsense")]
    public async Task An_unknown_code_is_not_found(string code)
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(404, (await world.GetAsync($"/api/v1/agreements/{code}")).Status);
        Assert.Equal(404, (await world.SayAsync(code, "withdraw")).Status);
        Assert.Equal(404, (await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = 1 })).Status);
        Assert.Equal(404, (await world.PostAsync($"/api/v1/agreements/{code}/dispute", new { by = "farmer", about = "weight" })).Status);
    }

    private static async Task<(int, string?)> StatusOf(Task<Reply> reply) => ((await reply).Status, (await reply).State);
}
