using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>A wake-up has come: whatever is due is done, one thing at a time, and the next is planned.</summary>
internal static class Waking
{
    /// <summary>The earliest time at which something falls due by itself; null when nothing does.</summary>
    public static Instant? Next(Agreement a)
    {
        var times =
            a.Questions.Where(question => question.AskedAt is not null).Select(Questions.Next)
                .Concat(new[] { Disputes.Next(a), Deliveries.TakenAt(a), TrustSurvey.Next(a) }.OfType<Instant>()).ToList();
        return times.Count == 0 ? null : times.Min();
    }

    /// <summary>Sets the wake-up for what falls due next, unless one stands that comes no later.</summary>
    public static (Agreement, IReadOnlyList<Effect>) Planned(Agreement agreement, Instant now)
    {
        if (Next(agreement) is not { } next || agreement.WakeAt is { } set && set > now && set <= next) return (agreement, []);
        var at = Instant.Max(next, now);
        return (agreement with { WakeAt = at }, [new WakeAt(AggregateId.Agreement(agreement.Code), at)]);
    }

    public static Outcome<Agreement> Decide(Agreement agreement, Instant now)
    {
        var (state, effects) = (agreement, new List<Effect>());
        // After an outage several things may be due at once.
        while (Due(state, now) is { } one)
        {
            state = one.State!;
            effects.AddRange(one.Effects);
        }
        // The wake-up that stood has come. Forgotten, or a clock that is put back a little would take it for one that is still to come.
        var (planned, wake) = Planned(state with { WakeAt = null }, now);
        return new(planned == state ? state : planned, [.. effects, .. wake]);
    }

    private static Outcome<Agreement>? Due(Agreement agreement, Instant now)
    {
        if (agreement.Questions.FirstOrDefault(a => a.AskedAt is not null && now >= a.ExpiresAt) is { } over)
            return over.Kind == QuestionKind.Terms ? Offers.Expire(agreement, now) : Questions.Lapse(agreement, over, now);
        if (agreement.Questions.FirstOrDefault(a => a.AskedAt is not null && now >= Questions.Next(a)) is { } quiet)
            return Questions.Chase(agreement, quiet, now);
        return Disputes.Overdue(agreement, now) ?? Deliveries.Taken(agreement, now) ?? TrustSurvey.Ask(agreement, now);
    }
}
