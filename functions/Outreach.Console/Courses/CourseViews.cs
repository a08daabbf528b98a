using NodaTime;
using Outreach.App;
using Outreach.Core.Mentoring;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What is wrong with a course file.</summary>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Path">As <c>lessons[2].question.options.B.sw</c>.</param>
/// <param name="Warning">Whether the course can be published nonetheless.</param>
internal sealed record CourseFaultView(int Line, string Path, string Text, bool Warning)
{
    public static CourseFaultView Of(CourseFault f) => new(f.Line, f.Path, f.Text, f.IsWarning);
}

internal sealed record CourseCheckView(bool Right, string? Id, int? Version, int? Lessons, IReadOnlyList<CourseFaultView> Faults)
{
    public static CourseCheckView Of(CourseReading r) =>
        new(r.Course is not null, r.Course?.Id, r.Course?.Version, r.Course?.Lessons.Count, [.. r.Faults.Select(CourseFaultView.Of)]);
}

/// <param name="Withdrawn">Whether this version was taken back.</param>
/// <param name="Approval">The second owner's approval, before which those who are in the course get the words before.</param>
internal sealed record CourseView(string Id, int Version, IReadOnlyDictionary<string, string> Title, IReadOnlyList<string> Languages,
    int Lessons, int Questions, string Hash, string By, Instant At, bool Withdrawn, IReadOnlyList<CourseFaultView>? Warnings = null,
    string? Approval = null)
{
    public static CourseView Of(PublishedCourse p, bool withdrawn, IReadOnlyList<CourseFault>? warnings = null) =>
        new(p.Course.Id, p.Course.Version, p.Course.Title, p.Course.Languages, p.Course.Lessons.Count, p.Course.Questions, p.Hash, p.By,
            p.At,
            withdrawn, warnings is null ? null : [.. warnings.Select(CourseFaultView.Of)]);
}

internal sealed record CoursesView(IReadOnlyList<CourseView> Courses) : Zoned;

/// <summary>People to put into a course: these, or all whom the course and the query fit.</summary>
/// <param name="People">Ids of people, at most 1000; absent: everybody.</param>
/// <param name="Query">Such as <c>crop = groundnuts and not learning</c>; absent for all.</param>
/// <param name="Group">The id of a group, in place of a query.</param>
/// <param name="Invite">Asks each person first; absent: they are asked.</param>
/// <param name="Planted">The day of planting, for a course that counts from it.</param>
internal sealed record EnrolBody(string Programme, IReadOnlyList<string>? People = null, string? Query = null, string? Group = null,
    bool? Invite = null, LocalDate? Planted = null);

/// <param name="LeftOut">How many were not put into the course, by reason.</param>
/// <param name="Approval">The approval that a second owner has to give before anybody is written to.</param>
internal sealed record IntakeView(string Id, string Programme, string Course, int Version, bool Done, int Enrolled,
    IReadOnlyDictionary<NotEnrolled, int> LeftOut, string? Approval = null)
{
    public static IntakeView Of(Intake i) => new(i.Id[(i.Id.IndexOf('.', StringComparison.Ordinal) + 1)..], i.Programme, i.Course.Id,
        i.Course.Version, i.EndedAt is not null, i.Counts.Enrolled, i.Counts.LeftOut);
}

/// <param name="Next">The number of the next lesson, from 1.</param>
/// <param name="DueAt">When the next step comes.</param>
/// <param name="Right">Questions that were right at the first try.</param>
internal sealed record EnrolmentView(string Course, int Version, EnrolmentState State, Instant Since, int Next, int Lessons, Instant? DueAt,
    int Right, string? Certificate)
{
    public static EnrolmentView Of(Enrolment e) =>
        new(e.Course, e.Version, e.State, e.Since, e.Next + 1, e.Lessons, e.DueAt, e.Right?.Count ?? 0, e.Certificate);
}

internal sealed record LearnerView(string Programme, string PersonId, IReadOnlyList<EnrolmentView> Courses) : Zoned
{
    public static LearnerView Of(string programme, string person, Learner? learner) =>
        new(programme, person, [.. (learner?.Enrolments ?? []).Select(EnrolmentView.Of)]);
}

internal sealed record LeaveCourseBody(string Programme, string PersonId);

internal sealed record WithdrawBody(string Programme);

/// <summary>What anyone can check of a certificate.</summary>
/// <param name="Name">The first name and an initial.</param>
/// <param name="Month">The month of completion, such as <c>2026-09</c>.</param>
internal sealed record CertificateView(string Code, string Programme, string Name, string Course, IReadOnlyDictionary<string, string> Title,
    int Right, int Questions, string Month)
{
    public static CertificateView Of(Certificate c) => new(c.Code, c.Programme, c.Name, c.Course, c.Title, c.Right, c.Questions,
        c.At.InUtc().Date.ToString("uuuu-MM", System.Globalization.CultureInfo.InvariantCulture));
}
