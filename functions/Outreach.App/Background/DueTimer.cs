using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;

namespace Outreach.App;

/// <summary>Every minute: what has fallen due is put on the work queue. Whatever a missed minute left is still in its bucket.</summary>
public sealed class DueTimer(ITables tables, IQueues queues, IClock clock, Requests requests, SendingLimits limits, Sweeps sweeps)
{
    private const int Batch = 500;

    /// <returns>How many wake-ups were put on the queue.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        // Once a day; a day that is missed is made up for on the next.
        if (now.InUtc() is { Hour: 3, Minute: 17 }) await ForgetAsync(now, ct);
        var woken = 0;
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.Due, Keys.DueBucket(now), Batch, ct);
            var due = rows.Where(r => Json.Read<DueRow>(r.Data).At <= now).ToList();
            foreach (var row in due)
            {
                // Queued first, removed after: a crash in between wakes twice, and waking is decided by what is due.
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
