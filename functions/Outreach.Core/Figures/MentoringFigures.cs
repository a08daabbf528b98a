using NodaTime;
using Outreach.Core.Mentoring;

namespace Outreach.Core.Figures;

/// <summary>What learners and the inbox add to the figures.</summary>
public static class MentoringFigures
{
    /// <summary>How soon a text that only a person can read should be answered.</summary>
    public static readonly Duration AnswerTime = Duration.FromDays(2);

    /// <summary>Courses that ended, by what became of them. Those that were never begun are not counted.</summary>
    public static IReadOnlyList<FigureCount> Of(Learner learner, DateTimeZone zone) =>
    [
        .. learner.Enrolments.Where(e => IsOver(e.State) && e.Next > 0).SelectMany(e => Ended(e, learner.PersonId, zone)),
    ];

    /// <summary>A text, once it is answered or its time is over.</summary>
    public static IReadOnlyList<FigureCount> Of(InboxItem item, Instant now, DateTimeZone zone)
    {
        if (item.Reply is null && now < item.At + AnswerTime) return [];
        var whole = new FigureCount(FigureName.AnsweredInbox, Month(item.At, zone), "", item.PersonId, Counted.Whole);
        return item.Reply is { } reply && reply.At <= item.At + AnswerTime ? [whole, whole with { What = Counted.Part }] : [whole];
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
