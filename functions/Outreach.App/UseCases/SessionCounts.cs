using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>The outcome of USSD sessions at one screen.</summary>
/// <param name="Sessions">Sessions that reached the screen.</param>
/// <param name="MedianSteps">The times that such a session showed the screen.</param>
/// <param name="MedianSeconds">The seconds that such a session spent at the screen.</param>
/// <param name="Dropped">Sessions that were cut here.</param>
public sealed record ScreenCount(string Screen, int Sessions, double MedianSteps, double MedianSeconds, int Dropped);

/// <summary>USSD sessions of some days.</summary>
/// <param name="Dropped">Sessions without a last screen of the App's, whatever their end.</param>
public sealed record SessionCount(
    int Sessions, double MedianSteps, double MedianSeconds, IReadOnlyDictionary<SessionEnd, int> Ends, int Dropped,
    IReadOnlyList<ScreenCount> Screens);

/// <summary>
/// Figures of USSD sessions, from the rows that subscribers have written. One read for each thousand rows of a day, at least one.
/// </summary>
public sealed class SessionCounts(ITables tables)
{
    private const int PageSize = 1000;

    public async Task<SessionCount> OfAsync(string programme, LocalDate from, LocalDate to, CancellationToken ct)
    {
        var sessions = new List<SessionFigures>();
        for (var day = from; day <= to; day = day.PlusDays(1))
        {
            for (var after = ""; ;)
            {
                var page = await tables.PageAsync(Table.Sessions, Keys.SessionDay(programme, day), after, PageSize, ct);
                sessions.AddRange(page.SelectMany(row => Json.Read<IReadOnlyList<SessionFigures>>(row.Data)));
                if (page.Count < PageSize) break;
                after = page[^1].Key.Row;
            }
        }
        return Of(sessions);
    }

    public static SessionCount Of(IReadOnlyList<SessionFigures> sessions) => new(
        sessions.Count, Median(sessions.Select(s => s.Steps)), Median(sessions.Select(s => s.Seconds)),
        sessions.CountBy(s => s.End).ToDictionary(e => e.Key, e => e.Value), sessions.Count(s => s.IsDropped),
        [
            .. sessions.SelectMany(s => s.Visits).GroupBy(v => v.Screen).Select(g => new ScreenCount(
                g.Key, g.Count(), Median(g.Select(v => v.Times)), Median(g.Select(v => v.Seconds)),
                sessions.Count(s => s.IsDropped && s.Screen == g.Key)))
                .OrderByDescending(c => c.Sessions).ThenBy(c => c.Screen, StringComparer.Ordinal),
        ]);

    private static double Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
    }
}
