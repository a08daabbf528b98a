using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

public enum BroadcastStatus { Draft, Running, Paused, Cancelled, Done }

/// <summary>A broadcast's recipients by result so far, up to the handover to a gateway.</summary>
/// <param name="HadEnough">Not sent, because the person had a day's tips.</param>
/// <param name="HeldBack">Held back by chance, to compare with.</param>
public sealed record Counts(int Recipients = 0, int Accepted = 0, int Suppressed = 0, int Failed = 0, int Unsure = 0, int Retrying = 0,
    int HadEnough = 0, int HeldBack = 0)
{
    public static Counts operator +(Counts a, Counts b) => new(
        a.Recipients + b.Recipients, a.Accepted + b.Accepted, a.Suppressed + b.Suppressed, a.Failed + b.Failed, a.Unsure + b.Unsure,
        a.Retrying + b.Retrying, a.HadEnough + b.HadEnough, a.HeldBack + b.HeldBack);

    public static Counts operator -(Counts a, Counts b) => new(
        a.Recipients - b.Recipients, a.Accepted - b.Accepted, a.Suppressed - b.Suppressed, a.Failed - b.Failed, a.Unsure - b.Unsure,
        a.Retrying - b.Retrying, a.HadEnough - b.HadEnough, a.HeldBack - b.HeldBack);

    public static Counts Add(Counts left, Counts right) => left + right;

    public static Counts Subtract(Counts left, Counts right) => left - right;
}

/// <summary>What a broadcast knows of one of its batches.</summary>
/// <param name="Step">The number of the batch's last count.</param>
/// <param name="IsPassed">Every recipient had a first try, so that the next batch may go.</param>
/// <param name="IsDone">Nothing of the batch is pending.</param>
public sealed record BatchTally(int Step, Counts Counts, bool IsPassed, bool IsDone);

/// <summary>Delivery reports of a broadcast, counted by a walk through them from time to time.</summary>
/// <param name="Cursor">Where the walk under way stands; null while none is.</param>
/// <param name="NextDelivered">The walk's count so far.</param>
public sealed record ReportCounts(int Delivered = 0, int Undelivered = 0, string? Cursor = null, int NextDelivered = 0,
    int NextUndelivered = 0);

/// <summary>People who read one language in one country.</summary>
/// <param name="Segments">Of all their SMS, each with the reader's own name and place in it.</param>
/// <param name="Most">The segments of the longest.</param>
/// <param name="Ucs2">How many of the SMS are outside GSM-7, and so cost more than twice as much.</param>
public sealed record ReaderCount(int People = 0, long Segments = 0, int Most = 0, int Ucs2 = 0)
{
    public static ReaderCount operator +(ReaderCount a, ReaderCount b) =>
        new(a.People + b.People, a.Segments + b.Segments, Math.Max(a.Most, b.Most), a.Ucs2 + b.Ucs2);

    public static ReaderCount Add(ReaderCount left, ReaderCount right) => left + right;
}

/// <summary>The people of an audience, counted; by a job where the directory is large.</summary>
/// <param name="Cursor">The last directory person that was counted.</param>
/// <param name="Readers">Who would get it, by <c>language|region</c>.</param>
/// <param name="Places">The same people by place; <see cref="Elsewhere"/> for places beyond <see cref="MostPlaces"/>.</param>
/// <param name="LeftOut">Who of the audience would not, by reason.</param>
public sealed record AudienceCount(string Cursor, IReadOnlyDictionary<string, ReaderCount> Readers,
    IReadOnlyDictionary<string, int> Places,
    IReadOnlyDictionary<LeftOut, int> LeftOut, bool IsDone)
{
    public const int MostPlaces = 1000;
    public const string Elsewhere = "…";

    public static AudienceCount None { get; } =
        new("", new Dictionary<string, ReaderCount>(), new Dictionary<string, int>(), new Dictionary<LeftOut, int>(), false);

    public AudienceCount Plus(AudienceCount more) => more with
    {
        Readers = Readers.Concat(more.Readers).GroupBy(p => p.Key)
            .ToDictionary(g => g.Key, g => g.Select(p => p.Value).Aggregate((a, b) => a + b)),
        Places = Few(Sum(Places, more.Places)),
        LeftOut = Sum(LeftOut, more.LeftOut),
    };

    private static Dictionary<T, int> Sum<T>(IReadOnlyDictionary<T, int> one, IReadOnlyDictionary<T, int> other) where T : notnull =>
        one.Concat(other).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));

    private static Dictionary<string, int> Few(Dictionary<string, int> places)
    {
        if (places.Count <= MostPlaces) return places;
        var few = places.Where(p => p.Key != Elsewhere).OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Take(MostPlaces - 1).ToDictionary(p => p.Key, p => p.Value);
        few[Elsewhere] = places.Values.Sum() - few.Values.Sum();
        return few;
    }
}

/// <summary>A tip to many people. The launch freezes its audience into batches, each an aggregate of its own.</summary>
/// <param name="Texts">The tip by ISO 639-1 language code.</param>
/// <param name="Cursor">The last directory person assigned to a batch.</param>
/// <param name="Frozen">Whether the whole directory has been read.</param>
/// <param name="Batches">What is known of each batch, in order.</param>
/// <param name="Lanes">How many batches are sent at once.</param>
/// <param name="Released">How many batches have been sent or are being sent.</param>
/// <param name="EndedAt">When it was done or cancelled.</param>
/// <param name="Count">A large draft's audience; null for a small one, which is counted when it is asked for.</param>
public sealed record Broadcast(
    string Id, Audience Audience, IReadOnlyDictionary<string, string> Texts, BroadcastStatus Status, string CreatedBy, Instant CreatedAt,
    string Cursor, bool Frozen, IReadOnlyList<BatchTally> Batches, int Lanes = 1, int Released = 0, ReportCounts? Reports = null,
    Instant? LaunchedAt = null, Instant? EndedAt = null, AudienceCount? Count = null)
{
    /// <summary>How long after its end reports are still counted: an operator keeps a message for three days.</summary>
    public static readonly Duration ReportsCountedFor = Duration.FromDays(3);

    /// <summary>The texts as a reader sees them of whom nothing is known, and as they are written: both are judged.</summary>
    public IEnumerable<string> Judged => Texts.Values.Concat(TipText.Read(Texts).Texts!.Values.Select(t => t.WithoutValues));

    public string? TextFor(Language language) => Texts.GetValueOrDefault(language.Code());

    public Counts Counts => Batches.Aggregate(new Counts(), (sum, batch) => sum + batch.Counts);

    public bool AllDone => Frozen && Batches.All(b => b.IsDone);
}

[StoredAs("CreateBroadcast")]
public sealed record CreateBroadcast(Audience Audience, IReadOnlyDictionary<string, string> Texts, string By) : Command;

/// <summary>Lets a job count the draft's audience.</summary>
[StoredAs("CountAudience")] public sealed record CountAudience : Command;

/// <summary>A stretch of the audience was counted.</summary>
/// <param name="From">Where the stretch began.</param>
[StoredAs("AudienceCounted")] public sealed record AudienceCounted(string From, AudienceCount More) : Command;

/// <param name="Lanes">How many batches may be sent at once, by the gateway's pace.</param>
[StoredAs("LaunchBroadcast")] public sealed record LaunchBroadcast(int Lanes = 1) : Command;
[StoredAs("PauseBroadcast")] public sealed record PauseBroadcast : Command;
[StoredAs("ResumeBroadcast")] public sealed record ResumeBroadcast : Command;
[StoredAs("CancelBroadcast")] public sealed record CancelBroadcast : Command;

/// <summary>A batch of recipients was written.</summary>
/// <param name="Batch">The batch's number; -1 when no recipients were left for one.</param>
/// <param name="HeldBack">How many of the recipients get nothing.</param>
[StoredAs("BatchFilled")]
public sealed record BatchFilled(int Batch, int Recipients, string Cursor, bool Last, int HeldBack = 0) : Command;

/// <summary>A batch's count, after a pass.</summary>
/// <param name="Step">Counts up, so that an old count that comes late changes nothing.</param>
[StoredAs("BatchCounted")] public sealed record BatchCounted(int Batch, int Step, Counts Counts, bool IsDone) : Command;

/// <summary>A stretch of reports was counted.</summary>
/// <param name="From">Where the stretch began; "" for the first.</param>
/// <param name="To">Where the next begins; null after the last.</param>
[StoredAs("ReportsCounted")] public sealed record ReportsCounted(string From, string? To, int Delivered, int Undelivered) : Command;

/// <summary>A tip asks for an answer that would be taken for one to an open question.</summary>
/// <param name="Words">The words that ask, such as <c>Reply 1</c>.</param>
public sealed record AsksForAnswer(string Language, string Words);

/// <summary>The broadcast's present status does not allow the command.</summary>
public sealed record NotNow(BroadcastStatus Status);

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
            new(new Broadcast(id, create.Audience, create.Texts, BroadcastStatus.Draft, create.By, now, "", false, []), []),
        (null, _) => Outcome<Broadcast>.Nothing(null),
        (_, CountAudience) => broadcast is { Status: BroadcastStatus.Draft, Count: null }
            ? new(broadcast with { Count = AudienceCount.None }, [new WakeNow(AggregateId.Broadcast(id))])
            : Outcome<Broadcast>.Nothing(broadcast),
        (_, AudienceCounted counted) => broadcast.Count is { IsDone: false } count && count.Cursor == counted.From
            ? new(broadcast with { Count = count.Plus(counted.More) },
                counted.More.IsDone ? [] : [new WakeNow(AggregateId.Broadcast(id))])
            : Outcome<Broadcast>.Nothing(broadcast),
        (_, LaunchBroadcast launch) =>
            Move(broadcast, BroadcastStatus.Draft, BroadcastStatus.Running, broadcast with { LaunchedAt = now, Lanes = launch.Lanes },
                [new WakeNow(AggregateId.Broadcast(id))], now),
        (_, PauseBroadcast) => Move(broadcast, BroadcastStatus.Running, BroadcastStatus.Paused, broadcast, [], now),
        (_, ResumeBroadcast) => Move(broadcast, BroadcastStatus.Paused, BroadcastStatus.Running, broadcast, UnderWay(broadcast), now),
        (_, CancelBroadcast) => broadcast.Status switch
        {
            BroadcastStatus.Cancelled => Outcome<Broadcast>.Nothing(broadcast),
            BroadcastStatus.Done => Outcome<Broadcast>.Nothing(broadcast, new NotNow(broadcast.Status)),
            _ => new(broadcast with { Status = BroadcastStatus.Cancelled, EndedAt = now },
                broadcast is { LaunchedAt: not null, Frozen: false } ? [Look(broadcast, now)] : []),
        },
        (_, BatchFilled filled) => Filled(broadcast, filled, now),
        (_, BatchCounted counted) => Counted(broadcast, counted, now),
        (_, ReportsCounted counted) => Counted(broadcast, counted, now),
        _ => Outcome<Broadcast>.Nothing(broadcast),
    };

    /// <summary>As it is written, and as it reads where the words for empty fields stand in it.</summary>
    private static (string Language, string Words)? Asks(IReadOnlyDictionary<string, string> texts) => FreeText.AsksBy(texts)
        ?? FreeText.AsksBy(TipText.Read(texts).Texts!.ToDictionary(t => t.Key, t => t.Value.WithoutValues));

    private static Outcome<Broadcast> Move(Broadcast before, BroadcastStatus from, BroadcastStatus to, Broadcast next,
        IReadOnlyList<Effect> effects, Instant now) => before.Status != from
        ? Outcome<Broadcast>.Nothing(before, before.Status == to ? null : new NotNow(before.Status))
        : new(Closed(next with { Status = to }, now), effects);

    /// <summary>Wakes what a pause may have stopped: the freezing, and every batch that was begun.</summary>
    private static IReadOnlyList<Effect> UnderWay(Broadcast broadcast) =>
    [
        new WakeNow(AggregateId.Broadcast(broadcast.Id)),
        .. Enumerable.Range(0, broadcast.Released).Where(n => !broadcast.Batches[n].IsDone)
            .Select(n => new WakeNow(AggregateId.Batch(broadcast.Id, n))),
    ];

    private static Outcome<Broadcast> Filled(Broadcast broadcast, BatchFilled filled, Instant now)
    {
        if (broadcast.Frozen || filled.Batch >= 0 && filled.Batch != broadcast.Batches.Count) return Outcome<Broadcast>.Nothing(broadcast);
        // Where all are held back nothing is to do.
        var isDone = filled.HeldBack == filled.Recipients;
        var tally = new BatchTally(0, new Counts(filled.Recipients, HeldBack: filled.HeldBack), isDone, isDone);
        var batches = filled.Batch < 0 ? broadcast.Batches : [.. broadcast.Batches, tally];
        var next = Release(broadcast with { Cursor = filled.Cursor, Frozen = filled.Last, Batches = batches }, now);
        return filled.Last ? next with { Effects = [.. next.Effects, Look(broadcast, now)] } : next;
    }

    private static Outcome<Broadcast> Counted(Broadcast broadcast, BatchCounted counted, Instant now)
    {
        if (counted.Batch >= broadcast.Batches.Count || counted.Step <= broadcast.Batches[counted.Batch].Step)
            return Outcome<Broadcast>.Nothing(broadcast);
        var tally = new BatchTally(counted.Step, counted.Counts, true, counted.IsDone);
        return Release(
            broadcast with { Batches = [.. broadcast.Batches.Select((old, n) => n == counted.Batch ? tally : old)] }, now);
    }

    /// <summary>Lets the next batches go, so that as many are under way as there are lanes.</summary>
    private static Outcome<Broadcast> Release(Broadcast broadcast, Instant now)
    {
        var busy = broadcast.Batches.Take(broadcast.Released).Count(b => !b.IsPassed);
        var free = Math.Clamp(broadcast.Lanes - busy, 0, broadcast.Batches.Count - broadcast.Released);
        return new(Closed(broadcast with { Released = broadcast.Released + free }, now),
            [.. Enumerable.Range(broadcast.Released, free).Select(n => new WakeNow(AggregateId.Batch(broadcast.Id, n)))]);
    }

    private static Outcome<Broadcast> Counted(Broadcast broadcast, ReportsCounted counted, Instant now)
    {
        var reports = broadcast.Reports ?? new ReportCounts();
        if (counted.From != (reports.Cursor ?? "")) return Outcome<Broadcast>.Nothing(broadcast);
        var (delivered, undelivered) =
            (reports.NextDelivered + counted.Delivered, reports.NextUndelivered + counted.Undelivered);
        if (counted.To is { } to)
            return new(broadcast with { Reports = reports with { Cursor = to, NextDelivered = delivered, NextUndelivered = undelivered } },
                [new WakeNow(AggregateId.Broadcast(broadcast.Id))]);
        var next = broadcast with { Reports = new ReportCounts(delivered, undelivered) };
        return new(next, now < (broadcast.EndedAt ?? now) + Broadcast.ReportsCountedFor ? [Look(broadcast, now)] : []);
    }

    /// <summary>The next walk through the reports: soon at first, later once a day.</summary>
    private static WakeAt Look(Broadcast broadcast, Instant now)
    {
        var half = (now - broadcast.LaunchedAt!.Value) / 2;
        return new(AggregateId.Broadcast(broadcast.Id), now + Duration.Max(firstLook, Duration.Min(half, Duration.FromDays(1))));
    }

    private static Broadcast Closed(Broadcast broadcast, Instant now) => broadcast is { AllDone: true, Status: BroadcastStatus.Running }
        ? broadcast with { Status = BroadcastStatus.Done, EndedAt = now }
        : broadcast;
}
