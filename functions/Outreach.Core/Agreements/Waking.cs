using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Handles a wake-up: does all due work, one item at a time, and plans the next wake-up.</summary>
internal static class Waking
{
    /// <summary>The earliest time of scheduled work; null for none.</summary>
    public static Instant? Next(Agreement a)
    {
        var times =
            a.Questions.Where(question => question.AskedAt is not null).Select(Questions.Next)
                .Concat(new[] { Disputes.Next(a), TrustSurvey.Next(a), Questions.NextTurn(a, Role.Farmer),
                    Questions.NextTurn(a, Role.Trader) }.OfType<Instant>()).ToList();
        return times.Count == 0 ? null : times.Min();
    }

    /// <summary>Sets the next wake-up, unless an earlier or equal one is set.</summary>
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
        // Cleared, so that a clock set back a little does not mistake this wake-up for a future one.
        var (planned, wake) = Planned(state with { WakeAt = null }, now);
        return new(planned == state ? state : planned, [.. effects, .. wake]);
    }

    private static Outcome<Agreement>? Due(Agreement agreement, Instant now)
    {
        // What a dispute's end makes of a claim is said once, so it comes before the claim lapses.
        if (Disputes.Overdue(agreement, now) is { } late) return late;
        if (agreement.Questions.FirstOrDefault(a => a.AskedAt is not null && now >= a.ExpiresAt) is { } over)
            return over.Kind == QuestionKind.Terms ? Offers.Expire(agreement, now) : Questions.Lapse(agreement, over, now);
        if (agreement.Questions.FirstOrDefault(a => a.AskedAt is not null && now >= Questions.Next(a)) is { } quiet)
            return Questions.Chase(agreement, quiet, now);
        if (Questions.ToAsk(agreement, Role.Farmer, now) is not null || Questions.ToAsk(agreement, Role.Trader, now) is not null)
            return agreement.Done(now, null);
        return TrustSurvey.Ask(agreement, now);
    }
}
