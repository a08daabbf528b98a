using NodaTime;
using Outreach.App;

namespace Outreach.Storage.Tests;

/// <summary>The contract of every kind of queue storage. Each test starts with empty queues.</summary>
public abstract class QueuesContract
{
    private static readonly Duration Second = Duration.FromSeconds(1);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    protected abstract IQueues Queues { get; }

    /// <summary>Lets time pass on the clock that the queues use.</summary>
    protected abstract Task PassAsync(Duration time);

    [Fact]
    public async Task What_is_sent_is_received_once()
    {
        await Queues.SendAsync(Queue.Work, "ধন্যবাদ <&> 😀", Duration.Zero, default);
        var item = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 32, Minute, default));
        Assert.Equal(("ধন্যবাদ <&> 😀", 1), (item.Body, item.DequeueCount));
        Assert.Empty(await Queues.ReceiveAsync(Queue.Work, 32, Minute, default));
        Assert.Empty(await Queues.ReceiveAsync(Queue.InboundSms, 32, Minute, default));
    }

    [Fact]
    public async Task What_is_sent_carries_the_trace_that_is_being_recorded()
    {
        using var span = new System.Diagnostics.Activity("test").Start();
        await Queues.SendAsync(Queue.Work, """{"id":"x"}""", Duration.Zero, default);
        var item = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        Assert.Equal(span.TraceId, TraceCarrier.Read(item.Body).TraceId);
        Assert.True(await Queues.UpdateAsync(Queue.Work, item, """{"id":"y"}""", Duration.Zero, default));
        Assert.Equal(span.TraceId,
            TraceCarrier.Read(Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default)).Body).TraceId);
    }

    [Fact]
    public async Task A_delayed_message_shows_after_its_delay()
    {
        await Queues.SendAsync(Queue.Work, "much later", Minute * 10, default);
        Assert.Empty(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        await Queues.SendAsync(Queue.Work, "later", Second, default);
        await PassAsync(Second);
        Assert.Equal("later", Assert.Single(await Queues.ReceiveAsync(Queue.Work, 32, Minute, default)).Body);
    }

    [Fact]
    public async Task A_delay_of_7_days_is_taken()
    {
        var sent = await Queues.SendAsync(Queue.Work, "far", Duration.FromDays(7), default);
        Assert.Empty(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        Assert.True(await Queues.UpdateAsync(Queue.Work, sent, "near", Duration.Zero, default));
        Assert.Equal("near", Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default)).Body);
    }

    [Fact]
    public async Task A_message_not_deleted_comes_again_and_counts()
    {
        await Queues.SendAsync(Queue.Work, "again", Duration.Zero, default);
        var first = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Second, default));
        await PassAsync(Second);
        var second = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        Assert.Equal((first.Id, 1, 2), (second.Id, first.DequeueCount, second.DequeueCount));
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [Fact]
    public async Task A_deleted_message_is_gone()
    {
        await Queues.SendAsync(Queue.Work, "done", Duration.Zero, default);
        var item = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Second, default));
        await Queues.DeleteAsync(Queue.Work, item, default);
        await Queues.DeleteAsync(Queue.Work, item, default);
        Assert.False(await Queues.UpdateAsync(Queue.Work, item, "late", Duration.Zero, default));
        await PassAsync(Second);
        Assert.Empty(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
    }

    [Fact]
    public async Task A_sender_may_delete_what_it_sent()
    {
        var guard = await Queues.SendAsync(Queue.Work, "guard", Minute, default);
        await Queues.DeleteAsync(Queue.Work, guard, default);
        Assert.False(await Queues.UpdateAsync(Queue.Work, guard, "guard", Duration.Zero, default));
    }

    [Fact]
    public async Task A_stale_receipt_changes_nothing()
    {
        await Queues.SendAsync(Queue.Work, "ours", Duration.Zero, default);
        var stale = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Second, default));
        await PassAsync(Second);
        var good = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        Assert.False(await Queues.UpdateAsync(Queue.Work, stale, "theirs", Duration.Zero, default));
        await Queues.DeleteAsync(Queue.Work, stale, default);
        Assert.True(await Queues.UpdateAsync(Queue.Work, good, "ours still", Duration.Zero, default));
        Assert.Equal("ours still", Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default)).Body);
    }

    [Fact]
    public async Task A_receipt_is_good_until_somebody_receives()
    {
        await Queues.SendAsync(Queue.Work, "slow", Duration.Zero, default);
        var item = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Second, default));
        await PassAsync(Second);
        Assert.True(await Queues.UpdateAsync(Queue.Work, item, "slow", Duration.Zero, default));
    }

    [Fact]
    public async Task An_update_hides_a_message_and_makes_its_receipt_stale()
    {
        await Queues.SendAsync(Queue.Work, "one", Duration.Zero, default);
        var item = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        Assert.True(await Queues.UpdateAsync(Queue.Work, item, "two", Minute * 10, default));
        Assert.False(await Queues.UpdateAsync(Queue.Work, item, "three", Second, default));
        Assert.Empty(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
    }

    [Fact]
    public async Task An_updated_message_shows_after_its_delay()
    {
        await Queues.SendAsync(Queue.Work, "one", Duration.Zero, default);
        var item = Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default));
        Assert.True(await Queues.UpdateAsync(Queue.Work, item, "two", Second, default));
        await PassAsync(Second);
        Assert.Equal("two", Assert.Single(await Queues.ReceiveAsync(Queue.Work, 1, Minute, default)).Body);
    }

    [Fact]
    public async Task No_more_than_asked_for_are_received()
    {
        foreach (var n in Enumerable.Range(1, 5)) await Queues.SendAsync(Queue.DeliveryReports, $"{n}", Duration.Zero, default);
        var some = await Queues.ReceiveAsync(Queue.DeliveryReports, 3, Minute, default);
        var rest = await Queues.ReceiveAsync(Queue.DeliveryReports, 32, Minute, default);
        Assert.Equal((3, 2), (some.Count, rest.Count));
        Assert.Equal(["1", "2", "3", "4", "5"], some.Concat(rest).Select(item => item.Body).Order());
    }

    [Theory]
    [InlineData(Queue.InboundSms)]
    [InlineData(Queue.DeliveryReports)]
    [InlineData(Queue.Work)]
    public async Task Each_queue_has_a_poison_queue_beside_it(Queue queue)
    {
        await Queues.SendPoisonAsync(queue, "bad", default);
        Assert.Empty(await Queues.ReceiveAsync(queue, 1, Minute, default));
        var item = Assert.Single(await Queues.ReceivePoisonAsync(queue, 32, Second, default));
        Assert.Equal(("bad", 1), (item.Body, item.DequeueCount));
        await Queues.DeletePoisonAsync(queue, item, default);
        await Queues.DeletePoisonAsync(queue, item, default);
        await PassAsync(Second);
        Assert.Empty(await Queues.ReceivePoisonAsync(queue, 32, Minute, default));
    }
}
