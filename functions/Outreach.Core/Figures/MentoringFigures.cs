using NodaTime;
using Outreach.Core.Mentoring;
using Outreach.Core.Values;

namespace Outreach.Core.Figures;

/// <summary>What learners and the inbox add to the figures.</summary>
public static class MentoringFigures
{
    /// <summary>Courses that ended, by what became of them. Those that were never begun are not counted.</summary>
    public static IReadOnlyList<FigureCount> Of(Learner learner, DateTimeZone zone) =>
    [
        .. learner.Enrolments.Where(e => IsOver(e.State) && e.Next > 0).SelectMany(e => Ended(e, learner.PersonId, zone)),
    ];

    /// <summary>
    /// Each time in which a person waited, once it is answered or its time is over. What needed no answer is left out, and counted.
    /// </summary>
    /// <param name="holidays">The programme's own, beside the country's.</param>
    public static IReadOnlyList<FigureCount> Of(InboxItem item, Instant now, Country country, IReadOnlyList<LocalDate> holidays) =>
        [.. item.Waits.SelectMany(w => Waited(w, item, now, country, holidays))];

    private static IEnumerable<FigureCount> Waited(Wait wait, InboxItem item, Instant now, Country country,
        IReadOnlyList<LocalDate> holidays)
    {
        var whole = new FigureCount(FigureName.AnsweredInbox, Month(wait.Since, country.TimeZone), "", item.PersonId, Counted.Whole);
        if (!wait.Counts) return [whole with { What = Counted.NoAnswerNeeded }];
        var by = country.AfterWorkingDays(wait.Since, InboxItem.AnswerDays, holidays);
        return wait.End is null && now < by ? []
            : wait.End is { } end && end.At <= by ? [whole, whole with { What = Counted.Part }]
            : [whole];
    }

    private static IEnumerable<FigureCount> Ended(Enrolment e, string person, DateTimeZone zone)
    {
        var whole = new FigureCount(FigureName.CourseFinish, Month(e.Since, zone), e.Course, person, Counted.Whole);
        yield return whole;
        yield return e.State == EnrolmentState.Completed ? whole with { What = Counted.Part } : whole with { What = e.State.ToString() };
    }

    private static bool IsOver(EnrolmentState state) =>
        state is EnrolmentState.Completed or EnrolmentState.Finished or EnrolmentState.Lapsed or EnrolmentState.Left;

    private static YearMonth Month(Instant at, DateTimeZone zone) => at.InZone(zone).Date.ToYearMonth();
}
