using System.Globalization;
using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What a tip is written with.</summary>
/// <param name="Known">The places, crops and languages of the programme's people.</param>
/// <param name="Sizes">Each text so far as its reader's phone will show it.</param>
/// <param name="RestDays">As typed.</param>
/// <param name="Like">An earlier tip, to whose people by name it goes.</param>
public sealed record TipDraft(KnownOfPeople Known, IReadOnlyList<Language> Languages, IReadOnlyDictionary<string, string> Texts,
    ChosenPeople People, IReadOnlyDictionary<string, SmsPreview> Sizes, string? At, string? RestDays, Broadcast? Like);

/// <summary>A tip from the check to the report.</summary>
/// <param name="Estimate">Of a draft; null while a large programme's people are counted.</param>
/// <param name="Approval">The approval that its launch waits for.</param>
/// <param name="Left">What this month's budget has left for tips, in each currency with a limit.</param>
/// <param name="TrialTo">The phone of a trial, as typed.</param>
public sealed record TipStory(Broadcast Tip, Progress Progress, Estimate? Estimate, Approval? Approval,
    IReadOnlyDictionary<string, SmsPreview> Sizes, IReadOnlyList<Money> Left, string? TrialTo);

/// <summary>Tips to many people: write, check, launch, watch.</summary>
internal sealed class TipPages(Broadcasts broadcasts, Audiences audiences, Approvals approvals, SmsPreviews previews,
    Budgets budgets, Desk desk)
    : IPages
{
    private const int Listed = 50;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/tips", "page.tips", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/tips/new", "page.tip.new", (call, ct) => FormAsync(call, null, ct)).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/tips/new", "page.tip.check", DraftAsync).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/tips/size", "page.tip.size", SizeAsync).For(Access.Coordinators),
        PageEndpoint.Get("{programme}/tips/{id}", "page.tip", (call, ct) => StoryAsync(call, null, ct))
            .For(Access.Readers, NamedBy.Broadcast, "id"),
        PageEndpoint.GetFile("{programme}/tips/{id}/csv", "page.tip.csv", CsvAsync).OfSums
            .For(Access.Readers, NamedBy.Broadcast, "id"),
        PageEndpoint.Post("{programme}/tips/{id}", "page.tip.move", MoveAsync).For(Access.Coordinators, NamedBy.Broadcast, "id"),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var all = await broadcasts.ListAsync(call.Programme!.Id, ct);
        return Shown.View<TipsPage>(call.Words["Nav.tips"], ("Tips", (IReadOnlyList<Broadcast>)[.. all.Take(Listed)]));
    }

    /// <summary>An empty form; or one with the text and the people of an earlier tip.</summary>
    private async Task<Shown> FormAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var programme = call.Programme!.Id;
        var known = await audiences.KnownAsync(programme, ct);
        var like = await LikeAsync(call, ct);
        var isSent = call.Form.Count > 0;
        var texts = isSent ? TextsOf(call) : like?.Texts ?? new Dictionary<string, string>();
        var people = isSent ? ChosenPeople.Of(call)
            : like is not null ? new(null, null, null, null, like.Audience.Query)
            : new(Role.Farmer, null, null, null);
        // The languages that people here read, the country's first.
        var languages = known.Languages.Count > 0 ? known.Languages.OrderBy(l => l).ToList() : [call.Country.Language];
        return Shown.View<TipFormPage>(call.Words["Tip.New"],
            ("Draft", new TipDraft(known, languages, texts, people, SizesOf(call, texts), call.Optional("at"),
                isSent ? call.Optional("restDays") : RestDays(like?.Audience.RestDays ?? call.Programme.DaysBetweenTips), like)),
            ("Fault", fault));
    }

    private async Task<Shown> DraftAsync(PageCall call, CancellationToken ct)
    {
        var people = ChosenPeople.Of(call);
        if (call.Optional("look") is not null || people.Fault() is not null)
            return (await FormAsync(call, people.Fault(), ct)).With(people.Fault()?.PageStatus ?? StatusCodes.Status200OK);
        var like = (await LikeAsync(call, ct))?.Audience;
        var answer = await desk.DoAsync(call, "broadcast.create", new
        {
            audience = new
            {
                programme = call.Programme!.Id, query = people.AsQuery(), restDays = RestDays(call.Optional("restDays")),
                only = like?.Only, except = like?.Except, holdOut = like?.HoldOut, notReachedBy = like?.NotReachedBy,
                alsoUnsure = like?.AlsoUnsure,
            },
            texts = TextsOf(call),
            at = call.Optional("at"),
        });
        if (answer.IsDone()) return Shown.See(call.To($"tips/{answer.Value("id")}"));
        return answer.Page() ?? (await FormAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    /// <summary>The earlier tip whose words and people are taken over.</summary>
    private async Task<Broadcast?> LikeAsync(PageCall call, CancellationToken ct) =>
        (call.Optional("like") ?? call.Query("like")) is { } id && Inputs.IsKey(id) && await broadcasts.FindAsync(id, ct) is { } tip
            && tip.Audience.Programme == call.Programme!.Id ? tip : null;

    private static string? RestDays(int days) => days == 0 ? null : days.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is no number is refused as one that cannot be.</summary>
    private static int RestDays(string? typed) =>
        typed is null ? 0 : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1;

    private Task<Shown> SizeAsync(PageCall call, CancellationToken ct) => Task.FromResult(
        Languages.FromCode(call.Query("language")) is { } language
            ? Shown.Part<SmsSizeText>(("Preview", PreviewOf(call, call.Field("text"), language)))
            : Shown.NotFound);

    private async Task<Shown> StoryAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var id = call.Route("id");
        var tip = (await broadcasts.FindAsync(id, ct))!;
        var waits = (await approvals.AllAsync(call.Programme!, ct))
            .FirstOrDefault(a => a.Subject == id && a.StatusAt(call.Now) == ApprovalStatus.Waiting);
        var estimate = tip.Status == BroadcastStatus.Draft ? await broadcasts.EstimateAsync(tip, ct) : null;
        var story = new TipStory(tip, (await broadcasts.ProgressAsync(id, ct))!, estimate, waits, SizesOf(call, tip.Texts),
            await LeftAsync(call, ct), call.Optional("to"));
        return Shown.View<TipPage>(call.Words["Nav.tips"], ("Story", story), ("Fault", fault));
    }

    private async Task<IReadOnlyList<Money>> LeftAsync(PageCall call, CancellationToken ct)
    {
        var (budget, month) = (await budgets.FindAsync(call.Programme!.Id, ct), budgets.MonthOf(call.Programme));
        return [.. budget.Limits.Select(l => budget.LeftForTips(month, l.Monthly.Currency)!.Value)];
    }

    private async Task<Shown> CsvAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "broadcast.report", null, ("id", call.Route("id")));
        return answer.File($"tip-{call.Route("id")}.csv");
    }

    private async Task<Shown> MoveAsync(PageCall call, CancellationToken ct)
    {
        var name = call.Field("act") switch
        {
            "launch" => "broadcast.launch", "pause" => "broadcast.pause", "resume" => "broadcast.resume", "cancel" => "broadcast.cancel",
            "trial" => "broadcast.trial",
            _ => null,
        };
        if (name is null) return Shown.Stale;
        var id = call.Route("id");
        var answer = await desk.DoAsync(call, name, name == "broadcast.trial" ? new { to = call.Field("to") } : null, ("id", id));
        if (answer.IsDone())
            return Shown.See(call.To($"tips/{id}"), answer.Waits() ? "Asked" : name switch
            {
                "broadcast.launch" => (await broadcasts.FindAsync(id, ct))?.Hour is null ? "Launched" : "LaunchedAt",
                "broadcast.trial" => "Tried", _ => "Act",
            });
        return answer.Page() ?? (await StoryAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private static Dictionary<string, string> TextsOf(PageCall call) => Languages.All.Select(l => l.Code())
        .Where(code => call.Optional($"texts.{code}") is not null).ToDictionary(code => code, code => call.Field($"texts.{code}"));

    private Dictionary<string, SmsPreview> SizesOf(PageCall call, IReadOnlyDictionary<string, string> texts) =>
        texts.ToDictionary(t => t.Key, t => PreviewOf(call, t.Value, Languages.FromCode(t.Key)!.Value));

    private SmsPreview PreviewOf(PageCall call, string text, Language language) =>
        previews.Of(Normaliser.ToGsm7(text), language, call.Programme!, call.Country.DialCode, Purpose.Tip);
}
