using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Figures;

namespace Outreach.Console;

/// <summary>A figure of one month.</summary>
/// <param name="Month">As <c>2026-03</c>, in the programme's country.</param>
/// <param name="Place">Empty for the whole programme.</param>
/// <param name="Slice">The currency, crop, side or course; empty for an undivided figure.</param>
/// <param name="Part">The numerator. Money is in minor units, goods in thousandths of the unit.</param>
/// <param name="Whole">The denominator; 0 for a figure that is no share.</param>
/// <param name="People">How many people it is of; absent for outsiders where the whole counts people.</param>
/// <param name="Counts">What is counted beside it, and what is left out: see <c>docs/figures.md</c>.</param>
internal sealed record FigureView(FigureName Name, string Month, string Place, string Slice, long Part, long Whole, int? People,
    IReadOnlyDictionary<string, long> Counts)
{
    public static FigureView Of(Figure f) => new(f.Name, YearMonthPattern.Iso.Format(f.Month), f.Place, f.Slice, f.Part, f.Whole,
        f.People > 0 ? f.People : null,
        f.Counts.Where(c => c.Key is not (Counted.Part or Counted.Whole)).ToDictionary(c => c.Key, c => c.Value));
}

/// <param name="AsOf">When they were counted; absent before the first night.</param>
/// <param name="Differs">Figures of closed months that would be counted otherwise now: month, name, place and slice.</param>
internal sealed record FiguresView(string Programme, Instant? AsOf, IReadOnlyList<FigureView> Figures,
    IReadOnlyList<string> Differs) : Zoned;

/// <param name="Figures">The four of standing alone that there are, over the months that are still counted.</param>
/// <param name="AsOf">The day of the count; absent before the first night.</param>
internal sealed record StandsAloneView(string Programme, string PersonId, LocalDate? AsOf, IReadOnlyList<PersonFigure> Figures);

/// <summary>A programme's figures by month, whole and by place.</summary>
internal sealed class FigureApi(ProgrammeFigures figures, Standings standings, People people, Lookups lookups, IClock clock) : IEndpoints
{
    /// <summary>The most months in one request.</summary>
    private const int MostMonths = 36;

    private static readonly string[] query = ["programme", "from", "to", "name", "place", "shared"];

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<FiguresView>("figures", "figures",
            "A programme's figures by month, as the last night counted them. The last twelve months unless said otherwise; with "
                + "shared=true what may be shown outside: final months, without small groups.", ListAsync, query)
            .For(Access.Readers, NamedBy.Query),
        ApiEndpoint.GetFile("figures/csv", "figures.csv", "The same as a table for a spreadsheet.", Csv.Media, CsvAsync)
            .For(Access.Readers, NamedBy.Query) with { Query = query },
        ApiEndpoint.Get<StandsAloneView>("people/{programme}/{personId}/figures", "person.figures",
            "How far a person stands alone, as the last night counted it.", AloneAsync).For(Access.Coordinators, NamedBy.Route),
    ];

    private async Task<Answer> AloneAsync(Call call, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("personId"));
        if (!Inputs.IsKey(id) || !Inputs.IsKey(programme) || await people.FindAsync(programme, id, ct) is not { ErasedAt: null })
            return Answer.NotFound("There is nobody of that id in the programme.");
        var alone = await standings.AloneAsync(programme, id, ct);
        return Answer.Shows(new StandsAloneView(programme, id, alone?.At, alone?.Figures ?? []), programme,
            alone?.Figures.Count ?? 0, id);
    }

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (view, fault) = await ReadAsync(call, ct);
        return fault ?? Answer.Ok(view!);
    }

    private async Task<Answer> CsvAsync(Call call, CancellationToken ct)
    {
        var (view, fault) = await ReadAsync(call, ct);
        return fault ?? Answer.Shows(FigureCsv.Of(view!), view!.Programme, shown: 1);
    }

    private async Task<(FiguresView? View, Answer? Fault)> ReadAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return (null, noProgramme!);
        var thisMonth = place.Country.Today(clock.GetCurrentInstant()).ToYearMonth();
        if (Month(call.Query("to"), thisMonth) is not { } to) return (null, Answer.Bad("to", "to is a month such as 2026-03."));
        if (Month(call.Query("from"), to.PlusMonths(-11)) is not { } from)
            return (null, Answer.Bad("from", "from is a month such as 2026-01."));
        if (from > to || from.PlusMonths(MostMonths) <= to)
            return (null, Answer.Bad("from", $"from is at most {MostMonths} months up to to."));
        FigureName? name = null;
        if (call.Query("name") is { } typed)
        {
            var at = Array.FindIndex(Enum.GetNames<FigureName>(), n => n.Equals(typed, StringComparison.OrdinalIgnoreCase));
            if (at < 0) return (null, Answer.Bad("name", $"name is one of {string.Join(", ", Enum.GetNames<FigureName>())}."));
            name = Enum.GetValues<FigureName>()[at];
        }
        if (call.Query("shared") is not (null or "true" or "false")) return (null, Answer.Bad("shared", "shared is true or false."));
        var isShared = call.Query("shared") == "true";
        var (state, all) = isShared
            ? await figures.SharedAsync(place.Programme.Id, from, to, thisMonth, ct)
            : await figures.ReadAsync(place.Programme.Id, from, to, ct);
        var shown = all.Where(f => (name is null || f.Name == name) && (call.Query("place") is not { } p || f.Place == p));
        return (new(place.Programme.Id, state?.AsOf, [.. shown.Select(FigureView.Of)], isShared ? [] : state?.Differs ?? []), null);
    }

    /// <summary>The month typed, or <paramref name="otherwise"/> when absent; null when invalid.</summary>
    private static YearMonth? Month(string? typed, YearMonth otherwise) =>
        typed is null ? otherwise : Inputs.Month(typed);
}
