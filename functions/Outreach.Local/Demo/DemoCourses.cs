using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;

namespace Outreach.Local.Demo;

/// <summary>Two whole courses in each demo programme, with people who are in the middle of one.</summary>
/// <param name="Answers">What the person does with a question: answers rightly, wrongly, or not at all.</param>
internal sealed record DemoLearner(string Person, string Course, DemoAnswers Answers)
{
    public static IReadOnlyList<DemoLearner> All { get; } =
    [
        new("amina", "dry-nuts", DemoAnswers.Wrong), new("barasa", "dry-nuts", DemoAnswers.Silent),
        new("chebet", "dry-nuts", DemoAnswers.Right), new("wanjiru", "shop-books", DemoAnswers.Right),
        new("karim", "dry-nuts", DemoAnswers.Right), new("fatema", "dry-nuts", DemoAnswers.Wrong),
        new("rahim", "shop-books", DemoAnswers.Silent),
    ];
}

internal enum DemoAnswers { Right, Wrong, Silent }

/// <summary>Publishes the courses that are shipped, and puts demo people into them some days ago.</summary>
public sealed class DemoCourses(Courses courses, Engine engine, TeachLearner teaching)
{
    private static readonly string[] shipped = ["dry-nuts", "shop-books"];
    private static readonly Duration begunBefore = Duration.FromDays(13);
    private static readonly Duration thinks = Duration.FromMinutes(30);

    /// <summary>The file of a course that is shipped.</summary>
    public static string FileOf(string id)
    {
        using var stream = typeof(DemoCourses).Assembly.GetManifestResourceStream($"course.{id}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public async Task LoadAsync(Instant now, CancellationToken ct)
    {
        foreach (var programme in DemoPeople.Programmes)
        {
            foreach (var id in shipped)
                await courses.PublishAsync(programme.Id, CourseFile.Read(FileOf(id)).Course!, FileOf(id), "demo", ct);
        }
        foreach (var learner in DemoLearner.All) await EnrolAsync(learner, now - begunBefore, ct);
    }

    private async Task EnrolAsync(DemoLearner learner, Instant at, CancellationToken ct)
    {
        var person = DemoPeople.Find(learner.Person);
        var course = (await courses.ShelfAsync(person.Programme, ct)).Open.Single(c => c.Id == learner.Course);
        var id = AggregateId.Learner(person.Programme, person.Id);
        await engine.ExecuteAsync(At(at), id, new Enrol("demo", course.Card, person.Phone, false, Own: true, false, ""), $"demo|{id}", ct);
    }

    /// <summary>A step of the past, and what the person answered to it.</summary>
    public async Task StepAsync(AggregateId id, Instant at, CancellationToken ct)
    {
        await teaching.ContinueAsync(At(at), id, ct);
        var learner = await engine.StateAsync<Learner>(At(at), id, ct);
        if (learner?.Question is not { Answer: null, Asked: { } asked } question
            || DemoLearner.All.FirstOrDefault(d =>
                DemoPeople.Find(d.Person).Id == learner.PersonId) is not { Answers: not DemoAnswers.Silent } demo)
            return;
        var letter = demo.Answers == DemoAnswers.Right || question.Again ? asked.Right : question.Letters.First(l => l != asked.Right);
        await engine.ExecuteAsync(At(at + thinks), id, new AnswerLesson($"demo-{question.Number}", letter, learner.Phone, at + thinks),
            $"demo|{id}",
            ct);
    }

    private static Work At(Instant at) => new(Arrival.Queued) { At = at, Silent = true };
}
