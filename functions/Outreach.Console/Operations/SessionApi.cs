using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <param name="Screen">The screen's name in the code: <c>Home</c>, <c>AskPin</c>.</param>
/// <param name="Sessions">The sessions that showed the screen.</param>
/// <param name="MedianSteps">The median number of times that such a session showed the screen.</param>
/// <param name="MedianSeconds">The median time on the screen in such a session, until an input.</param>
/// <param name="DroppedHere">Sessions cut off at the screen.</param>
internal sealed record ScreenView(string Screen, int Sessions, double MedianSteps, double MedianSeconds, int DroppedHere);

/// <summary>USSD sessions that began on these days and are over.</summary>
/// <param name="MedianSteps">Screens shown in a session.</param>
/// <param name="MedianSeconds">From the dial to the last screen.</param>
/// <param name="Finished">Sessions that ended with a last screen of ours.</param>
/// <param name="Silent">Sessions without any report of their end; counted when the phone dials again.</param>
internal sealed record SessionsView(
    string Programme, LocalDate From, LocalDate To, int Sessions, double MedianSteps, double MedianSeconds,
    int Finished, int Silent, int Released, int TimedOut, int Failed, IReadOnlyList<ScreenView> Screens);

/// <summary>Statistics of USSD sessions: the screens shown, and the screens where sessions were dropped.</summary>
internal sealed class SessionApi(SessionCounts counts, Lookups lookups, IClock clock) : IEndpoints
{
    /// <summary>The most days in one request; each day is one read.</summary>
    private const int MostDays = 92;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<SessionsView>("sessions", "sessions",
            "USSD sessions by screen: how many, how long, where dropped. The last thirty days unless said otherwise.",
            SessionsAsync, "programme", "from", "to").For(Access.Readers, NamedBy.Query),
    ];

    private async Task<Answer> SessionsAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var today = place.Country.Today(clock.GetCurrentInstant());
        if (Date(call.Query("to"), today) is not { } to) return Answer.Bad("to", "to is a date such as 2026-03-31.");
        if (Date(call.Query("from"), to.PlusDays(-29)) is not { } from) return Answer.Bad("from", "from is a date such as 2026-03-01.");
        if (from > to || Period.DaysBetween(from, to) >= MostDays) return Answer.Bad("from", $"from is at most {MostDays} days up to to.");
        var count = await counts.OfAsync(place.Programme.Id, from, to, ct);
        int Ended(SessionEnd end) => count.Ends.GetValueOrDefault(end);
        return Answer.Ok(new SessionsView(place.Programme.Id, from, to, count.Sessions, count.MedianSteps, count.MedianSeconds,
            Ended(SessionEnd.Finished), Ended(SessionEnd.Silent), Ended(SessionEnd.Released), Ended(SessionEnd.TimedOut),
            Ended(SessionEnd.Failed),
            [.. count.Screens.Select(s => new ScreenView(s.Screen, s.Sessions, s.MedianSteps, s.MedianSeconds, s.Dropped))]));
    }

    /// <summary>The date typed, or <paramref name="otherwise"/> when absent; null when invalid.</summary>
    private static LocalDate? Date(string? typed, LocalDate otherwise) =>
        typed is null ? otherwise : Inputs.Day(typed);
}
