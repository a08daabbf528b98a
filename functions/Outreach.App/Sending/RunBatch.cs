using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Sends a batch of a broadcast chunk by chunk, under the same rules and through the same gateways as a single message. What it learns goes
/// into the batch, so that a recipient costs a fraction of a call.
/// </summary>
public sealed partial class RunBatch(
    Engine engine, ITables tables, IQueues queues, IClock clock, GatewayChoice gateways, BulkPace pace, SendingLimits limits,
    StrayReports strays, TipDays tipDays, TipPrices prices)
{
    /// <summary>The number of a chunk's requests under way at once.</summary>
    private const int AtOnce = 16;

    private const int SettledAtOnce = 8;

    /// <summary>The sends without an answer after which a chunk ends.</summary>
    private const int MostUnanswered = 3;

    private static readonly Duration againAfter = Duration.FromMinutes(10);
    private static readonly Duration longestRetry = Duration.FromSeconds(10);

    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Batch>(work, id, ct) is not { IsDone: false } batch) return;
        if (await UnderWayAsync(batch, ct) is not { } broadcast) return;
        var step = new Step(batch, broadcast, await ProgrammeAsync(work, broadcast, ct), clock.GetCurrentInstant() + Steps.Longest);
        await ReadAsync(step, batch.After, batch.People[0], batch.People[^1], Batch.Size, ct);
        var next = await WaitsUntilAsync(step, batch, ct) is { } until
            ? new Rest(until)
            : await engine.ExecuteAsync(work, id, new BeginChunk(), $"{id}", ct);
        while (next is Chunk chunk)
        {
            var (results, trouble) = await SendAsync(step, chunk, ct);
            batch = (await engine.StateAsync<Batch>(work, id, ct))!;
            // Whoever got no place in the pace is looked at by the next step.
            var whole = trouble is null && results.Count == chunk.Places.Count;
            var (wait, goesOn) = whole ? await GoesOnAsync(step, batch, ct) : (null, false);
            next = await EndAsync(work, id, new EndChunk(chunk.Number, results, trouble, goesOn), ct);
            if (next is null && trouble is null && !(await engine.StateAsync<Batch>(work, id, ct))!.IsPassed)
                next = new Rest(wait ?? clock.GetCurrentInstant());
        }
        await GiveBackAsync(step, ct);
        if (next is Rest rest && rest.At <= clock.GetCurrentInstant())
            await queues.SendAsync(Queue.Bulk, Json.Write(WorkItem.Wake(id)), Duration.Zero, ct);
        else if (next is Rest later)
            await tables.UpsertAsync(Keys.Due(later.At, id), Json.Write(new DueRow(later.At, id, Bulk: true)), ct);
        if (next is Unsettled unsettled) await SettleAsync(work, id, step, unsettled.Places, ct);
    }

    /// <summary>Whether the next chunk follows at once, or when. A pause has held the batch, which ends the step.</summary>
    private async Task<(Instant? Wait, bool GoesOn)> GoesOnAsync(Step step, Batch batch, CancellationToken ct)
    {
        try
        {
            // A STOP since the step began counts: people are read again for every chunk, before the chunk is taken.
            if (Next(batch) is { Count: > 0 } places)
                await ReadAsync(step, Before(batch, places[0]), batch.People[places[0]], batch.People[places[^1]], Batch.ChunkSize, ct);
            if (await WaitsUntilAsync(step, batch, ct) is { } wait) return (wait, false);
            return (null, clock.GetCurrentInstant() < step.Until);
        }
        catch (Exception e) when (e is StorageUnavailableException or NewerFormatException)
        {
            // What was sent is written down first.
            return (null, false);
        }
    }

    /// <summary>Writes a chunk's results, in spite of short trouble of storage: without them its recipients would be unsure.</summary>
    private async Task<object?> EndAsync(Work work, AggregateId id, EndChunk end, CancellationToken ct)
    {
        for (var wait = Duration.FromSeconds(1); ; wait *= 2)
        {
            try
            {
                return await engine.ExecuteAsync(work, id, end, $"{id}", ct);
            }
            catch (StorageUnavailableException) when (wait < longestRetry)
            {
                await Task.Delay(wait.ToTimeSpan(), ct);
            }
        }
    }

    /// <summary>What one step knows.</summary>
    /// <param name="Until">After this time no further request begins.</param>
    private sealed record Step(
        Batch Batch, Broadcast Broadcast, Programme? Rules, Instant Until)
    {
        public string Programme => Broadcast.Audience.Programme;

        /// <summary>The tip by language.</summary>
        public IReadOnlyDictionary<string, TipText> Texts { get; } = TipText.Read(Broadcast.Texts).Texts!;

        /// <summary>The directory's rows as last read, by key.</summary>
        public Dictionary<string, DirectoryRow> People { get; } = new(StringComparer.Ordinal);

        /// <summary>People of the next chunk who have had a day's tips.</summary>
        public HashSet<string> HadEnough { get; } = new(StringComparer.Ordinal);

        public DirectoryRow? At(int place) => People.GetValueOrDefault(Batch.People[place]);

        /// <summary>The places in each gateway's pace that this step has reserved and not used.</summary>
        public Dictionary<string, List<BulkPace.Places>> Places { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Reads people with phone, language and consent, from one to another in the directory.</summary>
    /// <param name="take">Rows of the first page: as many as there are people, where the audience is the whole directory.</param>
    private async Task ReadAsync(Step step, string after, string first, string last, int take, CancellationToken ct)
    {
        var wanted = step.Batch.People.Where(p => string.CompareOrdinal(p, first) >= 0 && string.CompareOrdinal(p, last) <= 0).ToHashSet();
        foreach (var person in wanted) step.People.Remove(person);
        for (var cursor = after; string.CompareOrdinal(cursor, last) < 0; take = Batch.Size)
        {
            var rows = await tables.PageAsync(Table.People, step.Programme, cursor, take, ct);
            foreach (var row in rows.Where(r => wanted.Contains(r.Key.Row)))
                step.People[row.Key.Row] = Json.Read<ListedPerson>(row.Data).Row;
            if (rows.Count == 0) break;
            cursor = rows[^1].Key.Row;
        }
    }

    /// <summary>The places that the next chunk takes, in order.</summary>
    private List<int> Next(Batch batch) =>
        [.. (batch.In(RecipientState.Waiting).Any() || batch.RetryAt > clock.GetCurrentInstant()
            ? batch.In(RecipientState.Waiting)
            : batch.In(RecipientState.Retrying)).Take(Batch.ChunkSize)];

    /// <summary>A directory key before this place's, after which to read.</summary>
    private static string Before(Batch batch, int place) => place == 0 ? batch.After : batch.People[place - 1];

    private Task<Programme?> ProgrammeAsync(Work work, Broadcast broadcast, CancellationToken ct) =>
        engine.StateAsync<Programme>(work, AggregateId.Programme(broadcast.Audience.Programme), ct);

    /// <summary>What a step reserved and did not use counts as not sent.</summary>
    private async Task GiveBackAsync(Step step, CancellationToken ct)
    {
        if (step.Places.Values.Sum(places => places.Sum(p => p.Count)) is > 0 and var unused) await pace.GiveBackAsync(unused, ct);
    }

    /// <summary>
    /// Reads the broadcast afresh; null once it is paused. A batch that is closed sends nothing and settles what is unsure.
    /// </summary>
    private async Task<Broadcast?> UnderWayAsync(Batch batch, CancellationToken ct) =>
        await engine.StateAsync<Broadcast>(new Work(Arrival.Queued), AggregateId.Broadcast(batch.Broadcast), ct) is { } broadcast
            && (batch.Closed || broadcast.Status == BroadcastStatus.Running) ? broadcast : null;

    /// <summary>When the next chunk may begin, where that is not now: after quiet hours, or when the gateways' pace has room.</summary>
    private async Task<Instant?> WaitsUntilAsync(Step step, Batch batch, CancellationToken ct)
    {
        List<int> next =
            [.. batch.In(RecipientState.Waiting), .. batch.RetryAt <= clock.GetCurrentInstant() ? batch.In(RecipientState.Retrying) : []];
        var rows = next.Take(Batch.ChunkSize).Select(step.At).OfType<DirectoryRow>();
        if (rows.Select(row => Check(step, row)).OfType<Verdict.Hold>().Select(hold => (Instant?)hold.Until).Max()
            is { } quiet)
            return quiet;
        foreach (var gateway in next.Select(step.At).OfType<DirectoryRow>().Where(row => Check(step, row) is Verdict.Go)
            .GroupBy(row => gateways.For(step.Programme, row.Phone, Purpose.Tip)[0]))
        {
            if (!step.Places.TryGetValue(gateway.Key.Name, out var places)) step.Places[gateway.Key.Name] = places = [];
            var (wanted, there) = (gateway.Count(), places.Sum(p => p.Count));
            if (there >= Math.Min(wanted, Batch.ChunkSize)) continue;
            // As many as this step can send: one write serves several chunks.
            var reserved = await pace.ReserveAsync(gateway.Key, wanted - there, step.Until, ct);
            if (reserved.Count > 0) places.Add(reserved);
            else if (places.Count == 0) return reserved.From;
        }
        var going = Next(batch).Select(step.At).OfType<DirectoryRow>().Where(row => Check(step, row) is Verdict.Go).ToList();
        await CountAsync(step, going, ct);
        return null;
    }

    /// <summary>Since the audience was frozen others may have written to the same people.</summary>
    private static TipRest? RestSince(Broadcast broadcast, LocalDate today) => broadcast.Audience.RestDays == 0 ? null
        : new(LocalDate.Max(broadcast.BeginsAt!.Value.InUtc().Date, today.PlusDays(1 - broadcast.Audience.RestDays)), broadcast.Audience,
            broadcast.Id);

    /// <summary>Counts the next chunk's tips by person and day, and notes who has had enough.</summary>
    private async Task CountAsync(Step step, IReadOnlyList<DirectoryRow> rows, CancellationToken ct)
    {
        var (now, most) = (clock.GetCurrentInstant(), step.Rules?.TipsADay ?? Programme.DefaultTipsADay);
        foreach (var day in rows.GroupBy(row => Country.OfPhone(row.Phone)!.Today(now)))
            step.HadEnough.UnionWith(await tipDays.CountAsync(step.Programme, day.Key, step.Broadcast.Id,
                [.. day.Select(r => r.PersonId)], most, ct, RestSince(step.Broadcast, day.Key)));
    }

    private Verdict Check(Step step, DirectoryRow row) => !limits.Serves(row.Phone)
        ? SendingLimits.NotServed
        : step.Broadcast.TextFor(row.Language) is null
            ? new Verdict.Never(DeliveryState.Suppressed, "The broadcast has no text in the person's language.")
            : step.Broadcast.Hour?.Of(row.Phone) is { } hour && clock.GetCurrentInstant() < hour
            ? new Verdict.Hold(hour)
            : SendingRules.Check(row, Purpose.Tip, clock.GetCurrentInstant(), step.Rules?.Holidays);

    private async Task<(IReadOnlyList<RecipientResult>, GatewayTrouble?)> SendAsync(Step step, Chunk chunk, CancellationToken ct)
    {
        var results = new List<RecipientResult>();
        var messages = new Dictionary<string, (int Place, OutboundSms Sms)>(StringComparer.Ordinal);
        foreach (var place in chunk.Places)
        {
            var row = step.At(place);
            var verdict = row is null ? null : Check(step, row);
            if (verdict is null or Verdict.Never) results.Add(new(place, RecipientState.Suppressed));
            else if (verdict is Verdict.Go && step.HadEnough.Contains(row!.PersonId)) results.Add(new(place, RecipientState.HadEnough));
            else if (verdict is Verdict.Go) messages.Add(step.Batch.MessageId(place), (place, Message(step, place, row!)));
        }
        GatewayTrouble? trouble = null;
        List<(Key, string)> ids = [];
        var unanswered = 0;
        var requests = gateways.Requests(messages.Values.Select(m => m.Sms), step.Programme, Purpose.Tip)
            .Select(request => (Sms: request, At: TurnOf(step, request))).ToList();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (request, token) =>
        {
            if (request.At >= step.Until) return;
            if (request.At - clock.GetCurrentInstant() is { } wait && wait > Duration.Zero) await Task.Delay(wait.ToTimeSpan(), token);
            // Once a gateway is in trouble, or the time is over, the rest waits where it stands.
            if (Volatile.Read(ref trouble) is not null || clock.GetCurrentInstant() > step.Until) return;
            var attempts = await AskAsync(step, request.Sms, token);
            lock (results)
            {
                for (var n = 0; n < attempts.Count; n++)
                {
                    var sms = request.Sms[n];
                    var (gateway, handover) = attempts[n];
                    if (ResultOf(messages[sms.MessageId].Place, sms, attempts[n]) is { } result) results.Add(result);
                    else trouble = new(gateway.Name, handover.Failure!.Value, handover.RetryAfter);
                    // A gateway that does not answer is in trouble too.
                    if (handover.Kind == HandoverKind.Ambiguous && ++unanswered == Math.Min(MostUnanswered, messages.Count))
                        trouble ??= new(gateway.Name, SendFailure.GatewayError);
                    if (handover is { Kind: HandoverKind.Accepted, ProviderId: { } provider } && !gateway.ReturnsMessageId)
                        ids.Add((Keys.ProviderId(clock.GetCurrentInstant(), gateway.Name, provider), sms.MessageId));
                }
            }
        });
        try
        {
            // Reports may come at once, so the ids are written before the results.
            await tables.UpsertAllAsync(ids, ct);
        }
        catch (StorageUnavailableException)
        {
            // Their reports stray, and count by the phone.
        }
        return (results, trouble);
    }

    /// <summary>A gateway that breaks its promise not to throw leaves its own request unsure, and no other.</summary>
    private async Task<IReadOnlyList<Attempt>> AskAsync(Step step, IReadOnlyList<OutboundSms> request, CancellationToken ct)
    {
        try
        {
            return await gateways.SendAsync(request, step.Programme, Purpose.Tip, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var asked = gateways.For(step.Programme, request[0].To, Purpose.Tip)[0];
            return [.. request.Select(_ => new Attempt(asked, Handover.Ambiguous))];
        }
    }

    private static OutboundSms Message(Step step, int place, DirectoryRow row) =>
        new(step.Batch.MessageId(place), row.Phone, step.Texts[row.Language.Code()].For(row), Bulk: true);

    /// <summary>Takes the request's places in its gateway's pace, and answers when it may go.</summary>
    private Instant TurnOf(Step step, IReadOnlyList<OutboundSms> request)
    {
        var name = gateways.For(step.Programme, request[0].To, Purpose.Tip)[0].Name;
        if (step.Places.GetValueOrDefault(name) is not [var first, ..] places) return step.Until;
        for (var left = request.Count; left > 0 && places.Count > 0;)
        {
            var taken = Math.Min(left, places[0].Count);
            places[0] = places[0] with { From = places[0].At(taken), Count = places[0].Count - taken };
            if (places[0].Count == 0) places.RemoveAt(0);
            left -= taken;
        }
        return first.From;
    }

    /// <summary>Null where the gateway is in trouble, so that the recipient waits on.</summary>
    private RecipientResult? ResultOf(int place, OutboundSms sms, Attempt attempt)
    {
        if (attempt.Handover.Kind == HandoverKind.Accepted)
            return new(place, RecipientState.Accepted, Cost: prices.Of(sms.Text, sms.To, attempt.Gateway.Name));
        if (attempt.Handover.Kind == HandoverKind.Ambiguous) return new(place, RecipientState.Unsure);
        var failure = attempt.Handover.Failure ?? SendFailure.Unknown;
        if (failure.IsTrouble()) return null;
        var state = failure.IsRetryable() ? RecipientState.Retrying : RecipientState.Failed;
        return new(place, state, failure, sms.To, attempt.Gateway.Name);
    }
}
