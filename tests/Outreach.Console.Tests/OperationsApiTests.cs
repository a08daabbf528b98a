using Outreach.App;
using Outreach.Console.Tests.Pages;
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
    public async Task A_task_is_taken_by_one_given_to_another_and_back_to_everybody()
    {
        using var world = await Some.WorldAsync();
        var id = await world.TaskAsync();
        var path = $"/api/v1/tasks/maize/{Uri.EscapeDataString(id)}";
        async Task<int> OfAsync(string holder) =>
            (await world.GetAsync($"/api/v1/tasks?programme=maize&holder={holder}")).Body.GetProperty("tasks").GetArrayLength();
        Assert.Equal(("office", 1, 0),
            ((await world.PostAsync(path + "/take"))["holder"], await OfAsync("Office"), await OfAsync("second")));
        var late = await world.AsAsync("second", path + "/take", "");
        Assert.Equal((409, "office has it.", "taken"), (late.Status, late["detail"], late["state"]));
        // Taken again it changes nothing, and nothing is written down.
        var before = world.Audit.Count;
        Assert.Equal((200, before), ((await world.PostAsync(path + "/take")).Status, world.Audit.Count));

        var given = await world.AsAsync("second", path + "/pass", new { to = "Second" });
        Assert.Equal(("second", 0, 1), (given["holder"], await OfAsync("office"), await OfAsync("second")));
        Assert.Contains(world.Audit, a => a is { Who: "second", What: "task.pass", About: "learner gone quiet, for second" });
        var wrong = await world.PostAsync(path + "/pass", new { to = "read" });
        Assert.Equal((400, "to"), (wrong.Status, wrong["field"]));
        Assert.Contains("office", wrong["detail"], StringComparison.Ordinal);
        Assert.Null((await world.PostAsync(path + "/pass", new { }))["holder"]);
        Assert.Equal(0, await OfAsync("second"));

        // What raises it again leaves it with who has it.
        await world.AsAsync("second", path + "/take", "");
        Assert.Null(await world.Tables.InsertAsync(Keys.Task("maize", id), "{}", default));
        Assert.Equal(1, await OfAsync("second"));
        Assert.Equal(200, (await world.PostAsync(path + "/done")).Status);
        Assert.Equal((404, 404, 404), ((await world.PostAsync(path + "/take")).Status,
            (await world.PostAsync(path + "/pass", new { })).Status, (await world.PostAsync(path + "/done")).Status));
    }

    /// <summary>Of two who take it at once, one has it and the other is told who.</summary>
    [Fact]
    public async Task Of_two_who_take_a_task_at_once_one_has_it()
    {
        using var world = await Some.WorldAsync();
        var id = await world.TaskAsync();
        var tasks = world.Get<Tasks>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(n => Task.Run(() => tasks.TakeAsync("maize", id, $"owner{n}", default))));
        Assert.Single(taken.Select(t => t!.Value.Now.Holder).Distinct());
        Assert.Single(taken, t => t!.Value.Before.Holder is null);
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
