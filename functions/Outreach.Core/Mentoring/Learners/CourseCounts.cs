namespace Outreach.Core.Mentoring;

/// <summary>What became of one lesson of a course.</summary>
/// <param name="Sent">Learners to whom it went out, without those for whom it was lost on the way.</param>
/// <param name="Answered">Learners who answered its question.</param>
/// <param name="Right">Learners whose first answer was right.</param>
public readonly record struct LessonCounts(int Sent, int Answered, int Right);

/// <summary>How the learners of a course stand, and what became of each lesson.</summary>
/// <param name="Lessons">In the course's order.</param>
public sealed record CourseCounts(string Course, IReadOnlyDictionary<EnrolmentState, int> States, IReadOnlyList<LessonCounts> Lessons)
{
    public int In(EnrolmentState state) => States.GetValueOrDefault(state);

    public static CourseCounts Of(Enrolment one)
    {
        var (right, answered, missed) = (one.Right ?? [], one.Answered ?? [], one.Missed ?? []);
        return new(one.Course, new Dictionary<EnrolmentState, int> { [one.State] = 1 },
        [
            .. Enumerable.Range(0, one.Lessons).Select(place => new LessonCounts(place < one.Next && !missed.Contains(place) ? 1 : 0,
                answered.Contains(place) || right.Contains(place) ? 1 : 0, right.Contains(place) ? 1 : 0)),
        ]);
    }

    /// <summary>Together, by course.</summary>
    public static IReadOnlyList<CourseCounts> Of(IEnumerable<CourseCounts> parts) =>
    [
        .. parts.GroupBy(p => p.Course, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(course =>
            new CourseCounts(course.Key, Sum(course.SelectMany(c => c.States)), Sum([.. course.Select(c => c.Lessons)]))),
    ];

    private static SortedDictionary<EnrolmentState, int> Sum(IEnumerable<KeyValuePair<EnrolmentState, int>> states) =>
        new(states.GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Value)));

    private static IReadOnlyList<LessonCounts> Sum(IReadOnlyList<IReadOnlyList<LessonCounts>> all) =>
    [
        .. Enumerable.Range(0, all.Max(l => l.Count)).Select(place => all.Where(l => l.Count > place).Select(l => l[place])
            .Aggregate((a, b) => new LessonCounts(a.Sent + b.Sent, a.Answered + b.Answered, a.Right + b.Right))),
    ];
}
