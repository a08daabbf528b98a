using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>The open question, with digits for its options: on a screen they can mean nothing else.</summary>
[StoredAs("LessonQuestionScreen")]
public sealed record LessonQuestionScreen : Screen
{
    public override bool NeedsLearning => true;
    public override bool MustBeSeen => true;
}

/// <summary>The person's courses, and those that can be joined.</summary>
[StoredAs("CourseList")]
public sealed record CourseList : Screen
{
    public override bool NeedsLearning => true;
    public override bool BindsItsLines => true;
}

/// <summary>One course, to join or to leave.</summary>
/// <param name="Runs">Whether the person is in it.</param>
[StoredAs("CourseScreen")]
public sealed record CourseScreen(string Course, bool Runs) : Screen
{
    public override bool NeedsLearning => true;
    public override bool MustBeSeen => true;
}

/// <summary>What became of a key, in the words that an SMS would have.</summary>
[StoredAs("LessonSaid")]
public sealed record LessonSaid(Outreach.Core.Notices.Sms Said) : Screen
{
    public override bool Complains => true;
}

/// <summary>The menu Lessons, where digits answer.</summary>
internal static class CourseDialogue
{
    private const string ToCourses = "9";
    private static readonly Duration soon = Duration.FromDays(1);

    /// <summary>The screen that Lessons leads to.</summary>
    public static Screen First(Learner? learner, Instant now) =>
        learner?.Question is { About: LearnerAsk.Lesson } question && question.IsOpen(now) ? new LessonQuestionScreen() : new CourseList();

    public static Transition Enter(Subscriber subscriber, IReadOnlyList<Screen> trail, UssdTurn turn, Instant now) =>
        turn.Facts.Person?.Learning is { } known
            ? Dialogue.To(subscriber, trail, First(known.Learner, now))
            : Transition.Asking(subscriber, new LookupRequest.TheLearner(SmsLessons.Of(subscriber)));

    public static Transition Step(Subscriber subscriber, UssdSession session, Screen screen, string typed, UssdTurn turn, Instant now)
    {
        var (trail, facts) = (session.Trail, turn.Facts.Person!.Learning!);
        var id = $"{session.SessionId}|{turn.Consumed}";
        return screen switch
        {
            LessonQuestionScreen => Question(subscriber, trail, facts, typed, id, now),
            CourseList => Listed(subscriber, trail, facts, typed),
            CourseScreen course => One(subscriber, trail, course, facts, typed, id, turn.ServiceCode, now),
            _ => Dialogue.Again(subscriber, trail),
        };
    }

    public static string Text(Words words, Subscriber subscriber, Screen screen, LearningFact? facts, Instant now) => screen switch
    {
        LessonSaid said => words.Of(said.Said) + "\n" + words.BackHome,
        LessonQuestionScreen when facts?.Learner?.Question is { Asked: { } asked } =>
            Lines([words.Screened(asked.Text), .. asked.Options.Select((o, n) => $"{n + 1} {words.Screened(o)}"), words.CoursesKey,
                words.BackHome]),
        CourseScreen { Runs: true } course when facts?.Learner?.Find(course.Course) is { } enrolment =>
            Lines([words.CourseRow(enrolment.Title, enrolment.Next, enrolment.Lessons), "1 " + words.LeaveCourse, words.BackHome]),
        CourseScreen course when facts?.Courses.FirstOrDefault(c => c.Id == course.Course) is { } card =>
            Lines([words.CourseShown(card.Title, card.Lessons), "1 " + words.JoinCourse, words.BackHome]),
        _ => List(words, Rows(subscriber, facts)),
    };

    /// <summary>The courses that are for this person.</summary>
    public static IEnumerable<CourseCard> Fitting(Subscriber subscriber, IReadOnlyList<CourseCard> courses) =>
        subscriber.Holder is null ? [] : courses.Where(c => Why(subscriber, c) is null or NotEnrolled.NoTips);

    /// <summary>Null for a course that the person can join.</summary>
    public static NotEnrolled? Why(Subscriber subscriber, CourseCard course) => subscriber.Holder is { } holder
        ? CourseFit.Why(course, holder.Role, holder.Place, holder.Crops, holder.Language,
            subscriber.Current is { Consent: { } consent } user && consent.TipsAllowed && !subscriber.StopsFor(user))
        : NotEnrolled.Unknown;

    public static Tell Join(Subscriber subscriber, CourseCard course, string id, bool answered, string ussdCode) =>
        new(SmsLessons.Of(subscriber), new Enrol(id, course, subscriber.Phone, Invite: false, Own: true, answered, ussdCode));

    private static Transition Question(Subscriber subscriber, IReadOnlyList<Screen> trail, LearningFact facts, string typed, string id,
        Instant now)
    {
        if (typed == ToCourses) return Dialogue.To(subscriber, trail, new CourseList());
        if (facts.Learner?.Question is not { Asked: { } asked } question || !int.TryParse(typed, out var n) || n < 1
            || n > asked.Options.Count)
            return Dialogue.Again(subscriber, trail);
        var letter = (char)('A' + n - 1);
        var said = new LessonSaid(Answering.Reply(question, letter, now));
        return new(subscriber, [Dialogue.HomeOf(subscriber), said],
            [new Tell(SmsLessons.Of(subscriber), new AnswerLesson(id, letter, subscriber.Phone, now, question.Number, Quiet: true))]);
    }

    private static Transition Listed(Subscriber subscriber, IReadOnlyList<Screen> trail, LearningFact facts, string typed)
    {
        var rows = Rows(subscriber, facts);
        return int.TryParse(typed, out var n) && n >= 1 && n <= rows.Count
            ? Dialogue.To(subscriber, trail, rows[n - 1].Screen)
            : Dialogue.Again(subscriber, trail);
    }

    private static Transition One(Subscriber subscriber, IReadOnlyList<Screen> trail, CourseScreen screen, LearningFact facts, string typed,
        string id, string ussdCode, Instant now)
    {
        if (typed != "1") return Dialogue.Again(subscriber, trail);
        if (screen.Runs)
            return facts.Learner?.Find(screen.Course) is { IsRunning: true } enrolment
                ? Said(subscriber, new CourseLeftSms(enrolment.Title, null), new Tell(SmsLessons.Of(subscriber), new LeaveCourse(id,
                    screen.Course)))
                : new(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (facts.Courses.FirstOrDefault(c => c.Id == screen.Course) is not { } card) return new(subscriber, [Dialogue.HomeOf(subscriber)]);
        var enrol = Join(subscriber, card, id, answered: false, ussdCode);
        // The learner decides after the turn; the same decision says now what it will come to.
        var decided = LearnerDecisions.Decide(facts.Learner, SmsLessons.Of(subscriber).Key, enrol.Command, now);
        if ((Why(subscriber, card) ?? decided.Reply as NotEnrolled?) is { } why)
            return Said(subscriber, new CourseRefusedSms(why, ussdCode), null);
        var first = decided.State!.Find(card.Id)?.DueAt ?? now + soon;
        return Said(subscriber, new CourseJoinedSms(card.Title, card.Lessons,
            Outreach.Core.Values.Country.OfPhone(subscriber.Phone)!.Today(first)), enrol);
    }

    private static Transition Said(Subscriber subscriber, Outreach.Core.Notices.Sms sms, Tell? told) =>
        new(subscriber, [Dialogue.HomeOf(subscriber), new LessonSaid(sms)], told is null ? [] : [told]);

    private static List<(string Id, Func<Words, string> Row, Screen Screen)> Rows(Subscriber subscriber, LearningFact? facts)
    {
        var running = facts?.Learner?.Running.ToList() ?? [];
        return
        [
            .. running.Select(e => (e.Course, (Func<Words, string>)(w => w.CourseRow(e.Title, e.Next, e.Lessons)),
                (Screen)new CourseScreen(e.Course, true))),
            .. Fitting(subscriber, facts?.Courses ?? []).Where(c => running.TrueForAll(e => e.Course != c.Id))
                .Select(c => (c.Id, (Func<Words, string>)(w => w.Screened(c.Title)), (Screen)new CourseScreen(c.Id, false))),
        ];
    }

    private static string List(Words words, IReadOnlyList<(string Id, Func<Words, string> Row, Screen Screen)> rows) => rows.Count == 0
        ? words.NoCourses + "\n" + words.BackHome
        : Lines([words.LessonsItem, .. rows.Take(8).Select((r, n) => $"{n + 1} {r.Row(words)}"), words.BackHome]);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
