using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Mentoring;

/// <summary>Puts a person into a course.</summary>
/// <param name="Invite">Asks first.</param>
/// <param name="Own">The person's own act, which may take up again what was left or lapsed.</param>
/// <param name="Answered">Whether an SMS answers the person.</param>
/// <param name="Holidays">The programme's own.</param>
[StoredAs("Enrol")]
public sealed record Enrol(string Id, CourseCard Course, string Phone, bool Invite, bool Own, bool Answered, string UssdCode,
    LocalDate? Anchor = null, IReadOnlyList<LocalDate>? Holidays = null) : Command;

/// <summary>A course as a learner is taught from it now.</summary>
/// <param name="Course">The newest version of the same plan; null where the course was taken back.</param>
/// <param name="Code">The code of the certificate, should it be earned.</param>
public sealed record TaughtCourse(string Id, Course? Course, string Code);

/// <summary>The learner's time has come. Facts are looked up with the wake-up.</summary>
/// <param name="Phone">The number to reach the person at now; null where nothing of ours may go to them.</param>
/// <param name="Name">The person's first name and initial, for a certificate.</param>
[StoredAs("TeachNow")]
public sealed record TeachNow(IReadOnlyList<TaughtCourse> Courses, string? Phone, string Name, IReadOnlyList<LocalDate> Holidays) : Command;

/// <summary>A letter for the open question.</summary>
/// <param name="Number">The question that the person saw; null for the newest.</param>
/// <param name="Quiet">Answered on a screen, so that no SMS follows.</param>
[StoredAs("AnswerLesson")]
public sealed record AnswerLesson(string Id, char Letter, string Phone, Instant? ReceivedAt = null, int? Number = null, bool Quiet = false)
    : Command;

/// <summary>The person leaves a course.</summary>
[StoredAs("LeaveCourse")] public sealed record LeaveCourse(string Id, string Course) : Command;

/// <summary>A step's message has not reached the person.</summary>
/// <param name="Id">The message's id.</param>
[StoredAs("StepLost")] public sealed record StepLost(string Id, string Course, int Place, StepKind Kind) : Command;

/// <summary>What a lost message of a course was.</summary>
public enum StepKind { Lesson, Again, Nudge, Done, Other }
