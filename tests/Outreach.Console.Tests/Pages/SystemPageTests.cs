using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>How the system is, and what failed: for who manages all programmes.</summary>
public sealed class SystemPageTests
{
    [Fact]
    public async Task Health_shows_the_queues_what_is_set_aside_and_the_last_walk()
    {
        using var world = await Some.WorldAsync();
        world.Storage.Lengths.AddRange([new(Queue.Work, false, 1_234, Duration.FromMinutes(5)), new(Queue.Work, true, 2, Duration.Zero)]);
        await FailedAsync(world, "The gateway's answer cannot be read.");
        var visitor = await Visitor.InAsync(world, "admin");
        Assert.Contains("Last nightly walk None yet", (await visitor.GetAsync("/console/health")).Text, StringComparison.Ordinal);
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.PumpAsync();
        var seen = await visitor.GetAsync("/console/health");
        foreach (var part in new[]
        {
            "Storage answers.", "Answers and effects 1,234 5 minutes ago 2", "Failed messages 1", "Ended just now",
        })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        var reply = await world.AsAsync("admin", "/api/v1/health");
        Assert.Equal(("1", 300), (reply["setAside"], reply.Body.GetProperty("queues")[0].GetProperty("oldest").GetInt64()));
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_is_told_in_a_sentence()
    {
        using var world = await Some.WorldAsync();
        world.Storage.Problem = "Storage cannot be reached.";
        var seen = await (await Visitor.InAsync(world, "admin")).GetAsync("/console/health");
        Assert.Contains("Storage cannot be reached.", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_messages_stand_with_their_reason_and_are_sent_again_once()
    {
        using var world = await Some.WorldAsync();
        await FailedAsync(world, "The gateway's answer cannot be read.");
        await FailedAsync(world, "No programme of that id.");
        await FailedAsync(world, "No person of that id.");
        var visitor = await Visitor.InAsync(world, "admin");
        var seen = await visitor.GetAsync("/console/failed");
        Assert.Contains("The gateway's answer cannot be read.", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret body", seen.Html, StringComparison.Ordinal);
        var form = seen.FormTo("/console/failed").Select(f => (f.Key, f.Value)).ToArray();
        Assert.Equal("/console/failed?done=Again", (await visitor.PostAsync("/console/failed", form)).Location);
        Assert.Equal(2, (await world.Get<Poison>().ListAsync("", 10, default)).Count);
        // Pressed twice: the same answer, and nothing is sent twice.
        Assert.Equal("/console/failed?done=Again", (await visitor.PostAsync("/console/failed", form)).Location);
        Assert.Equal(2, (await world.Get<Poison>().ListAsync("", 10, default)).Count);
        Assert.Single(await world.Queues.ReceiveAsync(Queue.Bulk, 32, Duration.FromSeconds(1), default));
        var many = (await visitor.GetAsync("/console/failed")).FormTo("/console/failed").Where(f => f.Key != "id")
            .Select(f => (f.Key, f.Value)).ToArray();
        Assert.Equal(422, (await visitor.PostAsync("/console/failed", [.. many, ("queue", ""), ("reason", "")])).Status);
        Assert.Equal(303, (await visitor.PostAsync("/console/failed", [.. many, ("queue", "bulk"), ("reason", "of that id")])).Status);
        Assert.DoesNotContain(await world.Get<Poison>().ListAsync("", 10, default),
            m => m.Reason.Contains("of that id", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("coordinate")]
    [InlineData("beans-desk")]
    public async Task Nobody_else_sees_them(string holder)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world, holder);
        foreach (var page in new[] { "/console/failed", "/console/health" }) Assert.Equal(403, (await visitor.GetAsync(page)).Status);
        var settings = await visitor.GetAsync("/console/maize/settings");
        Assert.DoesNotContain("/console/health", settings.Html, StringComparison.Ordinal);
    }

    private static async Task FailedAsync(World world, string reason)
    {
        await world.Get<Poison>().PutAsync(Queue.Bulk, $"secret body {reason}", reason, default);
        foreach (var item in await world.Queues.ReceivePoisonAsync(Queue.Bulk, 32, Duration.FromMinutes(1), default))
        {
            await world.Get<Poison>().KeepAsync(Queue.Bulk, item.Body, default);
            await world.Queues.DeletePoisonAsync(Queue.Bulk, item, default);
        }
    }
}
