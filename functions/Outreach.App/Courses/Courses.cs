using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Programmes;

namespace Outreach.App;

/// <summary>A version of a course with the file that it was read from.</summary>
/// <param name="Hash">SHA-256 of the file.</param>
public sealed record PublishedCourse(Course Course, string Text, string Hash, string By, Instant At);

/// <summary>How the learners of a programme's courses stood on the nightly walk; one row.</summary>
public sealed record CoursesCounted(Instant At, IReadOnlyList<CourseCounts> Courses);

/// <summary>Why a course is not published.</summary>
public enum CourseRefusal
{
    /// <summary>The version is not the one after the newest.</summary>
    NotNext,
    /// <summary>The same version was published with other words.</summary>
    Taken,
    /// <summary>A key that is kept has another right answer.</summary>
    KeyChanged,
}

/// <summary>The courses of programmes. A version never changes, so that what was read once is good for a while.</summary>
public sealed class Courses(Engine engine, ITables tables, IClock clock)
{
    private static readonly Duration goodFor = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Instant At, Shelf Shelf)> shelves = new(StringComparer.Ordinal);

    /// <summary>All versions of a programme's courses, and how each course stands.</summary>
    /// <param name="Ends">The last day of the programme; null for no end.</param>
    public sealed record Shelf(IReadOnlyList<PublishedCourse> All, IReadOnlyDictionary<string, CourseStanding> Standings,
        LocalDate? Ends = null)
    {
        /// <summary>What one has to know to join an open course.</summary>
        public IReadOnlyList<CourseCard> Cards => [.. Open.Select(c => c.Card with { ProgrammeEnds = Ends })];

        /// <summary>The newest version of each course that has not been taken back.</summary>
        public IEnumerable<Course> Open => All.GroupBy(p => p.Course.Id).Select(g => g.MaxBy(p => p.Course.Version)!.Course)
            .Where(c => !IsWithdrawn(c.Id, c.Version)).OrderBy(c => c.Id, StringComparer.Ordinal);

        public CourseStanding StandingOf(string id) => Standings.GetValueOrDefault(id) ?? new();

        public bool IsWithdrawn(string id, int version) => version <= StandingOf(id).Withdrawn;

        public PublishedCourse? Find(string id, int version) => All.FirstOrDefault(p => p.Course.Id == id && p.Course.Version == version);

        /// <summary>
        /// What somebody is taught from who began with this version: the newest correction of it. Null when taken back.
        /// </summary>
        public Course? Taught(string id, int version)
        {
            if (Find(id, version)?.Course is not { } pinned || IsWithdrawn(id, version)) return null;
            var corrected = StandingOf(id).Corrected;
            return All.Select(p => p.Course).Where(c => c.Version >= version && c.Version <= corrected && c.HasSamePlan(pinned))
                .MaxBy(c => c.Version) ?? pinned;
        }

        /// <summary>The version whose words this one would correct for those who are in the course; null for none.</summary>
        public Course? CorrectedBy(Course course) => course.Version <= StandingOf(course.Id).Corrected
            ? null
            : All.Select(p => p.Course).Where(c => c.Version < course.Version && c.HasSamePlan(course) && !IsWithdrawn(c.Id, c.Version))
                .MaxBy(c => c.Version);
    }

    /// <summary>As read within the last minute.</summary>
    public async Task<Shelf> ShelfAsync(string programme, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (shelves.TryGetValue(programme, out var known) && now - known.At < goodFor && now >= known.At) return known.Shelf;
        var shelf = await ReadAsync(programme, ct);
        shelves[programme] = (now, shelf);
        return shelf;
    }

    /// <summary>Publishes the next version. The same file once more changes nothing.</summary>
    public async Task<CourseRefusal?> PublishAsync(string programme, Course course, string text, string who, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var shelf = await ReadAsync(programme, ct);
        if (shelf.Find(course.Id, course.Version) is { } same) return same.Hash == hash ? null : CourseRefusal.Taken;
        var newest = shelf.All.Where(p => p.Course.Id == course.Id).MaxBy(p => p.Course.Version)?.Course;
        if (course.Version != (newest?.Version ?? 0) + 1) return CourseRefusal.NotNext;
        if (newest is not null && ChangesAKey(newest, course)) return CourseRefusal.KeyChanged;
        var row = new PublishedCourse(course, text, hash, who, clock.GetCurrentInstant());
        var written = await tables.InsertAsync(Keys.Course(programme, course.Id, course.Version), Json.Write(row), ct);
        shelves.TryRemove(programme, out _);
        return written is null ? CourseRefusal.Taken : null;
    }

    /// <summary>Takes back all versions so far: who is in the course gets one closing SMS, and nobody can join.</summary>
    public async Task WithdrawAsync(string programme, string id, CancellationToken ct)
    {
        var newest = (await ReadAsync(programme, ct)).All.Where(p => p.Course.Id == id).Max(p => p.Course.Version);
        var course = AggregateId.Course(programme, id);
        await engine.ExecuteAsync(new Work(Arrival.Request), course, new WithdrawCourse(newest), $"withdraw|{course}", ct);
        shelves.TryRemove(programme, out _);
    }

    /// <summary>How learners stood on the last nightly walk; null before the first night. One read.</summary>
    public async Task<CoursesCounted?> CountsAsync(string programme, CancellationToken ct) =>
        await tables.GetAsync(Keys.CourseCounts(programme), ct) is { } row ? Json.Read<CoursesCounted>(row.Data) : null;

    /// <summary>A programme's learners in order of their ids, as they stand now. One read.</summary>
    /// <param name="after">The person's id before the first; "" for the start.</param>
    public async Task<IReadOnlyList<Learner>> LearnersAsync(string programme, string after, int take, CancellationToken ct)
    {
        var ours = AggregateId.Learner(programme, "").Key;
        var rows = await tables.BeyondAsync(Table.Learners, ours + after, take, ct);
        return [.. rows.TakeWhile(r => r.Key.Partition.StartsWith(ours, StringComparison.Ordinal)).Select(Stored.State<Learner>)];
    }

    public async Task<Certificate?> CertificateAsync(string code, CancellationToken ct) =>
        Core.Values.CodeAlphabet.IsSecret(code) && await tables.GetAsync(Keys.Certificate(code), ct) is { } row
            ? Json.Read<Certificate>(row.Data)
            : null;

    private static bool ChangesAKey(Course before, Course after)
    {
        var known = before.Lessons.Where(l => l.Question is not null).ToDictionary(l => l.Question!.Key, l => l.Question!);
        return after.Lessons.Select(l => l.Question).OfType<LessonQuestion>().Any(q =>
            known.TryGetValue(q.Key, out var was) && (was.Right != q.Right || was.Options.Count != q.Options.Count));
    }

    private async Task<Shelf> ReadAsync(string programme, CancellationToken ct)
    {
        var reading = engine.StateAsync<Programme>(new Work(Arrival.Request), AggregateId.Programme(programme), ct);
        var rows = await tables.AllAsync(Table.Courses, programme, ct);
        var ends = (await reading)?.End?.EndsOn;
        var isVersion = rows.ToLookup(r => Keys.IsCourseVersion(r.Key));
        return new([.. isVersion[true].Select(r => Json.Read<PublishedCourse>(r.Data))],
            isVersion[false].ToDictionary(r => r.Key.Row, Stored.State<CourseStanding>), ends);
    }
}
