using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>
/// What a user said no to stays on the number when they go: no list, move or later registration undoes it there, only an own act does.
/// </summary>
internal static class FormerUsers
{
    /// <summary>The number after a decision, with the marks of those who went.</summary>
    public static Subscriber Marked(Subscriber before, Subscriber after, Instant now)
    {
        if (before.Holder is null || ReferenceEquals(before.Holder, after.Holder) && ReferenceEquals(before.Others, after.Others))
            return after;
        return Left(after, [.. before.Holders.Where(u => !after.Holds(u.Holder.Key)).Select(u => u.Consent ?? Consent.None)], now);
    }

    /// <summary>The number with the marks of users with these consents, who have left it.</summary>
    public static Subscriber Left(Subscriber subscriber, IReadOnlyList<Consent> gone, Instant now) =>
        gone.Any(Stops) ? Silent(subscriber, now)
        : gone.Any(RefusesSome) ? subscriber.Suppressed(Suppression.FormerChoice, now)
        : subscriber;

    /// <summary>Silent for whoever comes later; without users, for everybody.</summary>
    public static Subscriber Silent(Subscriber subscriber, Instant now) =>
        subscriber.Suppressed(subscriber.Holder is null ? Suppression.Stop : Suppression.FormerUser, now);

    private static bool Stops(Consent consent) =>
        consent.Stopped || consent.Service is { Own: true, State: ConsentState.Refused or ConsentState.Stopped };

    private static bool RefusesSome(Consent consent) =>
        Consent.Purposes.Any(p => consent.Newest(p) is { Own: true, State: ConsentState.Refused or ConsentState.Stopped });
}
