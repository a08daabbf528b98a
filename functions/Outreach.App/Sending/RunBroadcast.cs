using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Runs a broadcast in steps: freezes the audience into batches while reading it, and sends each batch in chunks. Memory holds one batch
/// at a time.
/// </summary>
public sealed class RunBroadcast(Engine engine, ITables tables, IQueues queues, GatewayChoice gateways, Rates rates, SendingLimits limits)
{
    /// <summary>The number of a chunk's sends under way at once.</summary>
    private const int AtOnce = 8;

    public Task ContinueAsync(Work work, AggregateId job, CancellationToken ct) =>
        job.Kind == AggregateKind.Broadcast ? FillAsync(work, job, ct) : SendAsync(work, job, ct);

    /// <summary>Freezes the rest of the audience into batches and queues each. A batch queued twice is sent once.</summary>
    /// <remarks>The queue message comes again until all is done, so held batches are queued again.</remarks>
    private async Task FillAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Broadcast>(work, id, ct) is not { Status: BroadcastStatus.Running } broadcast) return;
        for (var page = 0; page < broadcast.Pages; page++)
        {
            if (!broadcast.Finished.Contains(page)) await ContinueLaterAsync(AggregateId.Batch(broadcast.Id, page), ct);
        }
        while (broadcast is { Frozen: false, Status: BroadcastStatus.Running })
        {
            var filled = await NextPageAsync(broadcast, ct);
            await engine.ExecuteAsync(work, id, filled, $"fill|{id}", ct);
            if (filled.Page >= 0) await ContinueLaterAsync(AggregateId.Batch(broadcast.Id, filled.Page), ct);
            broadcast = (await engine.StateAsync<Broadcast>(work, id, ct))!;
        }
    }

    private async Task<BatchFilled> NextPageAsync(Broadcast broadcast, CancellationToken ct)
    {
        var cursor = broadcast.Cursor;
        List<string> people = [];
        var last = false;
        while (people.Count < Batch.Size && !last)
        {
            var rows = await tables.PageAsync(Table.People, broadcast.Audience.Programme, cursor, Batch.Size - people.Count, ct);
            last = rows.Count < Batch.Size - people.Count;
            people.AddRange(rows.Where(r => broadcast.Audience.Includes(Json.Read<ListedPerson>(r.Data).Row)).Select(r => r.Key.Row));
            if (rows.Count > 0) cursor = rows[^1].Key.Row;
        }
        if (people.Count == 0) return new BatchFilled(-1, 0, cursor, true);
        var page = AggregateId.Batch(broadcast.Id, broadcast.Pages);
        var work = NewWork();
        await engine.ExecuteAsync(work, page, new FillBatch(broadcast.Id, broadcast.Pages, broadcast.Cursor, people), $"{page}", ct,
            expectNew: true);
        // An earlier try that died here may have written this batch with other people; the stored batch counts.
        var standing = (await engine.StateAsync<Batch>(work, page, ct))!;
        var same = standing.People.Count == people.Count && standing.People[^1] == people[^1];
        return new BatchFilled(broadcast.Pages, standing.People.Count, same ? cursor : standing.People[^1], same && last);
    }

    private async Task SendAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Batch>(work, id, ct) is not { IsDone: false } batch) return;
        if (await RunningAsync(batch, ct) is not { } broadcast) return;
        var people = await DirectoryAsync(broadcast, batch, ct);
        if (await HeldBackAsync(id, batch, people, ct)) return;
        var next = await engine.ExecuteAsync(work, id, new BeginChunk(), $"{id}", ct);
        if (next is InHands other) await WakeAtAsync(id, other.At, ct);
        while (next is Chunk chunk)
        {
            var (states, ids) = await SendStretchAsync(broadcast, batch, chunk, people, ct);
            // A pause is seen between chunks; after the last chunk nothing is left to pause.
            var goOn = chunk.To < batch.People.Count && await RunningAsync(batch, ct) is not null && Quiet(batch, chunk.To, people) is null;
            next = await engine.ExecuteAsync(work, id, new EndChunk(chunk, states, ids, goOn), $"{id}", ct);
            if (!goOn && chunk.To < batch.People.Count && await RunningAsync(batch, ct) is not null) await ContinueLaterAsync(id, ct);
        }
    }

    /// <summary>The batch's people at the moment of sending, with phone, language and consent. One read serves the whole batch.</summary>
    private async Task<Dictionary<string, DirectoryRow>> DirectoryAsync(Broadcast broadcast, Batch batch, CancellationToken ct)
    {
        Dictionary<string, DirectoryRow> people = [];
        var wanted = batch.People.ToHashSet();
        for (var cursor = batch.After; string.CompareOrdinal(cursor, batch.People[^1]) < 0;)
        {
            var rows = await tables.PageAsync(Table.People, broadcast.Audience.Programme, cursor, 1000, ct);
            foreach (var row in rows.Where(r => wanted.Contains(r.Key.Row))) people[row.Key.Row] = Json.Read<ListedPerson>(row.Data).Row;
            if (rows.Count == 0) break;
            cursor = rows[^1].Key.Row;
        }
        return people;
    }

    private async Task<(RecipientState[], List<IndexProviderId>)> SendStretchAsync(
        Broadcast broadcast, Batch batch, Chunk chunk, Dictionary<string, DirectoryRow> people, CancellationToken ct)
    {
        var states = new RecipientState[chunk.To - chunk.From];
        var ids = new List<IndexProviderId>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(chunk.From, states.Length), options, async (place, token) =>
        {
            var (state, index) =
                await SendOneAsync(broadcast, batch.MessageId(place), people.GetValueOrDefault(batch.People[place]), token);
            states[place - chunk.From] = state;
            if (index is null) return;
            lock (ids) ids.Add(index);
        });
        return (states, ids);
    }

    private async Task<(RecipientState, IndexProviderId?)> SendOneAsync(Broadcast broadcast, string messageId, DirectoryRow? person,
        CancellationToken ct)
    {
        if (person is not { TipsAllowed: true } || !limits.Serves(person.Phone) || broadcast.TextFor(person.Language) is not { } tip)
            return (RecipientState.Suppressed, null);
        var text = Normaliser.ToGsm7(tip);
        var (gateway, handover) =
            await gateways.SendAsync(new OutboundSms(messageId, person.Phone, text), broadcast.Audience.Programme, Purpose.Tip, ct);
        switch (handover.Kind)
        {
            case HandoverKind.Accepted:
                return (RecipientState.Accepted,
                    gateway.ReturnsMessageId ? null : new IndexProviderId(gateway.Name, handover.ProviderId!, messageId));
            case HandoverKind.Ambiguous:
                return (RecipientState.Unsure, null);
            default:
                var failure = handover.Failure ?? SendFailure.Unknown;
                await BecomeMessageAsync(broadcast, messageId, person, text, gateway, failure, ct);
                return (failure.IsRetryable() ? RecipientState.Retrying : RecipientState.Failed, null);
        }
    }

    /// <summary>A refused send becomes a message of its own, so that retries and blocks work as for other messages.</summary>
    private Task BecomeMessageAsync(Broadcast broadcast, string id, DirectoryRow person, string text, IGateway gateway, SendFailure failure,
        CancellationToken ct)
    {
        var work = NewWork();
        var order = SmsOrder.To(person.Phone, Purpose.Tip, new TipSms(text), broadcast.Audience.Programme, engine.Now(work))
            with { PersonId = person.PersonId };
        var segments = Segments.Of(text).Count;
        var tried =
            new Tried(order, text, segments, segments * rates.MinorPerSegment(person.Phone, gateway.Name), gateway.Name, TryResult.Refused,
                null, failure, gateway.ReturnsMessageId);
        return engine.ExecuteAsync(work, AggregateId.Message(id), tried, id, ct, expectNew: true);
    }

    /// <summary>Reads the broadcast afresh; null once it is paused or cancelled.</summary>
    private async Task<Broadcast?> RunningAsync(Batch batch, CancellationToken ct) =>
        await engine.StateAsync<Broadcast>(NewWork(), AggregateId.Broadcast(batch.Broadcast),
            ct) is { Status: BroadcastStatus.Running } broadcast ? broadcast : null;

    private async Task<bool> HeldBackAsync(AggregateId id, Batch batch, Dictionary<string, DirectoryRow> people, CancellationToken ct)
    {
        if (Quiet(batch, batch.Next, people) is not { } until) return false;
        await WakeAtAsync(id, until, ct);
        return true;
    }

    /// <summary>The end of the quiet hours for the next chunk; null outside quiet hours.</summary>
    private Instant? Quiet(Batch batch, int from, Dictionary<string, DirectoryRow> people) => batch.People.Skip(from).Take(Batch.ChunkSize)
        .Select(p => people.GetValueOrDefault(p)).OfType<DirectoryRow>()
        .Select(p => Country.OfPhone(p.Phone)?.QuietNowUntil(engine.Now(NewWork()))).Max();

    private Task WakeAtAsync(AggregateId id, Instant at, CancellationToken ct) =>
        tables.UpsertAsync(Keys.Due(at, id), Json.Write(new DueRow(at, id)), ct);

    private Task ContinueLaterAsync(AggregateId page, CancellationToken ct) =>
        queues.SendAsync(Queue.Bulk, Json.Write(WorkItem.Wake(page)), Duration.Zero, ct);

    private static Work NewWork() => new(Arrival.Queued);
}
