using NodaTime;
using Outreach.Core.Mentoring;
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
        await tips.ForgetAsync(Instant.FromUtc(2026, 5, 9, 3, 17), default);
        Assert.Equal("2026-03-04.maize", Assert.Single(tables.All(Table.TipDays)).Key.Partition);
    }

    /// <summary>A lesson gives nobody a rest, nor does a broadcast that is sent again to whom it did not reach.</summary>
    [Fact]
    public async Task Who_had_a_tip_within_the_days_is_told_for_a_read_a_day()
    {
        var tips = new TipDays(tables, clock);
        await tips.CountAsync("maize", day, "b1", ["v-00001"], 3, default);
        await tips.CountAsync("maize", day.PlusDays(1), "b2", ["v-00002"], 3, default);
        await tips.NoteAsync("maize", day.PlusDays(2), TipHad.Lesson + "l1", "v-00003", default);
        var counted = new CountedTables(tables);
        Assert.Equal(["v-00001", "v-00002"], await HadAsync(new("maize"), 3));
        Assert.Equal(3, counted.Calls);
        Assert.Equal(["v-00002"], await HadAsync(new("maize"), 2));
        Assert.Equal(["v-00001"], await HadAsync(new("maize", NotReachedBy: "b2"), 3));
        Assert.Equal(["v-00002"], await HadAsync(new("maize"), 3, own: "b1"));

        async Task<IEnumerable<string>> HadAsync(Audience audience, int days, string own = "b3")
        {
            var rest = new TipRest(day.PlusDays(3 - days), audience, own);
            return (await new TipDays(counted, clock).SinceAsync("maize", rest, day.PlusDays(2), "", "v-99999", default)).Order();
        }
    }

    /// <summary>What came after an audience was read counts, by the order in which they were written.</summary>
    [Fact]
    public async Task Between_the_reading_and_the_sending_another_tip_counts()
    {
        var tips = new TipDays(tables, clock);
        var rest = new TipRest(day, new("maize"), "b2");
        await tips.CountAsync("maize", day, "b1", ["v-00001"], 3, default);
        clock.Advance(Duration.FromHours(20));
        Assert.Equal(["v-00001"], await tips.CountAsync("maize", day.PlusDays(1), "b2", ["v-00001", "v-00002"], 3, default, rest));
        var tomorrow = rest with { Since = day.PlusDays(1), Own = "b3" };
        Assert.Empty(await tips.CountAsync("maize", day.PlusDays(1), "b3", ["v-00001"], 3, default, tomorrow));
    }
}
