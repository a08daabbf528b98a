using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Scenarios;

/// <summary>
/// Counts a world's figures on one night and again on it, then from nothing with all rows the other way round and in one stretch: what was
/// folded is what a rebuild says.
/// </summary>
internal static class Refigured
{
    public static async Task CheckAsync(World world)
    {
        await WalkAsync(world);
        var folded = Figures(world);
        world.Clock.Advance(Sweep.NotAgainFor);
        await WalkAsync(world);
        Assert.Equal(folded, Figures(world));
        await RebuildAsync(world);
        Assert.Equal(folded, Figures(world));
    }

    private static async Task WalkAsync(World world)
    {
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.SettleAsync();
    }

    private static async Task RebuildAsync(World world)
    {
        var (walk, now) = (world.Get<FigureWalk>(), world.Clock.GetCurrentInstant());
        foreach (var row in world.Tables.All(Table.Figures).Concat(world.Tables.All(Table.FigureParts)))
            await world.Tables.DeleteAsync(row.Key, default);
        var (sweep, stretch) = (new Sweep(new(0, "", ""), null, [], 1, now), new FigureWalk.Stretch(now));
        foreach (var row in Enum.GetValues<Table>().SelectMany(world.Tables.All).Reverse()) await walk.LookAsync(stretch, row, default);
        await walk.KeepAsync(stretch, sweep, default);
        await walk.FoldAsync(sweep, now, default);
    }

    private static List<string> Figures(World world) =>
        [.. world.Tables.All(Table.Figures).Where(r => Keys.IsFigure(r.Key)).Select(r => $"{r.Key} {r.Data}")];
}
