using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>One mentor of a programme.</summary>
/// <param name="IsStaff">Whether they can still answer: the owner of a key that coordinates, or a coordinator of the programme.</param>
/// <param name="BySms">Whether what people write comes to their phone.</param>
/// <param name="People">How many people they look after.</param>
/// <param name="Waiting">How many conversations of theirs wait for an answer.</param>
/// <param name="Since">Since when the oldest of them waits.</param>
public sealed record MentorStanding(string Name, bool IsStaff, bool BySms, int People, int Waiting, Instant? Since);

/// <summary>Who gets which mentor.</summary>
/// <param name="Of">The mentor of each person, by the person's id; empty for none from now on.</param>
/// <param name="Loads">How many people each of the mentors would then have.</param>
/// <param name="Left">How many are left for another time, since a request gives so many people a mentor at most.</param>
public sealed record MentorPlan(IReadOnlyList<(string Person, string Mentor)> Of, IReadOnlyDictionary<string, int> Loads, int Left = 0);

/// <summary>Gives people mentors: evenly, with a most for each, and all of who leaves to others.</summary>
public sealed class Mentors(Engine engine, Audiences audiences, Inboxes inboxes, People people, IClock clock)
{
    /// <summary>The most people of one mentor.</summary>
    public const int MostEach = 200;

    /// <summary>From so many people on, a mentor answers late: it is said.</summary>
    public const int Many = 80;

    /// <summary>The most people of one request.</summary>
    public const int MostAtOnce = 1000;

    private const int Parallel = 16;

    /// <summary>The mentors of a programme, and how many of its people have none. A read for each thousand people.</summary>
    public async Task<(IReadOnlyList<MentorStanding> Mentors, int Without)> AllAsync(Programme programme, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var directory = await people.DirectoryAsync(programme.Id, ct);
        var (staff, rows) = (inboxes.MentorsOf(programme.Id, directory), directory.Where(Needs).ToList());
        var open = (await inboxes.AllAsync(programme.Id, ct)).Where(i => i.State == ConversationState.Open).ToList();
        var names = staff.Concat(rows.Select(r => r.Mentor).Where(m => m.Length > 0)).DistinctBy(Spelling.Key)
            .Order(StringComparer.OrdinalIgnoreCase);
        return ([.. names.Select(name => Standing(name))], rows.Count(r => r.Mentor.Length == 0));

        MentorStanding Standing(string name)
        {
            var theirs = open.Where(i => i.IsWith(name, now)).ToList();
            return new(name, staff.Any(s => Spelling.Same(s, name)), programme.PhoneOf(name) is not null,
                rows.Count(r => Spelling.Same(r.Mentor, name)), theirs.Count, theirs.Min(i => i.WaitingSince));
        }
    }

    /// <summary>Who of an audience gets which of these mentors: each person the one with the fewest people by then.</summary>
    /// <param name="others">Whether people get one too who have another mentor.</param>
    public async Task<MentorPlan> PlanAsync(Audience audience, IReadOnlyList<string> mentors, bool others, CancellationToken ct)
    {
        var look = await audiences.OpenAsync(audience, "", clock.GetCurrentInstant(), ct);
        var meant = new List<DirectoryRow>();
        for (var page = new Audiences.Page([], "", false); !page.IsLast;)
        {
            page = await look.NextAsync(page.Cursor, ct);
            meant.AddRange(page.People.Where(r => Needs(r) && (audience.Only?.Contains(r.PersonId) ?? true)
                && audience.Except?.Contains(r.PersonId) != true && (others || r.Mentor.Length == 0)));
        }
        return Planned(await LoadsAsync(audience.Programme, mentors, ct), meant);
    }

    /// <summary>Who of a mentor's people gets which of these others; nobody any more where there are none.</summary>
    public async Task<MentorPlan> PlanOfAsync(string programme, string mentor, IReadOnlyList<string> others, CancellationToken ct) =>
        Planned(await LoadsAsync(programme, others, ct),
            [.. (await people.DirectoryAsync(programme, ct)).Where(r => Spelling.Same(r.Mentor, mentor))]);

    /// <summary>Gives the mentors. The same once more changes nothing.</summary>
    public async Task AssignAsync(Programme programme, MentorPlan plan, CancellationToken ct) => await System.Threading.Tasks.Parallel
        .ForEachAsync(plan.Of, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct }, async (one, token) =>
        {
            var given = one.Mentor.Length > 0 ? new GivenMentor(one.Mentor, Own: true) : new(programme.Signature, Own: false);
            await engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Person(programme.Id, one.Person), new AssignMentor(given),
                $"mentor|{one.Person}", token);
        });

    /// <summary>The open conversations of who leaves go to whom their people go to; where that is nobody, to everybody.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PassOnAsync(string programme, string mentor, MentorPlan plan, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var to = plan.Of.ToDictionary(p => p.Person, p => p.Mentor, StringComparer.Ordinal);
        var theirs = (await inboxes.AllAsync(programme, ct)).Where(i => i.State != ConversationState.Closed && i.IsWith(mentor, now))
            .ToList();
        foreach (var item in theirs)
            await inboxes.DoAsync(item.Id, new PassInbox(to.GetValueOrDefault(item.PersonId, "")), ct);
        return theirs.Count;
    }

    /// <summary>Everybody but those who are mentors themselves.</summary>
    private static bool Needs(DirectoryRow row) => row.Listed && row.Role != Role.Coordinator;

    private async Task<Dictionary<string, int>> LoadsAsync(string programme, IReadOnlyList<string> mentors, CancellationToken ct)
    {
        var had = (await people.DirectoryAsync(programme, ct)).Where(r => r.Mentor.Length > 0).ToLookup(r => Spelling.Key(r.Mentor));
        return mentors.ToDictionary(m => m, m => had[Spelling.Key(m)].Count(), StringComparer.Ordinal);
    }

    private static MentorPlan Planned(Dictionary<string, int> loads, IReadOnlyList<DirectoryRow> rows)
    {
        var plan = new List<(string, string)>();
        // Of one of them already: they stay there.
        var moving = rows.Where(r => !loads.Keys.Any(m => Spelling.Same(m, r.Mentor))).ToList();
        foreach (var row in moving.Take(MostAtOnce))
        {
            var mentor = loads.Count == 0 ? "" : loads.MinBy(l => l.Value).Key;
            if (mentor.Length > 0) loads[mentor]++;
            plan.Add((row.PersonId, mentor));
        }
        return new(plan, loads, Math.Max(0, moving.Count - MostAtOnce));
    }
}
