using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>What a letter does. Answering is optional, and the first answer counts.</summary>
public static class Answering
{
    private const int AgainAfterDays = 2;
    private static readonly Duration restsFor = Duration.FromDays(30);

    internal static Outcome<Learner> Answer(Learner learner, AnswerLesson answer, Instant now)
    {
        if (learner.Handled.Contains(answer.Id) || learner.Question is not { } question) return Outcome<Learner>.Nothing(learner);
        var heard = learner.Heard(answer.Id) with
        {
            Phone = answer.Phone,
            Active = ActMonth.With(learner.Active, Country.OfPhone(answer.Phone)!.Today(answer.ReceivedAt ?? now), answers: true),
        };
        if (answer.Number is { } number && number != question.Number) return new(heard, []);
        // Written before the question was sent, so not to this one.
        if (answer.ReceivedAt < question.AskedAt) return Said(heard, answer, new LessonByLetterSms(question.Letters), now);
        return question.About == LearnerAsk.Lesson
            ? ToLesson(heard, question, answer, now)
            : ToCourse(heard, question, answer, now);
    }

    /// <summary>What becomes of a letter; the same for a screen, which shows it at once.</summary>
    public static LessonReplySms Reply(LearnerQuestion question, char letter, Instant now) => question.Asked! switch
    {
        _ when question.Answer is { } first => new(LessonReply.Second, first, null, question.Letters),
        var asked when !question.IsOpen(now) => new(LessonReply.Closed, asked.Right, null, question.Letters),
        _ when !question.Letters.Contains(letter) => new(LessonReply.NoSuchLetter, letter, null, question.Letters),
        var asked when asked.Right == letter => new(LessonReply.Right, letter, asked.Feedback, question.Letters),
        { Remedy: { } remedy } when !question.Again => new(LessonReply.Again, letter, remedy, question.Letters),
        _ => new(LessonReply.Wrong, letter, null, question.Letters),
    };

    private static Outcome<Learner> ToLesson(Learner learner, LearnerQuestion question, AnswerLesson answer, Instant now)
    {
        var reply = Reply(question, answer.Letter, now);
        if (reply.Reply is LessonReply.Second or LessonReply.Closed or LessonReply.NoSuchLetter) return Said(learner, answer, reply, now);
        var state = learner with { Question = question with { Answer = answer.Letter } };
        if (learner.Find(question.Course) is { IsRunning: true } enrolment) state = state.With(Marked(learner, enrolment, question, reply,
            now));
        return Said(state, answer, reply, now);
    }

    private static Enrolment Marked(Learner learner, Enrolment enrolment, LearnerQuestion question, LessonReplySms reply, Instant now)
    {
        var own = enrolment with
        {
            Waits = false, Silent = 0, Answered = [.. (enrolment.Answered ?? []).Append(question.Place).Distinct()],
        };
        if (own.State == EnrolmentState.Resting) own = Enrolling.First(learner, own with { State = EnrolmentState.Active }, now, null);
        return reply.Reply switch
        {
            LessonReply.Right when !question.Again => own with { Right = [.. (own.Right ?? []).Append(question.Place).Distinct()] },
            // The second try takes the place of the next lesson, which follows.
            LessonReply.Again when own.Next - 1 == question.Place => Sooner(learner, own with { Again = true }, now),
            _ => own,
        };
    }

    /// <summary>Two days to think: the next time that is so far off.</summary>
    private static Enrolment Sooner(Learner learner, Enrolment enrolment, Instant now) => enrolment with
    {
        DueAt = Cadence.Next(learner, enrolment, LearnerDecisions.Today(learner, now).PlusDays(AgainAfterDays), now, null),
    };

    private static Outcome<Learner> ToCourse(Learner learner, LearnerQuestion question, AnswerLesson answer, Instant now)
    {
        if (learner.Find(question.Course) is not { } enrolment || !question.Letters.Contains(answer.Letter))
            return Said(learner, answer, new LessonByLetterSms(question.Letters), now);
        if (enrolment.State is not (EnrolmentState.Invited or EnrolmentState.Resting or EnrolmentState.Lapsed))
            return Said(learner, answer, new LessonReplySms(LessonReply.Second, question.Answer ?? 'A', null, question.Letters), now);
        var answered = learner with { Question = question with { Answer = answer.Letter } };
        var own = enrolment with { Since = now, Silent = 0 };
        switch (question.About, answer.Letter)
        {
            case (_, 'A'):
                var active = Enrolling.First(answered, own with { State = EnrolmentState.Active }, now, null);
                return Said(answered.With(active), answer, Enrolling.Joined(answered, active), now);
            case (LearnerAsk.Nudge, 'B'):
                var rests = own with { State = EnrolmentState.Paused };
                var until = LearnerDecisions.Today(answered, now + restsFor);
                rests = rests with { DueAt = Cadence.Next(answered, rests, until, now, null) };
                return Said(answered.With(rests), answer,
                    new CourseLeftSms(rests.Title, LearnerDecisions.Today(answered, rests.DueAt.Value)), now);
            default:
                var over = own with { State = question.About == LearnerAsk.Invite ? EnrolmentState.Declined : EnrolmentState.Left };
                return Said(LearnerDecisions.Closed(answered, over, now), answer, new CourseLeftSms(own.Title, null), now);
        }
    }

    private static Outcome<Learner> Said(Learner learner, AnswerLesson answer, Sms sms, Instant now) =>
        answer.Quiet ? new(learner, []) : LearnerDecisions.Answered(learner, sms, now);
}
