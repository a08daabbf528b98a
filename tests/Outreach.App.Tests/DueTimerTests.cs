using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>Wake-ups: queued in time whatever their number, and not lost by a clock that is behind.</summary>
public sealed class DueTimerTests
{
    private readonly ManualClock clock = new();
    private readonly MemoryTables inner = new();
    private readonly MemoryQueues queues;

    public DueTimerTests() => queues = new MemoryQueues(clock);

    /// <summary>Within 50 s at 5 ms a call: 32 sends at once, a thousand rows read at once, a hundred deleted at once.</summary>
    [Fact]
    public async Task Many_at_once_cost_a_send_each_and_little_more()
    {
        const int many = 5_000;
        var at = clock.GetCurrentInstant();
        for (var n = 0; n < many; n++)
        {
            var who = AggregateId.Account("maize", $"p{n}");
            await inner.UpsertAsync(Keys.Due(at, who), Json.Write(new DueRow(at, who)), default);
        }
        var tables = new CountedTables(inner);
        var app = Some.App(tables, queues, clock);
        Assert.Equal(many, await app.GetRequiredService<DueTimer>().RunAsync(default));
        Assert.Empty(inner.All(Table.Due));
        Assert.Equal(many, queues.Bodies(Queue.Bulk).Count);
        // One more each minute: the last minute's refusals of the API.
        Assert.True(tables.Calls <= many / 1000 + 1 + many / 100 + 1, $"{tables.Calls} calls");
    }

    /// <summary>The timer fires at :00, the worker's clock says 59.7: the message's time has come all the same.</summary>
    [Fact]
    public async Task A_wake_up_counts_for_a_worker_whose_clock_is_behind()
    {
        var app = Some.App(inner, queues, clock);
        var engine = app.GetRequiredService<Engine>();
        var until = clock.GetCurrentInstant() + Duration.FromMinutes(1);
        var order = SmsOrder.To("+254711000002", Purpose.Reply, new Core.Texts.HelpSms("*1#"), "", clock.GetCurrentInstant());
        var hold = new Held(order, new Verdict.Hold(until));
        await engine.ExecuteAsync(new Work(Arrival.Queued), AggregateId.Message("m1"), hold, "m1", default);
        clock.AdvanceTo(until);
        await app.GetRequiredService<DueTimer>().RunAsync(default);

        var behind = new ManualClock(until - Duration.FromMilliseconds(300));
        var worker = Some.App(inner, queues, behind).GetRequiredService<QueueWorker>();
        await worker.ProcessAsync(Queue.Work, Assert.Single(queues.Bodies(Queue.Work)), 1, default);
        Assert.Equal(DeliveryState.Accepted, Stored.State<Message>(Assert.Single(inner.All(Table.Messages))).State);
    }

    /// <summary>The table of providers' ids has an end: ten days, whole days at a time.</summary>
    [Fact]
    public async Task Providers_ids_of_days_long_past_are_dropped()
    {
        var at = Instant.FromUtc(2026, 3, 20, 5, 17);
        foreach (var days in new[] { 0, 9, 10, 11, 40 })
            await inner.UpsertAsync(Keys.ProviderId(at - Duration.FromDays(days), "own", $"id{days}"), "m", default);
        clock.AdvanceTo(at);
        await Some.App(inner, queues, clock).GetRequiredService<DueTimer>().RunAsync(default);
        Assert.Equal(["own.id9", "own.id0"], inner.All(Table.ProviderIds).Select(r => r.Key.Row));
    }
}
