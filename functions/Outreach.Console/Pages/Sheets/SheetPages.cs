using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <summary>Loads and payments of a buying day on one sheet, for a trader who named this member of staff; and the answers.</summary>
internal sealed class SheetPages(TradeLists lists, Sheets sheets, Desk desk) : IPages
{
    private const int PastShown = 50;

    /// <summary>The most farmers whose names are offered while somebody types.</summary>
    private const int MostOffered = 200;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/sheets", "page.sheets", ListAsync).For(Access.Clerks),
        PageEndpoint.Get("{programme}/sheets/new", "page.sheet", BeginAsync).For(Access.Clerks),
        PageEndpoint.Post("{programme}/sheets/new", "page.sheet.act", ActAsync).For(Access.Clerks) with { MostBytes = 256 * 1024 },
        PageEndpoint.Get("{programme}/sheets/{trader}/{kind}/{list}", "page.sheet.answers", AnswersAsync).For(Access.Clerks),
        PageEndpoint.GetFile("{programme}/sheets/{trader}/{kind}/{list}/refused.csv", "page.sheet.refused", RefusedAsync)
            .For(Access.Clerks),
    ];

    public static string To(PageCall call, string trader, bool loads, string list) =>
        call.To($"sheets/{Uri.EscapeDataString(trader)}/{ListKinds.Of(loads).Name()}/{Uri.EscapeDataString(list)}");

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var traders = await lists.TradersAsync(call.Programme!.Id, call.Staff.Owner, ct);
        var past = (await Task.WhenAll(traders.Select(t => sheets.ListAsync(t.Programme, t.PersonId, ct)))).SelectMany(s => s)
            .OrderByDescending(s => s.At).Take(PastShown).ToList();
        return Shown.View<SheetsPage>(call.Words["Nav.sheets"], ("Traders", traders), ("Past", past)).Reads(past.Count);
    }

    private async Task<Shown> BeginAsync(PageCall call, CancellationToken ct)
    {
        if (await TraderAsync(call, call.Query("trader") ?? "", ct) is not { } trader) return Shown.See(call.To("sheets"));
        var there = call.Query("list") is { } list
            ? await sheets.FindAsync(call.Programme!.Id, trader.Details.PersonId, ListKinds.Read(call.Query("kind")) != ListKind.Payments,
                list, ct) : null;
        return await FormAsync(call, trader, there is null ? SheetForm.New(call, trader.Details.PersonId) : SheetForm.Of(there), ct);
    }

    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var (form, programme, act) = (SheetForm.Of(call), call.Programme!.Id, call.Field("act"));
        if (await TraderAsync(call, form.Trader, ct) is not { } trader) return Shown.Forbidden;
        if (act == "more") return await FormAsync(call, trader, form.WithMore(), ct);
        if (form.Body(programme, dryRun: true) is not { } body) return await FaultAsync("day", "Sheet.NoDay");
        if (body.Rows.Count == 0) return await FaultAsync("rows", "Sheet.Empty");
        var tells = act == "tell" && call.Field("looked") == form.Mark();
        var answer = await desk.DoAsync(call, "list.tell", body with { DryRun = !tells });
        if (!answer.IsDone())
        {
            return answer.Page() ?? (await FormAsync(call, trader, form, ct, answer.Fault())).With(answer.Fault()!.PageStatus);
        }
        if (tells) return Shown.See(To(call, form.Trader, form.Loads, form.List), "Told");
        var view = (ListView)answer.Body;
        var shown = await FormAsync(call, trader, form.With(view), ct, null, view, changed: act == "tell");
        return shown.With(view.Same + view.Refused > 0 ? 422 : 200);

        async Task<Shown> FaultAsync(string field, string text)
        {
            var fault = FormFault.Of(field, call.Words[text]);
            return (await FormAsync(call, trader, form, ct, fault)).With(fault.PageStatus);
        }
    }

    /// <param name="view">What would become of each row; null before a look.</param>
    /// <param name="changed">The rows were not those that were looked at.</param>
    private async Task<Shown> FormAsync(PageCall call, Person trader, SheetForm form, CancellationToken ct, FormFault? fault = null,
        ListView? view = null, bool changed = false)
    {
        var open = await lists.OpenAsync(call.Programme!.Id, trader.Details.PersonId, form.Loads, ct);
        return Shown.View<SheetFormPage>(call.Words[$"Sheet.{form.Kind}"], ("Sheet", form), ("Trader", trader.Details.Name),
            ("Fault", fault), ("View", view), ("Changed", changed), ("Farmers", Offered(open))).Reads(open.Count, trader.Details.PersonId);
    }

    /// <summary>Each farmer's name; the codes where one has several agreements that can be meant.</summary>
    private static IReadOnlyList<(string Value, string Label)> Offered(IReadOnlyList<AccountEntry> open) =>
        open.DistinctBy(e => e.OtherId).Count() > MostOffered ? []
            : [.. open.GroupBy(e => e.OtherId).SelectMany(of => of.Count() == 1 ? [(of.First().OtherName, of.First().Terms.Crop)]
                : of.Select(e => (e.Code, $"{e.OtherName}, {e.Terms.Crop}")))];

    private async Task<Shown> AnswersAsync(PageCall call, CancellationToken ct)
    {
        if (ListKinds.Read(call.Route("kind")) is not { } kind || await TraderAsync(call, call.Route("trader"), ct) is not { } trader
            || await sheets.FindAsync(call.Programme!.Id, trader.Details.PersonId, kind == ListKind.Loads, call.Route("list"), ct)
                is not { } sheet) return Shown.NotFound;
        var answers = await sheets.AnswersAsync(sheet, ct);
        return Shown.View<SheetPage>(call.Words[$"Sheet.{ListKinds.Of(sheet.Loads).Name()}"], ("Sheet", sheet), ("Answers", answers),
            ("Trader", trader.Details.Name)).Reads(answers.Count, sheet.Trader);
    }

    private async Task<Shown> RefusedAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "list", null, ("programme", call.Programme!.Id),
            ("trader", call.Route("trader")), ("kind", call.Route("kind")), ("list", call.Route("list")));
        return answer.Body is not SheetView list ? answer.Page() ?? Shown.NotFound
            : list.RefusedCsv is { } csv ? Shown.File(Csv.File(csv), $"refused-{list.List}.csv") : Shown.NotFound;
    }

    /// <summary>Null for a trader who has not named this member of staff.</summary>
    private async Task<Person?> TraderAsync(PageCall call, string id, CancellationToken ct) =>
        Inputs.IsKey(id) ? await lists.TraderAsync(call.Programme!.Id, id, call.Staff.Owner, ct) : null;
}
