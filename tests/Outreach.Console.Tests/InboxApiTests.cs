using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests;

public sealed class InboxApiTests
{
    private const string Goat = "My goat is sick, whom can I ask?";

    [Fact]
    public async Task What_nobody_understood_is_read_answered_once_and_closed()
    {
        using var world = await Some.WorldAsync();
        await TextAsync(world, "1", Goat);
        var listed = await world.GetAsync("/api/v1/inbox?programme=maize");
        var id = listed.Body.GetProperty("messages")[0].GetProperty("id").GetString()!;
        var path = $"/api/v1/inbox/{id}/reply";
        var answered = await world.PostAsync(path, new { text = "Ask Dr Njeri.", name = "Asha" }, "once");
        var repeated = await world.PostAsync(path, new { text = "Ask Dr Njeri.", name = "Asha" }, "once");
        var again = await world.PostAsync(path, new { text = "Or me.", name = "Asha" }, "twice");
        await world.PumpAsync();
        var waiting = await world.GetAsync("/api/v1/inbox?programme=maize");
        var all = await world.GetAsync("/api/v1/inbox?programme=maize&answered=true");

        Assert.Contains(Goat, listed["messages"], StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Farmer, listed["messages"], StringComparison.Ordinal);
        Assert.Equal((200, 200, 409), (answered.Status, repeated.Status, again.Status));
        Assert.Equal(("Asha", "closed"), (answered.Body.GetProperty("turns")[1].GetProperty("by").GetString(), answered["state"]));
        Assert.Equal("[]", waiting["messages"]);
        Assert.Contains("Ask Dr Njeri.", all["messages"], StringComparison.Ordinal);
        Assert.Single(world.Gateway.Sent, s => s.Text == "Ask Dr Njeri. - Asha");
        // The audit row names the holder and the message, but not the text of the reply.
        Assert.DoesNotContain(world.Audit, row => Json.Write(row).Contains("Njeri", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_sent_STOP_is_read_and_not_written_to()
    {
        using var world = await Some.WorldAsync();
        var id = await WaitingAsync(world);
        await TextAsync(world, "2", "STOP");
        var before = world.Gateway.Sent.Count;
        var refused = await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = "Ask Dr Njeri.", name = "Asha" });
        await world.PumpAsync();

        Assert.Equal(409, refused.Status);
        Assert.Equal(before, world.Gateway.Sent.Count);
        Assert.Contains(Goat, (await world.GetAsync("/api/v1/inbox?programme=maize"))["messages"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        using var world = await Some.WorldAsync();
        var id = await WaitingAsync(world);
        Assert.Equal(400, (await world.GetAsync("/api/v1/inbox")).Status);
        Assert.Equal(400, (await world.GetAsync("/api/v1/inbox?programme=nowhere")).Status);
        Assert.Equal(400, (await world.GetAsync("/api/v1/inbox?programme=maize&answered=maybe")).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/inbox/maize.0/reply", new { text = "Yes", name = "Asha" })).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/inbox/none/reply", new { text = "Yes", name = "Asha" })).Status);
        Assert.Equal(400, (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = "", name = "Asha" })).Status);
        Assert.Equal(400, (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = "Yes" })).Status);
        Assert.Equal("text", (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = "Reply 1 if so", name = "Asha" }))["field"]);
        Assert.Equal("text",
            (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = new string('ব', 200), name = "Asha" }))["field"]);
    }

    [Fact]
    public async Task A_text_within_three_days_of_a_mentors_message_goes_on_with_the_conversation()
    {
        using var world = await Some.WorldAsync();
        var path = $"/api/v1/inbox/{await WaitingAsync(world)}";
        await world.PostAsync($"{path}/reply", new { text = "Since when?", name = "Asha", wait = true });
        await world.PumpAsync();
        var (waiting, sent) = (await world.GetAsync(path), world.Gateway.Sent.Count);
        world.Clock.Advance(Duration.FromHours(71));
        await TextAsync(world, "2", "Since the rains of last week");
        var open = await world.GetAsync(path);
        var after = world.Gateway.Sent.Count;
        var closed = await world.PostAsync($"{path}/reply", new { text = "I come tomorrow.", name = "Asha" });
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromHours(73));
        await TextAsync(world, "3", "The maize has a black spot now");
        var all = (await world.GetAsync("/api/v1/inbox?programme=maize&answered=true")).Body.GetProperty("messages");

        Assert.Equal(("waiting", "open", "closed"), (waiting["state"], open["state"], closed["state"]));
        Assert.NotNull(open["waitingSince"]);
        Assert.Null(waiting.Body.TryGetProperty("waitingSince", out var since) ? since.GetString() : null);
        // The mentor answers, and nothing automatic comes between.
        Assert.Equal(sent, after);
        Assert.Equal(2, all.GetArrayLength());
        Assert.Equal(["The maize has a black spot now", Goat], all.EnumerateArray().Select(m => m.GetProperty("text").GetString()));
        Assert.Equal(4, all[1].GetProperty("turns").GetArrayLength());
    }

    [Fact]
    public async Task Of_two_at_once_the_second_hears_what_the_first_did_and_nothing_goes_out_twice()
    {
        using var world = await Some.WorldAsync();
        var path = $"/api/v1/inbox/{await WaitingAsync(world)}";
        await world.PostAsync($"{path}/reply", new { text = "Since when?", name = "Asha", wait = true, seen = 1 });
        var reply = await world.PostAsync($"{path}/reply", new { text = "Ask Dr Njeri.", name = "Asha", seen = 1 });
        var close = await world.PostAsync($"{path}/close", new { reason = "called", seen = 1 });
        var pass = await world.PostAsync($"{path}/pass", new { seen = 1, to = "Asha" });
        await world.PostAsync($"{path}/close", new { reason = "called", seen = 2 }, "close");
        var late = await world.PostAsync($"{path}/reply", new { text = "Ask Dr Njeri.", name = "Asha", seen = 3 });
        await world.PumpAsync();

        Assert.Equal((409, 409, 400), (reply.Status, close.Status, pass.Status));
        Assert.Equal(("waiting", "waiting", "closed"), (reply["state"], close["state"], late["state"]));
        Assert.Contains("Asha wrote: Since when?", reply["detail"], StringComparison.Ordinal);
        Assert.Contains("closed it: called", late["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("Njeri", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_is_taken_by_one_and_passed_on_to_a_colleague_by_name()
    {
        using var world = await Some.WorldAsync();
        var path = $"/api/v1/inbox/{await WaitingAsync(world)}";
        var taken = await world.PostAsync($"{path}/take");
        var mentor = taken["mentor"]!;
        var second = await world.AsAsync("second", $"{path}/take", "");
        var none = await world.PostAsync($"{path}/pass", new { to = "Nobody Known" });
        var passed = await world.PostAsync($"{path}/pass", new { });
        var again = await world.AsAsync("second", $"{path}/take", "");

        Assert.Equal((200, 409, 400, 200, 200), (taken.Status, second.Status, none.Status, passed.Status, again.Status));
        Assert.Contains($"{mentor} has it.", second["detail"], StringComparison.Ordinal);
        Assert.Contains(mentor, none["detail"], StringComparison.Ordinal);
        Assert.NotEqual(mentor, again["mentor"]);
        Assert.Equal("[]", (await world.GetAsync("/api/v1/inbox?programme=maize&mentor=" + Uri.EscapeDataString(mentor)))["messages"]);
    }

    [Theory]
    [InlineData("office")]
    [InlineData("beans-desk")]
    public async Task One_is_passed_to_a_coordinator_who_has_no_key(string by)
    {
        using var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people", Some.Person("+254711000007", "Njeri Mwangi", "coordinator")));
        var path = $"/api/v1/inbox/{await WaitingAsync(world)}";
        var passed = await world.AsAsync(by, $"{path}/pass", new { to = "njeri mwangi" });
        Assert.Equal(by == "office" ? (200, "Njeri Mwangi") : (404, null), (passed.Status, passed["mentor"]));
    }

    /// <summary>The id of a waiting inbox message.</summary>
    internal static async Task<string> WaitingAsync(World world)
    {
        await TextAsync(world, "1", Goat);
        return (await world.GetAsync("/api/v1/inbox?programme=maize")).Body.GetProperty("messages")[0].GetProperty("id").GetString()!;
    }

    private static async Task TextAsync(World world, string id, string text)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", id, Some.Farmer, "40404", text), default);
        await world.PumpAsync();
    }
}
