using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

public static class BroadcastDecisions
{
    private static readonly Duration firstLook = Duration.FromMinutes(10);

    public static Outcome<Broadcast> Decide(Broadcast? broadcast, string id, Command command, Instant now) => (broadcast, command) switch
    {
        (null, CreateBroadcast create) when AudienceQuery.Read(create.Audience.Query).Fault is { } fault =>
            Outcome<Broadcast>.Nothing(null, fault),
        (null, CreateBroadcast create) when TipText.Read(create.Texts).Fault is { } fault => Outcome<Broadcast>.Nothing(null, fault),
        (null, CreateBroadcast create) when Asks(create.Texts) is { } asks =>
            Outcome<Broadcast>.Nothing(null, new AsksForAnswer(asks.Language, asks.Words)),
        (null, CreateBroadcast create) =>
            new(new Broadcast(id, create.Audience, create.Texts, BroadcastStatus.Draft, create.By, now, "", false, [], Hour: create.Hour),
                []),
        (null, _) => Outcome<Broadcast>.Nothing(null),
        (_, TryTip trial) => Tried(broadcast, trial, now),
        (_, CountAudience) => broadcast is { Status: BroadcastStatus.Draft, Count: null }
            ? new(broadcast with { Count = AudienceCount.None }, [new WakeNow(AggregateId.Broadcast(id))])
            : Outcome<Broadcast>.Nothing(broadcast),
        (_, AudienceCounted counted) => broadcast.Count is { IsDone: false } count && count.Cursor == counted.From
            ? new(broadcast with { Count = count.Plus(counted.More) },
                counted.More.IsDone ? [] : [new WakeNow(AggregateId.Broadcast(id))])
            : Outcome<Broadcast>.Nothing(broadcast),
        (_, LaunchBroadcast launch) when broadcast is { Status: BroadcastStatus.Draft, Hour: { } hour } && hour.In(launch.Region) < now =>
            Outcome<Broadcast>.Nothing(broadcast, new HourPassed(hour.At)),
        (_, LaunchBroadcast launch) =>
            Move(broadcast, BroadcastStatus.Draft, BroadcastStatus.Running,
                new(broadcast with { LaunchedAt = now, Lanes = launch.Lanes, Region = launch.Region, Agreed = launch.Agreed },
                    [
                        broadcast.Hour is { } hour ? new WakeAt(AggregateId.Broadcast(id), hour.First)
                            : new WakeNow(AggregateId.Broadcast(id)),
                    ]), now),
        (_, PauseBroadcast) => Move(broadcast, BroadcastStatus.Running, BroadcastStatus.Paused, new(broadcast, []), now),
        (_, ResumeBroadcast) => Move(broadcast, BroadcastStatus.Paused, BroadcastStatus.Running,
            broadcast.Money == TipMoney.Refused ? BroadcastMoney.Ask(broadcast, now) : new(broadcast, UnderWay(broadcast)), now),
        (_, CancelBroadcast) => broadcast.Status switch
        {
            BroadcastStatus.Cancelled => Outcome<Broadcast>.Nothing(broadcast),
            BroadcastStatus.Done => Outcome<Broadcast>.Nothing(broadcast, new NotNow(broadcast.Status)),
            _ => Cancelled(broadcast, now),
        },
        (_, BatchFilled filled) => Filled(broadcast, filled, now),
        (_, BatchCounted counted) => Counted(broadcast, counted, now),
        (_, ReportsCounted counted) => Counted(broadcast, counted, now),
        (_, BatchTroubled troubled) => BroadcastMoney.Troubled(broadcast, troubled, now),
        (_, MoneyReserved) => broadcast.Money == TipMoney.Asked
            ? Release(broadcast with { Money = TipMoney.Reserved }, now)
            : Outcome<Broadcast>.Nothing(broadcast),
        (_, MoneyRefused) => broadcast.Money == TipMoney.Asked
            ? BroadcastMoney.Refused(broadcast, now)
            : Outcome<Broadcast>.Nothing(broadcast),
        _ => Outcome<Broadcast>.Nothing(broadcast),
    };

    /// <summary>As it is written, and as it reads where the words for empty fields stand in it.</summary>
    private static (string Language, string Words)? Asks(IReadOnlyDictionary<string, string> texts) => FreeText.AsksBy(texts)
        ?? FreeText.AsksBy(TipText.Read(texts).Texts!.ToDictionary(t => t.Key, t => t.Value.WithoutValues));

    private static Outcome<Broadcast> Move(Broadcast before, BroadcastStatus from, BroadcastStatus to, Outcome<Broadcast> next,
        Instant now) => before.Status != from
        ? Outcome<Broadcast>.Nothing(before, before.Status == to ? null : new NotNow(before.Status))
        : Closed(next with { State = next.State! with { Status = to } }, now);

    /// <summary>Goes out at once, in a quiet hour too: the coordinator has asked for it.</summary>
    private static Outcome<Broadcast> Tried(Broadcast broadcast, TryTip trial, Instant now)
    {
        var before = broadcast.Trials ?? [];
        if (before.Contains(trial.Id)) return Outcome<Broadcast>.Nothing(broadcast);
        if (broadcast.Status != BroadcastStatus.Draft) return Outcome<Broadcast>.Nothing(broadcast, new NotNow(broadcast.Status));
        if (before.Count >= Broadcast.MostTrials) return Outcome<Broadcast>.Nothing(broadcast, new TriedOften());
        return new(broadcast with { Trials = [.. before, trial.Id] },
        [
            .. TipText.Read(broadcast.Texts).Texts!.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new Send(
                SmsOrder.To(trial.To.Phone, Purpose.Reply, new TipTrialSms(t.Value.For(trial.To)), broadcast.Audience.Programme, now)
                    with { PersonId = trial.To.PersonId })),
        ]);
    }

    /// <summary>Closes the batches under way. Their last counts settle the money.</summary>
    private static Outcome<Broadcast> Cancelled(Broadcast broadcast, Instant now) => Closed(
        new(broadcast with { Status = BroadcastStatus.Cancelled, EndedAt = now },
        [
            .. broadcast is { LaunchedAt: not null, Frozen: false } ? [Look(broadcast, now)] : Array.Empty<Effect>(),
            .. Enumerable.Range(0, broadcast.Released).Where(n => !broadcast.Batches[n].IsDone)
                .Select(n => new Tell(AggregateId.Batch(broadcast.Id, n), new CloseBatch())),
        ]), now);

    /// <summary>Wakes what a pause may have stopped: the freezing, and every batch that was begun.</summary>
    private static IReadOnlyList<Effect> UnderWay(Broadcast broadcast) =>
    [
        new WakeNow(AggregateId.Broadcast(broadcast.Id)),
        .. Enumerable.Range(0, broadcast.Released).Where(n => !broadcast.Batches[n].IsDone)
            .Select(n => new WakeNow(AggregateId.Batch(broadcast.Id, n))),
    ];

    private static Outcome<Broadcast> Filled(Broadcast broadcast, BatchFilled filled, Instant now)
    {
        if (broadcast.Frozen || (filled.Turn, filled.From) != (broadcast.Turn, broadcast.Cursor))
            return Outcome<Broadcast>.Nothing(broadcast);
        var turns = filled.Last && !broadcast.IsLastTurn;
        // Where all are held back nothing is to do.
        var isDone = filled.HeldBack == filled.Recipients;
        var tally = new BatchTally(0, new Counts(filled.Recipients, HeldBack: filled.HeldBack), isDone, isDone);
        var next = broadcast with
        {
            Cursor = turns ? "" : filled.Cursor, Turn = turns ? broadcast.Turn + 1 : broadcast.Turn,
            Frozen = filled.Last && !turns, Batches = filled.Batch < 0 ? broadcast.Batches : [.. broadcast.Batches, tally],
            People = broadcast.People + filled.People, Price = Moneys.Sum(broadcast.Price ?? [], filled.Price),
        };
        if (!next.Frozen) return new(next, []);
        if (next.Status == BroadcastStatus.Cancelled) return new(next, [Look(broadcast, now)]);
        if (next.Agreed?.IsPassedBy(next.People, next.Price!) == true)
        {
            var stopped = Cancelled(next with { Grown = true }, now);
            return stopped with { Effects = [.. stopped.Effects, BroadcastMoney.Task(next, TaskKinds.TipGrown, now)] };
        }
        var priced = next.Price!.Count == 0 ? Release(next with { Money = TipMoney.Reserved }, now) : BroadcastMoney.Ask(next, now);
        return priced with { Effects = [.. priced.Effects, Look(broadcast, now)] };
    }

    private static Outcome<Broadcast> Counted(Broadcast broadcast, BatchCounted counted, Instant now)
    {
        if (counted.Batch >= broadcast.Batches.Count || counted.Step <= broadcast.Batches[counted.Batch].Step)
            return Outcome<Broadcast>.Nothing(broadcast);
        var tally = new BatchTally(counted.Step, counted.Counts, true, counted.IsDone, counted.Spent);
        IReadOnlyList<BatchTally> batches = [.. broadcast.Batches.Select((old, n) => n == counted.Batch ? tally : old)];
        return Release(BroadcastMoney.WithoutTrouble(broadcast, counted.Batch) with { Batches = batches }, now);
    }

    /// <summary>Lets the next batches go, so that as many are under way as there are lanes.</summary>
    private static Outcome<Broadcast> Release(Broadcast broadcast, Instant now)
    {
        if (broadcast.Status == BroadcastStatus.Cancelled || broadcast.Money != TipMoney.Reserved) return Closed(new(broadcast, []), now);
        var busy = broadcast.Batches.Take(broadcast.Released).Count(b => !b.IsPassed);
        var free = Math.Clamp(broadcast.Lanes - busy, 0, broadcast.Batches.Count - broadcast.Released);
        return Closed(new(broadcast with { Released = broadcast.Released + free },
            [.. Enumerable.Range(broadcast.Released, free).Select(n => new WakeNow(AggregateId.Batch(broadcast.Id, n)))]), now);
    }

    private static Outcome<Broadcast> Counted(Broadcast broadcast, ReportsCounted counted, Instant now)
    {
        var reports = broadcast.Reports ?? TipReports.None;
        if (counted.From != reports.Batch) return Outcome<Broadcast>.Nothing(broadcast);
        var sum = (reports.Next ?? TipReport.None).Plus(counted.More);
        if (counted.To is { } to)
            return new(broadcast with { Reports = reports with { Next = sum, Batch = to } },
                [new WakeNow(AggregateId.Broadcast(broadcast.Id))]);
        var next = broadcast with { Reports = new TipReports(sum) };
        return new(next, now < (broadcast.EndedAt ?? now) + Broadcast.ReportsCountedFor ? [Look(broadcast, now)] : []);
    }

    /// <summary>The next walk through the reports: soon at first, later once a day.</summary>
    private static WakeAt Look(Broadcast broadcast, Instant now)
    {
        var half = (now - broadcast.LaunchedAt!.Value) / 2;
        return new(AggregateId.Broadcast(broadcast.Id), now + Duration.Max(firstLook, Duration.Min(half, Duration.FromDays(1))));
    }

    /// <summary>Ends a broadcast of which nothing is pending, and settles its money.</summary>
    private static Outcome<Broadcast> Closed(Outcome<Broadcast> outcome, Instant now)
    {
        var broadcast = outcome.State!;
        if (broadcast is { AllDone: true, Status: BroadcastStatus.Running })
            broadcast = broadcast with { Status = BroadcastStatus.Done, EndedAt = now };
        return BroadcastMoney.Settled(outcome with { State = broadcast });
    }
}
