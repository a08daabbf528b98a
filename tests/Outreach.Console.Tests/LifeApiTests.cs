using System.Text.Json;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;

namespace Outreach.Console.Tests;

/// <summary>A coordinator performs the phone actions of both sides through the API.</summary>
public sealed class LifeApiTests
{
    [Fact]
    public async Task A_question_is_shown_and_answered_by_its_number()
    {
        using var world = await Some.WorldAsync();
        var code = await world.OfferedAsync();
        var ask = (await world.GetAsync($"/api/v1/agreements/{code}")).Body.GetProperty("asks")[0];
        var wrong = await world.DoAsync(code, "answers", new { by = "farmer", accept = true, ask = 2 });
        var others = await world.DoAsync(code, "answers", new { by = "trader", accept = true, ask = 1 });
        var asked = await world.DoAsync(code, "answers", new { by = "farmer", accept = true, ask = 1 }, "yes");
        var again = await world.DoAsync(code, "answers", new { by = "farmer", accept = true, ask = 1 }, "yes");
        await world.PumpAsync();
        Assert.Equal("offered", (await world.GetAsync($"/api/v1/agreements/{code}"))["status"]);
        Assert.Equal(409, (await world.ApprovedAsync(asked, "office-new")).Status);
        await world.ApprovedAsync(asked);
        var agreed = await world.GetAsync($"/api/v1/agreements/{code}");
        var late = await world.DoAsync(code, "answers", new { by = "farmer", accept = false, ask = 1 }, "no");
        await world.PumpAsync();

        Assert.Equal((1, code, "terms", "farmer", true), (ask.GetProperty("number").GetInt32(), ask.GetProperty("replyCode").GetString(),
            ask.GetProperty("kind").GetString(), ask.GetProperty("of").GetString(), ask.GetProperty("seen").GetBoolean()));
        Assert.Equal((409, 409, 409), (wrong.Status, others.Status, late.Status));
        Assert.Equal((200, "confirmed"), (agreed.Status, agreed["status"]));
        Assert.Equal((202, 202, asked["approval"]), (asked.Status, again.Status, again["approval"]));
        Assert.Equal(["offered", "agreed", "advance"], Kinds(agreed));
        Assert.Equal(("True", null, "20000.00"), (agreed["historyIntact"], agreed["balance.owes"], agreed["left.amount"]));
        Assert.EndsWith(": yes to 1", world.Audit.First(a => a.What == "agreement.answer").About, StringComparison.Ordinal);
        // One offer and two receipts, and the two in whose names it was said are told.
        Assert.Equal(5, world.Gateway.Sent.Count);
    }

    [Theory]
    [InlineData("""{"by":"p0","accept":true,"ask":1}""", "by")]
    [InlineData("""{"by":"farmer","accept":true,"ask":0}""", "ask")]
    [InlineData("""{"by":"farmer","accept":true,"ask":"1"}""", "ask")]
    [InlineData("""{"by":"farmer","accept":"yes","ask":1}""", "accept")]
    [InlineData("""{"by":"farmer","accept":true}""", "ask")]
    public async Task A_fault_in_an_answer_is_named_by_its_field(string body, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.DoAsync(await world.OfferedAsync(), "answers", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task A_yes_that_needs_the_PIN_is_not_given_for_somebody_but_a_no_is()
    {
        using var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/programmes/maize",
            new { id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "N",
                rules = new { pinAbove = 22499 } }));
        var code = await world.OfferedAsync();
        Assert.Equal(409, (await world.DoAsync(code, "answers", new { by = "farmer", accept = true, ask = 1 })).Status);
        Assert.Equal((200, "declined"), await StatusOf(world.DoAsync(code, "answers", new { by = "farmer", accept = false, ask = 1 })));
    }

    [Fact]
    public async Task Terms_are_countered_by_each_side_in_turn_and_the_offer_is_still_known_by_its_key()
    {
        using var world = await Some.WorldAsync();
        var code = (await world.OfferAsync(Some.Offer(), "o"))["code"]!;
        await world.PumpAsync();
        var countered =
            await world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = "46.5", payBy = "2026-03-30" }, "c");
        var again = await world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = "46.5", payBy = "2026-03-30" }, "c");
        var notTheirs = await world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = 47 });
        var same = await world.SayAsync(code, "counter-offers", new { by = "trader", ask = 2, price = "46.50" });
        var late = await world.SayAsync(code, "counter-offers", new { by = "trader", ask = 2, deliverBy = "2026-03-01" });
        var agreed = await world.AnswerAsync(code, "trader");

        Assert.Equal((200, "2", "farmer", "23250.00"),
            (countered.Status, countered["version"], countered["proposer"], countered["total.amount"]));
        Assert.Equal((200, "2"), (again.Status, again["version"]));
        Assert.Equal((409, 409, 400, "deliverBy"), (notTheirs.Status, same.Status, late.Status, late["field"]));
        Assert.Equal(("confirmed", "2026-03-30"), (agreed["status"], agreed["terms.payBy"]));
        Assert.Equal(code, (await world.OfferAsync(Some.Offer(), "o"))["code"]);
    }

    [Theory]
    [InlineData("""{"by":"farmer","ask":1}""", null)]
    [InlineData("""{"by":"farmer","ask":1,"quantity":"0.0001"}""", "quantity")]
    [InlineData("""{"by":"farmer","ask":1,"quantity":0}""", "quantity")]
    [InlineData("""{"by":"farmer","ask":1,"price":"0.001"}""", "price")]
    [InlineData("""{"by":"farmer","ask":1,"price":1}""", "advance")]
    [InlineData("""{"by":"farmer","ask":1,"payBy":"9999-12-31"}""", "payBy")]
    [InlineData("""{"by":"farmer","ask":1,"price":1,"currency":"UGX"}""", "currency")]
    [InlineData("""{"by":"other","ask":1,"price":1}""", "by")]
    [InlineData("""{"by":"farmer","ask":0,"price":1}""", "ask")]
    public async Task A_fault_in_a_counter_offer_is_named_by_its_field(string body, string? field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.SayAsync(await world.OfferedAsync(), "counter-offers", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task A_loan_is_countered_by_its_part_and_its_dates_but_not_by_how_many()
    {
        using var world = await Some.WorldAsync();
        var code = (await world.OfferAsync(Some.Loan()))["code"]!;
        await world.PumpAsync();
        Assert.Equal(409, (await world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, quantity = 4 })).Status);
        Assert.Equal((400, "payBy"),
            await FieldOf(world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, payBy = "9999-12-31" })));
        Assert.Equal((400, "principal"),
            await FieldOf(world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = 300 })));
        var countered = await world.SayAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = 350, payBy = "2026-06-07" });
        Assert.Equal((200, "2026-06-07", "2026-04-07"), (countered.Status, countered["terms.payBy"], countered["terms.plan.first"]));
    }

    [Fact]
    public async Task A_delivery_is_reported_corrected_and_confirmed()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var reported =
            await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = "480.5", place = "Meru", last = true }, "d");
        var again = await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = "480.5", place = "Meru", last = true }, "d");
        var same = await world.SayAsync(code, "deliveries/corrections", new { by = "trader", ask = 2, quantity = "480.500" });
        var corrected = await world.SayAsync(code, "deliveries/corrections", new { by = "trader", ask = 2, quantity = 480 }, "c");
        var confirmed = await world.AnswerAsync(code, "farmer");

        Assert.Equal("""{"quantity":"480.5","unit":"kg","grade":"A","place":"Meru","last":true}""",
            reported.Body.GetProperty("asks")[0].GetProperty("delivery").GetRawText());
        Assert.Equal(1, again.Body.GetProperty("asks").GetArrayLength());
        Assert.Equal((400, "quantity"), (same.Status, same["field"]));
        Assert.Equal(code.Length + 1, corrected.Body.GetProperty("asks")[0].GetProperty("replyCode").GetString()!.Length);
        Assert.Equal(("500", "480", "True", "19100.00"),
            (confirmed["committed"], confirmed["delivered"], confirmed["deliveryDone"], confirmed["left.amount"]));
        Assert.Equal((409, null),
            await FieldOf(world.SayAsync(code, "deliveries/corrections", new { by = "trader", ask = 2, quantity = 1 })));
        Assert.Equal((400, "quantity"), await FieldOf(world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 9000 })));
        Assert.Equal((400, "quantity"), await FieldOf(world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 0.0001 })));
        Assert.Equal((400, "place"),
            await FieldOf(world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 1, place = new string('x', 31) })));
        Assert.Equal((400, "grade"),
            await FieldOf(world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 1, grade = "Excellent" })));
        Assert.Equal((409, null),
            await FieldOf(world.SayAsync(await world.AgreedAsync(Some.Loan()), "deliveries", new { by = "farmer", quantity = 1 })));
    }

    [Fact]
    public async Task A_reported_payment_waits_for_the_others_yes()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var reported = await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 4000 }, "r");
        await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 4000 }, "r");
        var paid = await world.AnswerAsync(code, "farmer");
        await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 1000 });
        var refused = await world.AnswerAsync(code, "farmer", accept: false);

        Assert.Equal(("20000.00", "4000.00", "trader"),
            (reported["left.amount"], Ask(reported, "payment", "amount").GetProperty("amount").GetString(),
                Ask(reported, "payment", "from").GetString()));
        Assert.Equal(("16000.00", "16000.00"), (paid["left.amount"], refused["left.amount"]));
        Assert.Equal(409, (await world.SayAsync(code, "payments/reports", new { by = "farmer", amount = 5 })).Status);
        Assert.Equal((400, "amount"), await FieldOf(world.SayAsync(code, "payments/reports", new { by = "trader", amount = 0 })));
        Assert.Equal((400, "currency"),
            await FieldOf(world.SayAsync(code, "payments/reports", new { by = "trader", amount = 1, currency = "USD" })));
    }

    [Fact]
    public async Task Too_many_reports_that_nobody_answers_are_refused()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        for (var n = 1; n <= 6; n++)
            Assert.Equal(200, (await world.SayAsync(code, "payments/reports", new { by = "trader", amount = n })).Status);
        var refused = await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 7 });
        Assert.Equal((409, "Too much waits for the other side's answer."), (refused.Status, refused["detail"]));
    }

    [Fact]
    public async Task Too_much_is_paid_when_it_is_meant_and_given_back_by_the_other_side()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal((400, "amount"), await FieldOf(world.DoAsync(code, "payments", new { amount = 20500 })));
        Assert.Equal((400, "amount"), await FieldOf(world.DoAsync(code, "payments", new { amount = 225001, allowOver = true })));
        Assert.Equal(409, (await world.DoAsync(code, "payments", new { amount = 1, from = "farmer" })).Status);
        Assert.Equal((400, "from"), await FieldOf(world.DoAsync(code, "payments", new { amount = 1, from = "coordinator" })));
        var waits = await world.DoAsync(code, "payments", new { amount = 20500, allowOver = true });
        Assert.Equal((202, "20000.00"), (waits.Status, waits["left.amount"]));
        await world.ApprovedAsync(waits);
        var over = await world.GetAsync($"/api/v1/agreements/{code}");
        Assert.Equal(("-500.00", "farmer"), (over["left.amount"], over["balance.owes"]));
        Assert.Equal("- by office and second", over.Body.GetProperty("history").EnumerateArray().Last().GetProperty("by").GetString());
        Assert.Equal((200, "confirmed"), await StatusOf(world.DoAsync(code, "payments", new { amount = 500, from = "farmer" })));
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 500 });
        Assert.Equal("settled", (await world.AnswerAsync(code, "trader"))["status"]);
        Assert.Contains(world.Audit, a => a.About == "KES 500 from the farmer");
    }

    [Fact]
    public async Task An_early_end_is_asked_for_once_and_both_have_to_want_it()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal((200, "confirmed"), await StatusOf(world.SayAsync(code, "cancel", new { by = "trader" }, "e")));
        Assert.Equal((200, "confirmed"), await StatusOf(world.SayAsync(code, "cancel", new { by = "trader" }, "e")));
        Assert.Equal(409, (await world.SayAsync(code, "cancel", new { by = "farmer" })).Status);
        var ended = await world.AnswerAsync(code, "farmer");
        Assert.NotNull(ended["cancelledAt"]);
        Assert.Equal(("2500.00", "farmer"), (ended["balance.amount.amount"], ended["balance.owes"]));
        Assert.Equal(409, (await world.SayAsync(code, "cancel", new { by = "trader" })).Status);
        Assert.Equal((409, "offered"), await StatusOf(world.SayAsync(await world.OfferedAsync(), "cancel", new { by = "trader" })));
    }

    [Fact]
    public async Task What_comes_twice_under_one_key_is_done_once()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        (string, object)[] steps =
        [
            ("deliveries", new { by = "farmer", quantity = 10 }), ("deliveries/corrections", new { by = "trader", ask = 2, quantity = 9 }),
            ("payments", new { amount = 7 }), ("answers", new { by = "farmer", ask = 3, accept = false }),
            ("cancel", new { by = "farmer" }),
            ("payments/reports", new { by = "trader", amount = 8 }),
            ("dispute", new { by = "farmer", about = "grade" }), ("dispute/mediator", new { name = "A", phone = "0711000077" }),
            ("dispute/answer", new { words = "Heard." }), ("dispute/resolution", new { adjustment = 0, words = "Peace." }),
            ("dispute/close", new { by = "farmer" }),
        ];
        foreach (var (what, body) in steps)
        {
            var before = (await world.GetAsync($"/api/v1/agreements/{code}"))["history"];
            var first = await world.SayAsync(code, what, body, "one-key");
            var again = await world.SayAsync(code, what, body, "one-key");
            Assert.Equal((what, 200, 200), (what, first.Status, again.Status));
            Assert.NotEqual(before, first["history"]);
            Assert.Equal(first["history"], again["history"]);
        }
    }

    [Fact]
    public async Task A_changed_line_of_the_history_shows()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var id = AggregateId.Agreement(code);
        var loaded = await world.Get<Engine>().LoadAsync(new Work(Arrival.Request), id, default);
        var agreement = (Agreement)loaded.State!;
        var forged = agreement with { Events = [.. agreement.Events.Select(e => e.Number == 2 ? e with { Amount = 1 } : e)] };
        await world.Tables.UpsertAsync(Keys.Of(id), Stored.Write(id.Kind, loaded with { State = forged }), default);
        Assert.Equal("False", (await world.GetAsync($"/api/v1/agreements/{code}"))["historyIntact"]);
    }

    [Theory]
    [InlineData("answers", """{"by":"farmer","accept":true,"ask":1}""")]
    [InlineData("counter-offers", """{"by":"farmer","ask":1,"price":1}""")]
    [InlineData("cancel", """{"by":"farmer"}""")]
    [InlineData("deliveries", """{"by":"farmer","quantity":1}""")]
    [InlineData("deliveries/corrections", """{"by":"farmer","ask":1,"quantity":1}""")]
    [InlineData("payments/reports", """{"by":"farmer","amount":1}""")]
    [InlineData("dispute/close", """{"by":"farmer"}""")]
    [InlineData("dispute/mediator", """{"name":"A","phone":"0711000077"}""")]
    [InlineData("dispute/answer", """{"words":"A"}""")]
    [InlineData("dispute/resolution", """{"adjustment":1,"words":"A"}""")]
    public async Task An_unknown_code_is_not_found(string what, string body)
    {
        using var world = await Some.WorldAsync();
        Assert.Equal((404, "There is no agreement of that code."),
            ((await world.DoAsync("B2C34", what, body)).Status, (await world.DoAsync("x", what, body))["detail"]));
    }

    private static JsonElement Ask(Reply reply, string content, string field) =>
        reply.Body.GetProperty("asks")[0].GetProperty(content).GetProperty(field);

    private static IEnumerable<string?> Kinds(Reply reply) =>
        reply.Body.GetProperty("history").EnumerateArray().Select(e => e.GetProperty("kind").GetString());

    private static async Task<(int, string?)> StatusOf(Task<Reply> reply) => ((await reply).Status, (await reply).State);

    private static async Task<(int, string?)> FieldOf(Task<Reply> reply) => ((await reply).Status, (await reply)["field"]);
}
