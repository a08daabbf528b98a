using NodaTime;
using NodaTime.Text;
using Outreach.Core.Figures;

namespace Outreach.App;

/// <summary>When a programme's figures were counted.</summary>
/// <param name="Differs">Rows of months long past that would be counted otherwise now; they stay as they were told.</param>
public sealed record FiguresState(Instant AsOf, IReadOnlyList<string> Differs);

/// <summary>A programme's figures, as the last walk counted them.</summary>
public sealed class ProgrammeFigures(ITables tables)
{
    /// <summary>Months before this one that are still counted anew each night.</summary>
    private const int OpenMonths = FigureFold.MostOpenMonths;

    private const int PageSize = 1000;

    /// <summary>The last month that is not counted anew any more.</summary>
    public static YearMonth LastFinal(YearMonth present) => present.PlusMonths(-OpenMonths - 1);

    /// <summary>
    /// What may be shown outside: no small groups, and final months alone, so that the difference of two looks shows nobody.
    /// </summary>
    public async Task<(FiguresState? State, IReadOnlyList<Figure> Figures)> SharedAsync(string programme, YearMonth from, YearMonth to,
        YearMonth present, CancellationToken ct)
    {
        var (state, all) = await ReadAsync(programme, from, to < LastFinal(present) ? to : LastFinal(present), ct);
        return (state, SmallGroups.Shown(all));
    }

    /// <summary>The first month from this one on that has figures; null for none. One read of one row.</summary>
    public async Task<YearMonth?> NextAsync(string programme, YearMonth from, CancellationToken ct) =>
        await tables.PageAsync(Table.Figures, programme, YearMonthPattern.Iso.Format(from), 1, ct) is [var row] && Keys.IsFigure(row.Key)
            ? Keys.MonthOf(row.Key)
            : null;

    /// <summary>When they were counted; null before the first night.</summary>
    public async Task<FiguresState?> StateAsync(string programme, CancellationToken ct) =>
        await tables.GetAsync(Keys.FiguresState(programme), ct) is { } row ? Json.Read<FiguresState>(row.Data) : null;

    /// <summary>A read for the state, and one for each thousand rows of these months.</summary>
    /// <returns>No state before the first night.</returns>
    public async Task<(FiguresState? State, IReadOnlyList<Figure> Figures)> ReadAsync(string programme, YearMonth from, YearMonth to,
        CancellationToken ct)
    {
        var state = await StateAsync(programme, ct);
        var figures = new List<Figure>();
        for (var after = YearMonthPattern.Iso.Format(from); ;)
        {
            var page = await tables.PageAsync(Table.Figures, programme, after, PageSize, ct);
            var ours = page.TakeWhile(r => Keys.IsFigure(r.Key) && Keys.MonthOf(r.Key) <= to).ToList();
            figures.AddRange(ours.Select(r => Json.Read<Figure>(r.Data)));
            if (ours.Count < PageSize) break;
            after = ours[^1].Key.Row;
        }
        return (state, figures);
    }
}
