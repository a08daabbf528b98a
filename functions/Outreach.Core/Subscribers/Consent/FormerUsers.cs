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

    /// <summary>
    /// Silent for whoever comes later; without users, for everybody. Who waits to come in takes no known person's no along to their own
    /// other numbers.
    /// </summary>
    public static Subscriber Silent(Subscriber subscriber, Instant now) => subscriber.Suppressed(
        subscriber is { Holder: null, Newcomers: null } ? Suppression.Stop : Suppression.FormerUser, now);

    /// <summary>
    /// The same where the no comes late. On an empty number it counts from when it was said, so that it outranks nothing that others have
    /// said since; on a number with users from now, so that it silences none of them.
    /// </summary>
    public static Subscriber LeftBefore(Subscriber subscriber, Consent gone, Instant now) =>
        Left(subscriber, [gone], subscriber.Holder is null ? SaidAt(gone) ?? now : now);

    private static Instant? SaidAt(Consent consent) => new[]
    {
        consent.StoppedByName ? consent.StoppedAt : null, consent.StoppedByPhone ? consent.PhoneStoppedAt : null,
        consent.Service is { Own: true, State: ConsentState.Refused or ConsentState.Stopped } service ? service.At : null,
    }.Max();

    private static bool Stops(Consent consent) =>
        consent.Stopped || consent.Service is { Own: true, State: ConsentState.Refused or ConsentState.Stopped };

    private static bool RefusesSome(Consent consent) =>
        Consent.Purposes.Any(p => consent.Newest(p) is { Own: true, State: ConsentState.Refused or ConsentState.Stopped });
}
