using NodaTime;

namespace Outreach.App;

/// <summary>
/// Queues every wake-up that has fallen due, once a minute. A missed minute's wake-ups stay in their bucket until the next run.
/// </summary>
public sealed class DueTimer(ITables tables, IQueues queues, IClock clock, Requests requests, SendingLimits limits, Sweeps sweeps)
{
    private const int Batch = 500;

    /// <returns>The number of wake-ups queued.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        // Once a day; the next day makes up for a missed one.
        if (now.InUtc() is { Hour: 3, Minute: 17 }) await ForgetAsync(now, ct);
        var woken = 0;
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.Due, Keys.DueBucket(now), Batch, ct);
            var due = rows.Where(r => Json.Read<DueRow>(r.Data).At <= now).ToList();
            foreach (var row in due)
            {
                // A crash between the two wakes an aggregate twice, which is harmless: each aggregate checks its own due time.
                await queues.SendAsync(Queue.Work, Json.Write(new WorkItem(WorkKind.Wake, Json.Read<DueRow>(row.Data).Who)), Duration.Zero,
                    ct);
                await tables.DeleteAsync(row.Key, ct);
            }
            woken += due.Count;
            if (rows.Count < Batch || due.Count == 0) return woken;
        }
    }

    private async Task ForgetAsync(Instant now, CancellationToken ct)
    {
        await requests.ForgetAsync(ct);
        await limits.ForgetAsync(now, ct);
        await sweeps.StartRetentionAsync(now, ct);
    }
}
