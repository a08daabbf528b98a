using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>Walks through all tables, one stretch for each work item. Doing a stretch twice is harmless.</summary>
/// <remarks>A daily walk drops expired data. Each erasure has two walks, eight days apart.</remarks>
public sealed class Sweeps(Engine engine, ITables tables, Retention retention, Erasures erasures, FigureWalk figures,
    Standings standings)
{
    /// <summary>The number of entities read for one work item.</summary>
    private const int Batch = 200;

    /// <summary>The key of the daily walk.</summary>
    public const string Daily = "retention";

    private static readonly AggregateId daily = AggregateId.Sweep(Daily);

    /// <summary>Agreements come first, because messages are matched by the agreement codes found there.</summary>
    private static readonly Table[] order =
        [Table.Agreements, .. Enum.GetValues<Table>().Where(t => t is not (Table.Agreements or Table.Sweeps))];

    /// <summary>Begins the day's walk, unless one is under way.</summary>
    public Task StartRetentionAsync(Instant now, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Request), daily, new StartSweep(null), $"retention|{now.InUtc().Date}", ct);

    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Sweep>(work, id, ct) is not { EndedAt: null } sweep) return;
        var now = engine.Now(work);
        if (sweep.Pass > 1 && now < sweep.StartedAt + Sweep.SecondPassAfter) return;
        var found = new FigureWalk.Stretch(now);
        var (left, place, codes) = (Batch, sweep.Place, new HashSet<string>(sweep.Codes, StringComparer.Ordinal));
        while (left > 0 && place.Table < order.Length)
        {
            var rows = await StretchAsync(order[place.Table], place, left, ct);
            foreach (var row in rows)
            {
                if (sweep.Sought is { } sought) await erasures.LookAsync(sought, sweep.Pass, codes, row, ct);
                else
                {
                    await figures.LookAsync(found, row, ct);
                    await retention.LookAsync(row, now, ct);
                }
            }
            if (sweep.Sought is null) await standings.NoteAsync(rows, now, ct);
            place = rows.Count < left
                ? new(place.Table + 1, "", "")
                : place with { Partition = rows[^1].Key.Partition, Row = rows[^1].Key.Row };
            left -= rows.Count;
        }
        if (sweep.Sought is null)
        {
            await figures.KeepAsync(found, sweep, ct);
            if (place.Table == order.Length) await figures.FoldAsync(sweep, now, ct);
        }
        await engine.ExecuteAsync(work, id, new Swept(sweep.Place, place.Table < order.Length ? place : null, [.. codes]),
            $"sweep|{id.Key}", ct);
    }

    /// <summary>The next entities of a table: the rest of the partition, then later partitions.</summary>
    private async Task<IReadOnlyList<Entity>> StretchAsync(Table table, SweepPlace after, int take, CancellationToken ct)
    {
        var rest = after.Partition.Length == 0 ? [] : await tables.PageAsync(table, after.Partition, after.Row, take, ct);
        return rest.Count == take ? rest : [.. rest, .. await tables.BeyondAsync(table, after.Partition, take - rest.Count, ct)];
    }
}
