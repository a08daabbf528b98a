using NodaTime;

namespace Outreach.Core.Agreements;

/// <summary>A wake-up has come: whatever is due is done, one thing at a time, and each sets its next.</summary>
internal static class Waking
{
    public static Outcome<Agreement> Decide(Agreement agreement, Instant now)
    {
        if (agreement.Asks.FirstOrDefault(a => now >= a.ExpiresAt) is { } over)
            return Again(over.Kind == AskKind.Terms ? Offers.Expire(agreement, now) : Questions.Lapse(agreement, over, now), now);
        if (agreement.Asks.FirstOrDefault(a => !a.Chased && a.Kind != AskKind.Terms && a.AskedAt is { } at && now >= at + Ask.ChasedAfter) is { } quiet)
            return Again(Chase(agreement, quiet, now), now);
        if (Disputes.Overdue(agreement, now) is { } late) return Again(late, now);
        if (Pulses.Ask(agreement, now) is { } pulse) return Again(pulse, now);
        // Woken for something that is no more; what is still to come has a wake-up of its own, unless a missed minute swallowed it.
        return agreement.Asks.Count == 0 ? Outcome<Agreement>.Nothing(agreement)
            : new(agreement, [new WakeAt(AggregateId.Agreement(agreement.Code), agreement.Asks.Min(a => a.Chased || a.Kind == AskKind.Terms || a.AskedAt is null ? a.ExpiresAt : a.AskedAt.Value + Ask.ChasedAfter))]);
    }

    /// <summary>After an outage several things may be due at once.</summary>
    private static Outcome<Agreement> Again(Outcome<Agreement> first, Instant now)
    {
        var more = Decide(first.State!, now);
        return more.State == first.State ? first with { Effects = [.. first.Effects, .. more.Effects] } : new(more.State, [.. first.Effects, .. more.Effects]);
    }

    private static Outcome<Agreement> Chase(Agreement agreement, Ask quiet, Instant now) => new(
        agreement with { Asks = [.. agreement.Asks.Select(a => a == quiet ? quiet with { Chased = true } : a)] },
        [new RaiseTask(agreement.Programme, $"no answer about a {quiet.Kind.ToString().ToLowerInvariant()}", agreement.Code, now), new WakeAt(AggregateId.Agreement(agreement.Code), quiet.ExpiresAt)]);
}
