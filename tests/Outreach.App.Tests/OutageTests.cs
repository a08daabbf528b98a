using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>An outage of storage poisons nothing: work waits, ever longer, and comes back by itself.</summary>
public sealed class OutageTests
{
    private readonly ManualClock clock = new();
    private readonly MemoryTables inner = new();
    private readonly MemoryQueues queues;
    private readonly Outage tables;
    private readonly ServiceProvider app;

    public OutageTests()
    {
        queues = new MemoryQueues(clock);
        tables = new Outage(inner);
        app = Some.App(tables, queues, clock);
    }

    [Theory]
    [InlineData(1), InlineData(60), InlineData(24 * 60)]
    public async Task Everything_waits_and_is_handled_once_when_the_tables_return(int minutes)
    {
        await app.GetRequiredService<IInbound>().SmsAsync(new InboundSms("sink", "i1", "+254711000002", "40404", "HELP"), default);
        await app.GetRequiredService<IInbound>()
            .ReportAsync(new DeliveryReport("sink", "m1", null, DeliveryState.Delivered, null), default);
        await queues.SendAsync(Queue.Work, Json.Write(WorkItem.Wake(AggregateId.Agreement("G8BPP"))), Duration.Zero, default);
        tables.Away = true;
        var back = clock.GetCurrentInstant() + Duration.FromMinutes(minutes);
        var tries = await RunUntilAsync(back);
        Assert.True(tries < 3 * (10 + minutes / 8), $"{tries} tries in {minutes} minutes");
        tables.Away = false;
        await RunUntilAsync(back + Duration.FromMinutes(11));

        Assert.All(Enum.GetValues<Queue>(), queue => Assert.Empty(queues.Bodies(queue)));
        Assert.All(Enum.GetValues<Queue>(), queue => Assert.Empty(queues.Bodies(queue, poison: true)));
        var messages = inner.All(Table.Messages).Select(Stored.State<Message>).ToList();
        Assert.Single(messages, m => m is { Order.Purpose: Purpose.Reply, State: DeliveryState.Accepted });
        Assert.Single(messages, m => m is { Id: "m1", State: DeliveryState.Delivered });
    }

    /// <summary>A fault of ours is set aside at its fifth failure, before an outage or after.</summary>
    [Fact]
    public async Task A_fault_of_ours_is_still_set_aside()
    {
        await queues.SendAsync(Queue.InboundSms, "{\"gateway\":\"sink\",\"sentAgain\":7}", Duration.Zero, default);
        await RunUntilAsync(clock.GetCurrentInstant() + Duration.FromMinutes(10));
        Assert.Single(queues.Bodies(Queue.InboundSms, poison: true));
    }

    /// <summary>A person may write our own mark; it stays text.</summary>
    [Fact]
    public void The_mark_of_what_was_sent_again_cannot_be_texted()
    {
        var sms = Json.Write(new InboundSms("sink", "i1", "+254711000002", "40404", "x\",\"sentAgain\":9,\"y"));
        Assert.Equal(0, QueueBody.TimesSentAgain(sms));
        var again = QueueBody.SentAgain(QueueBody.SentAgain(sms));
        Assert.Equal(2, QueueBody.TimesSentAgain(again));
        Assert.Equal(Json.Read<InboundSms>(sms), QueueBody.Sms(again));
    }

    private async Task<int> RunUntilAsync(Instant end)
    {
        var tries = 0;
        while (Enum.GetValues<Queue>().Select(q => (At: queues.NextVisible(q), Queue: q)).Where(n => n.At <= end).Order()
            .FirstOrDefault() is { At: { } at } next)
        {
            clock.AdvanceTo(at);
            foreach (var item in await queues.ReceiveAsync(next.Queue, 32, Duration.FromSeconds(30), default))
            {
                tries++;
                if (await Record.ExceptionAsync(() =>
                    app.GetRequiredService<QueueWorker>().ProcessAsync(next.Queue, item.Body, item.DequeueCount, default)) is null)
                    await queues.DeleteAsync(next.Queue, item, default);
            }
        }
        clock.AdvanceTo(end);
        return tries;
    }

    private sealed class Outage(MemoryTables inner) : TablesAround(inner)
    {
        public bool Away { get; set; }

        protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call) =>
            Away ? throw new StorageUnavailableException("Away.", new IOException()) : call();
    }
}
