using NodaTime;

namespace Outreach.Core.People;

public enum Role { Farmer, Trader, Coordinator }

/// <summary>The person a phone line belongs to, as the line knows them, so that a menu costs one read.</summary>
/// <param name="Mentor">The mentor or officer who signs reminders that follow from what this person offers.</param>
public sealed record Holder(
    string PersonId,
    string Name,
    Role Role,
    Language Language,
    string Programme,
    string Place,
    IReadOnlyList<string> Crops,
    string Currency,
    string Mentor = "")
{
    /// <summary>Names the person among all programmes.</summary>
    public string Key => AggregateId.Person(Programme, PersonId).Key;
}

/// <summary>A person's row in a programme's directory: what audiences are chosen by, and whether they may be written to.</summary>
public sealed record DirectoryRow(
    string Programme,
    string PersonId,
    string Name,
    string Phone,
    Role Role,
    Language Language,
    string Place,
    IReadOnlyList<string> Crops,
    bool TipsAllowed,
    bool Listed = true);

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
