using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Figures;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A programme's figures, and the board of them that outsiders see.</summary>
internal sealed class FigurePages(ProgrammeFigures figures, Boards boards, Lookups lookups, Desk desk) : IPages
{
    private const int MonthsShown = 12;

    /// <summary>The months that can be compared by place without leaving the page.</summary>
    private const int MonthsOffered = 6;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/figures", "page.figures", (call, ct) => ViewAsync(call, null, ct)).For(Access.Readers),
        PageEndpoint.GetFile("{programme}/figures/csv", "page.figures.csv", CsvAsync).OfSums.For(Access.Readers),
        PageEndpoint.Get("{programme}/figures/{name}", "page.figure", FigureAsync).For(Access.Readers),
        PageEndpoint.Post("{programme}/board", "page.board.change", ChangeAsync).For(Access.Admins),
        PageEndpoint.Get("board-{board}.{token}", "page.board", BoardAsync).Open,
        PageEndpoint.GetFile("board-{board}.{token}/csv", "page.board.csv", BoardCsvAsync).OfSums.Open,
    ];

    private async Task<Shown> ViewAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var (programme, thisMonth) = (call.Programme!.Id, ThisMonth(call.Country, call.Now));
        var (from, to) = (thisMonth.PlusMonths(1 - MonthsShown), thisMonth);
        var reading = figures.ReadAsync(programme, from, to, ct);
        var board = await boards.FindAsync(programme, ct);
        var (state, all) = await reading;
        return Shown.View<FiguresPage>(call.Words["Nav.figures"], ("State", state), ("Series", FigureSeries.Every(all, from, to)),
            ("ThisMonth", thisMonth), ("Board", board), ("Address", BoardApi.PathOf(boards, programme, board)), ("Fault", fault));
    }

    private async Task<Shown> FigureAsync(PageCall call, CancellationToken ct)
    {
        if (FigureShape.Find(call.Route("name")) is not { } shape) return Shown.NotFound;
        var thisMonth = ThisMonth(call.Country, call.Now);
        var (from, to) = (thisMonth.PlusMonths(1 - MonthsShown), thisMonth);
        var (state, all) = await figures.ReadAsync(call.Programme!.Id, from, to, ct);
        var ours = all.Where(f => f.Name == shape.Name && shape.Has(f)).ToList();
        var series = FigureSeries.Of(shape, [.. ours.Where(f => f.Place.Length == 0)], from, to);
        var counted = ours.Select(f => f.Month).Distinct().OrderDescending().Take(MonthsOffered).ToList();
        var month = Inputs.Month(call.Query("month") ?? "")
            ?? (series.Count > 0 ? series[0].Latest(thisMonth)?.Month : null) ?? thisMonth;
        var sort = call.Query("sort") ?? "place";
        return Shown.View<FigurePage>(call.Words[$"Figure.{shape.Name}"], ("Shape", shape), ("AsOf", state?.AsOf), ("Series", series),
            ("Places", Sorted(shape, [.. ours.Where(f => f.Place.Length > 0 && f.Month == month)], sort)), ("Months", counted),
            ("Month", month), ("Sort", sort));
    }

    private async Task<Shown> CsvAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "figures.csv", null, [("programme", call.Programme!.Id), .. Asked(call)]);
        return answer.File($"figures-{call.Programme.Id}.csv");
    }

    private async Task<Shown> ChangeAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "figures.board.change", new
        {
            programme = call.Programme!.Id, open = call.Field("open") == "yes",
            replaces = int.TryParse(call.Field("number"), out var number) ? number : -1,
        });
        if (answer.IsDone()) return Shown.See(call.To("figures"), "Board");
        return answer.Page() ?? (await ViewAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> BoardAsync(PageCall call, CancellationToken ct)
    {
        if (await OpenedAsync(call, ct) is not { } place) return Shown.NotFound;
        var (thisMonth, state, shown) = await SharedAsync(place, call.Now, ct);
        var to = ProgrammeFigures.LastFinal(thisMonth);
        var from = to.PlusMonths(1 - MonthsShown);
        return Shown.View<BoardPage>(place.Programme.Name, ("Programme", place.Programme), ("AsOf", state?.AsOf),
            ("Series", FigureSeries.Every(shown, from, to, bare: true)), ("ThisMonth", thisMonth),
            ("Places", FigureSeries.Places(shown)), ("Csv", call.Http.Request.Path + "/csv"));
    }

    private async Task<Shown> BoardCsvAsync(PageCall call, CancellationToken ct)
    {
        if (await OpenedAsync(call, ct) is not { } place) return Shown.NotFound;
        var (_, state, shown) = await SharedAsync(place, call.Now, ct);
        var view = new FiguresView(place.Programme.Id, state?.AsOf, [.. shown.Select(FigureView.Of)], []);
        return Shown.File(FigureCsv.Of(view), $"board-{place.Programme.Id}.csv");
    }

    /// <summary>The programme whose open board this is; null for any other address.</summary>
    private async Task<Place?> OpenedAsync(PageCall call, CancellationToken ct) =>
        Inputs.IsKey(call.Route("board")) && await boards.OpensAsync(call.Route("board"), call.Route("token"), ct)
            ? (await lookups.ProgrammeAsync(call.Route("board"), "board", ct)).Place
            : null;

    private async Task<(YearMonth ThisMonth, FiguresState? State, IReadOnlyList<Figure> Shown)> SharedAsync(Place place, Instant now,
        CancellationToken ct)
    {
        var thisMonth = ThisMonth(place.Country, now);
        var last = ProgrammeFigures.LastFinal(thisMonth);
        var (state, shown) = await figures.SharedAsync(place.Programme.Id, last.PlusMonths(1 - MonthsShown), last, thisMonth, ct);
        return (thisMonth, state, shown);
    }

    private static IReadOnlyList<Figure> Sorted(FigureShape shape, IReadOnlyList<Figure> places, string sort)
    {
        var byName = places.OrderBy(f => f.Place, StringComparer.CurrentCultureIgnoreCase).ThenBy(f => f.Slice, StringComparer.Ordinal);
        Func<Figure, double>? number = sort.TrimStart('-') switch
        {
            "rate" => f => shape.Rate(f) ?? f.Part, "part" => f => f.Part, "whole" => f => f.Whole, "people" => f => f.People, _ => null,
        };
        return (number, sort.StartsWith('-')) switch
        {
            (null, false) => [.. byName],
            (null, true) => [.. byName.Reverse()],
            (_, false) => [.. byName.OrderBy(number!)],
            _ => [.. byName.OrderByDescending(number!)],
        };
    }

    private static YearMonth ThisMonth(Country country, Instant now) => country.Today(now).ToYearMonth();

    private static IEnumerable<(string, string)> Asked(PageCall call) =>
        new[] { "name", "place", "from", "to" }.Where(n => call.Query(n) is not null).Select(n => (n, call.Query(n)!));
}
