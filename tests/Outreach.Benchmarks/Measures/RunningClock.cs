using System.Diagnostics;
using NodaTime;

namespace Outreach.Benchmarks.Measures;

/// <summary>Runs as the real time does, or so many times as fast, from a Monday noon on, because bulk rests at night.</summary>
/// <param name="begun">A timestamp of <see cref="Stopwatch"/>, which all processes of a machine share.</param>
internal sealed class RunningClock(int times, long begun) : IClock
{
    public RunningClock() : this(1, Stopwatch.GetTimestamp())
    {
    }

    public Instant GetCurrentInstant() =>
        Instant.FromUtc(2026, 3, 2, 9, 0) + Duration.FromTimeSpan(Stopwatch.GetElapsedTime(begun)) * times;
}
