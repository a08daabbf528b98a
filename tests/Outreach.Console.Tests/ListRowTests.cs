using Outreach.App;
using static Outreach.Console.Tests.ListApiTests;

namespace Outreach.Console.Tests;

/// <summary>The number of a row of a list, which is one farmer's.</summary>
public sealed class ListRowTests
{
    /// <summary>A row's number is one farmer's, whoever tells it and whatever is cut off.</summary>
    [Fact]
    public async Task A_row_is_told_to_one_farmer()
    {
        for (var (stop, calls) = (1, 2); stop < calls; stop++)
        {
            using var world = await NamedAsync();
            var (one, two) = (await world.ConfirmedAsync(), await world.ConfirmedAsync());
            world.Stops.Arm(stop, afterIt: stop % 2 == 0);
            try
            {
                await world.PostAsync("/api/v1/lists", Payments([new { code = one, amount = 1500 }]));
            }
            catch (StoppedException)
            {
            }
            calls = Math.Max(calls, world.Stops.Calls + 1);
            world.Stops.Arm(null);
            await world.PumpAsync();
            foreach (var minutes in new[] { 0, 11 })
            {
                world.Clock.Advance(NodaTime.Duration.FromMinutes(minutes));
                await world.PostAsync("/api/v1/lists", Payments([new { code = two, amount = 2000, again = true }], dryRun: true));
                await world.PostAsync("/api/v1/lists", Payments([new { code = two, amount = 2000, again = true }]));
            }
            var told = Claims(await AgreementAsync(world, one)).Concat(Claims(await AgreementAsync(world, two))).ToList();
            Assert.True(told.Count == 1, $"stop {stop} of {calls}: {string.Join(' ', told)}");
        }
    }

    [Fact]
    public async Task A_row_that_another_sending_tells_just_now_is_refused_and_free_again_where_that_told_nothing()
    {
        using var world = await NamedAsync();
        var (one, two) = (await world.ConfirmedAsync(), await world.ConfirmedAsync());
        var list = new TradeList("monday", "maize", await SheetApiTests.TraderAsync(world), "office", false, new(2026, 3, 2), []);
        async Task<string?> TellAsync(string code) =>
            Row(await world.PostAsync("/api/v1/lists", Payments([new { code, amount = 1500 }])), 0, "outcome");
        Assert.Empty(await world.Get<Sheets>().ClaimAsync(list, "other", [(1, one)], default));
        Assert.Equal("refused", await TellAsync(two));
        await world.Get<Sheets>().ReleaseAsync(list, "other", new HashSet<int> { 1 }, default);
        Assert.Equal("refused", Row(await world.PostAsync("/api/v1/lists", Payments([new { code = two, amount = 1.234 }])), 0, "outcome"));
        Assert.Equal("asked", await TellAsync(one));
        Assert.Equal("refused", await TellAsync(two));
        Assert.Equal([1], (await world.Get<Sheets>().FindAsync("maize", list.Trader, false, "monday", default))!.Lines
            .Where(l => l.IsTold && l.Code == one).Select(l => l.Row));
    }
}
