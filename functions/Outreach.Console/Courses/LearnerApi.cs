using NodaTime;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console;

/// <param name="Since">When the state began.</param>
public sealed record CourseLearnerView(string PersonId, int Version, EnrolmentState State, Instant Since, int Next, int Lessons,
    Instant? DueAt, int Right, string? Certificate)
{
    public static CourseLearnerView Of(string person, Enrolment e) =>
        new(person, e.Version, e.State, e.Since, e.Next + 1, e.Lessons, e.DueAt, e.Right?.Count ?? 0, e.Certificate);
}

/// <param name="Next">The value of <c>after</c> for the next page, which may have fewer rows than asked for; absent at the end.</param>
internal sealed record CourseLearnersView(string Programme, string Course, IReadOnlyList<CourseLearnerView> Learners, string? Next) : Zoned;

/// <param name="Lesson">From 1.</param>
/// <param name="Sent">Learners to whom it went out, without those for whom it was lost on the way.</param>
/// <param name="Answered">Learners who answered its question.</param>
/// <param name="Right">Learners whose first answer was right.</param>
internal sealed record LessonCountView(int Lesson, int Sent, int Answered, int Right);

/// <param name="AsOf">When the nightly walk counted; absent before the first night.</param>
/// <param name="Learners">How many stand so, by state.</param>
internal sealed record CourseCountsView(string Programme, string Course, Instant? AsOf, IReadOnlyDictionary<EnrolmentState, int> Learners,
    IReadOnlyList<LessonCountView> Lessons) : Zoned;

/// <summary>Who is in a course: each one as they stand now, and counted as of last night.</summary>
internal sealed class LearnerApi(Courses courses, Lookups lookups) : IEndpoints
{
    private static readonly EnrolmentState[] states = Enum.GetValues<EnrolmentState>();

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<CourseLearnersView>("courses/{programme}/{id}/learners", "course.learners",
            "Who is or was in a course, by id, as they stand now; with state those who stand so. Some thousands of the programme's "
                + "learners are looked through at once: read on after next until there is none.", ListAsync, "state", "after", "take")
            .For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Get<CourseCountsView>("courses/{programme}/{id}/counts", "course.counts",
            "How many learners stand how, and of each lesson to how many it went, how many answered and how many were right at first, as "
                + "the nightly walk counted.", CountsAsync).For(Access.Readers, NamedBy.Route),
    ];

    private static Answer NoCourse { get; } = Answer.NotFound("There is no course of that id in this programme.");

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var (programme, course, state) = (place.Programme.Id, call.Route("id"), call.Query("state"));
        if (state is not null && states.All(s => ApiJson.Name(s) != state))
            return Answer.Bad("state", $"state is one of {string.Join(", ", states.Select(s => ApiJson.Name(s)))}.");
        if (!await IsThereAsync(programme, course, ct)) return NoCourse;
        var (found, next) = await Seek.InAsync(stretch, after => courses.LearnersAsync(programme, after, Seek.RowsACall, ct),
            l => l.PersonId, l => l.Find(course) is { } e && (state is null || ApiJson.Name(e.State) == state));
        return Answer.Shows(new CourseLearnersView(programme, course,
            [.. found.Select(l => CourseLearnerView.Of(l.PersonId, l.Find(course)!))], next), programme, found.Count, course);
    }

    private async Task<Answer> CountsAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (programme, course) = (place.Programme.Id, call.Route("id"));
        if (!await IsThereAsync(programme, course, ct)) return NoCourse;
        var counted = await courses.CountsAsync(programme, ct);
        var ours = counted?.Courses.FirstOrDefault(c => c.Course == course);
        return Answer.Ok(new CourseCountsView(programme, course, counted?.At, ours?.States ?? new Dictionary<EnrolmentState, int>(),
            [.. (ours?.Lessons ?? []).Select((l, n) => new LessonCountView(n + 1, l.Sent, l.Answered, l.Right))]));
    }

    private async Task<bool> IsThereAsync(string programme, string course, CancellationToken ct) =>
        (await courses.ShelfAsync(programme, ct)).All.Any(p => p.Course.Id == course);
}
