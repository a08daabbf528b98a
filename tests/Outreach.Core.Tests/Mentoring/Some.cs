using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Tests.Mentoring;

/// <summary>A course and a learner for tests.</summary>
internal static class Some
{
    public const string Phone = "+254711000002";
    public const string Key = "maize.p-1";

    /// <summary>Monday, 2 March 2026, noon in Nairobi.</summary>
    public static Instant Noon { get; } = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static IReadOnlyDictionary<string, string> In(string text) => new Dictionary<string, string> { ["en"] = text };

    public static Lesson Lesson(int n, int wait = 1, bool asks = true, bool remedy = true) => new($"l{n}", wait, In($"Lesson {n}."),
        asks ? new($"l{n}-q", In($"Question {n}?"), [In("first"), In("second")], n % 2 == 0 ? 'A' : 'B', In($"Because {n}."),
            remedy ? In($"Think {n}.") : null) : null);

    public static Course Course(int lessons = 3, IsoDayOfWeek[]? days = null, PassRule? pass = null, bool remedy = true) => new("nuts", 1,
        In("Nuts"), ["en"], new(), new(StartFrom.Join, null, 0, 17 * 60, days ?? [IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday]), pass,
        [.. Enumerable.Range(0, lessons).Select(n => Lesson(n, remedy: remedy))], new(true, In("Well done.")));

    public static Enrol Enrol(Course course, bool own = true, bool invite = false, string id = "e1") =>
        new(id, course.Card, Phone, invite, own, Answered: own, "*384#");

    public static TeachNow Now(Course? course, bool reached = true) =>
        new([new("nuts", course, "MWQMWQMWQM")], reached ? Phone : null, "Amina H.", []);

    public static IEnumerable<SmsOrder> Sent(this IEnumerable<Effect> effects) => effects.OfType<Send>().Select(s => s.Order);
}

/// <summary>One learner with the clock that its own wake-ups move.</summary>
internal sealed class Life(Course course)
{
    private int answers;

    public Course? Course { get; set; } = course;
    public Learner? Learner { get; private set; }
    public Instant Now { get; set; } = Some.Noon;
    public bool Reached { get; set; } = true;
    public List<(Instant At, Sms Sms)> Sent { get; } = [];
    public List<Effect> Effects { get; } = [];

    public object? Do(Command command)
    {
        var outcome = LearnerDecisions.Decide(Learner, Some.Key, command, Now);
        Learner = outcome.State;
        Effects.AddRange(outcome.Effects);
        Sent.AddRange(outcome.Effects.Sent().Select(o => (Now, o.Sms)));
        return outcome.Reply;
    }

    /// <summary>Moves the clock to the next wake-up, or later, and lets it happen.</summary>
    public Sms? Next(Duration late = default)
    {
        var before = Sent.Count;
        Now = Learner!.NextAt!.Value + late;
        Do(Some.Now(Course, Reached));
        return Sent.Count > before ? Sent[^1].Sms : null;
    }

    public Sms? Answers(char letter)
    {
        var before = Sent.Count;
        Do(new AnswerLesson($"a{++answers}", letter, Some.Phone, Now));
        return Sent.Count > before ? Sent[^1].Sms : null;
    }

    public EnrolmentState State => Learner!.Find("nuts")!.State;
}
