using System.Collections.Concurrent;

namespace Outreach.Scenarios;

/// <summary>
/// Plays a scenario and counts its calls. Each further run starts at the line of one call and stops there; phones, ledger and queues must
/// end alike.
/// </summary>
public static partial class Interruptions
{
    /// <summary>Every call of every scenario, on both sides, played to the end: for the nightly run.</summary>
    public static bool Full { get; } = Environment.GetEnvironmentVariable("OUTREACH_FULL") == "1";

    /// <summary>The seed for second stops: the recorded one, or a new one with OUTREACH_RANDOM.</summary>
    private static int Seed { get; } = Environment.GetEnvironmentVariable("OUTREACH_RANDOM") == "1" ? Environment.TickCount : 20260302;

    private static readonly NodaTime.Duration lookedIntoWithin = NodaTime.Duration.FromMinutes(25);

    public static async Task CheckAsync(string name, string script)
    {
        var calm = await Calm.PlayAsync(script);
        var plans = StopPlan.Of(script, calm, Full, Seed);
        Assert.NotEmpty(plans);
        var failures = new ConcurrentBag<(StopPlan Plan, string What)>();
        await Parallel.ForEachAsync(plans, async (plan, _) =>
        {
            foreach (var what in await StoppedAsync(calm, plan, name)) failures.Add((plan, what));
        });
        var first = string.Join("\n\n", failures.OrderBy(f => f.Plan.Line).Take(5).Select(f => f.What));
        Assert.True(failures.IsEmpty, $"{failures.Count} of {plans.Count} stops change something (seed {Seed}).\n{first}");
    }

    private static async Task<IReadOnlyList<string>> StoppedAsync(Calm calm, StopPlan plan, string name)
    {
        var transcript = calm.Before[plan.Line].Copy();
        await using var world = transcript.World;
        (world.Breakpoints.Armed, world.Breakpoints.Stops) = (true, plan.Stops);
        for (var line = plan.Line; line < calm.Lines.Count; line++)
        {
            await transcript.PlayLineAsync(calm.Lines[line]);
            // The same state from here on has the same end.
            if (!Full && Sameness.IsSame(calm.Before[line + 1], transcript)) return [];
        }
        // An unsure tip is looked into after ten minutes.
        if (name.Contains("broadcast", StringComparison.Ordinal)
            || Tolerated.GetValueOrDefault(name) == (Func<Run, Run, bool>)TipsAtMostOnce) await world.WaitAsync(lookedIntoWithin);
        var run = Run.Of(transcript);
        if (Tolerated.GetValueOrDefault(name)?.Invoke(calm.End, run) == true) return [];
        if (plan.Stops.Count > 1
            && (ToleratedTwice(name, calm.End, run) || SameInTheEnd(await calm.Later, await Calm.LaterAsync(transcript)))) return [];
        var where = $"line {plan.Line}, {calm.Lines[plan.Line]}: stopped {string.Join(" and ", plan.Stops.Select(s => Where(world, s)))}";
        var differing = new List<string>();
        if (run.Transcript != calm.End.Transcript)
            differing.Add($"{where}: phones differ\n{Difference(calm.End.Transcript, run.Transcript)}");
        if (run.Ledger != calm.End.Ledger)
            differing.Add($"{where}: the ledger differs\n{Difference(calm.End.Ledger, run.Ledger)}");
        return differing;
    }

    private static string Where(World world, Stop stop) =>
        $"{(stop.After ? "after" : "before")} call {stop.Call}, "
            + $"{world.Breakpoints.Calls.ElementAtOrDefault(stop.Call)?.Name ?? "never made"}";

    private static string Difference(string expected, string actual)
    {
        var (before, now) = (expected.Split('\n'), actual.Split('\n'));
        var lost = before.Except(now).Take(6).Select(l => "- " + l);
        var extra = now.Except(before).Take(6).Select(l => "+ " + l);
        var lines = string.Join('\n', lost.Concat(extra));
        return lines.Length > 0 ? lines : "the same lines, in another order or number";
    }
}
