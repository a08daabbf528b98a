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

    /// <summary>Moves the clock to an instant; an instant in the past is ignored, since time never runs backwards.</summary>
    public void AdvanceTo(Instant instant)
    {
        lock (gate) now = Instant.Max(now, instant);
    }
}
