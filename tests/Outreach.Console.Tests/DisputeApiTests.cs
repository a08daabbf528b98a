using System.Text.Json;
using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>A dispute from its opening to a resolution that both sides accept.</summary>
public sealed class DisputeApiTests
{
    [Fact]
    public async Task A_dispute_is_shown_with_its_clock_and_is_not_opened_twice()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");

        Assert.Equal(("confirmed", "weight", "The scale.", shown["farmer.personId"]),
            (shown["status"], shown["dispute.about"], shown["dispute.note"], shown["dispute.by"]));
        Assert.Equal("22500.00", shown["dispute.held.amount"]);
        Assert.Equal(("2026-03-04T12:00:00Z", "2026-03-16T12:00:00Z", "0"),
            (shown["dispute.answerBy"], shown["dispute.closeBy"], shown["dispute.escalations"]));
        var twice = await world.DoAsync(code, "dispute", new { by = "trader", about = "grade" });
        Assert.Equal((409, "confirmed"), (twice.Status, twice.State));
        Assert.Equal(409, (await world.SayAsync(code, "cancel", new { by = "trader" })).Status);
    }

    [Fact]
    public async Task The_list_has_those_in_dispute_until_their_end()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        await world.ConfirmedAsync();
        var row = Assert.Single((await world.GetAsync("/api/v1/disputes?programme=maize")).Body.GetProperty("disputes").EnumerateArray());
        Assert.Equal((code, "weight"), (row.GetProperty("code").GetString(), row.GetProperty("dispute").GetProperty("about").GetString()));
        world.Clock.Advance(Duration.FromDays(15));
        await world.Get<DueTimer>().RunAsync(default);
        await world.PumpAsync();
        row = Assert.Single((await world.GetAsync("/api/v1/disputes?programme=maize")).Body.GetProperty("disputes").EnumerateArray());
        Assert.Equal(JsonValueKind.String, row.GetProperty("dispute").GetProperty("unresolvedAt").ValueKind);
        await world.SayAsync(code, "dispute/close", new { by = "farmer" });
        Assert.Empty((await world.GetAsync("/api/v1/disputes?programme=maize")).Body.GetProperty("disputes").EnumerateArray());
    }

    [Fact]
    public async Task Only_whoever_opened_it_takes_it_back()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        Assert.Equal(409, (await world.SayAsync(code, "dispute/close", new { by = "trader" })).Status);
        var closed = await world.SayAsync(code, "dispute/close", new { by = "farmer" }, "c");
        var again = await world.SayAsync(code, "dispute/close", new { by = "farmer" }, "c");
        Assert.Equal((200, "confirmed", null), (closed.Status, closed["status"], closed["dispute"]));
        Assert.Equal(200, again.Status);
        Assert.Equal((409, "The agreement is not in dispute."),
            await ErrorOf(world.SayAsync(code, "dispute/close", new { by = "farmer" })));
    }

    [Fact]
    public async Task A_mediator_is_named_asked_and_gets_both_phones_after_the_yes()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        var before = world.Gateway.Sent.Count;
        var named = await world.SayAsync(code, "dispute/mediator", new { name = " Mama Asha ", phone = "0711 000077" }, "m");
        await world.SayAsync(code, "dispute/mediator", new { name = "Mama Asha", phone = "0711 000077" }, "m");
        await world.PumpAsync();

        Assert.Equal(("Mama Asha", "+254711000077"), (named["dispute.mediator.name"], named["dispute.mediator.phone"]));
        var sms = Assert.Single(world.Gateway.Sent.Skip(before));
        Assert.Equal("+254711000077", sms.To);
        Assert.DoesNotContain("2547", sms.Text, StringComparison.Ordinal);
        Assert.Null(named["dispute.mediatorAgreedAt"]);
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "yes", "+254711000077", "22384", $"1 {code}"), default);
        await world.PumpAsync();
        Assert.Equal(3, world.Gateway.Sent.Skip(before + 1).Count());
        Assert.Contains(Some.Farmer, world.Gateway.Sent.Last(s => s.To == "+254711000077").Text, StringComparison.Ordinal);
        Assert.NotNull((await world.GetAsync($"/api/v1/agreements/{code}"))["dispute.mediatorAgreedAt"]);
        var ended = await world.SayAsync(code, "dispute/mediator/end", new { }, "e");
        Assert.Equal((200, null), (ended.Status, ended["dispute.mediator.name"]));
        // A name of somebody who is no subject of the row would outlive them there.
        Assert.Equal("asked for, a mediator named", world.Audit.First(a => a.What == "dispute.mediator").About);
        Assert.Equal("phone", (await world.SayAsync(code, "dispute/mediator", new { name = "A", phone = "12" }))["field"]);
        Assert.Equal("name", (await world.SayAsync(code, "dispute/mediator", new { name = "", phone = "0711000077" }))["field"]);
    }

    [Fact]
    public async Task A_resolution_binds_when_both_have_said_yes()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        var heard = await world.DoAsync(code, "dispute/answer", new { words = "Both were heard." });
        var proposed = await world.DoAsync(code, "dispute/resolution", new { adjustment = "-1500.50", words = "20 kg were wet." }, "p");
        await world.DoAsync(code, "dispute/resolution", new { adjustment = "-1500.50", words = "20 kg were wet." }, "p");
        var one = await world.AnswerAsync(code, "farmer");
        var both = await world.AnswerAsync(code, "trader");

        Assert.NotNull(heard["dispute.answeredAt"]);
        Assert.Equal(("-1500.50", "20 kg were wet.", "[]"),
            (proposed["dispute.proposal.adjustment.amount"], proposed["dispute.proposal.words"], proposed["dispute.accepted"]));
        Assert.Equal(2, proposed.Body.GetProperty("asks").GetArrayLength());
        Assert.Equal(("confirmed", """["farmer"]"""), (one["status"], one["dispute.accepted"]));
        Assert.Equal(("confirmed", null, "18499.50"), (both["status"], both["dispute"], both["left.amount"]));
        Assert.Contains(both.Body.GetProperty("history").EnumerateArray(),
            e => e.GetProperty("kind").GetString() == "adjusted"
                && e.GetProperty("amount").GetProperty("amount").GetString() == "-1500.50");
    }

    /// <summary>What each will owe has the amount in it that was held back.</summary>
    [Fact]
    public async Task A_proposal_is_tried_first_and_shows_both_balances()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 100 });
        await world.PumpAsync();
        await world.AnswerAsync(code, "trader");
        await world.DoAsync(code, "dispute", new { by = "trader", about = "grade", amount = 500 });
        await world.PumpAsync();
        var tried = await world.DoAsync(code, "dispute/resolution", new { adjustment = -200, words = "A part.", dryRun = true });
        Assert.Equal(("1500.00", "1800.00", "trader"),
            (tried["dispute.owed.amount.amount"], tried["dispute.after.amount.amount"], tried["dispute.after.owes"]));
        Assert.Null((await world.GetAsync($"/api/v1/agreements/{code}"))["dispute.proposal"]);
        Assert.DoesNotContain(world.Audit, a => a.What == "dispute.resolution");

        var asked = await world.DoAsync(code, "dispute/resolution", new { adjustment = -200, words = "A part." });
        Assert.Equal("1800.00", asked["dispute.after.amount.amount"]);
        Assert.All(asked.Body.GetProperty("asks").EnumerateArray(), ask =>
            Assert.Equal("1800.00", ask.GetProperty("after").GetProperty("amount").GetProperty("amount").GetString()));
        await world.AnswerAsync(code, "farmer");
        await world.AnswerAsync(code, "trader");
        Assert.Equal("1800.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["balance.amount.amount"]);
    }

    [Theory]
    [InlineData("answer", """{"words":" "}""", "words")]
    [InlineData("resolution", """{"adjustment":1,"words":"Reply 1 now"}""", "words")]
    [InlineData("resolution", """{"adjustment":"0.001","words":"A"}""", "adjustment")]
    [InlineData("resolution", """{"adjustment":"20000000000","words":"A"}""", "adjustment")]
    [InlineData("resolution", """{"adjustment":"x","words":"A"}""", "adjustment")]
    [InlineData("resolution", """{"adjustment":1,"words":"A","currency":"UGX"}""", "currency")]
    [InlineData("resolution", """{"adjustment":1,"words":"1234567890123456789012345678901234567890123456789012345678901"}""", "words")]
    public async Task A_fault_is_named_by_its_field(string what, string body, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.DoAsync(await world.DisputedAsync(), $"dispute/{what}", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Theory]
    [InlineData("mediator", """{"name":"A","phone":"0711000077"}""")]
    [InlineData("answer", """{"words":"A"}""")]
    [InlineData("resolution", """{"adjustment":1,"words":"A"}""")]
    public async Task Nothing_is_mediated_without_a_dispute(string what, string body)
    {
        using var world = await Some.WorldAsync();
        Assert.Equal((409, "The agreement is not in dispute."),
            await ErrorOf(world.DoAsync(await world.ConfirmedAsync(), $"dispute/{what}", body)));
    }

    private static async Task<(int, string?)> ErrorOf(Task<Reply> reply) => ((await reply).Status, (await reply)["detail"]);
}
