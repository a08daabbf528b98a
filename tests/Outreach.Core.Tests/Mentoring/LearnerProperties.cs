using CsCheck;
using NodaTime;
using Outreach.Core.Mentoring;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Mentoring;

/// <summary>A course of ten lessons with any answers, outages, lost messages and STOPs. Only what was sent is looked at.</summary>
public class LearnerProperties
{
    private static readonly Country kenya = Country.OfRegion("KE")!;

    /// <summary>What happens before a wake-up.</summary>
    private enum Chance { Nothing, Right, Wrong, Late, Lost, Stop, Start, Twice, Letters }

    private static readonly Gen<Chance[]> chances = Gen.Int[0, Enum.GetValues<Chance>().Length - 1].Select(n => (Chance)n).Array[120];

    private static readonly Gen<IsoDayOfWeek[]> days = Gen.Int[0, 2].Select(n => n switch
    {
        0 => new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday },
        1 => [IsoDayOfWeek.Sunday],
        _ => [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)],
    });

    [Fact]
    public void No_lesson_is_lost_or_comes_twice_none_in_quiet_hours_and_none_after_STOP() =>
        Gen.Select(chances, days).Check((happens, on) => Play(happens, on), iterations: 400);

    private static void Play(Chance[] happens, IsoDayOfWeek[] on)
    {
        var life = new Life(Some.Course(10, on));
        life.Do(Some.Enrol(life.Course!));
        life.Sent.Clear();
        var (lost, messages) = (new Dictionary<int, int>(), 0);
        foreach (var chance in happens)
        {
            if (life.Learner!.NextAt is null) break;
            var before = life.Sent.Count;
            if (chance == Chance.Stop) life.Reached = false;
            if (chance == Chance.Start) life.Reached = true;
            life.Next(chance == Chance.Late ? Duration.FromHours(7 + happens.Length % 90) : Duration.Zero);
            Assert.True(life.Reached || life.Sent.Count == before, "sent after STOP");
            if (chance == Chance.Twice) life.Do(Some.Now(life.Course, life.Reached));
            Assert.InRange(life.Sent.Count - before, 0, 1);
            if (chance == Chance.Lost && life.Sent.Count > before && life.Sent[^1].Sms is LessonSms gone)
            {
                var id = $"m{++messages}";
                for (var n = 0; n < 2; n++) life.Do(new StepLost(id, gone.Course, gone.Place, StepKind.Lesson));
                lost[gone.Place] = lost.GetValueOrDefault(gone.Place) + 1;
            }
            if (life.Learner.Question is { } q && q.IsOpen(life.Now)) Answered(life, q, chance);
        }
        Judge(life, lost);
    }

    private static void Answered(Life life, LearnerQuestion question, Chance chance)
    {
        life.Now += Duration.FromMinutes(1);
        var right = question.Asked?.Right ?? 'A';
        // A nudge and most questions are answered, so that many plays reach the end.
        if (chance is Chance.Wrong) life.Answers(question.Asked is null ? 'A' : right == 'A' ? 'B' : 'A');
        else if (chance is not Chance.Nothing) life.Answers(right);
        if (chance == Chance.Letters) foreach (var letter in "ABCD") life.Answers(letter);
    }

    private static void Judge(Life life, Dictionary<int, int> lost)
    {
        var steps = life.Sent.Where(s => s.Sms is CourseStepSms).ToList();
        Assert.All(steps, s => Assert.InRange(s.At.InZone(kenya.TimeZone).Hour, 8, 19));
        var dates = steps.Select(s => kenya.Today(s.At)).ToList();
        Assert.Equal(dates.Distinct().Count(), dates.Count);
        Assert.All(dates, d => Assert.False(Holidays.Has("KE", d)));
        Assert.All(dates, d => Assert.InRange(dates.Count(o => o > d.PlusDays(-7) && o <= d), 1, 5));
        var lessons = steps.Select(s => s.Sms).OfType<LessonSms>().Select(l => l.Place).ToList();
        // Each comes once, and once more for each time that it was lost.
        Assert.All(lessons.GroupBy(p => p), g => Assert.InRange(g.Count(), 1, 1 + lost.GetValueOrDefault(g.Key)));
        Assert.Equal(Enumerable.Range(0, lessons.Distinct().Count()), lessons.Distinct().Order());
        if (life.State is EnrolmentState.Completed or EnrolmentState.Finished)
        {
            Assert.Equal(10, lessons.Distinct().Count());
            Assert.All(lost, l => Assert.Equal(l.Value + 1, lessons.Count(p => p == l.Key)));
            Assert.Single(steps, s => s.Sms is CourseDoneSms);
        }
    }
}
