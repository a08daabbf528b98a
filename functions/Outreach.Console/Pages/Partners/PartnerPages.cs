using System.Text.Json;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Figures;

namespace Outreach.Console;

/// <summary>The partners of the deployment, what they share, and everything of a programme as a file.</summary>
internal sealed partial class PartnerPages(Organisations organisations, Desk desk) : IPages
{
    /// <summary>The programmes that the form of a new partner has room for.</summary>
    public const int ProgrammesAtOnce = 3;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/partners", "page.partners", ListAsync).For(Access.Overseers),
        PageEndpoint.Get("{programme}/partners/new", "page.partner.new", (call, _) => Task.FromResult(FormOf(call, null)))
            .For(Access.Admins),
        PageEndpoint.Post("{programme}/partners/new", "page.partner.add", AddAsync).For(Access.Admins),
        PageEndpoint.Get("{programme}/partners/{partner}", "page.partner", (call, ct) => ShowAsync(call, null, ct)).For(Access.Overseers),
        PageEndpoint.Post("{programme}/partners/{partner}", "page.partner.act", ActAsync).For(Access.Admins),
        PageEndpoint.Get("{programme}/joint", "page.joint", JointAsync).For(Access.Readers),
        PageEndpoint.GetFile("{programme}/export", "page.export", ExportAsync).For(Access.Coordinators),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct) => Shown.View<PartnersPage>(call.Words["Nav.partners"],
        ("Partners", await organisations.ReachedAsync(call.Staff, ct)));

    private static Shown FormOf(PageCall call, FormFault? fault) => call.Staff.ReachesAll
        ? Shown.View<PartnerFormPage>(call.Words["Partners.New"], ("Fault", fault))
        : Shown.Forbidden;

    private async Task<Shown> AddAsync(PageCall call, CancellationToken ct)
    {
        if (!call.Staff.ReachesAll) return Shown.Forbidden;
        var id = call.Optional("id") ?? IdOf(call.Field("name"));
        var programmes = Enumerable.Range(0, ProgrammesAtOnce).Select(n => $"programmes[{n}].")
            .Where(p => call.Field(p + "name").Length > 0 || p == "programmes[0].").Select(p => new
            {
                id = call.Optional(p + "id") ?? IdOf(call.Field(p + "name")), name = call.Field(p + "name"),
                crops = call.Field(p + "crops").Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries
                    | StringSplitOptions.TrimEntries),
                code = call.Optional(p + "code"),
            });
        var answer = await desk.DoAsync(call, "partner.create", new
        {
            id, name = call.Field("name"), region = call.Field("region"), languages = LanguagesOf(call),
            signature = call.Field("signature"), programmes = programmes.ToList(), owner = OwnerOf(call),
            currency = call.Optional("currency"), joint = call.Optional("joint"),
        });
        return answer.IsDone() ? Shown.See(call.To($"partners/{id}"), "Partner")
            : answer.Page() ?? FormOf(call, answer.Fault()).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> ShowAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "partner", null, ("partner", call.Route("partner")));
        return answer.Body is PartnerView view
            ? Shown.View<PartnerPage>(view.Name, ("Partner", view), ("Fault", fault))
            : answer.Page() ?? Shown.NotFound;
    }

    /// <summary>The forms of a partner's page, each by its endpoint of the API.</summary>
    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var partner = call.Route("partner");
        if (await organisations.ReachedAsync(partner, call.Staff, ct) is null) return Shown.NotFound;
        var act = call.Field("act") switch
        {
            "change" => desk.DoAsync(call, "partner.change", new
            {
                name = call.Field("name"), languages = LanguagesOf(call), owner = OwnerOf(call),
                edition = int.TryParse(call.Field("edition"), out var edition) ? edition : -1,
            }, ("partner", partner)),
            "share" => desk.DoAsync(call, "partner.share", new { programme = call.Field("of"), joint = call.Optional("joint") },
                ("partner", partner)),
            "leave" => desk.DoAsync(call, "partner.leave", null, ("partner", partner)),
            _ => null,
        };
        if (act is null) return Shown.Stale;
        var answer = await act;
        if (answer.IsDone()) return Shown.See(call.To($"partners/{partner}"), answer.Waits() ? "Asked" : "Partner");
        return answer.Page() ?? (await ShowAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> JointAsync(PageCall call, CancellationToken ct)
    {
        var thisMonth = call.Country.Today(call.Now).ToYearMonth();
        var joint = call.Programme!.Joints is [.., var newest] ? newest : null;
        var reading = joint is null ? null : await organisations.JointAsync(joint, thisMonth, JointFigureApi.Months, ct);
        var to = ProgrammeFigures.LastFinal(thisMonth);
        var all = reading?.Figures ?? [];
        return Shown.View<JointPage>(call.Words["Joint.Title"], ("Reading", reading), ("ThisMonth", thisMonth),
            ("Series", FigureSeries.Every(all, to.PlusMonths(1 - JointFigureApi.Months), to, bare: true)),
            ("Places", FigureSeries.Places(all)));
    }

    /// <summary>A line each, written as it is read, so that no host holds the whole of it.</summary>
    private async Task<Shown> ExportAsync(PageCall call, CancellationToken ct)
    {
        var first = await PageAsync(call, "");
        return first.Body is ExportView view
            ? Shown.Stream("application/x-ndjson; charset=utf-8", $"{call.Programme!.Id}.jsonl", LinesAsync(call, view))
            : first.Page() ?? Shown.NotFound;
    }

    /// <summary>The last line says how many came before it: a file without it is not whole.</summary>
    private async IAsyncEnumerable<string> LinesAsync(PageCall call, ExportView view)
    {
        for (var lines = 0; ;)
        {
            yield return string.Concat(view.Lines.Select(l => JsonSerializer.Serialize(l, ApiJson.Options) + "\n"));
            lines += view.Lines.Count;
            if (view.Next is not { } next)
            {
                yield return JsonSerializer.Serialize(new { kind = "end", lines }, ApiJson.Options) + "\n";
                yield break;
            }
            if ((await PageAsync(call, next)).Body is not ExportView more) yield break;
            view = more;
        }
    }

    private Task<Answer> PageAsync(PageCall call, string after) =>
        desk.DoAsync(call, "programme.export", null, ("programme", call.Programme!.Id), ("after", after));

    private static object OwnerOf(PageCall call) => new { name = call.Field("owner.name"), contact = call.Field("owner.contact") };

    /// <summary>The one that is written to whoever chose none stands first.</summary>
    private static List<string> LanguagesOf(PageCall call) =>
        [.. call.Fields("languages").Prepend(call.Field("language")).Where(l => l.Length > 0).Distinct()];

    /// <summary>An id from a name, for who types none: <c>Coop West</c> is <c>coop-west</c>.</summary>
    private static string IdOf(string name)
    {
        var id = NotInId().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return id[..Math.Min(id.Length, 40)].Trim('-');
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInId();
}
