using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.Console;

internal sealed record AudienceBody(string Programme, Role? Role = null, string? Place = null, string? Crop = null, string? Language = null)
{
    public Audience ToAudience() => new(Programme, Role, Blank(Place), Blank(Crop), Languages.FromCode(Language));

    public static AudienceBody Of(Audience a) => new(a.Programme, a.Role, a.Place, a.Crop, a.Language?.Code());

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Texts">By ISO 639-1 language: <c>en</c>, <c>sw</c>, <c>bn</c>, <c>fr</c>, <c>zu</c>.</param>
internal sealed record BroadcastBody(AudienceBody Audience, Dictionary<string, string> Texts)
{
    private const int MostCharacters = 1000;

    public Answer? Fault()
    {
        if (Audience.Language is not null && Languages.FromCode(Audience.Language) is null)
            return Answer.Bad("audience.language", $"audience.language is one of {Languages.Codes}.");
        if (Inputs.Fault(new TextField("audience.place", Audience.Place, 0, 40),
            new TextField("audience.crop", Audience.Crop, 0, 20)) is { } fault) return fault;
        if (Texts.Count == 0) return Answer.Bad("texts", $"texts has at least one of {Languages.Codes}.");
        foreach (var (language, text) in Texts)
        {
            if (Languages.FromCode(language) is null)
                return Answer.Bad($"texts.{language}", $"texts has the languages {Languages.Codes} only.");
            if (string.IsNullOrWhiteSpace(text) || text.Length > MostCharacters)
                return Answer.Bad($"texts.{language}", $"texts.{language} is 1 to {MostCharacters} characters.");
            if (Inputs.AskingFault($"texts.{language}", text) is { } asking) return asking;
        }
        return null;
    }
}

/// <param name="ForcesUcs2">Characters outside GSM-7, which cut the capacity of each segment to less than half.</param>
internal sealed record LanguageView(string Language, int People, SmsEncoding Encoding, int SegmentsEach, IReadOnlyList<string> ForcesUcs2);

/// <param name="OptedOut">People of the audience who take no tips and are left out.</param>
/// <param name="MissingLanguages">Languages of the audience without a text, with the number of people in each.</param>
internal sealed record EstimateView(
    int People, int OptedOut, int Segments, IReadOnlyList<MoneyView> Cost, double SecondsToSend,
    IReadOnlyList<LanguageView> Languages, IReadOnlyDictionary<string, int> MissingLanguages)
{
    public static EstimateView Of(Estimate e) => new(e.People, e.OptedOut, e.Segments, [.. e.Cost.Select(MoneyView.Of)], e.SecondsToSend,
        [.. e.Languages.Select(l => new LanguageView(l.Language, l.People, l.Encoding, l.SegmentsEach, l.ForcesUcs2))], e.MissingLanguages);
}

/// <param name="Estimate">Null while the audience of a large programme is counted; then it is with the broadcast.</param>
internal sealed record DraftView(string Id, BroadcastStatus Status, EstimateView? Estimate);

/// <param name="Recipients">The number found so far; complete once every batch is frozen.</param>
/// <param name="Accepted">Taken by the gateway.</param>
/// <param name="Suppressed">Held back: no consent, or no text in their language.</param>
/// <param name="Unsure">The gateway did not answer; a delivery report may still settle it.</param>
/// <param name="HadEnough">Held back: the person has had as many tips that day as the programme allows.</param>
/// <param name="Retrying">Refused by the recipient's own network for now, and tried again.</param>
internal sealed record ProgressView(int Batches, int BatchesSent, int Recipients, int Accepted, int Suppressed, int Failed, int Unsure,
    int Retrying, int HadEnough, int Delivered, int Undelivered)
{
    public static ProgressView Of(Progress p) => new(p.Batches, p.BatchesSent, p.Counts.Recipients, p.Counts.Accepted, p.Counts.Suppressed,
        p.Counts.Failed, p.Counts.Unsure, p.Counts.Retrying, p.Counts.HadEnough, p.Delivered, p.Undelivered);
}

/// <param name="Estimate">Of a draft in a large programme, once it is counted; null otherwise.</param>
/// <param name="Approval">The approval that a second owner has to give before it is launched.</param>
internal sealed record BroadcastView(
    string Id, BroadcastStatus Status, AudienceBody Audience, IReadOnlyDictionary<string, string> Texts,
    string CreatedBy, Instant CreatedAt, Instant? LaunchedAt, ProgressView Progress, EstimateView? Estimate = null,
    string? Approval = null)
{
    public static BroadcastView Of(Broadcast b, Progress progress, Estimate? estimate) => new(b.Id, progress.Status,
        AudienceBody.Of(b.Audience), b.Texts, b.CreatedBy, b.CreatedAt, b.LaunchedAt, ProgressView.Of(progress),
        estimate is null ? null : EstimateView.Of(estimate));
}
