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

/// <summary>Courses: what there is, what a lesson looks like, a new version, and who goes into one.</summary>
internal sealed class CoursePages(Courses courses, Tasks tasks, People people, SmsPreviews previews, Desk desk) : IPages
{
    private const int QuietShown = 50;

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
        if ((await courses.ShelfAsync(call.Programme!.Id, ct)).Open.FirstOrDefault(c => c.Id == call.Route("course")) is not { } course)
            return Shown.NotFound;
        var code = call.Query("language") is { } asked && course.Languages.Contains(asked) ? asked
            : course.Languages.Contains(call.Words.Code) ? call.Words.Code : course.Languages[0];
        var language = Languages.FromCode(code)!.Value;
        IReadOnlyList<LessonOnPhone> lessons =
            [.. course.Lessons.Select((lesson, n) => new LessonOnPhone(n + 1, lesson, previews.Of(
                SmsSender.TextOf(SmsOf(course, n), language), language, call.Programme, call.Country.DialCode, Purpose.Tip)))];
        return Shown.View<CoursePage>(course.Title.GetValueOrDefault(call.Words.Code) ?? course.Title.Values.First(), ("Course", course),
            ("Lessons", lessons), ("Language", code), ("Fault", fault));
    }

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
        var (course, withdraw) = (call.Route("course"), call.Field("act") == "withdraw");
        var answer = withdraw
            ? await desk.DoAsync(call, "course.withdraw", new { programme = call.Programme!.Id }, ("id", course))
            : await desk.DoAsync(call, "course.enrol", new
            {
                programme = call.Programme!.Id, query = ChosenPeople.Of(call).AsQuery(),
                invite = call.Field("invite") != "no", planted = call.Optional("planted"),
            }, ("id", course));
        if (answer.IsDone())
            return Shown.See(withdraw ? call.To("courses") : call.To($"courses/{course}"), answer.Waits() ? "Asked" : "Act");
        return answer.Page() ?? (await CourseAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private static Shown Form(PageCall call, string text, CourseReading? reading, FormFault? fault) =>
        Shown.View<CourseFormPage>(call.Words["Course.New"], ("Text", text), ("Reading", reading), ("Fault", fault));

    /// <summary>The SMS as it goes out: the answer to the question before, the lesson, its question.</summary>
    private static LessonSms SmsOf(Course course, int place)
    {
        var (lesson, before) = (course.Lessons[place], place == 0 ? null : course.Lessons[place - 1].Question);
        return new(course.Id, place, before is null ? null : new(before.Right, before.Feedback), lesson.Text,
            lesson.Question is { } question ? new(question.Text, question.Options) : null);
    }
}
