using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Query">Which people, such as <c>role = farmer and crop = maize</c>; absent for all (docs/audiences.md).</param>
/// <param name="Only">These people alone, each by phone or id.</param>
/// <param name="Except">These people not.</param>
/// <param name="HoldOut">Per cent of the people who get nothing, chosen by chance, to compare with.</param>
/// <param name="NotReachedBy">Only those whom this broadcast, which is over, did not reach.</param>
/// <param name="AlsoUnsure">With notReachedBy: those too of whom nobody knows, who may get it twice.</param>
/// <param name="Group">The id of a group, in place of a query: its query as it is now.</param>
/// <param name="RestDays">Nobody who had another tip within so many days; absent for the programme's daysBetweenTips. Fewer take a second
/// owner.</param>
internal sealed record AudienceBody(string Programme, string? Query = null, IReadOnlyList<string>? Only = null,
    IReadOnlyList<string>? Except = null, int? HoldOut = null, string? NotReachedBy = null, bool? AlsoUnsure = null, string? Group = null,
    int? RestDays = null)
{
    public static AudienceBody Of(Audience a) => new(a.Programme, a.Query.Length == 0 ? null : a.Query, a.Only, a.Except,
        a.HoldOut == 0 ? null : a.HoldOut, a.NotReachedBy, a.AlsoUnsure ? true : null, RestDays: a.RestDays == 0 ? null : a.RestDays);
}

/// <param name="Texts">By ISO 639-1 language: <c>en</c>, <c>sw</c>, <c>bn</c>, <c>fr</c>, <c>zu</c>; with <c>{first name}</c> or
/// <c>{place|your place}</c>, <c>{crop|…}</c>, <c>{mentor|…}</c> filled in for each reader.</param>
/// <param name="At">When it goes out, by each reader's clock, such as <c>2027-03-02T17:00</c>; absent for at once.</param>
internal sealed record BroadcastBody(AudienceBody Audience, Dictionary<string, string> Texts, string? At = null)
{
    private const int MostCharacters = 1000;

    public Answer? Fault()
    {
        if (Texts.Count == 0) return Answer.Bad("texts", $"texts has at least one of {Languages.Codes}.");
        foreach (var (language, text) in Texts)
        {
            if (Languages.FromCode(language) is null)
                return Answer.Bad($"texts.{language}", $"texts has the languages {Languages.Codes} only.");
            if (string.IsNullOrWhiteSpace(text) || text.Length > MostCharacters)
                return Answer.Bad($"texts.{language}", $"texts.{language} is 1 to {MostCharacters} characters.");
            if (Inputs.AskingFault($"texts.{language}", text) is { } asking) return asking;
        }
        var (tips, wrong) = TipText.Read(Texts);
        return wrong is not null
            ? Answer.Bad($"texts.{wrong.Language}", wrong.Fault.ToString())
            : tips!.Select(t => Inputs.AskingFault($"texts.{t.Key}", t.Value.WithoutValues)).FirstOrDefault(f => f is not null);
    }
}

/// <param name="To">The phone or id of a coordinator of the programme.</param>
internal sealed record TrialBody(string To);

/// <param name="Plain">What says the same in GSM-7; absent for nothing.</param>
/// <param name="IsReplaced">Whether it goes out so by itself.</param>
internal sealed record DearView(string Character, string? Plain, bool IsReplaced);

/// <param name="Segments">Of all SMS in this language, each with its reader's own values.</param>
/// <param name="SegmentsEach">Of the longest of them.</param>
/// <param name="CostEach">The price of the longest, in each currency.</param>
/// <param name="Ucs2">How many of them are outside GSM-7, by the text or by a reader's name, and cost more than twice as much.</param>
/// <param name="Dear">Characters of the text that GSM-7 lacks, with what is plain.</param>
internal sealed record LanguageView(string Language, int People, long Segments, int SegmentsEach, IReadOnlyList<MoneyView> CostEach,
    int Ucs2, IReadOnlyList<DearView> Dear)
{
    public static LanguageView Of(LanguageEstimate l) => new(l.Language, l.People, l.Segments, l.SegmentsEach,
        [.. l.CostEach.Select(MoneyView.Of)], l.Ucs2, [.. l.Dear.Select(d => new DearView(d.Character, d.Plain, d.IsReplaced))]);
}

/// <param name="Place">Empty for people without one.</param>
internal sealed record PlaceView(string Place, int People);

/// <param name="Places">The fifty places with the most of these people.</param>
/// <param name="LeftOut">People of the audience who get nothing, by reason.</param>
/// <param name="MissingLanguages">Languages of the audience without a text, with the number of people in each.</param>
/// <param name="From">When the first SMS may go, after quiet hours and holidays.</param>
/// <param name="Until">When the last goes, at the configured rate.</param>
internal sealed record EstimateView(
    int People, IReadOnlyList<PlaceView> Places, IReadOnlyDictionary<LeftOut, int> LeftOut, long Segments, IReadOnlyList<MoneyView> Cost,
    double SecondsToSend,
    IReadOnlyList<LanguageView> Languages, IReadOnlyDictionary<string, int> MissingLanguages, Instant From, Instant Until)
{
    private const int MostPlaces = 50;

    public static EstimateView Of(Estimate e) => new(e.People,
        [.. e.Places.Take(MostPlaces).Select(p => new PlaceView(p.Place, p.People))], e.LeftOut, e.Segments,
        [.. e.Cost.Select(MoneyView.Of)], e.SecondsToSend,
        [.. e.Languages.Select(LanguageView.Of)], e.MissingLanguages, e.From, e.Until);
}

/// <param name="Estimate">Null while the audience of a large programme is counted; then it is with the broadcast.</param>
internal sealed record DraftView(string Id, BroadcastStatus Status, EstimateView? Estimate);

/// <param name="Recipients">The number found so far; complete once every batch is frozen.</param>
/// <param name="Accepted">Taken by the gateway.</param>
/// <param name="Suppressed">Held back: no consent, or no text in their language.</param>
/// <param name="Unsure">The gateway did not answer; a delivery report may still settle it.</param>
/// <param name="HadEnough">Not sent: the person has had as many tips that day as the programme allows.</param>
/// <param name="HeldBack">Held back by chance, to compare with.</param>
/// <param name="Retrying">Refused by the recipient's own network for now, and tried again.</param>
internal sealed record ProgressView(int Batches, int BatchesSent, int Recipients, int Accepted, int Suppressed, int Failed, int Unsure,
    int Retrying, int HadEnough, int HeldBack, int Delivered, int Undelivered)
{
    public static ProgressView Of(Progress p) => new(p.Batches, p.BatchesSent, p.Counts.Recipients, p.Counts.Accepted, p.Counts.Suppressed,
        p.Counts.Failed, p.Counts.Unsure, p.Counts.Retrying, p.Counts.HadEnough, p.Counts.HeldBack,
        p.Report.All.Delivered, p.Report.All.Undelivered);
}

/// <param name="By"><c>all</c>, <c>language</c>, <c>place</c> or <c>network</c>.</param>
/// <param name="Group">The language's code, the place, or the network that the number's range was given to; empty for none.</param>
/// <param name="Left">To whom it was delivered, and who take no tips now.</param>
internal sealed record ReachedView(string By, string Group, int People, int Accepted, int Delivered, int Undelivered, int NoReport,
    int Left)
{
    public static ReachedView Of(string by, string group, Reached r) =>
        new(by, group, r.People, r.Accepted, r.Delivered, r.Undelivered, Math.Max(0, r.Accepted - r.Delivered - r.Undelivered), r.Left);
}

/// <param name="Sentence">In a sentence.</param>
internal sealed record FailureView(SendFailure Reason, string Sentence, int Sms);

/// <param name="Groups">All, then each language, then the hundred largest places, then each network.</param>
/// <param name="Failures">Why SMS did not arrive, the most frequent first.</param>
internal sealed record ReportView(IReadOnlyList<ReachedView> Groups, IReadOnlyList<FailureView> Failures)
{
    public static ReportView Of(TipReport r) => new(
        [
            ReachedView.Of("all", "", r.All),
            .. r.Languages.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => ReachedView.Of("language", l.Key, l.Value)),
            .. Largest(r.Places).Select(p => ReachedView.Of("place", p.Key, p.Value)),
            .. Largest(r.Networks).Select(n => ReachedView.Of("network", n.Key, n.Value)),
        ],
        [.. r.Failures.OrderByDescending(f => f.Value).Select(f => new FailureView(f.Key, f.Key.Sentence(), f.Value))]);

    private static IEnumerable<KeyValuePair<string, Reached>> Largest(IReadOnlyDictionary<string, Reached> groups) =>
        groups.OrderByDescending(g => g.Value.People).ThenBy(g => g.Key, StringComparer.Ordinal);
}

/// <param name="Estimate">Of a draft in a large programme, once it is counted; null otherwise.</param>
/// <param name="For"><c>hour</c>, <c>quietHours</c>, <c>gateway</c> or <c>budget</c>.</param>
/// <param name="Until">When it goes on by itself; null where that is not known.</param>
/// <param name="Why">In a sentence.</param>
internal sealed record WaitsView(WaitsFor For, Instant? Until, string Why)
{
    public static WaitsView Of(Waits w) => new(w.For, w.Until, w.For switch
    {
        WaitsFor.Hour => "Its hour has not come.",
        WaitsFor.QuietHours => "It is a quiet hour or a holiday where the programme is.",
        WaitsFor.Budget => "The month's budget has not so much left for tips. Resume it when it has.",
        _ => w.Failure!.Value.Sentence(),
    });
}

/// <param name="Recipients">The number found so far; complete once every batch is frozen.</param>
/// <param name="Accepted">Taken by the gateway, of batches that are done.</param>
internal sealed record BroadcastRowView(string Id, BroadcastStatus Status, AudienceBody Audience, IReadOnlyDictionary<string, string> Texts,
    string CreatedBy, Instant CreatedAt, Instant? LaunchedAt, string? At, int Recipients, int Accepted)
{
    public static BroadcastRowView Of(Broadcast b) => new(b.Id, b.Status, AudienceBody.Of(b.Audience), b.Texts, b.CreatedBy, b.CreatedAt,
        b.LaunchedAt, TipHours.Written(b.Hour), b.Counts.Recipients, b.Counts.Accepted);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record BroadcastsView(IReadOnlyList<BroadcastRowView> Broadcasts, string? Next) : Zoned;

/// <param name="Approval">The approval that a second owner has to give before it is launched.</param>
/// <param name="Money">Whether its price is reserved in the month's budget.</param>
/// <param name="Price">The price of what its frozen audience gets.</param>
/// <param name="Spent">What was spent so far.</param>
/// <param name="Waits">Why nothing goes out now.</param>
/// <param name="At">When it goes out, by each reader's clock; null for at once.</param>
/// <param name="Report">What networks reported, from the launch on: of up to a thousand people as of now, of more as last counted.</param>
/// <param name="HasGrown">Stopped, because its people or its price had grown by more than a tenth since the launch was asked for.</param>
internal sealed record BroadcastView(
    string Id, BroadcastStatus Status, AudienceBody Audience, IReadOnlyDictionary<string, string> Texts,
    string CreatedBy, Instant CreatedAt, Instant? LaunchedAt, ProgressView Progress, EstimateView? Estimate = null,
    string? Approval = null, TipMoney Money = TipMoney.Unknown, IReadOnlyList<MoneyView>? Price = null,
    IReadOnlyList<MoneyView>? Spent = null, WaitsView? Waits = null, bool HasGrown = false, string? At = null, ReportView? Report = null)
{
    public static BroadcastView Of(Broadcast b, Progress progress, Estimate? estimate) => new(b.Id, progress.Status,
        AudienceBody.Of(b.Audience), b.Texts, b.CreatedBy, b.CreatedAt, b.LaunchedAt, ProgressView.Of(progress),
        estimate is null ? null : EstimateView.Of(estimate), Money: b.Money,
        Price: b.Price is { } price ? [.. price.Select(MoneyView.Of)] : null, Spent: [.. progress.Spent.Select(MoneyView.Of)],
        Waits: progress.Waits is { } waits ? WaitsView.Of(waits) : null, HasGrown: b.Grown, At: TipHours.Written(b.Hour),
        Report: b.Batches.Count > 0 ? ReportView.Of(progress.Report) : null);
}
