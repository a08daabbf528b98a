using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>The books of a programme of many people are looked through in steps, each within what a piece of work may take.</summary>
public sealed class ClosingBooksTests
{
    private const string Programme = "kenya-maize";
    private static readonly AggregateId id = AggregateId.Ending(Programme);
    private readonly ManualClock clock = new(Instant.FromUtc(2026, 7, 2, 9, 0));
    private readonly SlowPeople tables;
    private readonly ServiceProvider app;

    public ClosingBooksTests()
    {
        tables = new(new MemoryTables(), clock);
        app = Some.App(tables, new MemoryQueues(clock), clock);
    }

    [Fact]
    public async Task A_look_that_takes_long_goes_on_where_it_stopped()
    {
        await EndedAsync(people: 1_100);
        await StepAsync();
        Assert.Null((await EndingAsync()).ClosedAt);
        Assert.InRange(tables.Pages, 1, 3);
        for (var step = 0; step < 2; step++) await StepAsync();
        Assert.NotNull((await EndingAsync()).ClosedAt);
        Assert.Equal(6, tables.Pages);
    }

    [Fact]
    public async Task Who_owes_behind_a_stop_is_found_and_the_next_look_begins_anew()
    {
        await EndedAsync(people: 1_100);
        // The last of the directory.
        await AgreeAsync("z-wanjiru");
        for (var step = 0; step < 2; step++) await StepAsync();
        Assert.Equal(6, tables.Pages);
        Assert.Null((await EndingAsync()).ClosedAt);
        Assert.InRange((await EndingAsync()).LookAt!.Value - clock.GetCurrentInstant(), Duration.FromHours(23), Duration.FromDays(1));
        clock.Advance(Duration.FromDays(1));
        for (var step = 0; step < 2; step++) await StepAsync();
        Assert.Equal(12, tables.Pages);
    }

    private async Task EndedAsync(int people)
    {
        var engine = app.GetRequiredService<Engine>();
        var programme = new Programme(Programme, "Kenya maize", "KE", "KES", ["Maize"], "Officer");
        await engine.ExecuteAsync(new Work(Arrival.Queued), AggregateId.Programme(Programme), new CreateProgramme(programme), "p", default);
        var (end, told) = (new LocalDate(2026, 6, 30), Instant.FromUtc(2026, 5, 1, 6, 0));
        var ending = new Ending(Programme, new(end, null), "KE", 1,
            [new(EndStep.First, 1, end, told, DoneAt: told), new(EndStep.Last, 2, end, told, DoneAt: told)]);
        await tables.UpsertAsync(Keys.Of(id), Stored.Write(AggregateKind.Ending, new Loaded(ending, 1, [], null)), default);
        foreach (var some in Enumerable.Range(0, people - 1).Select(n => $"p-{n:D5}").Append("z-wanjiru").Chunk(100))
        {
            await tables.UpsertManyAsync([.. some.Select(person => (Keys.Person(Programme, person),
                Json.Write(new ListedPerson(1, new DirectoryRow(Programme, person, person, "+254711000002", Role.Farmer, Language.English,
                    "Valley", ["Maize"], true)))))], default);
        }
    }

    private async Task AgreeAsync(string farmer)
    {
        var engine = app.GetRequiredService<Engine>();
        var offer = Some.Offer() with
        {
            Farmer = new(farmer, "Wanjiru", "+254711000002"),
            Terms = Some.Terms with { DeliverBy = new(2026, 7, 9), PayBy = new(2026, 7, 16) },
        };
        await engine.ExecuteAsync(new Work(Arrival.Queued), AggregateId.Agreement("K7M4P"), offer, "offer", default);
        await engine.ExecuteAsync(new Work(Arrival.Queued), AggregateId.Agreement("K7M4P"),
            new AnswerQuestion(new Caller("m1", farmer, "+254711000002", Pin: true), true), "m1", default);
    }

    private Task StepAsync() =>
        app.GetRequiredService<HandleWork>().HandleAsync(WorkItem.Wake(id), Arrival.Queued, default);

    private async Task<Ending> EndingAsync() =>
        (await app.GetRequiredService<Engine>().StateAsync<Ending>(new Work(Arrival.Queued), id, default))!;

    /// <summary>Each page of people takes fifteen seconds.</summary>
    private sealed class SlowPeople(ITables inner, ManualClock clock) : TablesAround(inner)
    {
        public int Pages { get; private set; }

        public override Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct)
        {
            if (table == Table.People)
            {
                Pages++;
                clock.Advance(Duration.FromSeconds(15));
            }
            return base.PageAsync(table, partition, after, take, ct);
        }
    }
}
