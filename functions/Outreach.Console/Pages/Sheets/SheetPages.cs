using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.People;

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
        call.To($"sheets/{Uri.EscapeDataString(trader)}/{(loads ? "loads" : "payments")}/{Uri.EscapeDataString(list)}");

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var traders = await TradersAsync(call, ct);
        var past = (await Task.WhenAll(traders.Select(t => sheets.ListAsync(t.Programme, t.PersonId, ct)))).SelectMany(s => s)
            .OrderByDescending(s => s.At).Take(PastShown).ToList();
        return Shown.View<SheetsPage>(call.Words["Nav.sheets"], ("Traders", traders), ("Past", past)).Reads(past.Count);
    }

    private async Task<Shown> BeginAsync(PageCall call, CancellationToken ct)
    {
        if ((await TradersAsync(call, ct)).FirstOrDefault(t => t.PersonId == call.Query("trader")) is not { } trader)
            return Shown.See(call.To("sheets"));
        var there = call.Query("list") is { } list
            ? await sheets.FindAsync(trader.Programme, trader.PersonId, call.Query("kind") != "payments", list, ct) : null;
        return await FormAsync(call, there is null ? SheetForm.New(call, trader.PersonId) : SheetForm.Of(there), ct);
    }

    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var (form, programme, act) = (SheetForm.Of(call), call.Programme!.Id, call.Field("act"));
        if (act == "more") return await FormAsync(call, form.WithMore(), ct);
        if (form.Body(programme, dryRun: true) is not { } body) return await FaultAsync("day", "Sheet.NoDay");
        if (body.Rows.Count == 0) return await FaultAsync("rows", "Sheet.Empty");
        var tells = act == "tell" && call.Field("looked") == form.Mark();
        var answer = await desk.DoAsync(call, "list.tell", body with { DryRun = !tells });
        if (!answer.IsDone())
        {
            return answer.Page() ?? (await FormAsync(call, form, ct, answer.Fault())).With(answer.Fault()!.PageStatus);
        }
        if (tells) return Shown.See(To(call, form.Trader, form.Loads, form.List), "Told");
        var view = (ListView)answer.Body;
        var shown = await FormAsync(call, form.With(view), ct, null, view, changed: act == "tell");
        return shown.With(view.Same + view.Refused > 0 ? 422 : 200);

        async Task<Shown> FaultAsync(string field, string text)
        {
            var fault = FormFault.Of(field, call.Words[text]);
            return (await FormAsync(call, form, ct, fault)).With(fault.PageStatus);
        }
    }

    /// <param name="view">What would become of each row; null before a look.</param>
    /// <param name="changed">The rows were not those that were looked at.</param>
    private async Task<Shown> FormAsync(PageCall call, SheetForm form, CancellationToken ct, FormFault? fault = null,
        ListView? view = null, bool changed = false)
    {
        if ((await TradersAsync(call, ct)).FirstOrDefault(t => t.PersonId == form.Trader) is not { } trader) return Shown.Forbidden;
        var open = await lists.OpenAsync(trader.Programme, trader.PersonId, form.Loads, ct);
        return Shown.View<SheetFormPage>(call.Words[$"Sheet.{form.Kind}"], ("Sheet", form), ("Trader", trader), ("Fault", fault),
            ("View", view), ("Changed", changed), ("Farmers", Offered(open))).Reads(open.Count, trader.PersonId);
    }

    /// <summary>Each farmer's name; the codes where one has several agreements that can be meant.</summary>
    private static IReadOnlyList<(string Value, string Label)> Offered(IReadOnlyList<AccountEntry> open) =>
        open.DistinctBy(e => e.OtherId).Count() > MostOffered ? []
            : [.. open.GroupBy(e => e.OtherId).SelectMany(of => of.Count() == 1 ? [(of.First().OtherName, of.First().Terms.Crop)]
                : of.Select(e => (e.Code, $"{e.OtherName}, {e.Terms.Crop}")))];

    private async Task<Shown> AnswersAsync(PageCall call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } sheet) return Shown.NotFound;
        var answers = await sheets.AnswersAsync(sheet, ct);
        return Shown.View<SheetPage>(call.Words[$"Sheet.{(sheet.Loads ? "loads" : "payments")}"], ("Sheet", sheet), ("Answers", answers),
            ("Trader", (await TradersAsync(call, ct)).First(t => t.PersonId == sheet.Trader))).Reads(answers.Count, sheet.Trader);
    }

    private async Task<Shown> RefusedAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "list", null, ("programme", call.Programme!.Id),
            ("trader", call.Route("trader")), ("kind", call.Route("kind")), ("list", call.Route("list")));
        return answer.Body is not SheetView list ? answer.Page() ?? Shown.NotFound
            : list.RefusedCsv is { } csv ? Shown.File(Csv.File(csv), $"refused-{list.List}.csv") : Shown.NotFound;
    }

    /// <summary>Null for what is not there, and for a trader who has not named this member of staff.</summary>
    private async Task<TradeSheet?> FindAsync(PageCall call, CancellationToken ct)
    {
        var (programme, trader) = (call.Programme!.Id, call.Route("trader"));
        return call.Route("kind") is "loads" or "payments" && await lists.MayAsync(programme, trader, call.Staff.Owner, ct)
            ? await sheets.FindAsync(programme, trader, call.Route("kind") == "loads", call.Route("list"), ct) : null;
    }

    private Task<IReadOnlyList<DirectoryRow>> TradersAsync(PageCall call, CancellationToken ct) =>
        lists.TradersAsync(call.Programme!.Id, call.Staff.Owner, ct);
}
