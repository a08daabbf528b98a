using NodaTime;
using NodaTime.Text;
using Outreach.Core.Broadcasts;

namespace Outreach.Console;

/// <summary>Reads and writes the hour of a tip, as browsers' date fields do.</summary>
internal static class TipHours
{
    private const string Field = "at";
    private static readonly LocalDateTimePattern pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static string? Written(TipHour? hour) => hour is null ? null : pattern.Format(hour.At);

    /// <summary>An hour of the next ninety days, and no quiet hour, where the programme is.</summary>
    public static (TipHour? Hour, Answer? Fault) Read(string? written, Place place, Instant now)
    {
        if (string.IsNullOrWhiteSpace(written)) return (null, null);
        if (!pattern.Parse(written.Trim()).TryGetValue(default, out var at))
            return (null, Answer.Bad(Field, "at is a date and hour such as 2027-03-02T17:00."));
        var hour = new TipHour(at);
        if (hour.In(place.Country) <= now) return (null, Answer.Bad(Field, "at is over."));
        if (hour.In(place.Country) > now + Duration.FromDays(TipHour.MostDaysAhead))
            return (null, Answer.Bad(Field, $"at is within {TipHour.MostDaysAhead} days."));
        if (place.Country.QuietNowUntil(hour.In(place.Country), place.Programme.Holidays) is not { } until) return (hour, null);
        var next = pattern.Format(until.InZone(place.Country.TimeZone).LocalDateTime);
        return (null, Answer.Bad(Field, $"at is a quiet hour or a holiday. The next hour is {next}."));
    }
}
