using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Console.Tests;

public sealed class OperationsApiTests
{
    [Fact]
    public async Task A_message_shows_its_state_price_and_failure()
    {
        using var world = await Some.WorldAsync();
        await world.OfferedAsync();
        var id = world.Gateway.Sent[0].MessageId;
        var sent = await world.GetAsync($"/api/v1/messages/{id}");
        await world.Get<IInbound>()
            .ReportAsync(new DeliveryReport("open", id, null, DeliveryState.Undelivered, SendFailure.UnknownSubscriber), default);
        await world.PumpAsync();
        var failed = await world.GetAsync($"/api/v1/messages/{id}");

        Assert.Equal((200, "accepted", "offer", "KES"), (sent.Status, sent["state"], sent["purpose"], sent["price.currency"]));
        Assert.NotEqual("0", sent["segments"]);
        Assert.Equal(("undelivered", "unknownSubscriber"), (failed["state"], failed["failure"]));
        Assert.Equal("No subscriber has this number any more.", failed["reason"]);
        Assert.Equal(404, (await world.GetAsync("/api/v1/messages/unknown")).Status);
    }

    [Fact]
    public async Task Tasks_are_listed_with_ids_to_go_on_after()
    {
        using var world = new World();
        foreach (var id in new[] { "a", "b" })
            await world.Tables.UpsertAsync(Keys.Task("", id),
                Json.Write(new RaiseTask("", "interest", "+254711000007", world.Clock.GetCurrentInstant())), default);
        var first = await world.GetAsync("/api/v1/tasks?take=1");
        var second = await world.GetAsync($"/api/v1/tasks?programme=none&take=1&after={first["next"]}");

        Assert.Equal("""[{"id":"a","kind":"interest","subject":"+254711000007","at":"2026-03-02T12:00:00Z"}]""", first["tasks"]);
        Assert.Equal("b", second.Body.GetProperty("tasks")[0].GetProperty("id").GetString());
        Assert.Equal(400, (await world.GetAsync("/api/v1/tasks?take=-1")).Status);
    }

    [Fact]
    public async Task Poison_is_listed_without_bodies_and_sent_again_once()
    {
        using var world = new World();
        var id = await world.PoisonedAsync();
        var listed = await world.GetAsync("/api/v1/poison");
        var resent = await world.PostAsync($"/api/v1/poison/{id}/resend");

        Assert.Contains("\"queue\":\"work\"", listed["messages"], StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", listed["messages"], StringComparison.Ordinal);
        Assert.Equal((200, id), (resent.Status, resent["id"]));
        Assert.Equal(["nonsense of a body"], world.Queues.Bodies(Queue.Work));
        Assert.Equal(404, (await world.PostAsync($"/api/v1/poison/{id}/resend")).Status);
    }

    [Fact]
    public async Task Many_are_sent_again_by_queue_and_reason()
    {
        using var world = new World();
        var poison = world.Get<Poison>();
        foreach (var queue in new[] { Queue.Work, Queue.Bulk, Queue.InboundSms }) await poison.KeepAsync(queue, $"of {queue}", default);
        var wrong = await world.PostAsync("/api/v1/poison/resend", new { });
        var none = await world.PostAsync("/api/v1/poison/resend", new { queue = "bulk", reason = "no such words" });
        var one = await world.PostAsync("/api/v1/poison/resend", new { queue = "bulk", reason = "HOST GAVE UP" });
        var rest = await world.PostAsync("/api/v1/poison/resend", new { reason = "gave up" });
        Assert.Equal((400, "0", "1", "2"), (wrong.Status, none["messages"], one["messages"], rest["messages"]));
        Assert.Equal(["of Bulk"], world.Queues.Bodies(Queue.Bulk));
        Assert.Empty(await poison.ListAsync("", 10, default));
    }
}
