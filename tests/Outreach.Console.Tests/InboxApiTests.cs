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
        Assert.Equal("Asha", answered["reply.name"]);
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
