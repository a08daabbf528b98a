using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>Decides on a learner.</summary>
public static class LearnerDecisions
{
    private const int MostRepliesAnHour = 6;
    private static readonly Duration hour = Duration.FromHours(1);
    private static readonly Duration week = Duration.FromDays(8);
    private static readonly Duration givenUp = Duration.FromMinutes(40);

    public static Outcome<Learner> Decide(Learner? before, string key, Command command, Instant now)
    {
        if (command is Enrol enrol) return Planned(before, Enrolling.Enrol(before, key, enrol, now));
        if (before is null) return Outcome<Learner>.Nothing(null);
        return Planned(before, command switch
        {
            TeachNow teach => Teaching.Teach(before, teach, now),
            AnswerLesson answer => Answering.Answer(before, answer, now),
            LeaveCourse leave => Left(before, leave, now),
            StepLost lost => Lost(before, lost, now),
            _ => Outcome<Learner>.Nothing(before),
        });
    }

    /// <summary>Sets the wake-up where the next step's time has changed, and forgets what is a week old.</summary>
    private static Outcome<Learner> Planned(Learner? before, Outcome<Learner> outcome)
    {
        if (outcome.State is not { } after || ReferenceEquals(before, after)) return outcome;
        return after.NextAt is { } at && at != before?.NextAt
            ? outcome with { Effects = [.. outcome.Effects, new WakeAt(after.Id, at, Bulk: true)] }
            : outcome;
    }

    /// <summary>The times of what was sent, with one more.</summary>
    internal static IReadOnlyList<Instant> SentWith(Learner learner, Instant now) => [.. learner.Sent.Where(t => now - t < week), now];

    /// <summary>An SMS to the learner; a step's is given up before the next one, so that a lost one can come again first.</summary>
    internal static Send Sent(Learner learner, Purpose purpose, Sms sms, Instant now, Instant? next = null)
    {
        var order = SmsOrder.To(learner.Phone, purpose, sms, learner.Programme, now) with { PersonId = learner.PersonId, Counted = true };
        return new(next is { } due && due - givenUp < order.ExpiresAt ? order with { ExpiresAt = due - givenUp } : order);
    }

    /// <summary>Replies so often in an hour, because two machines could answer each other for ever.</summary>
    internal static Outcome<Learner> Answered(Learner learner, Sms sms, Instant now, object? reply = null)
    {
        var recent = learner.Replied.Where(t => now - t < hour).ToList();
        if (recent.Count >= MostRepliesAnHour) return new(learner, [], reply);
        var state = learner with { Replied = [.. recent, now] };
        return new(state, [Sent(state, Purpose.Reply, sms, now)], reply);
    }

    internal static LocalDate Today(Learner learner, Instant now) => Country.OfPhone(learner.Phone)!.Today(now);

    private static Outcome<Learner> Left(Learner learner, LeaveCourse leave, Instant now)
    {
        if (learner.Handled.Contains(leave.Id) || learner.Find(leave.Course) is not { IsRunning: true } enrolment)
            return Outcome<Learner>.Nothing(learner);
        return new(Closed(learner.Heard(leave.Id), enrolment with { State = EnrolmentState.Left }, now), []);
    }

    /// <summary>The course is over for this learner, and asks nothing any more.</summary>
    internal static Learner Closed(Learner learner, Enrolment over, Instant now) =>
        learner.With(over with { Since = now, DueAt = null, Waits = false, Again = false, Missed = null }) with
        {
            Question = learner.Question?.Course == over.Course ? Shut(learner.Question, now) : learner.Question,
        };

    internal static LearnerQuestion? Shut(LearnerQuestion? question, Instant now) =>
        question is null ? null : question with { Until = Instant.Min(question.Until, now) };

    /// <summary>How many lost lessons of one enrolment come again; a number that never works has its own rules.</summary>
    private const int MostLost = 12;

    /// <summary>A lost lesson comes again at the next time, before all others.</summary>
    private static Outcome<Learner> Lost(Learner learner, StepLost lost, Instant now)
    {
        if (learner.Handled.Contains(lost.Id) || learner.Find(lost.Course) is not { } enrolment || enrolment.Lost >= MostLost)
            return Outcome<Learner>.Nothing(learner);
        var (state, counted) = (learner.Heard(lost.Id), enrolment with { Lost = enrolment.Lost + 1 });
        return lost.Kind switch
        {
            StepKind.Lesson when enrolment.IsRunning => new(state.With(counted with
            {
                Missed = [.. (enrolment.Missed ?? []).Append(lost.Place).Distinct().Order()],
                Waits = enrolment.Waits && learner.Question is { } q && (q.Course != lost.Course || q.Place != lost.Place),
            }), []),
            StepKind.Again when enrolment is { IsRunning: true, Next: var next } && next - 1 == lost.Place =>
                new(state.With(counted with { Again = true, Waits = false }), []),
            // Nobody rests who was not asked: the next step asks again.
            StepKind.Nudge when enrolment.State == EnrolmentState.Resting => new(state.With(counted with
            {
                State = EnrolmentState.Active, DueAt = Cadence.Next(state, counted, Today(state, now).PlusDays(1), now, null),
            }), []),
            StepKind.Done when enrolment.State is EnrolmentState.Completed or EnrolmentState.Finished =>
                new(state.With(counted with
                {
                    State = EnrolmentState.Active, DueAt = Cadence.Next(state, counted, Today(state, now).PlusDays(1), now, null),
                }), []),
            _ => Outcome<Learner>.Nothing(learner),
        };
    }
}
