using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;

namespace Outreach.App;

/// <summary>
/// Puts people into a course: named ones, or all whom a query finds and it fits. A read a thousand, and three calls a person.
/// </summary>
public sealed class Intakes(Engine engine, ITables tables, OutreachOptions options, Audiences audiences)
{
    private const int AtOnce = 16;

    /// <summary>People of one step, so that it ends within a minute.</summary>
    private const int StepSize = 250;

    public Task StartAsync(AggregateId id, StartIntake start, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Request), id, start, id.Key, ct);

    public Task<Intake?> FindAsync(string key, CancellationToken ct) =>
        engine.StateAsync<Intake>(new Work(Arrival.Request), new(AggregateKind.Intake, key), ct);

    /// <summary>Takes the next people. A repeat finds them in the course by its own id.</summary>
    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Intake>(work, id, ct) is not { EndedAt: null } intake) return;
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(intake.Programme), ct);
        var (rows, cursor, isLast) = intake.People is { } named
            ? await NamedAsync(intake, named, ct)
            : await ListedAsync(intake, ct);
        var counts = IntakeCounts.None;
        foreach (var some in rows.Chunk(StepSize))
        {
            var results = new NotEnrolled?[some.Length];
            await Parallel.ForEachAsync(Enumerable.Range(0, some.Length),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (n, token) => results[n] = await TakeAsync(intake, id, some[n], programme?.Holidays, token));
            counts = results.Aggregate(counts, (sum, why) => sum.With(why));
        }
        await engine.ExecuteAsync(work, id, new IntakeWent(intake.Cursor, cursor, counts, isLast), $"intake|{id}", ct);
    }

    private async Task<(IReadOnlyList<DirectoryRow?> Rows, string Cursor, bool IsLast)> NamedAsync(Intake intake,
        IReadOnlyList<string> named, CancellationToken ct)
    {
        var after = intake.Cursor.Length == 0 ? named : [.. named.SkipWhile(p => p != intake.Cursor).Skip(1)];
        var some = after.Take(StepSize).ToList();
        var rows = new List<DirectoryRow?>();
        foreach (var person in some)
        {
            var row = await tables.GetAsync(Keys.Person(intake.Programme, person), ct);
            rows.Add(row is null ? null : Json.Read<ListedPerson>(row.Data).Row);
        }
        return (rows, some.Count > 0 ? some[^1] : intake.Cursor, some.Count == after.Count);
    }

    private async Task<(IReadOnlyList<DirectoryRow?> Rows, string Cursor, bool IsLast)> ListedAsync(Intake intake, CancellationToken ct)
    {
        var look = await audiences.OpenAsync(new(intake.Programme, intake.Query), intake.Id, intake.StartedAt, ct);
        var page = await look.NextAsync(intake.Cursor, ct);
        return ([.. page.People.Where(r => intake.Course.Audience.Fits(r.Role, r.Place, r.Crops))], page.Cursor, page.IsLast);
    }

    private async Task<NotEnrolled?> TakeAsync(Intake intake, AggregateId id, DirectoryRow? row, IReadOnlyList<LocalDate>? holidays,
        CancellationToken ct)
    {
        if (row is not { Listed: true }) return NotEnrolled.Unknown;
        if (CourseFit.Why(intake.Course, row.Role, row.Place, row.Crops, row.Language, row.TipsAllowed) is { } why) return why;
        var learner = AggregateId.Learner(intake.Programme, row.PersonId);
        var enrol = new Enrol(id.Key, intake.Course, row.Phone, intake.Invite, Own: false, Answered: false, options.UssdCode, intake.Anchor,
            holidays);
        var work = new Work(Arrival.Queued);
        // An earlier try may have died with the wake-up pending.
        var loaded = await engine.LoadAsync(work, learner, ct);
        if (loaded.Pending.Count > 0) await engine.CarryOutPendingAsync(work, learner, loaded.Version, fresh: false, ct);
        return await engine.ExecuteAsync(work, learner, enrol, $"{id.Key}|{row.PersonId}", ct) as NotEnrolled?;
    }
}
