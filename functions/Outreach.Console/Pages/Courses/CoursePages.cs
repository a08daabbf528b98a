using System.Globalization;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A lesson as the phones of one language show it.</summary>
public sealed record LessonOnPhone(int Number, Lesson Lesson, SmsPreview Text);

/// <param name="Person">Null for who is not in the directory any more.</param>
public sealed record LearnerRow(CourseLearnerView Enrolment, DirectoryRow? Person);

/// <summary>Courses: what there is, what a lesson looks like, a new version, and who goes into one.</summary>
internal sealed class CoursePages(Courses courses, Groups groups, Tasks tasks, People people, SmsPreviews previews, Desk desk) : IPages
{
    private const int QuietShown = 50;
    private const int LearnersShown = 50;

    /// <summary>The largest file that the API takes, and the form around it.</summary>
    private const int MostBytes = 4 * 1024 * 1024 + 64 * 1024;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/courses", "page.courses", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/courses/new", "page.course.new", (call, _) => Task.FromResult(Form(call, "", null, null)))
            .For(Access.Coordinators),
        PageEndpoint.Post("{programme}/courses/new", "page.course.publish", PublishAsync).For(Access.Coordinators)
            with { MostBytes = MostBytes },
        PageEndpoint.Get("{programme}/courses/{course}", "page.course", (call, ct) => CourseAsync(call, null, ct)).For(Access.Readers),
        PageEndpoint.Get("{programme}/courses/{course}/learners", "page.course.learners", LearnersAsync).For(Access.Readers),
        PageEndpoint.Post("{programme}/courses/{course}", "page.course.enrol", EnrolAsync).For(Access.Coordinators),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var programme = call.Programme!.Id;
        var shelf = await courses.ShelfAsync(programme, ct);
        var quiet = (await tasks.OpenAsync(programme, ct)).Where(t => t.Task.Kind == TaskKinds.LearnerQuiet).Select(t => t.Task.Subject)
            .Distinct(StringComparer.Ordinal).Take(QuietShown);
        var rows = await Task.WhenAll(quiet.Select(id => people.RowAsync(programme, id, ct)));
        IReadOnlyList<DirectoryRow> learners = [.. rows.OfType<DirectoryRow>()];
        return Shown.View<CoursesPage>(call.Words["Nav.courses"], ("Open", (IReadOnlyList<Course>)[.. shelf.Open]), ("Quiet", learners))
            .Reads(learners.Count);
    }

    private async Task<Shown> CourseAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } course) return Shown.NotFound;
        var counting = courses.CountsAsync(call.Programme!.Id, ct);
        IReadOnlyList<Group> saved = call.IsCoordinator ? await groups.ListAsync(call.Programme.Id, ct) : [];
        var counted = await counting;
        var code = call.Query("language") is { } asked && course.Languages.Contains(asked) ? asked : LanguagesOf(call, course)[0].Code();
        return Shown.View<CoursePage>(call.Words.In(course.Title), ("Course", course),
            ("Lessons", LessonsOf(call, course, Languages.FromCode(code)!.Value)), ("Language", code), ("Chosen", ChosenPeople.Of(call)),
            ("Groups", saved), ("Counted", counted is null ? null : counted.Courses.FirstOrDefault(c => c.Course == course.Id)
                ?? new CourseCounts(course.Id, new Dictionary<EnrolmentState, int>(), [])),
            ("CountedAt", counted?.At), ("Fault", fault));
    }

    private async Task<Shown> LearnersAsync(PageCall call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } course) return Shown.NotFound;
        var answer = await desk.DoAsync(call, "course.learners", null, [("programme", call.Programme!.Id), ("id", course.Id),
            ("take", LearnersShown.ToString(CultureInfo.InvariantCulture)), .. Asked(call, "state"), .. Asked(call, "after")]);
        if (answer.Body is not CourseLearnersView seen) return answer.Page() ?? Shown.NotFound;
        var rows = await Task.WhenAll(seen.Learners.Select(l => people.RowAsync(call.Programme.Id, l.PersonId, ct)));
        return Shown.View<LearnersPage>(call.Words["Course.Learners"], ("Course", course), ("State", call.Query("state")),
            ("Learners", (IReadOnlyList<LearnerRow>)[.. seen.Learners.Zip(rows, (l, row) => new LearnerRow(l, row))]),
            ("Next", seen.Next));
    }

    private static IEnumerable<(string, string)> Asked(PageCall call, string name) =>
        call.Query(name) is { } value ? [(name, value)] : [];

    private async Task<Course?> FindAsync(PageCall call, CancellationToken ct) =>
        (await courses.ShelfAsync(call.Programme!.Id, ct)).Open.FirstOrDefault(c => c.Id == call.Route("course"));

    /// <summary>The course's languages, the page's first.</summary>
    private static IReadOnlyList<Language> LanguagesOf(PageCall call, Course course) =>
        [.. course.Languages.OrderBy(code => code != call.Words.Code).Select(code => Languages.FromCode(code)!.Value)];

    private IReadOnlyList<LessonOnPhone> LessonsOf(PageCall call, Course course, Language language) =>
        [.. course.Lessons.Select((lesson, n) => new LessonOnPhone(n + 1, lesson, previews.Of(
            SmsSender.TextOf(SmsOf(course, n), language), language, call.Programme!, call.Country.DialCode, Purpose.Tip)))];

    private async Task<Shown> PublishAsync(PageCall call, CancellationToken ct)
    {
        var text = call.Field("file") is { Length: > 0 } file ? file : call.Field("text");
        if (call.Field("unreadable").Length > 0)
            return Form(call, "", null, FormFault.Of("file", call.Words["Course.NotUtf8"])).With(422);
        // Every fault at once, by line: a file is written in an editor, not here.
        var reading = CourseFile.Read(text);
        if (call.Field("act") == "check" || reading.Course is null)
            return Form(call, text, reading, null).With(reading.Course is null ? 422 : 200);
        var answer = await desk.DoAsync(call, "course.publish", text, ("programme", call.Programme!.Id));
        return answer.IsDone() ? Shown.See(call.To($"courses/{reading.Course.Id}"), "Published")
            : answer.Page() ?? Form(call, text, reading, answer.Fault()).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> EnrolAsync(PageCall call, CancellationToken ct)
    {
        var (course, withdraw, chosen) = (call.Route("course"), call.Field("act") == "withdraw", ChosenPeople.Of(call));
        var group = call.Optional("group") is { } id && Inputs.IsKey(id) ? await groups.FindAsync(call.Programme!.Id, id, ct) : null;
        if (!withdraw && (call.Optional("group") is not null && group is null ? FormFault.Of("group", call.Words["Group.Gone"])
            : chosen.Fault()) is { } wrong)
            return (await CourseAsync(call, wrong, ct)).With(wrong.PageStatus);
        var answer = withdraw
            ? await desk.DoAsync(call, "course.withdraw", new { programme = call.Programme!.Id }, ("id", course))
            : await desk.DoAsync(call, "course.enrol", new
            {
                programme = call.Programme!.Id, query = chosen.AsQuery(group?.Query),
                invite = call.Field("invite") != "no", planted = call.Optional("planted"),
            }, ("id", course));
        if (answer.IsDone())
            return Shown.See(withdraw ? call.To("courses") : call.To($"courses/{course}"), answer.Waits() ? "Asked" : "Act");
        return answer.Page() ?? (await CourseAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private Shown Form(PageCall call, string text, CourseReading? reading, FormFault? fault)
    {
        IReadOnlyList<(Language, IReadOnlyList<LessonOnPhone>)> phones = reading?.Course is { } course
            ? [.. LanguagesOf(call, course).Select(language => (language, LessonsOf(call, course, language)))] : [];
        return Shown.View<CourseFormPage>(call.Words["Course.New"], ("Text", text), ("Reading", reading), ("Phones", phones),
            ("Fault", fault));
    }

    /// <summary>The SMS as it goes out: the answer to the question before, the lesson, its question.</summary>
    private static LessonSms SmsOf(Course course, int place)
    {
        var (lesson, before) = (course.Lessons[place], place == 0 ? null : course.Lessons[place - 1].Question);
        return new(course.Id, place, before is null ? null : new(before.Right, before.Feedback), lesson.Text,
            lesson.Question is { } question ? new(question.Text, question.Options) : null);
    }
}
