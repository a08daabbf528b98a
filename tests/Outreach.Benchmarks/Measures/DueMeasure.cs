using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Kernel;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>A hundred thousand wake-ups of one minute, with storage that takes five milliseconds a call.</summary>
internal static class DueMeasure
{
    private const int Rows = 100_000;
    private static readonly TimeSpan call = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        var (tables, queues) = (new MemoryTables(), new MemoryQueues(SystemClock.Instance));
        var minute = SystemClock.Instance.GetCurrentInstant() - Duration.FromMinutes(2);
        for (var n = 0; n < Rows; n++)
        {
            var row = new DueRow(minute + Duration.FromMilliseconds(n * 60_000d / Rows), AggregateId.Account("kenya-maize", $"p-{n:D6}"));
            await tables.UpsertAsync(Keys.Due(row.At, row.Who), Json.Write(row), default);
        }
        var calls = new Calls(call);
        await using var app = InMemory.App(new SlowTables(tables, calls), new SlowQueues(queues, calls), new Sink());
        var begun = Stopwatch.GetTimestamp();
        var woken = 0;
        for (var runs = 0; woken < Rows && runs < 4; runs++)
        {
            var started = Stopwatch.GetTimestamp();
            woken += await app.GetRequiredService<DueTimer>().RunAsync(default);
            // The timer comes once a minute.
            if (woken < Rows && Stopwatch.GetElapsedTime(started) is var took && took < TimeSpan.FromMinutes(1))
                await Task.Delay(TimeSpan.FromMinutes(1) - took);
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        yield return new("due", $"{woken:N0} wake-ups, 5 ms a call", "s", seconds, null, seconds, "≤ 180",
            woken == Rows && seconds <= limit.TotalSeconds, $"one round; {calls.Count / (double)Rows:0.00} calls a wake-up");
    }
}
