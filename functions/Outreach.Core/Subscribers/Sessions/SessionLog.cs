using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>How a USSD session came to its end.</summary>
public enum SessionEnd
{
    /// <summary>With a last screen of ours.</summary>
    Finished,
    /// <summary>No more was heard of it; it is counted when the next one begins.</summary>
    Silent,
    /// <summary>The gateway told that the handset or the network let go.</summary>
    Released,
    /// <summary>The gateway told that nobody typed in time.</summary>
    TimedOut,
    /// <summary>The gateway told that something failed.</summary>
    Failed,
}

/// <summary>One screen within a session.</summary>
/// <param name="Screen">The name of its type.</param>
/// <param name="Times">How often it was shown.</param>
/// <param name="Seconds">How long it stood there until something was typed, all times together.</param>
public sealed record ScreenVisit(string Screen, int Times, int Seconds);

/// <summary>What is kept of a session that is over: figures, and nothing that tells whose it was.</summary>
/// <param name="Day">The day it began, where the phone is.</param>
/// <param name="Screen">The screen it ended at.</param>
/// <param name="Steps">Screens shown in all.</param>
/// <param name="Seconds">From the dial to the last screen.</param>
public sealed record SessionFigures(
    string Programme, LocalDate Day, string Screen, SessionEnd End, int Steps, int Seconds, IReadOnlyList<ScreenVisit> Visits)
{
    public bool IsDropped => End != SessionEnd.Finished;
}

/// <summary>
/// Counts sessions without a storage call on a turn: what is over waits in the line, and is written with the next effects that the line
/// has anyway, when a gateway tells of an end, or when ten have gathered.
/// </summary>
public static class SessionLog
{
    /// <summary>How many sessions wait at most for something else to be written with.</summary>
    public const int MostWaiting = 10;

    /// <summary>The session with one more screen on show.</summary>
    public static IReadOnlyList<ScreenVisit> Visited(UssdSession session, Screen next, Instant now)
    {
        // A session that has just begun has shown nothing yet.
        var before = session.Steps == 0
            ? []
            : Added(session.Visits ?? [], new ScreenVisit(NameOf(session.Screen), 0, (int)(now - session.LastAt).TotalSeconds));
        return Added(before, new ScreenVisit(NameOf(next), 1, 0));
    }

    /// <summary>The line with its session counted, once.</summary>
    public static Subscriber Over(Subscriber subscriber, SessionEnd end)
    {
        if (subscriber.Session is not { IsCounted: false, Steps: > 0 } session) return subscriber;
        var day = Country.OfPhone(subscriber.Phone)?.Today(session.StartedAt) ?? session.StartedAt.InUtc().Date;
        var figures = new SessionFigures(subscriber.Programme, day, NameOf(session.Screen), session.Ended ? SessionEnd.Finished : end,
            session.Steps, (int)(session.LastAt - session.StartedAt).TotalSeconds, session.Visits ?? []);
        return subscriber with { Session = session with { IsCounted = true },
            EndedSessions = [.. subscriber.EndedSessions ?? [], figures] };
    }

    /// <summary>The gateway tells of an end. Nothing personal shows before the PIN is asked again.</summary>
    public static Outcome<Subscriber> Decide(Subscriber subscriber, UssdOver over)
    {
        if (subscriber.Session is not { } session || session.SessionId != over.SessionId
            || session is { IsCounted: true, Authenticated: false })
            return Outcome<Subscriber>.Nothing(subscriber);
        var told = Over(subscriber, over.End);
        return Written(new(told with { Session = told.Session! with { Authenticated = false } }, []), always: true);
    }

    /// <summary>The outcome with the sessions that wait, if there are effects to go with or enough of them.</summary>
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
