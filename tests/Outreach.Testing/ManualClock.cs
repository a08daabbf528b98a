using NodaTime;

namespace Outreach.Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualClock(Instant start) : IClock
{
    private readonly Lock gate = new();
    private Instant now = start;

    /// <summary>Starts at noon UTC on a Monday.</summary>
    public ManualClock() : this(Instant.FromUtc(2026, 3, 2, 12, 0))
    {
    }

    public Instant GetCurrentInstant()
    {
        lock (gate) return now;
    }

    public void Advance(Duration by)
    {
        lock (gate) now += by;
    }

    /// <summary>Moves to an instant; one in the past is passed over, as time does not run backwards.</summary>
    public void AdvanceTo(Instant instant)
    {
        lock (gate) now = Instant.Max(now, instant);
    }
}
