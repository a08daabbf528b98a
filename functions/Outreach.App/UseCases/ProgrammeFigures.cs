using NodaTime;
using Outreach.Core.Figures;

namespace Outreach.App;

/// <summary>When a programme's figures were counted.</summary>
/// <param name="Differs">Rows of months long past that would be counted otherwise now; they stay as they were told.</param>
public sealed record FiguresState(Instant AsOf, IReadOnlyList<string> Differs);

/// <summary>A programme's figures, as the last walk counted them.</summary>
public sealed class ProgrammeFigures(ITables tables)
{
    /// <summary>Months before this one that are still counted anew each night.</summary>
    public const int OpenMonths = 3;

    /// <returns>No state before the first night.</returns>
    public async Task<(FiguresState? State, IReadOnlyList<Figure> Figures)> ReadAsync(string programme, YearMonth from, YearMonth to,
        CancellationToken ct)
    {
        var rows = await tables.AllAsync(Table.Figures, programme, ct);
        var state = rows.LastOrDefault(r => r.Key.Row == Keys.FiguresStateRow);
        var figures = rows.Where(r => r.Key.Row != Keys.FiguresStateRow).Select(r => Json.Read<Figure>(r.Data));
        return (state is null ? null : Json.Read<FiguresState>(state.Data), [.. figures.Where(f => f.Month >= from && f.Month <= to)]);
    }
}
