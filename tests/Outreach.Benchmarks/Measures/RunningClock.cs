using System.Diagnostics;
using NodaTime;

namespace Outreach.Benchmarks.Measures;

/// <summary>Runs as the real time does, from a Monday noon on, because bulk rests at night.</summary>
internal sealed class RunningClock : IClock
{
    private readonly long begun = Stopwatch.GetTimestamp();

    public Instant GetCurrentInstant() =>
        Instant.FromUtc(2026, 3, 2, 9, 0) + Duration.FromTimeSpan(Stopwatch.GetElapsedTime(begun));
}
