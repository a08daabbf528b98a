namespace Outreach.Scenarios;

/// <summary>One run with the process stopped in it.</summary>
/// <param name="Line">The line that is played first, and in which the first stop is.</param>
/// <param name="Stops">By the count of calls from that line on; a second one is behind the first.</param>
public sealed record StopPlan(int Line, IReadOnlyList<Stop> Stops)
{
    /// <summary>How far behind the first stop the second is at most: recovery takes about as many calls.</summary>
    private const int Farthest = 20;

    /// <summary>On a push one stop in so many is followed by another.</summary>
    private const int Sample = 10;

    /// <param name="full">Stops that come to the same as others too, and a second one behind each.</param>
    /// <param name="seed">Draws where the second stops are.</param>
    public static IReadOnlyList<StopPlan> Of(string script, Calm calm, bool full, int seed)
    {
        // What is sent or imported at once, by several, has no order in which one call is right before another.
        var all = full || script.Contains(" launches", StringComparison.Ordinal) || script.Contains(" imports ", StringComparison.Ordinal);
        var once = Enumerable.Range(0, calm.Lines.Count)
            .SelectMany(line => Places(calm.Calls[line], all).Select(stop => new StopPlan(line, [stop]))).ToList();
        var random = new Random(seed);
        return [.. once, .. once.Where(_ => random.Next(full ? 1 : Sample) == 0).Select(plan => plan.Again(random))];
    }

    private StopPlan Again(Random random)
    {
        var second = new Stop(Stops[0].Call + random.Next(1, Farthest + 1), random.Next(2) == 0);
        return this with { Stops = [Stops[0], second] };
    }

    /// <summary>
    /// The App keeps nothing in memory between two pieces of work (a convention holds that). So a stop before a call is one after the
    /// call before it, and a stop at a read is one after the last write. What is left: after each write, and where a piece of work begins.
    /// </summary>
    private static IEnumerable<Stop> Places(IReadOnlyList<Call> calls, bool all)
    {
        for (var call = 0; call < calls.Count; call++)
        {
            if (all || calls[call].Begins) yield return new Stop(call, After: false);
            if (all || calls[call].Writes) yield return new Stop(call, After: true);
        }
    }
}
