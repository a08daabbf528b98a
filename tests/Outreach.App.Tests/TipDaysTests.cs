using NodaTime;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>A day's tips are counted by a hundred people in two calls, and of two broadcasts at once not both pass.</summary>
public sealed class TipDaysTests
{
    private static readonly LocalDate day = new(2026, 3, 2);
    private static readonly List<string> people = [.. Enumerable.Range(0, 100).Select(n => $"v-{n:D5}")];

    private readonly MemoryTables tables = new();
    private readonly ManualClock clock = new();

    [Fact]
    public async Task A_hundred_cost_two_calls()
    {
        var counted = new CountedTables(tables);
        Assert.Empty(await new TipDays(counted, clock).CountAsync("maize", day, "b1", people, 1, default));
        Assert.Equal(2, counted.Calls);
    }

    [Fact]
    public async Task Who_has_had_enough_is_told_by_person_programme_and_day()
    {
        var tips = new TipDays(tables, clock);
        await tips.CountAsync("maize", day, "b1", people, 1, default);
        clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(["v-00007"], await tips.CountAsync("maize", day, "b2", ["v-00007", "v-00200"], 1, default));
        Assert.Empty(await tips.CountAsync("maize", day, "b3", ["v-00008"], 2, default));
        Assert.Empty(await tips.CountAsync("beans", day, "b2", ["v-00007"], 1, default));
        Assert.Empty(await tips.CountAsync("maize", day.PlusDays(1), "b2", ["v-00007"], 1, default));
        // The same broadcast tries again.
        Assert.Empty(await tips.CountAsync("maize", day, "b1", ["v-00009"], 1, default));
    }

    /// <summary>Both write before they read, so one at least sees the other.</summary>
    [Fact]
    public async Task Of_two_broadcasts_at_once_not_both_pass()
    {
        for (var round = 0; round < 50; round++)
        {
            var person = $"v-{round:D5}";
            var enough = await Task.WhenAll(new[] { "b1", "b2" }.Select(b =>
                Task.Run(() => new TipDays(tables, clock).CountAsync("maize", day, b, [person], 1, default))));
            Assert.True(enough.Count(e => e.Count == 0) <= 1, person);
        }
    }

    [Fact]
    public async Task Days_that_are_over_go()
    {
        var tips = new TipDays(tables, clock);
        await tips.CountAsync("maize", day, "b1", people, 3, default);
        await tips.CountAsync("maize", day.PlusDays(2), "b1", ["v-00001"], 3, default);
        await tips.ForgetAsync(Instant.FromUtc(2026, 3, 6, 3, 17), default);
        Assert.Equal("2026-03-04.maize", Assert.Single(tables.All(Table.TipDays)).Key.Partition);
    }
}
