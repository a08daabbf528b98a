using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What a tip is written with.</summary>
/// <param name="Known">The places, crops and languages of the programme's people.</param>
/// <param name="Sizes">Each text so far as its reader's phone will show it.</param>
/// <param name="At">As typed.</param>
public sealed record TipDraft(KnownOfPeople Known, IReadOnlyList<Language> Languages, IReadOnlyList<Group> Groups,
    IReadOnlyDictionary<string, string> Texts, TipPeople People, IReadOnlyDictionary<string, SmsPreview> Sizes, string? At);

/// <summary>Tips to many people: write, check, launch, watch.</summary>
internal sealed class TipPages(Broadcasts broadcasts, Audiences audiences, Groups groups, People people, SmsPreviews previews,
    TipStories stories, Desk desk) : IPages
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

    /// <summary>An empty form; or one with the text and the people of an earlier tip, or of those whom it did not reach.</summary>
    private async Task<Shown> FormAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var programme = call.Programme!.Id;
        var known = await audiences.KnownAsync(programme, ct);
        var isSent = call.Form.Count > 0;
        var like = isSent ? null : await LikeAsync(call, ct);
        var texts = isSent ? TextsOf(call) : like?.Texts ?? new Dictionary<string, string>();
        var written = isSent ? TipPeople.Of(call)
            : like is null ? TipPeople.Usual(call.Programme.DaysBetweenTips, call.Query("group") ?? "")
            : TipPeople.Of(like.Audience, await PhonesAsync(programme, like.Audience.Only, ct),
                await PhonesAsync(programme, like.Audience.Except, ct));
        if (like is not null && call.Query("again") is not null) written = written with { Unreached = like.Id };
        // The languages that people here read, the country's first.
        var languages = known.Languages.Count > 0 ? known.Languages.OrderBy(l => l).ToList() : [call.Country.Language];
        return Shown.View<TipFormPage>(call.Words["Tip.New"],
            ("Draft", new TipDraft(known, languages, await groups.ListAsync(programme, ct), texts, written, SizesOf(call, texts),
                call.Optional("at"))),
            ("Fault", fault));
    }

    private async Task<Shown> DraftAsync(PageCall call, CancellationToken ct)
    {
        var (written, programme) = (TipPeople.Of(call), call.Programme!.Id);
        var group = Inputs.IsKey(written.Group) ? await groups.FindAsync(programme, written.Group, ct) : null;
        var fault = written.Group.Length > 0 && group is null ? FormFault.Of("group", call.Words["Group.Gone"]) : written.Chosen.Fault();
        if (call.Optional("look") is not null || fault is not null)
            return (await FormAsync(call, fault, ct)).With(fault?.PageStatus ?? StatusCodes.Status200OK);
        var answer = await desk.DoAsync(call, "broadcast.create",
            new BroadcastBody(written.Body(programme, group?.Query), TextsOf(call), call.Optional("at")));
        if (answer.IsDone()) return Shown.See(call.To($"tips/{answer.Value("id")}"));
        return answer.Page() ?? (await FormAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    /// <summary>The earlier tip whose words and people are taken over.</summary>
    private async Task<Broadcast?> LikeAsync(PageCall call, CancellationToken ct) =>
        call.Query("like") is { } id && Inputs.IsKey(id) && await broadcasts.FindAsync(id, ct) is { } tip
            && tip.Audience.Programme == call.Programme!.Id ? tip : null;

    /// <summary>A line for each person's phone; who is gone is in no list.</summary>
    private async Task<string> PhonesAsync(string programme, IReadOnlyList<string>? ids, CancellationToken ct)
    {
        List<string> phones = [];
        foreach (var id in ids ?? [])
        {
            if ((await people.FindAsync(programme, id, ct))?.Primary?.Phone is { } phone) phones.Add(phone);
        }
        return string.Join('\n', phones);
    }

    private Task<Shown> SizeAsync(PageCall call, CancellationToken ct) => Task.FromResult(
        Languages.FromCode(call.Query("language")) is { } language
            ? Shown.Part<SmsSizeText>(("Preview", PreviewOf(call, call.Field("text"), language)))
            : Shown.NotFound);

    private async Task<Shown> StoryAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var story = await stories.OfAsync(call, (await broadcasts.FindAsync(call.Route("id"), ct))!, ct);
        return Shown.View<TipPage>(call.Words["Nav.tips"], ("Story", story), ("Fault", fault)).Reads(story.Readers, story.Tip.Id);
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
                "broadcast.launch" => (await broadcasts.ProgressAsync(id, ct))?.Waits?.For switch
                {
                    WaitsFor.Hour => "LaunchedAt", WaitsFor.QuietHours => "LaunchedLater", _ => "Launched",
                },
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
