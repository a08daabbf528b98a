using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
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
/// <param name="Spent">By currency, up to that count.</param>
public sealed record BatchTally(int Step, Counts Counts, bool IsPassed, bool IsDone, IReadOnlyList<Money>? Spent = null);

/// <summary>Where the money for a broadcast stands.</summary>
public enum TipMoney
{
    /// <summary>Its price is not known before its audience is frozen.</summary>
    Unknown,
    Asked,
    Reserved,
    /// <summary>The month's budget has not so much left: the broadcast is paused, and a resume asks again.</summary>
    Refused,
    /// <summary>The broadcast is over, and the budget has what was spent.</summary>
    Settled,
}

/// <summary>How many people a launch was agreed for, and for how much money.</summary>
public sealed record Agreed(int People, IReadOnlyList<Money> Cost)
{
    /// <summary>Grown by more than a tenth, and by more than ten people or their price: nobody has agreed to that.</summary>
    public bool IsPassedBy(int people, IReadOnlyList<Money> cost) =>
        people > People + Math.Max(Ten, People / Ten)
        || cost.Any(c => Cost.In(c.Currency).Minor is var agreed
            && c.Minor > agreed + Math.Max(agreed / Ten, Ten * agreed / Math.Max(1, People)));

    private const int Ten = 10;
}

/// <summary>Trouble at a gateway that only somebody can end. The broadcast goes on by itself when it is over.</summary>
/// <param name="Batches">The batches that wait for its end.</param>
public sealed record BroadcastTrouble(SendFailure Failure, string Gateway, Instant Since, IReadOnlyList<int> Batches);

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
/// <param name="Listed">How many people the programme has so far, in the audience or not.</param>
public sealed record AudienceCount(string Cursor, IReadOnlyDictionary<string, ReaderCount> Readers,
    IReadOnlyDictionary<string, int> Places,
    IReadOnlyDictionary<LeftOut, int> LeftOut, bool IsDone, int Listed = 0)
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
        Listed = Listed + more.Listed,
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
/// <param name="Region">The programme's country, in whose months money is counted.</param>
/// <param name="Agreed">What the launch was agreed for.</param>
/// <param name="People">How many of the frozen audience would get it when it was frozen.</param>
/// <param name="Price">What that comes to.</param>
/// <param name="Month">The month whose budget it is paid from.</param>
/// <param name="TaskAt">When a task was last raised about trouble.</param>
/// <param name="Grown">Cancelled when it was frozen, because it had grown since it was agreed.</param>
/// <param name="Hour">When it goes out; null for at once.</param>
/// <param name="Turn">Whose hour the next batch is of: a number in <see cref="TipHour.Turns"/>.</param>
/// <param name="Trials">The ids of the requests by which coordinators had it sent to themselves first.</param>
public sealed record Broadcast(
    string Id, Audience Audience, IReadOnlyDictionary<string, string> Texts, BroadcastStatus Status, string CreatedBy, Instant CreatedAt,
    string Cursor, bool Frozen, IReadOnlyList<BatchTally> Batches, int Lanes = 1, int Released = 0, TipReports? Reports = null,
    Instant? LaunchedAt = null, Instant? EndedAt = null, AudienceCount? Count = null, string Region = "", Agreed? Agreed = null,
    int People = 0, IReadOnlyList<Money>? Price = null, YearMonth? Month = null, TipMoney Money = TipMoney.Unknown,
    BroadcastTrouble? Trouble = null, Instant? TaskAt = null, bool Grown = false, TipHour? Hour = null, int Turn = 0,
    IReadOnlyList<string>? Trials = null)
{
    /// <summary>So often a draft is sent to coordinators.</summary>
    public const int MostTrials = 10;

    /// <summary>How long after its end reports are still counted: an operator keeps a message for three days.</summary>
    public static readonly Duration ReportsCountedFor = Duration.FromDays(3);

    /// <summary>The texts as a reader sees them of whom nothing is known, and as they are written: both are judged.</summary>
    public IEnumerable<string> Judged => Texts.Values.Concat(TipText.Read(Texts).Texts!.Values.Select(t => t.WithoutValues));

    /// <summary>When its audience is frozen, and the first of its SMS may go; null for a draft without an hour.</summary>
    public Instant? BeginsAt => Hour?.First ?? LaunchedAt;

    /// <summary>The hour of those who are being frozen now; null where all are.</summary>
    public Instant? TurnAt => Hour?.Turns[Turn];

    internal bool IsLastTurn => Hour is null || Turn == Hour.Turns.Count - 1;

    public string? TextFor(Language language) => Texts.GetValueOrDefault(language.Code());

    public Counts Counts => Batches.Aggregate(new Counts(), (sum, batch) => sum + batch.Counts);

    public bool AllDone => Frozen && Batches.All(b => b.IsDone);

    /// <summary>What was spent so far, by currency.</summary>
    public IReadOnlyList<Money> Spent => Moneys.Sum(Batches.SelectMany(b => b.Spent ?? []));
}

[StoredAs("CreateBroadcast")]
public sealed record CreateBroadcast(Audience Audience, IReadOnlyDictionary<string, string> Texts, string By, TipHour? Hour = null)
    : Command;

/// <summary>Sends each text of a draft to a coordinator, filled in with the coordinator's own values.</summary>
[StoredAs("TryTip")] public sealed record TryTip(string Id, DirectoryRow To) : Command;

/// <summary>Lets a job count the draft's audience.</summary>
[StoredAs("CountAudience")] public sealed record CountAudience : Command;

/// <summary>A stretch of the audience was counted.</summary>
/// <param name="From">Where the stretch began.</param>
[StoredAs("AudienceCounted")] public sealed record AudienceCounted(string From, AudienceCount More) : Command;

/// <param name="Lanes">How many batches may be sent at once, by the gateway's pace.</param>
/// <param name="Region">The programme's country.</param>
/// <param name="Agreed">How many people and how much money it is for; null for any.</param>
[StoredAs("LaunchBroadcast")] public sealed record LaunchBroadcast(int Lanes = 1, string Region = "", Agreed? Agreed = null) : Command;
[StoredAs("PauseBroadcast")] public sealed record PauseBroadcast : Command;
[StoredAs("ResumeBroadcast")] public sealed record ResumeBroadcast : Command;
[StoredAs("CancelBroadcast")] public sealed record CancelBroadcast : Command;

/// <summary>A batch of recipients was written.</summary>
/// <param name="Batch">The batch's number; -1 when no recipients were left for one.</param>
/// <param name="From">Where in the directory it began; another worker may have written it before.</param>
/// <param name="Turn">The turn that it was read for.</param>
/// <param name="Last">The directory has no more of this turn.</param>
/// <param name="HeldBack">How many of the recipients get nothing.</param>
/// <param name="People">How many of the recipients would get it now.</param>
/// <param name="Price">What that comes to.</param>
[StoredAs("BatchFilled")]
public sealed record BatchFilled(int Batch, int Recipients, string From, string Cursor, bool Last, int HeldBack = 0, int People = 0,
    IReadOnlyList<Money>? Price = null, int Turn = 0) : Command;

/// <summary>A batch's count, after a pass.</summary>
/// <param name="Step">Counts up, so that an old count that comes late changes nothing.</param>
/// <param name="Spent">By currency.</param>
[StoredAs("BatchCounted")]
public sealed record BatchCounted(int Batch, int Step, Counts Counts, bool IsDone, IReadOnlyList<Money>? Spent = null) : Command;

/// <summary>Trouble at a gateway that only somebody can end holds a batch up, or holds it up no more.</summary>
/// <param name="Failure">Null once it is over.</param>
[StoredAs("BatchTroubled")] public sealed record BatchTroubled(int Batch, SendFailure? Failure, string Gateway) : Command;

/// <summary>The month's budget keeps the broadcast's price for it.</summary>
[StoredAs("MoneyReserved")] public sealed record MoneyReserved : Command;

/// <summary>The month's budget has not so much left.</summary>
[StoredAs("MoneyRefused")] public sealed record MoneyRefused : Command;

/// <summary>The reports of some batches were counted.</summary>
/// <param name="From">The first batch's number.</param>
/// <param name="To">Where the next begins; null after the last.</param>
[StoredAs("ReportsCounted")] public sealed record ReportsCounted(int From, int? To, TipReport More) : Command;

/// <summary>A tip asks for an answer that would be taken for one to an open question.</summary>
/// <param name="Words">The words that ask, such as <c>Reply 1</c>.</param>
public sealed record AsksForAnswer(string Language, string Words);

/// <summary>The draft was sent to coordinators as often as it may be.</summary>
public sealed record TriedOften;

/// <summary>Its hour was over before it was launched.</summary>
public sealed record HourPassed(LocalDateTime At);

/// <summary>The broadcast's present status does not allow the command.</summary>
public sealed record NotNow(BroadcastStatus Status);
