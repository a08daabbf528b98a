using NodaTime;

namespace Outreach.Core.People;

/// <summary>
/// A stored PIN: only the salted, peppered hash. <paramref name="Attempts"/> counts wrong tries since the last right one, written before
/// each check.
/// </summary>
public sealed record Pin(string Hash, int Attempts, Instant? LockedUntil, int Locks)
{
    public const int AttemptsAllowed = 3;

    public bool IsLocked(Instant now) => LockedUntil is { } until && now < until;

    /// <summary>Counts a try before its check. The third wrong try locks the PIN for 15 minutes, then 1 hour, then a day.</summary>
    public Pin Try(Instant now)
    {
        var attempts = Attempts + 1;
        return attempts < AttemptsAllowed
            ? this with { Attempts = attempts, LockedUntil = null }
            : this with { Attempts = 0, Locks = Locks + 1, LockedUntil = now + LockFor(Locks) };
    }

    /// <summary>Takes back the last try, which was right. Earlier ones stay counted.</summary>
    public Pin Untried() => LockedUntil is null
        ? this with { Attempts = Math.Max(0, Attempts - 1) }
        : this with { Attempts = AttemptsAllowed - 1, LockedUntil = null, Locks = Locks - 1 };

    /// <summary>Clears the count after a right try.</summary>
    public Pin Passed() => this with { Attempts = 0, LockedUntil = null, Locks = 0 };

    private static Duration LockFor(int locks) => locks switch
    {
        0 => Duration.FromMinutes(15),
        1 => Duration.FromHours(1),
        _ => Duration.FromDays(1),
    };
}
