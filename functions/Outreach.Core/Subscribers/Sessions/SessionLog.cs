using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>The way a USSD session ended.</summary>
public enum SessionEnd
{
    /// <summary>With a last screen of ours.</summary>
    Finished,
    /// <summary>Without a report; counted when the next session begins.</summary>
    Silent,
    /// <summary>The gateway reported that the handset or the network released the session.</summary>
    Released,
    /// <summary>The gateway reported a time-out of the user.</summary>
    TimedOut,
    /// <summary>The gateway reported an error.</summary>
    Failed,
}

/// <summary>One screen within a session.</summary>
/// <param name="Screen">The screen type's name.</param>
/// <param name="Times">How often the screen was shown.</param>
/// <param name="Seconds">Seconds until input, summed over all showings.</param>
public sealed record ScreenVisit(string Screen, int Times, int Seconds);

/// <summary>Figures of an ended session, without any link to a person.</summary>
/// <param name="Day">The day of the dial, in the phone's time zone.</param>
/// <param name="Screen">The last screen.</param>
/// <param name="Steps">The number of screens shown.</param>
/// <param name="Seconds">Seconds from the dial to the last screen.</param>
public sealed record SessionFigures(
    string Programme, LocalDate Day, string Screen, SessionEnd End, int Steps, int Seconds, IReadOnlyList<ScreenVisit> Visits)
{
    public bool IsDropped => End != SessionEnd.Finished;
}

/// <summary>
/// Counts sessions without a storage call for each turn. Ended sessions wait in the subscriber until its next effects, a gateway's end
/// report, or ten of them.
/// </summary>
public static class SessionLog
{
    /// <summary>The most sessions that wait for another write.</summary>
    public const int MostWaiting = 10;

    /// <summary>Returns the visits with one more screen shown.</summary>
    public static IReadOnlyList<ScreenVisit> Visited(UssdSession session, Screen next, Instant now)
    {
        // A new session has shown no screen yet.
        var before = session.Steps == 0
            ? []
            : Added(session.Visits ?? [], new ScreenVisit(NameOf(session.Screen), 0, (int)(now - session.LastAt).TotalSeconds));
        return Added(before, new ScreenVisit(NameOf(next), 1, 0));
    }

    /// <summary>Counts the subscriber's session, once.</summary>
    public static Subscriber Over(Subscriber subscriber, SessionEnd end)
    {
        if (subscriber.Session is not { IsCounted: false, Steps: > 0 } session) return subscriber;
        var day = Country.OfPhone(subscriber.Phone)?.Today(session.StartedAt) ?? session.StartedAt.InUtc().Date;
        var figures = new SessionFigures(subscriber.Programme, day, NameOf(session.Screen), session.Ended ? SessionEnd.Finished : end,
            session.Steps, (int)(session.LastAt - session.StartedAt).TotalSeconds, session.Visits ?? []);
        return subscriber with { Session = session with { IsCounted = true },
            EndedSessions = [.. subscriber.EndedSessions ?? [], figures] };
    }

    /// <summary>Takes in the gateway's end report. The PIN is asked again before any personal screen.</summary>
    public static Outcome<Subscriber> Decide(Subscriber subscriber, UssdOver over)
    {
        if (subscriber.Session is not { } session || session.SessionId != over.SessionId
            || session is { IsCounted: true, Authenticated: false })
            return Outcome<Subscriber>.Nothing(subscriber);
        var told = Over(subscriber, over.End);
        return Written(new(told with { Session = told.Session! with { Authenticated = false } }, []), always: true);
    }

    /// <summary>Adds the waiting sessions if the outcome has effects, or if enough of them wait.</summary>
    public static Outcome<Subscriber> Written(Outcome<Subscriber> outcome, bool always = false)
    {
        if (outcome.State is not { EndedSessions: { Count: > 0 } over } subscriber) return outcome;
        if (!always && outcome.Effects.Count == 0 && over.Count < MostWaiting) return outcome;
        var kept = over.GroupBy(f => (f.Programme, f.Day)).Select(g => new KeepSessions(g.Key.Programme, g.Key.Day, [.. g]));
        return outcome with { State = subscriber with { EndedSessions = null }, Effects = [.. outcome.Effects, .. kept] };
    }

    private static string NameOf(Screen screen) => screen.GetType().Name;

    private static IReadOnlyList<ScreenVisit> Added(IReadOnlyList<ScreenVisit> visits, ScreenVisit more) =>
        visits.Any(v => v.Screen == more.Screen)
        ? [.. visits.Select(v => v.Screen == more.Screen ? v with { Times = v.Times + more.Times, Seconds = v.Seconds + more.Seconds } : v)]
        : [.. visits, more];
}
