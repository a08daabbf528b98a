using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests;

/// <summary>Events for a partner's program that does not answer: what they cost meanwhile, and how they arrive after all.</summary>
public sealed class DeadTargetTests
{
    /// <summary>However many were taken since, an order reaches what was not, and says how many are left.</summary>
    [Fact]
    public async Task All_that_was_not_taken_is_sent_again_order_by_order()
    {
        using var world = await Some.WorldAsync();
        await EventApiTests.AddedAsync(world);
        var target = (await world.Get<PartnerTargets>().FindAsync("maize", default)).Targets[0];
        for (var n = 0; n < 410; n++)
        {
            var isHeld = n < 203;
            world.Clock.Advance(Duration.FromSeconds(1));
            await EventPublisher.SendAsync(world.Get<Engine>(), new Work(Arrival.Request),
                isHeld ? target with { OffAt = target.Since } : target,
                new("maize", PartnerEvents.PersonJoined, world.Clock.GetCurrentInstant()), $"evt_{n}", default);
        }
        await world.PumpAsync();
        var before = world.Partner.Came.Count;
        var path = $"/api/v1/events/maize/{target.Id}/again";
        var first = await world.PostAsync(path, new { });
        Assert.Equal(("200", "3"), (first["sent"], first["left"]));
        await world.PumpAsync();
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"evt_{n}"), world.Partner.Came.Skip(before).Select(e => e.Id));
        var second = await world.PostAsync(path, new { });
        Assert.Equal(("3", "0"), (second["sent"], second["left"]));
    }

    /// <summary>Many events to a target that is dead cost little while it is, and all arrive when it is back.</summary>
    [Fact]
    public async Task What_a_dead_target_does_not_take_is_parked_and_released()
    {
        using var world = await Some.WorldAsync();
        await EventApiTests.AddedAsync(world);
        world.Clock.Advance(Duration.FromMinutes(2));
        world.Partner.Answer = new(false, "HTTP 500");
        for (var n = 0; n < 20; n++)
        {
            await world.PostAsync("/api/v1/people", Some.Person($"+2547110001{n:D2}", "Achieng", "farmer"));
            await world.PumpAsync();
        }
        Assert.Equal(5, world.Partner.Came.Count);
        var events = world.Tables.All(Table.EventDeliveries).Count;
        Assert.InRange(events, 18, 20);
        // The five that were tried park one by one.
        await MinutesAsync(world, 60);
        var before = world.Partner.Came.Count;
        var calls = await world.CallsAsync(() => MinutesAsync(world, 60));
        var idle = await IdleAsync();
        Assert.Equal(2, world.Partner.Came.Count - before);
        Assert.True(calls < idle + 2 * 40, $"{calls} calls, {idle} of an hour without events.");
        world.Partner.Answer = null;
        await MinutesAsync(world, 35);
        Assert.InRange(world.Partner.Taken.Count, events - 3, events);
        // What was tried often waits its own time.
        await MinutesAsync(world, 24, step: 15);
        Assert.Equal(events, world.Partner.Taken.Select(e => e.Id).Distinct().Count());
        Assert.All(world.Tables.All(Table.EventDeliveries).Select(Stored.State<EventDelivery>),
            d => Assert.Equal((EventDeliveryState.Taken, false), (d.State, d.Parked)));

        static async Task<int> IdleAsync()
        {
            using var other = await Some.WorldAsync();
            return await other.CallsAsync(() => MinutesAsync(other, 60));
        }
    }

    private static async Task MinutesAsync(World world, int times, int step = 1)
    {
        for (var n = 0; n < times; n++)
        {
            world.Clock.Advance(Duration.FromMinutes(step));
            await world.Get<DueTimer>().RunAsync(default);
            await world.PumpAsync();
        }
    }
}
