using NodaTime;

namespace Outreach.App;

/// <summary>
/// Queues every wake-up that has fallen due, once a minute. What a run leaves, or a missed minute, waits in its bucket for the next run.
/// </summary>
public sealed class DueTimer(
    ITables tables, IQueues queues, IClock clock, Requests requests, SendingLimits limits, StrayReports strays, Sweeps sweeps,
    ApiRefusals refusals, TipDays tipDays)
{
    private const int PageSize = 1000;

    /// <summary>Sends under way at once: at 5 ms each, more than a storage queue takes in a second.</summary>
    private const int AtOnce = 32;

    /// <summary>A run ends before the next begins, so that the host never cuts it off.</summary>
    private static readonly Duration runsFor = Duration.FromSeconds(50);

    /// <summary>The last time up to this one at which a nightly walk begins.</summary>
    public static Instant LastNight(Instant until)
    {
        var night = until.InUtc().Date.At(new LocalTime(3, 17)).InUtc().ToInstant();
        return night <= until ? night : night - Duration.FromDays(1);
    }

    /// <returns>The number of wake-ups queued.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var woken = 0;
        while (clock.GetCurrentInstant() < now + runsFor)
        {
            var rows = await tables.ThroughAsync(Table.Due, Keys.DueBucket(now), PageSize, ct);
            var due = rows.Select(r => (r.Key, Row: Json.Read<DueRow>(r.Data))).Where(r => r.Row.At <= now).ToList();
            if (due.Count == 0) break;
            // A crash between the two wakes an aggregate twice, which is harmless: each aggregate checks its own due time.
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                (r, token) => new ValueTask(QueueAsync(r.Row, token)));
            await tables.DeleteAllAsync(due.Select(r => r.Key), ct);
            woken += due.Count;
            if (due.Count < PageSize) break;
        }
        await refusals.TellAsync(ct);
        // The next hour or day makes up for a missed one.
        if (now.InUtc() is { Minute: 17 }) await strays.ForgetAsync(ct);
        if (now.InUtc() is { Hour: 3, Minute: 17 }) await ForgetAsync(now, ct);
        return woken;
    }

    private Task QueueAsync(DueRow row, CancellationToken ct) =>
        queues.SendAsync(WorkItem.QueueOf(row.Who, row.Bulk), Json.Write(WorkItem.Wake(row.Who, row.At)), Duration.Zero, ct);

    private async Task ForgetAsync(Instant now, CancellationToken ct)
    {
        await requests.ForgetAsync(ct);
        await limits.ForgetAsync(now, ct);
        await tipDays.ForgetAsync(now, ct);
        await sweeps.StartRetentionAsync(now, ct);
    }
}
