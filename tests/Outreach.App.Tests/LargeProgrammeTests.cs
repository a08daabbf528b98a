using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>A programme of many people: an estimate is a job, and a look at the progress costs five calls at most.</summary>
public sealed class LargeProgrammeTests
{
    private static readonly Dictionary<string, string> texts = new() { ["en"] = "Weed twice." };
    private readonly ManualClock clock = new(Instant.FromUtc(2026, 3, 2, 9, 0));
    private readonly MemoryTables inner = new();
    private readonly MemoryQueues queues;
    private readonly CountedTables tables;
    private readonly ServiceProvider app;

    public LargeProgrammeTests()
    {
        queues = new MemoryQueues(clock);
        tables = new CountedTables(inner);
        app = Some.App(tables, queues, clock);
    }

    [Fact]
    public async Task Above_twenty_thousand_people_an_estimate_is_a_job()
    {
        var broadcasts = app.GetRequiredService<Broadcasts>();
        await FillAsync(20_000 + 300);
        var audience = new Audience("maize", "role = farmer");
        Assert.Null(await broadcasts.EstimateAsync(audience, texts, default));
        await broadcasts.CreateAsync("b1", new CreateBroadcast(audience, texts, "test"), default);
        Assert.Null(await broadcasts.EstimateAsync((await broadcasts.FindAsync("b1", default))!, default));
        tables.Reset();
        await DrainAsync();
        var estimate = (await broadcasts.EstimateAsync((await broadcasts.FindAsync("b1", default))!, default))!;
        // Every tenth takes no tips, and every hundredth is a trader.
        Assert.Equal((18_067, 2_030), (estimate.People, estimate.LeftOut[LeftOut.NoTips]));
        Assert.Equal(18_067, estimate.Segments);
        Assert.InRange(tables.Calls, 21, 40);
    }

    [Fact]
    public async Task A_look_at_the_progress_costs_five_calls_at_most()
    {
        var broadcasts = app.GetRequiredService<Broadcasts>();
        await FillAsync(6_000);
        await broadcasts.CreateAsync("b1", new CreateBroadcast(new Audience("maize"), texts, "test"), default);
        await broadcasts.ExecuteAsync("b1", new LaunchBroadcast(4), default);
        for (var steps = 0; steps < 9; steps++)
        {
            tables.Reset();
            var progress = (await broadcasts.ProgressAsync("b1", default))!;
            Assert.InRange(tables.Calls, 1, 5);
            Assert.InRange(progress.Counts.Accepted + progress.Counts.Suppressed, 0, 6_000);
            await StepAsync();
        }
        await DrainAsync();
        Assert.Equal(new Counts(6_000, 5_400, 600), (await broadcasts.ProgressAsync("b1", default))!.Counts);
    }

    private async Task FillAsync(int people)
    {
        foreach (var some in Enumerable.Range(0, people).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow("maize", $"v-{n:D6}", $"Farmer {n}", $"+25471{n:D7}",
                n % 100 == 1 ? Role.Trader : Role.Farmer, Language.English, "Valley", ["Maize"], n % 10 != 0));
            await inner.UpsertManyAsync(
                [.. rows.Select(r => (Keys.Person("maize", r.PersonId), Json.Write(new ListedPerson(1, r))))], default);
        }
    }

    private async Task DrainAsync()
    {
        while (await StepAsync()) { }
    }

    /// <summary>Handles one message of each queue.</summary>
    private async Task<bool> StepAsync()
    {
        var handled = false;
        foreach (var queue in Enum.GetValues<Queue>())
        {
            foreach (var item in await queues.ReceiveAsync(queue, 1, Duration.FromSeconds(30), default))
            {
                await app.GetRequiredService<QueueWorker>().ProcessAsync(queue, item.Body, item.DequeueCount, default);
                await queues.DeleteAsync(queue, item, default);
                handled = true;
            }
        }
        return handled;
    }
}
