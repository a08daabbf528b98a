using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Mentoring;

/// <summary>Where one person stands in one course.</summary>
public enum EnrolmentState
{
    /// <summary>Asked whether they want it.</summary>
    Invited,
    Active,
    /// <summary>Answered nothing for a while and was asked: nothing more comes.</summary>
    Resting,
    /// <summary>Cannot be reached, has stopped tips, or asked for a rest: goes on at the same place.</summary>
    Paused,
    /// <summary>Passed.</summary>
    Completed,
    /// <summary>Had all lessons without passing.</summary>
    Finished,
    Declined,
    /// <summary>Answered nothing to being asked.</summary>
    Lapsed,
    Left,
    /// <summary>The course was taken back.</summary>
    Ended,
}

/// <summary>One person in one course.</summary>
/// <param name="Since">When the state began.</param>
/// <param name="Next">The place of the next lesson; the number of lessons for the end.</param>
/// <param name="DueAt">When the next step is due; null for none.</param>
/// <param name="Right">The places of lessons whose question was right at the first try.</param>
/// <param name="Waits">Whether the last question is unanswered, and not yet counted as such.</param>
/// <param name="Silent">How many questions in a row stayed unanswered.</param>
/// <param name="Again">Whether the last question comes once more.</param>
/// <param name="Missed">The places of lessons that were lost on the way and come again first.</param>
/// <param name="Lost">How many were lost.</param>
/// <param name="Anchor">The person's own day, such as of planting, from which the days count.</param>
/// <param name="Answered">The places of lessons whose question was answered.</param>
public sealed record Enrolment(
    string Course, int Version, EnrolmentState State, Instant Since, IReadOnlyDictionary<string, string> Title, int Lessons,
    CourseStart Start, int Next = 0, Instant? DueAt = null, IReadOnlyList<int>? Right = null, bool Waits = false, int Silent = 0,
    bool Again = false, IReadOnlyList<int>? Missed = null, int Lost = 0, LocalDate? Anchor = null, string? Certificate = null,
    IReadOnlyList<int>? Answered = null)
{
    public bool IsRunning => State is EnrolmentState.Invited or EnrolmentState.Active or EnrolmentState.Resting or EnrolmentState.Paused;

    /// <summary>The lesson to send now: a lost one first.</summary>
    public int Place => Missed is { Count: > 0 } missed ? missed[0] : Next;
}

/// <summary>What the newest message of a course asks.</summary>
public enum LearnerAsk { Lesson, Invite, Nudge }

/// <summary>The one question that a bare letter answers.</summary>
/// <param name="Number">Tells it from earlier ones.</param>
/// <param name="Asked">The lesson's question; null for one about the course itself.</param>
/// <param name="Again">Whether it is the second try.</param>
/// <param name="Answer">The first answer, which counts.</param>
public sealed record LearnerQuestion(int Number, LearnerAsk About, string Course, int Place, Instant AskedAt, Instant Until,
    LessonQuestion? Asked, bool Again = false, char? Answer = null)
{
    public bool IsOpen(Instant now) => Answer is null && (About != LearnerAsk.Lesson || now < Until);

    public IReadOnlyList<char> Letters => About switch
    {
        LearnerAsk.Invite => ['A', 'B'],
        LearnerAsk.Nudge => ['A', 'B', 'C'],
        _ => Asked!.Letters,
    };
}

/// <summary>One person's courses in one programme. One entity, so that a bare letter has one meaning.</summary>
/// <param name="Phone">The number that was reached last; the person's own one is looked up at sending.</param>
/// <param name="Sent">When lessons went out in the last week.</param>
/// <param name="Replied">When letters were answered in the last hour.</param>
/// <param name="Questions">How many questions were asked so far.</param>
/// <param name="Active">The days of answers to lessons.</param>
public sealed record Learner(
    string Programme, string PersonId, string Phone, IReadOnlyList<Enrolment> Enrolments, LearnerQuestion? Question,
    IReadOnlyList<Instant> Sent, IReadOnlyList<Instant> Replied, IReadOnlyList<string> Handled, int Questions = 0,
    IReadOnlyList<ActMonth>? Active = null)
{
    /// <summary>How many courses run at once.</summary>
    public const int MostRunning = 2;

    internal const int HandledKept = 64;
    internal const int MostKept = 20;

    public AggregateId Id => AggregateId.Learner(Programme, PersonId);

    public IEnumerable<Enrolment> Running => Enrolments.Where(e => e.IsRunning);

    public Enrolment? Find(string course) => Enrolments.FirstOrDefault(e => e.Course == course);

    /// <summary>When the learner has something to do next.</summary>
    public Instant? NextAt => Running.Min(e => e.DueAt);

    internal Learner With(Enrolment changed) => this with
    {
        Enrolments = [.. Enrolments.Any(e => e.Course == changed.Course)
            ? Enrolments.Select(e => e.Course == changed.Course ? changed : e)
            : Enrolments.Append(changed).TakeLast(MostKept)],
    };

    internal Learner Heard(string id) => this with { Handled = Handled.With(id, HandledKept) };
}

/// <summary>What anyone can check of a certificate by its code.</summary>
/// <param name="Name">The first name and an initial.</param>
public sealed record Certificate(string Code, string Programme, string PersonId, string Name, string Course, int Version,
    IReadOnlyDictionary<string, string> Title, int Right, int Questions, Instant At);

/// <summary>Keeps a certificate under its code.</summary>
[StoredAs("KeepCertificate")] public sealed record KeepCertificate(Certificate Certificate) : Effect;
