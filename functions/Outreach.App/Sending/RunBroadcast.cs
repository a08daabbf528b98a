using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Takes a broadcast's steps: freezes the audience into batches while reading it, and counts reports. A step ends in time and queues itself
/// on; memory holds one batch at a time.
/// </summary>
public sealed class RunBroadcast(Engine engine, IQueues queues, IClock clock, Audiences audiences, TipPrices prices,
    TipReporting reporting)
{
    private const int BatchesAStep = 50;
    private const int PagesABatch = 20;
    private const int BatchesReportedAStep = 20;

    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Broadcast>(work, id, ct) is not { } broadcast) return;
        if (broadcast is { LaunchedAt: null, Count: { IsDone: false } count })
        {
            var more = await audiences.CountAsync(broadcast.Audience, broadcast.Texts, broadcast.Id,
                broadcast.BeginsAt ?? engine.Now(work), count.Cursor, ct);
            await engine.ExecuteAsync(work, id, new AudienceCounted(count.Cursor, more), $"audience|{id}", ct);
        }
        if (broadcast.LaunchedAt is null || broadcast.BeginsAt > engine.Now(work)) return;
        if (broadcast is { Frozen: false, Status: BroadcastStatus.Running or BroadcastStatus.Paused }
            && await engine.StateAsync<Programme>(work, AggregateId.Programme(broadcast.Audience.Programme), ct) is { } programme
            && programme.IsOverAt(engine.Now(work)))
        {
            await engine.ExecuteAsync(work, id, new CancelBroadcast(), $"over|{id}", ct);
            return;
        }
        if (broadcast is { Frozen: false, Status: BroadcastStatus.Running }) await FillAsync(work, id, broadcast, ct);
        else if (broadcast.Frozen || broadcast.Status == BroadcastStatus.Cancelled) await CountAsync(work, id, broadcast, ct);
    }

    /// <summary>Freezes the next part of the audience into batches.</summary>
    private async Task FillAsync(Work work, AggregateId id, Broadcast broadcast, CancellationToken ct)
    {
        var begun = clock.GetCurrentInstant();
        var look = await audiences.OpenAsync(broadcast.Audience, broadcast.Id, broadcast.BeginsAt!.Value, ct);
        var sizes = new TipSizes(broadcast.Texts);
        for (var n = 0; n < BatchesAStep && clock.GetCurrentInstant() < begun + Steps.Longest; n++)
        {
            var filled = await NextBatchAsync(look, broadcast, sizes, ct);
            await engine.ExecuteAsync(work, id, filled, $"fill|{id}", ct);
            broadcast = (await engine.StateAsync<Broadcast>(work, id, ct))!;
            if (broadcast is not { Frozen: false, Status: BroadcastStatus.Running }) return;
        }
        await queues.SendAsync(Queue.Bulk, Json.Write(WorkItem.Wake(id)), Duration.Zero, ct);
    }

    private async Task<BatchFilled> NextBatchAsync(Audiences.Look look, Broadcast broadcast, TipSizes sizes, CancellationToken ct)
    {
        var (cursor, turn) = (broadcast.Cursor, broadcast.TurnAt);
        List<DirectoryRow> people = [];
        var last = false;
        // A small part of a large directory makes smaller batches, so that each is read in few calls.
        for (var page = 0; page < PagesABatch && people.Count < Batch.Size && !last; page++)
        {
            var next = await look.NextAsync(cursor, ct);
            var fitting = next.People
                .Where(p => !look.Test.IsExcepted(p) && !look.HadTip(p) && broadcast.Hour?.Of(p.Phone) == turn).ToList();
            var room = Batch.Size - people.Count;
            people.AddRange(fitting.Take(room));
            last = next.IsLast && fitting.Count <= room;
            cursor = fitting.Count > room ? people[^1].PersonId : next.Cursor;
        }
        if (people.Count == 0) return new BatchFilled(-1, 0, broadcast.Cursor, cursor, last, Turn: broadcast.Turn);
        var number = broadcast.Batches.Count;
        var id = AggregateId.Batch(broadcast.Id, number);
        var work = new Work(Arrival.Queued);
        IReadOnlyList<int> heldBack = [.. Enumerable.Range(0, people.Count).Where(n => look.Test.IsHeldBack(people[n]))];
        var fill = new FillBatch(broadcast.Id, number, broadcast.Cursor, [.. people.Select(p => p.PersonId)], heldBack);
        await engine.ExecuteAsync(work, id, fill, $"{id}", ct, expectNew: true);
        // An earlier try that died here may have written this batch with other people; the stored batch counts.
        var standing = (await engine.StateAsync<Batch>(work, id, ct))!;
        var same = standing.People.Count == people.Count && standing.People[^1] == people[^1].PersonId;
        var named = standing.People.ToHashSet(StringComparer.Ordinal);
        var readers = audiences.Readers(look, people.Where(p => named.Contains(p.PersonId)), sizes);
        return new BatchFilled(number, standing.People.Count, broadcast.Cursor, same ? cursor : standing.People[^1], same && last,
            standing.In(RecipientState.HeldBack).Count(), readers.Values.Sum(r => r.People),
            prices.Of(broadcast.Audience.Programme, readers), broadcast.Turn);
    }

    /// <summary>Counts the reports of the next batches.</summary>
    private async Task CountAsync(Work work, AggregateId id, Broadcast broadcast, CancellationToken ct)
    {
        var from = broadcast.Reports?.Batch ?? 0;
        var to = Math.Min(from + BatchesReportedAStep, broadcast.Batches.Count);
        var more = await reporting.OfAsync(broadcast, from, to, ct);
        await engine.ExecuteAsync(work, id, new ReportsCounted(from, to < broadcast.Batches.Count ? to : null, more), $"reports|{id}", ct);
    }
}

/// <summary>The limit of one step of a long job.</summary>
internal static class Steps
{
    /// <summary>Leaves the last call its own time-out within the minute that any piece of work may take.</summary>
    public static readonly Duration Longest = Duration.FromSeconds(40);
}
