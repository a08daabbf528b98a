using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>
/// A course's next step at its time: decided then, never worked out from a calendar. One step at a time, also after an outage.
/// </summary>
internal static class Teaching
{
    private const int SilentAllowed = 2;
    private static readonly Duration answerWithin = Duration.FromDays(5);
    private static readonly Duration restsFor = Duration.FromDays(21);
    private static readonly Duration pausedFor = Duration.FromDays(90);

    public static Outcome<Learner> Teach(Learner before, TeachNow facts, Instant now)
    {
        var learner = facts.Phone is { } phone && phone != before.Phone ? before with { Phone = phone } : before;
        var (state, effects) = (learner, new List<Effect>());
        foreach (var due in state.Running.Where(e => e.DueAt <= now).OrderBy(e => e.DueAt).ThenBy(e => e.Course, StringComparer.Ordinal)
            .ToList())
        {
            var outcome = Step(state, due, facts, now);
            effects.AddRange(outcome.Effects);
            state = outcome.State!;
        }
        return ReferenceEquals(state, learner) ? Outcome<Learner>.Nothing(before) : new(state, effects);
    }

    private static Outcome<Learner> Step(Learner learner, Enrolment enrolment, TeachNow facts, Instant now)
    {
        var taught = facts.Courses.FirstOrDefault(c => c.Id == enrolment.Course);
        return enrolment.State switch
        {
            // Enrolled while the facts were looked up.
            _ when taught is null => new(learner, []),
            _ when taught.Course is null => Ended(learner, enrolment, facts, now),
            EnrolmentState.Invited => Over(learner, enrolment with { State = EnrolmentState.Lapsed }, now),
            EnrolmentState.Resting => Lapsed(learner, enrolment, now),
            _ when facts.Phone is null => Unreached(learner, enrolment, facts, now),
            _ when !Cadence.IsNow(learner, now, facts.Holidays) => new(learner.With(Later(learner, enrolment, 0, facts, now)), []),
            _ => Next(learner, Resumed(enrolment, now) with { Version = taught.Course.Version, Title = taught.Course.Title }, taught, facts,
                now),
        };
    }

    private static Enrolment Resumed(Enrolment enrolment, Instant now) =>
        enrolment.State == EnrolmentState.Paused ? enrolment with { State = EnrolmentState.Active, Since = now, Silent = 0 } : enrolment;

    private static Outcome<Learner> Next(Learner learner, Enrolment enrolment, TaughtCourse taught, TeachNow facts, Instant now)
    {
        var course = taught.Course!;
        var counted = enrolment.Waits ? enrolment with { Waits = false, Silent = enrolment.Silent + 1 } : enrolment;
        var sent = learner with { Sent = LearnerDecisions.SentWith(learner, now) };
        if (counted.Silent >= SilentAllowed && counted.Next < counted.Lessons) return Nudged(sent, counted, now);
        if (counted is { Again: true, Missed: null }) return Repeated(sent, counted, course, facts, now);
        return counted.Place >= course.Lessons.Count
            ? Done(sent, counted, taught, facts, now)
            : Taught(sent, counted, course, facts, now);
    }

    private static Outcome<Learner> Taught(Learner learner, Enrolment enrolment, Course course, TeachNow facts, Instant now)
    {
        var (place, lesson) = (enrolment.Place, course.Lessons[enrolment.Place]);
        var next = enrolment.Missed is { Count: > 0 } missed
            ? enrolment with { Missed = missed.Count > 1 ? [.. missed.Skip(1)] : null }
            : enrolment with { Next = place + 1 };
        var wait = next.Place < course.Lessons.Count ? course.Lessons[next.Place].Wait : 1;
        var state = lesson.Question is { } question ? Asked(learner, enrolment, place, question, false, now) : learner;
        next = next with { Waits = lesson.Question is not null };
        return Went(state, next, wait, facts, now,
            new LessonSms(course.Id, place, ToldBefore(course, place), lesson.Text, lesson.Question is { } q ? new(q.Text,
                q.Options) : null));
    }

    private static Outcome<Learner> Repeated(Learner learner, Enrolment enrolment, Course course, TeachNow facts, Instant now)
    {
        var place = enrolment.Next - 1;
        var question = course.Lessons[place].Question!;
        var wait = enrolment.Next < course.Lessons.Count ? course.Lessons[enrolment.Next].Wait : 1;
        return Went(Asked(learner, enrolment, place, question, true, now), enrolment with { Again = false, Waits = true }, wait, facts, now,
            new LessonAgainSms(course.Id, place, new(question.Text, question.Options)));
    }

    private static Outcome<Learner> Went(Learner learner, Enrolment next, int wait, TeachNow facts, Instant now, Sms sms)
    {
        var state = learner.With(Later(learner, next, Math.Max(1, wait), facts, now));
        return new(state, [LearnerDecisions.Sent(state, Purpose.Tip, sms, now, state.Find(next.Course)!.DueAt)]);
    }

    /// <summary>The question takes the place of the one before: a bare letter has one meaning.</summary>
    private static Learner Asked(Learner learner, Enrolment enrolment, int place, LessonQuestion question, bool again, Instant now)
    {
        var other = learner.Question is { } q && q.Course != enrolment.Course ? learner.Find(q.Course) : null;
        var free = other is { Waits: true } ? learner.With(other with { Waits = false }) : learner;
        return free with
        {
            Question = new(learner.Questions + 1, LearnerAsk.Lesson, enrolment.Course, place, now, now + answerWithin, question, again),
            Questions = learner.Questions + 1,
        };
    }

    private static ToldAnswer? ToldBefore(Course course, int place) =>
        place > 0 && course.Lessons[place - 1].Question is { } before ? new(before.Right, before.Feedback) : null;

    private static Outcome<Learner> Nudged(Learner learner, Enrolment enrolment, Instant now)
    {
        var question =
            new LearnerQuestion(learner.Questions + 1, LearnerAsk.Nudge, enrolment.Course, enrolment.Place, now, now + restsFor, null);
        var state = learner.With(enrolment with { State = EnrolmentState.Resting, Since = now, DueAt = now + restsFor })
            with { Question = question, Questions = question.Number };
        return new(state, [LearnerDecisions.Sent(state, Purpose.Tip,
            new CourseNudgeSms(enrolment.Course, enrolment.Place, enrolment.Title), now)]);
    }

    private static Outcome<Learner> Done(Learner learner, Enrolment enrolment, TaughtCourse taught, TeachNow facts, Instant now)
    {
        var course = taught.Course!;
        var passed = Passes(enrolment, course);
        var code = passed && course.Finish.Certificate ? taught.Code : null;
        var right = enrolment.Right?.Count ?? 0;
        var over = enrolment with { State = passed ? EnrolmentState.Completed : EnrolmentState.Finished, Certificate = code };
        var state = LearnerDecisions.Closed(learner, over, now);
        var sms = new CourseDoneSms(course.Id, course.Lessons.Count, ToldBefore(course, course.Lessons.Count),
            passed ? course.Finish.Text : null, course.Title, right, course.Questions, code);
        IReadOnlyList<Effect> kept = code is null ? [] : [new KeepCertificate(new(code, learner.Programme, learner.PersonId, facts.Name,
            course.Id, course.Version, course.Title, right, course.Questions, now))];
        return new(state, [.. kept, LearnerDecisions.Sent(state, Purpose.Tip, sms, now)]);
    }

    /// <summary>Counts first answers to the last questions that the rule names.</summary>
    private static bool Passes(Enrolment enrolment, Course course)
    {
        if (course.Pass is not { } pass) return true;
        var counted = Enumerable.Range(0, course.Lessons.Count).Where(n => course.Lessons[n].Question is not null).TakeLast(pass.Of);
        return counted.Count(n => enrolment.Right?.Contains(n) == true) >= pass.Right;
    }

    /// <summary>Stands still where nothing of ours may go to the person, and looks again at the next time.</summary>
    private static Outcome<Learner> Unreached(Learner learner, Enrolment enrolment, TeachNow facts, Instant now)
    {
        var paused = enrolment.State == EnrolmentState.Paused
            ? enrolment
            : enrolment with { State = EnrolmentState.Paused, Since = now, Waits = false };
        if (now - paused.Since >= pausedFor) return Over(learner, paused with { State = EnrolmentState.Lapsed }, now);
        return new(learner.With(Later(learner, paused, 1, facts, now)), []);
    }

    private static Outcome<Learner> Lapsed(Learner learner, Enrolment enrolment, Instant now) =>
        Over(learner, enrolment with { State = EnrolmentState.Lapsed }, now) with
        {
            Effects = [new RaiseTask(learner.Programme, TaskKinds.LearnerQuiet, learner.PersonId, now)],
        };

    private static Outcome<Learner> Ended(Learner learner, Enrolment enrolment, TeachNow facts, Instant now)
    {
        var over = Over(learner, enrolment with { State = EnrolmentState.Ended }, now);
        return facts.Phone is null || enrolment.State is EnrolmentState.Invited
            ? over
            : over with { Effects = [LearnerDecisions.Sent(learner, Purpose.Tip,
                new CourseEndedSms(enrolment.Course, enrolment.Place, enrolment.Title), now)] };
    }

    private static Outcome<Learner> Over(Learner learner, Enrolment over, Instant now) =>
        new(LearnerDecisions.Closed(learner, over, now), []);

    private static Enrolment Later(Learner learner, Enrolment enrolment, int days, TeachNow facts, Instant now) => enrolment with
    {
        DueAt = Cadence.Next(learner, enrolment, LearnerDecisions.Today(learner, now).PlusDays(days), now, facts.Holidays),
    };
}
