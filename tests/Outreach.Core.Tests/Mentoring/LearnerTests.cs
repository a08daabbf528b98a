using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Mentoring;

public class LearnerTests
{
    private static Life Joined(Course? course = null)
    {
        var life = new Life(course ?? Some.Course());
        life.Do(Some.Enrol(life.Course!));
        life.Sent.Clear();
        return life;
    }

    [Fact]
    public void Lessons_come_on_the_days_of_the_course_in_order_and_end_with_a_certificate()
    {
        var life = Joined();
        foreach (var (place, letter) in new[] { (0, 'A'), (1, 'B'), (2, 'A') })
        {
            Assert.Equal(place, Assert.IsType<LessonSms>(life.Next()).Place);
            var local = life.Now.InZone(Country.OfRegion("KE")!.TimeZone);
            Assert.Contains(local.DayOfWeek, new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday });
            Assert.InRange(local.Hour, 17, 18);
            Assert.Equal(LessonReply.Right, Assert.IsType<LessonReplySms>(life.Answers(letter)).Reply);
        }
        var done = Assert.IsType<CourseDoneSms>(life.Next());
        Assert.Equal((3, 3, "MWQMWQMWQM"), (done.Right, done.Questions, done.Certificate));
        Assert.Equal("Amina H.", Assert.Single(life.Effects.OfType<KeepCertificate>()).Certificate.Name);
        Assert.Equal(EnrolmentState.Completed, life.State);
        Assert.Null(life.Learner!.NextAt);
    }

    [Fact]
    public void A_course_is_counted_by_state_and_each_lesson_by_what_became_of_it()
    {
        var (right, wrong, silent) = (Joined(), Joined(), Joined());
        foreach (var life in new[] { right, wrong, silent }) life.Next();
        right.Answers('A');
        right.Next();
        wrong.Answers('B');
        wrong.Next();
        // A second try counts for nobody as right at first.
        wrong.Answers('A');
        var counted = Assert.Single(CourseCounts.Of(new[] { right, wrong, silent }.SelectMany(l => l.Learner!.Enrolments)
            .Select(CourseCounts.Of)));
        Assert.Equal(("nuts", 3), (counted.Course, counted.In(EnrolmentState.Active)));
        Assert.Equal([new(3, 2, 1), new(1, 0, 0), new(0, 0, 0)], counted.Lessons);
        silent.Do(new StepLost("lost", "nuts", 0, StepKind.Lesson));
        Assert.Equal(0, CourseCounts.Of(silent.Learner!.Find("nuts")!).Lessons[0].Sent);
    }

    [Fact]
    public void The_right_answer_is_told_with_the_next_lesson_to_everybody()
    {
        var life = Joined();
        Assert.Null(Assert.IsType<LessonSms>(life.Next()).Before);
        var second = Assert.IsType<LessonSms>(life.Next());
        Assert.Equal(('A', "Because 0."), (second.Before!.Letter, second.Before.Why["en"]));
    }

    [Fact]
    public void A_wrong_answer_brings_the_remedy_now_and_the_question_once_more_two_days_later()
    {
        var life = Joined();
        life.Next();
        var asked = life.Now;
        Assert.Equal((LessonReply.Again, "Think 0."), life.Answers('B') is LessonReplySms r ? (r.Reply, r.Why!["en"]) : default);
        Assert.Equal(0, Assert.IsType<LessonAgainSms>(life.Next()).Place);
        Assert.True(life.Now - asked >= Duration.FromDays(2));
        Assert.Equal(LessonReply.Wrong, Assert.IsType<LessonReplySms>(life.Answers('B')).Reply);
        Assert.Equal(1, Assert.IsType<LessonSms>(life.Next()).Place);
        // A second try counts for no certificate.
        Assert.Empty(life.Learner!.Find("nuts")!.Right ?? []);
    }

    [Fact]
    public void The_first_answer_counts_and_after_five_days_none()
    {
        var life = Joined(Some.Course(days: [IsoDayOfWeek.Monday]));
        life.Next();
        life.Answers('A');
        Assert.Equal((LessonReply.Second, 'A'), life.Answers('B') is LessonReplySms r ? (r.Reply, r.Letter) : default);
        life.Next();
        life.Now += Duration.FromDays(5);
        Assert.Equal((LessonReply.Closed, 'B'), life.Answers('A') is LessonReplySms c ? (c.Reply, c.Letter) : default);
        life.Next();
        Assert.Equal(LessonReply.NoSuchLetter, Assert.IsType<LessonReplySms>(life.Answers('C')).Reply);
    }

    [Fact]
    public void Two_silent_questions_bring_one_nudge_then_rest_then_a_task()
    {
        var life = Joined(Some.Course(5));
        life.Next();
        life.Next();
        Assert.IsType<CourseNudgeSms>(life.Next());
        Assert.Equal(EnrolmentState.Resting, life.State);
        Assert.Null(life.Next());
        Assert.Equal(EnrolmentState.Lapsed, life.State);
        Assert.Equal(("learner gone quiet", "p-1"), Assert.Single(life.Effects.OfType<RaiseTask>()) is var t ? (t.Kind,
            t.Subject) : default);
    }

    [Fact]
    public void A_nudge_that_is_lost_comes_again_and_nobody_lapses_unasked()
    {
        var life = Joined(Some.Course(5));
        life.Next();
        life.Next();
        life.Next();
        for (var n = 0; n < 2; n++) life.Do(new StepLost("m1", "nuts", 2, StepKind.Nudge));
        Assert.IsType<CourseNudgeSms>(life.Next());
        Assert.Equal(EnrolmentState.Resting, life.State);
    }

    /// <summary>Lessons on Mondays and Thursdays; 2 March 2026 is a Monday, and its lesson comes that day.</summary>
    [Theory]
    [InlineData(9, 0, false)]
    [InlineData(8, 0, true)]
    [InlineData(9, 5, true)]
    [InlineData(12, 5, false)]
    public void A_course_that_would_go_on_after_the_programme_does_not_begin(int ends, int holiday, bool isRefused)
    {
        var (life, enrol) = (new Life(Some.Course()), Some.Enrol(Some.Course()));
        life.Do(enrol with
        {
            Course = enrol.Course with { ProgrammeEnds = new(2026, 3, ends) },
            Holidays = holiday > 0 ? [new(2026, 3, holiday)] : [],
        });
        Assert.Equal(isRefused, life.Learner!.Find("nuts") is null);
        Assert.Equal(isRefused, Assert.Single(life.Sent).Sms is CourseRefusedSms { Why: NotEnrolled.EndsFirst });
    }

    [Fact]
    public void A_course_with_a_day_of_its_own_is_held_against_the_end_from_that_day()
    {
        var course = Some.Course() with { Start = Some.Course().Start with { From = StartFrom.Date, Date = new(2026, 8, 3) } };
        var (life, enrol) = (new Life(course), Some.Enrol(course));
        life.Do(enrol with { Course = enrol.Course with { ProgrammeEnds = new(2026, 8, 9) } });
        Assert.Null(life.Learner!.Find("nuts"));
        life.Do(enrol with { Id = "e2", Course = enrol.Course with { ProgrammeEnds = new(2026, 8, 10) } });
        Assert.NotNull(life.Learner.Find("nuts"));
    }

    [Fact]
    public void Who_left_a_course_needs_time_for_the_rest_alone()
    {
        var life = Joined();
        life.Next();
        life.Do(new LeaveCourse("l", "nuts"));
        var enrol = Some.Enrol(life.Course!, id: "e2");
        // Thursday and Monday are left.
        life.Do(enrol with { Course = enrol.Course with { ProgrammeEnds = new(2026, 3, 9) } });
        Assert.Equal(EnrolmentState.Active, life.State);
    }

    [Theory]
    [InlineData('A', EnrolmentState.Active)]
    [InlineData('B', EnrolmentState.Paused)]
    [InlineData('C', EnrolmentState.Left)]
    public void A_nudge_is_answered(char letter, EnrolmentState then)
    {
        var life = Joined(Some.Course(5));
        life.Next();
        life.Next();
        life.Next();
        life.Answers(letter);
        Assert.Equal(then, life.State);
        if (then == EnrolmentState.Left) return;
        var asked = life.Now;
        Assert.Equal(2, Assert.IsType<LessonSms>(life.Next()).Place);
        Assert.Equal(then == EnrolmentState.Paused, life.Now - asked > Duration.FromDays(29));
    }

    [Fact]
    public void After_STOP_nothing_comes_and_with_START_it_goes_on_where_it_was()
    {
        var life = Joined();
        life.Next();
        life.Reached = false;
        Assert.Null(life.Next());
        Assert.Equal(EnrolmentState.Paused, life.State);
        Assert.Null(life.Next());
        life.Reached = true;
        Assert.Equal(1, Assert.IsType<LessonSms>(life.Next()).Place);
        Assert.Equal(EnrolmentState.Active, life.State);
    }

    [Fact]
    public void Somebody_invited_says_yes_no_or_nothing()
    {
        EnrolmentState After(char? letter)
        {
            var life = new Life(Some.Course());
            life.Do(Some.Enrol(life.Course!, own: false, invite: true));
            Assert.IsType<CourseInviteSms>(Assert.Single(life.Sent).Sms);
            if (letter is { } said) life.Answers(said);
            else life.Next();
            return life.State;
        }

        Assert.Equal(EnrolmentState.Active, After('A'));
        Assert.Equal(EnrolmentState.Declined, After('B'));
        Assert.Equal(EnrolmentState.Lapsed, After(null));
    }

    [Fact]
    public void A_course_taken_back_ends_with_one_SMS()
    {
        var life = Joined();
        life.Next();
        life.Course = null;
        Assert.IsType<CourseEndedSms>(life.Next());
        Assert.Equal(EnrolmentState.Ended, life.State);
        Assert.Null(life.Learner!.NextAt);
    }

    [Fact]
    public void A_corrected_version_takes_over_a_running_course()
    {
        var life = Joined();
        life.Next();
        var old = life.Course!;
        life.Course = old with { Version = 2, Lessons = [.. old.Lessons.Select(l => l with { Text = Some.In("Better.") })] };
        Assert.True(old.HasSamePlan(life.Course));
        Assert.Equal("Better.", Assert.IsType<LessonSms>(life.Next()).Text["en"]);
        Assert.Equal(2, life.Learner!.Find("nuts")!.Version);
    }

    [Fact]
    public void A_lost_lesson_comes_again_before_the_next_and_a_late_one_alone()
    {
        var life = Joined(Some.Course(4));
        life.Next();
        life.Do(new StepLost("m1", "nuts", 0, StepKind.Lesson));
        life.Do(new StepLost("m1", "nuts", 0, StepKind.Lesson));
        Assert.Equal(0, Assert.IsType<LessonSms>(life.Next()).Place);
        // After an outage of three weeks one lesson comes, and then the usual days.
        Assert.Equal(1, Assert.IsType<LessonSms>(life.Next(Duration.FromDays(21))).Place);
        var before = life.Now;
        life.Next();
        Assert.True(life.Now - before > Duration.FromHours(20));
    }

    [Fact]
    public void Nobody_is_in_more_than_two_courses_and_others_do_not_bring_back_who_left()
    {
        var life = Joined();
        foreach (var id in new[] { "two", "three" })
        {
            var other = Some.Course() with { Id = id };
            var refused = life.Do(Some.Enrol(other, id: id));
            Assert.Equal(id == "three", refused is NotEnrolled.Full);
        }
        life.Do(new LeaveCourse("x", "nuts"));
        Assert.Equal(NotEnrolled.Declined, life.Do(Some.Enrol(life.Course!, own: false, id: "others")));
        Assert.Null(life.Do(Some.Enrol(life.Course!, own: true, id: "own")));
    }

    /// <summary>Written before the question was sent, so to another one.</summary>
    [Fact]
    public void A_letter_that_is_older_than_the_question_answers_nothing()
    {
        var life = Joined();
        life.Next();
        life.Do(new AnswerLesson("old", 'A', Some.Phone, life.Now - Duration.FromMinutes(1)));
        Assert.IsType<LessonByLetterSms>(life.Sent[^1].Sms);
        Assert.Null(life.Learner!.Question!.Answer);
    }
}
