using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>How somebody gets into a course.</summary>
internal static class Enrolling
{
    private static readonly Duration invitedFor = Duration.FromDays(7);

    /// <returns>The reply is a <see cref="NotEnrolled"/>, or null.</returns>
    public static Outcome<Learner> Enrol(Learner? before, string key, Enrol enrol, Instant now)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var learner = before ?? new Learner(key[..dot], key[(dot + 1)..], enrol.Phone, [], null, [], [], []);
        if (learner.Handled.Contains(enrol.Id)) return Outcome<Learner>.Nothing(before);
        var heard = learner.Heard(enrol.Id) with { Phone = enrol.Phone };
        var enrolment = Place(heard, enrol, now);
        if (Why(heard, enrolment, enrol, now) is { } why)
            return enrol.Answered
                ? LearnerDecisions.Answered(learner.Heard(enrol.Id), new CourseRefusedSms(why, enrol.UssdCode), now, why)
                : Outcome<Learner>.Nothing(before, why);
        return enrol.Invite ? Invited(heard, enrolment, now) : Begun(heard, enrolment, enrol, now);
    }

    private static NotEnrolled? Why(Learner learner, Enrolment enrolment, Enrol enrol, Instant now) =>
        learner.Find(enrol.Course.Id)?.State switch
    {
        _ when enrol.Course.Start.From == StartFrom.Planting && enrol.Anchor is null => NotEnrolled.NoDate,
        _ when RunsOver(learner, enrolment, enrol, now) => NotEnrolled.EndsFirst,
        EnrolmentState.Active or EnrolmentState.Paused => NotEnrolled.Already,
        EnrolmentState.Invited or EnrolmentState.Resting => enrol.Own ? null : NotEnrolled.Already,
        EnrolmentState.Completed or EnrolmentState.Finished when !enrol.Own => NotEnrolled.Finished,
        EnrolmentState.Declined or EnrolmentState.Left when !enrol.Own => NotEnrolled.Declined,
        _ => learner.Running.Count(e => e.Course != enrol.Course.Id) >= Learner.MostRunning ? NotEnrolled.Full : null,
    };

    /// <summary>Whether one of the lessons would come after the programme's end.</summary>
    private static bool RunsOver(Learner learner, Enrolment enrolment, Enrol enrol, Instant now)
    {
        if (enrol.Course is not { ProgrammeEnds: { } ends, Waits: { } waits }) return false;
        var at = First(learner, enrolment, now, enrol.Holidays).DueAt!.Value;
        foreach (var wait in (enrolment.Missed ?? []).Select(waits.ElementAtOrDefault).Concat(waits.Skip(enrolment.Next)).Skip(1))
            at = Cadence.Next(learner, enrolment, LearnerDecisions.Today(learner, at).PlusDays(Math.Max(1, wait)), at, enrol.Holidays);
        return LearnerDecisions.Today(learner, at) > ends;
    }

    /// <summary>Who left off goes on there; who had finished begins anew.</summary>
    private static Enrolment Place(Learner learner, Enrol enrol, Instant now)
    {
        var course = enrol.Course;
        var anew = new Enrolment(course.Id, course.Version, EnrolmentState.Active, now, course.Title, course.Lessons, course.Start,
            Anchor: enrol.Anchor);
        return learner.Find(course.Id) is { State: not (EnrolmentState.Completed or EnrolmentState.Finished) } was
            ? was with { State = EnrolmentState.Active, Since = now, Silent = 0, DueAt = null }
            : anew;
    }

    private static Outcome<Learner> Invited(Learner learner, Enrolment enrolment, Instant now)
    {
        var question = new LearnerQuestion(learner.Questions + 1, LearnerAsk.Invite, enrolment.Course, 0, now, now + invitedFor, null);
        var asked = learner.With(enrolment with { State = EnrolmentState.Invited, DueAt = now + invitedFor })
            with { Question = question, Questions = question.Number };
        return new(asked, [LearnerDecisions.Sent(asked, Purpose.Tip,
            new CourseInviteSms(enrolment.Course, 0, enrolment.Title, enrolment.Lessons), now)]);
    }

    private static Outcome<Learner> Begun(Learner learner, Enrolment enrolment, Enrol enrol, Instant now)
    {
        var begun = First(learner, enrolment, now, enrol.Holidays);
        var state = learner.With(begun);
        if (state.Question?.Course == begun.Course) state = state with { Question = LearnerDecisions.Shut(state.Question, now) };
        return enrol.Answered ? LearnerDecisions.Answered(state, Joined(state, begun), now) : new(state, []);
    }

    /// <summary>The enrolment with the time of its first step.</summary>
    internal static Enrolment First(Learner learner, Enrolment enrolment, Instant now, IReadOnlyList<LocalDate>? holidays)
    {
        var today = LearnerDecisions.Today(learner, now);
        var from = enrolment.Start.From switch
        {
            StartFrom.Date => enrolment.Start.Date!.Value,
            StartFrom.Planting => enrolment.Anchor!.Value.PlusDays(enrolment.Start.PlantingDays),
            _ => today,
        };
        return enrolment with { DueAt = Cadence.Next(learner, enrolment, LocalDate.Max(from, today), now, holidays) };
    }

    internal static CourseJoinedSms Joined(Learner learner, Enrolment enrolment) =>
        new(enrolment.Title, enrolment.Lessons, LearnerDecisions.Today(learner, enrolment.DueAt!.Value));
}
