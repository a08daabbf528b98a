using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

public static class BatchDecisions
{
    /// <summary>The tries of a recipient that refuses for now.</summary>
    private const int Tries = Message.AttemptsAllowed;

    private static readonly Duration longestTrouble = Duration.FromMinutes(15);

    public static Outcome<Batch> Decide(Batch? batch, Command command, Instant now) => (batch, command) switch
    {
        (null, FillBatch fill) =>
            new(
                Set(new Batch(fill.Broadcast, fill.Number, fill.After, fill.People,
                    new string((char)RecipientState.Waiting, fill.People.Count)),
                    fill.HeldBack.Select(place => new RecipientResult(place, RecipientState.HeldBack))), []),
        (null, _) => Outcome<Batch>.Nothing(null),
        (_, BeginChunk) => Begin(batch, now),
        (_, EndChunk end) => End(batch, end, now),
        (_, HoldBatch) => batch.IsDone || batch.Held
            ? Outcome<Batch>.Nothing(batch)
            : new(batch with { Held = true }, []),
        (_, CloseBatch) => Close(batch, now),
        (_, SettleBatch settled) => Settle(batch, settled, now),
        _ => Outcome<Batch>.Nothing(batch),
    };

    private static Outcome<Batch> Begin(Batch batch, Instant now)
    {
        // The worker may have looked at the broadcast right before it was paused, so it looks again.
        if (batch is { SendingSince: null, Held: true }) return new(batch with { Held = false }, [], new Rest(now));
        if (batch.SendingSince is not { } since) return Next(batch, batch, [], now);
        var free = since + Message.SettleWithin;
        if (now < free) return Outcome<Batch>.Nothing(batch, new Rest(free));
        // The worker died. A tip that may have arrived is not sent again before somebody has looked.
        var unsure = batch.In(RecipientState.Sending).Select(place => new RecipientResult(place, RecipientState.Unsure)).ToList();
        return Next(batch, Marked(batch, unsure, now), [], now);
    }

    private static Outcome<Batch> Close(Batch batch, Instant now)
    {
        if (batch.IsDone || batch.Closed) return Outcome<Batch>.Nothing(batch);
        var closed = Ended(batch with { Closed = true });
        // What a worker has in hand ends first.
        return batch.SendingSince is null ? Next(batch, closed, [], now) with { Reply = null } : new(closed, []);
    }

    private static Outcome<Batch> End(Batch batch, EndChunk end, Instant now)
    {
        // Another worker took this chunk over; ignore the late result.
        if (batch.SendingSince is null || end.Number != batch.Chunk) return Outcome<Batch>.Nothing(batch);
        var (marked, trouble) = Troubled(Marked(batch, end.Results, now), end.Trouble);
        IReadOnlyList<Effect> phones = [.. Phones(batch, end.Results), .. trouble];
        if (end.Trouble is null || marked.IsPassed)
            return end.Continue && !batch.Held || marked.IsPassed
                ? Next(batch, marked with { Troubles = 0 }, phones, now)
                : new(marked, phones);
        var wait = Duration.Min(longestTrouble, Duration.FromMinutes(1 << Math.Min(marked.Troubles, 4)));
        var at = now + Duration.Max(wait, end.Trouble.RetryAfter ?? Duration.Zero);
        return new(marked with { Troubles = marked.Troubles + 1 }, [.. phones, WakeAt(batch, at)]);
    }

    private static Outcome<Batch> Settle(Batch batch, SettleBatch settled, Instant now)
    {
        if (batch.SettleAt is null) return Outcome<Batch>.Nothing(batch);
        var unsure = batch.In(RecipientState.Unsure).ToHashSet();
        var results = settled.Results.Where(r => unsure.Contains(r.Place)).ToList();
        // What stays unsure is paid for once it is not looked into again.
        var paid = results.Where(r => r.State == RecipientState.Accepted || r.State == RecipientState.Unsure && settled.AgainAt is null);
        var next = Ended(Paid(Set(batch, results), paid)
            with { SettleAt = settled.AgainAt, UnsureSince = settled.AgainAt is null ? null : batch.UnsureSince });
        // What surely did not go out waits again, and the next step sends it.
        return next.Has(RecipientState.Waiting) || next.RetryAt <= now
            ? new(next, [new WakeNow(AggregateId.Batch(batch.Broadcast, batch.Number))])
            : Next(batch, next, [], now);
    }

    /// <summary>Takes the next chunk, or says what the batch waits for. Tells the broadcast when a pass is over.</summary>
    private static Outcome<Batch> Next(Batch before, Batch batch, IReadOnlyList<Effect> effects, Instant now)
    {
        if (batch.IsPassed && batch.RetryAt <= now)
            batch = Set(batch, batch.In(RecipientState.Retrying).Select(p => new RecipientResult(p, RecipientState.Waiting)).ToList())
                with { RetryAt = null, Round = batch.Round + 1 };
        // While the gateway is in trouble one message asks whether it is over, so that few become unsure.
        var size = batch.Troubles > 0 ? 1 : Batch.ChunkSize;
        if (batch.In(RecipientState.Waiting).Take(size).ToList() is { Count: > 0 } places)
        {
            var taken = Set(batch, places.Select(place => new RecipientResult(place, RecipientState.Sending)))
                with { Chunk = batch.Chunk + 1, SendingSince = now };
            return new(taken, effects, new Chunk(taken.Chunk, places));
        }
        object? reply = batch.SettleAt is { } due && due <= now ? new Unsettled([.. batch.In(RecipientState.Unsure)])
            : new[] { batch.RetryAt, batch.SettleAt }.Min() is { } at ? new Rest(at)
            : null;
        if (batch == before) return Outcome<Batch>.Nothing(batch, reply);
        var told = batch with { Told = batch.Told + 1 };
        return new(told,
            [.. effects,
                new Tell(AggregateId.Broadcast(batch.Broadcast),
                    new BatchCounted(batch.Number, told.Told, told.Count(), told.IsDone, told.Spent)),
                .. reply is Rest rest ? [WakeAt(batch, rest.At)] : Array.Empty<Effect>()],
            reply);
    }

    /// <summary>The batch after a chunk. What the results leave out was not handed over and waits on.</summary>
    private static Batch Marked(Batch batch, IReadOnlyList<RecipientResult> results, Instant now)
    {
        var left = batch.In(RecipientState.Sending).Select(place => new RecipientResult(place, RecipientState.Waiting));
        var next = Ended(Paid(Set(Set(batch, left.ToList()), results.Select(r => Final(batch, r))),
            results.Where(r => r.State == RecipientState.Accepted)) with { SendingSince = null, Held = false });
        if (next.Has(RecipientState.Retrying) && next.RetryAt is null) next = next with { RetryAt = now + RetryAfter(batch.Round) };
        return results.Any(r => r.State == RecipientState.Unsure)
            ? next with { SettleAt = now + Batch.SettleAfter, UnsureSince = batch.UnsureSince ?? batch.SendingSince }
            : next;
    }

    /// <summary>In a batch that is closed, who waits gets nothing more.</summary>
    private static Batch Ended(Batch batch) => batch.Closed
        ? batch with
        {
            States = batch.States.Replace((char)RecipientState.Waiting, (char)RecipientState.Cancelled)
                .Replace((char)RecipientState.Retrying, (char)RecipientState.Cancelled),
            RetryAt = null,
        }
        : batch;

    private static Batch Paid(Batch batch, IEnumerable<RecipientResult> results) =>
        Moneys.Sum(results.Select(r => r.Cost).OfType<Money>(), batch.Spent) is { Count: > 0 } spent ? batch with { Spent = spent } : batch;

    /// <summary>Tells the broadcast when trouble that needs somebody begins or ends, and not each time it is met.</summary>
    private static (Batch, IReadOnlyList<Effect>) Troubled(Batch batch, GatewayTrouble? trouble)
    {
        SendFailure? needs = trouble?.Failure.NeedsSomebody() == true ? trouble.Failure : null;
        if (needs == batch.Trouble) return (batch, []);
        var told = new BatchTroubled(batch.Number, needs, trouble?.Gateway ?? "");
        return (batch with { Trouble = needs }, [new Tell(AggregateId.Broadcast(batch.Broadcast), told)]);
    }

    private static RecipientResult Final(Batch batch, RecipientResult result) =>
        result.State == RecipientState.Retrying && batch.Round + 1 >= Tries ? result with { State = RecipientState.Failed } : result;

    /// <summary>1, 5, then 25 minutes, as for a single message.</summary>
    private static Duration RetryAfter(int round) => Duration.FromMinutes(Math.Pow(5, round));

    private static Batch Set(Batch batch, IEnumerable<RecipientResult> results)
    {
        var states = batch.States.ToCharArray();
        foreach (var result in results) states[result.Place] = (char)result.State;
        return batch with { States = new string(states) };
    }

    /// <summary>Tells each phone what its refusal says of it: blocked, or out of use.</summary>
    private static IReadOnlyList<Effect> Phones(Batch batch, IReadOnlyList<RecipientResult> results) =>
        [.. results.Where(r => r is { Phone: not null, Failure: not null })
            .SelectMany(r => MessageDecisions.AboutPhone(r.Phone!, batch.MessageId(r.Place), r.Failure!.Value, r.Gateway))];

    private static WakeAt WakeAt(Batch batch, Instant at) => new(AggregateId.Batch(batch.Broadcast, batch.Number), at, Bulk: true);
}
