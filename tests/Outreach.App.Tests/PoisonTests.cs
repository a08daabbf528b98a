using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>
/// A message that always fails moves to the poison queue after five deliveries, with its reason. An operator can list and resend it.
/// </summary>
public sealed class PoisonTests
{
    private const string Body = "{\"gateway\":\"sink\",\"id\":null}";

    [Theory]
    [InlineData(Queue.InboundSms)]
    [InlineData(Queue.DeliveryReports)]
    [InlineData(Queue.Work)]
    public async Task It_is_set_aside_at_the_fifth_failure_and_not_before(Queue queue)
    {
        var (app, _, queues, _) = Some.App();
        var worker = app.GetRequiredService<QueueWorker>();
        for (var delivery = 1; delivery < 5; delivery++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => worker.ProcessAsync(queue, "not json", delivery, default));
            Assert.Empty(queues.Bodies(queue, poison: true));
        }
        await worker.ProcessAsync(queue, "not json", 5, default);
        Assert.Contains("it is not JSON of that shape", Assert.Single(queues.Bodies(queue, poison: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_listed_with_its_reason_and_sent_again()
    {
        var (app, _, queues, _) = Some.App();
        var poison = app.GetRequiredService<Poison>();
        await poison.PutAsync(Queue.InboundSms, Body, "It broke.", default);
        await KeepAllAsync(poison, queues);
        var kept = Assert.Single(await poison.ListAsync("", 10, default));
        Assert.Equal((Queue.InboundSms, Body, "It broke."), (kept.Queue, kept.Body, kept.Reason));

        Assert.True(await poison.SendAgainAsync(kept.Id, default));
        // What the message did before may be half done, so that it counts as sent again.
        Assert.Equal("{\"gateway\":\"sink\",\"id\":null,\"sentAgain\":1}", Assert.Single(queues.Bodies(Queue.InboundSms)));
        Assert.Empty(await poison.ListAsync("", 10, default));
        Assert.False(await poison.SendAgainAsync(kept.Id, default));
    }

    /// <summary>The Functions host moves the message itself when the process dies each time; no reason exists then.</summary>
    [Fact]
    public async Task What_the_host_moved_is_kept_too()
    {
        var (app, _, _, _) = Some.App();
        var poison = app.GetRequiredService<Poison>();
        await poison.KeepAsync(Queue.Work, Body, default);
        Assert.Equal(Body, Assert.Single(await poison.ListAsync("", 10, default)).Body);
    }

    private static async Task KeepAllAsync(Poison poison, MemoryQueues queues)
    {
        foreach (var item in await queues.ReceivePoisonAsync(Queue.InboundSms, 10, Duration.FromSeconds(30), default))
            await poison.KeepAsync(Queue.InboundSms, item.Body, default);
    }
}
