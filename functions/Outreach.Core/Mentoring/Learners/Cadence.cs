using System.Globalization;
using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>
/// On which days a learner gets lessons: those of the course, one a day, five a week, never on a holiday or in quiet hours.
/// </summary>
internal static class Cadence
{
    public const int MostAWeek = 5;
    private const int DaysSought = 400;
    private static readonly Duration spare = Duration.FromMinutes(5);
    private static readonly Duration widest = Duration.FromHours(2);

    /// <summary>The first time for a step after now, on this day or later.</summary>
    public static Instant Next(Learner learner, Enrolment enrolment, LocalDate from, Instant now, IReadOnlyList<LocalDate>? holidays)
    {
        var country = Country.OfPhone(learner.Phone)!;
        var taken = Taken(learner, enrolment, country);
        for (var n = 0; n < DaysSought; n++)
        {
            var day = from.PlusDays(n);
            var at = At(learner, enrolment.Start, country, day);
            if (at > now && enrolment.Start.Days.Contains(day.DayOfWeek) && IsFree(taken, day) && !country.IsHoliday(day, holidays))
                return at;
        }
        return At(learner, enrolment.Start, country, from.PlusDays(DaysSought));
    }

    /// <summary>Whether a step may go out now, perhaps late.</summary>
    public static bool IsNow(Learner learner, Instant now, IReadOnlyList<LocalDate>? holidays)
    {
        var country = Country.OfPhone(learner.Phone)!;
        return country.QuietNowUntil(now, holidays) is null && IsFree([.. learner.Sent.Select(country.Today)], country.Today(now));
    }

    /// <summary>The learner's own time of the day, so that thousands do not come at once.</summary>
    public static Instant At(Learner learner, CourseStart start, Country country, LocalDate day)
    {
        var begins = country.At(day, start.At);
        var room = Duration.Min(widest, country.At(day, country.QuietFrom) - begins - spare);
        var mark = int.Parse(Chain.Next("", learner.PersonId).AsSpan(0, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return begins + Duration.FromSeconds(mark % Math.Max(1, (long)room.TotalSeconds));
    }

    private static List<LocalDate> Taken(Learner learner, Enrolment enrolment, Country country) =>
    [
        .. learner.Sent.Select(country.Today),
        .. learner.Running.Where(e => e.Course != enrolment.Course && e is { State: EnrolmentState.Active, DueAt: not null })
            .Select(e => country.Today(e.DueAt!.Value)),
    ];

    private static bool IsFree(IReadOnlyList<LocalDate> taken, LocalDate day) =>
        !taken.Contains(day) && taken.Count(t => t > day.PlusDays(-7) && t <= day) < MostAWeek;
}
