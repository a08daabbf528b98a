using NodaTime;

namespace Outreach.Core.People;

/// <summary>
/// A PIN as kept: the salted, peppered hash only. <paramref name="Attempts"/> counts wrong tries since the last right one,
/// written before each check.
/// </summary>
public sealed record Pin(string Hash, int Attempts, Instant? LockedUntil, int Locks)
{
    public const int AttemptsAllowed = 3;

    public bool IsLocked(Instant now) => LockedUntil is { } until && now < until;

    /// <summary>Counts a try before it is checked; the third locks, each time for longer: 15 minutes, 1 hour, then a day.</summary>
    public Pin Try(Instant now)
    {
        var attempts = Attempts + 1;
        return attempts < AttemptsAllowed
            ? this with { Attempts = attempts, LockedUntil = null }
            : this with { Attempts = 0, Locks = Locks + 1, LockedUntil = now + LockFor(Locks) };
    }

    /// <summary>The try was right: it does not count, and neither do those before it.</summary>
    public Pin Passed() => this with { Attempts = 0, LockedUntil = null, Locks = 0 };

    private static Duration LockFor(int locks) => locks switch
    {
        0 => Duration.FromMinutes(15),
        1 => Duration.FromHours(1),
        _ => Duration.FromDays(1),
    };
}
