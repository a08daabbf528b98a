namespace Outreach.Scenarios;

/// <summary>One run with the process stopped in it.</summary>
/// <param name="Line">The first line to play, with the first stop.</param>
/// <param name="Stops">Stops by the count of calls from that line on; a second stop comes after the first.</param>
public sealed record StopPlan(int Line, IReadOnlyList<Stop> Stops)
{
    /// <summary>The greatest distance in calls from the first stop to the second: a recovery takes about as many calls.</summary>
    private const int Farthest = 20;

    /// <summary>In the short run, one stop in this many is made of those that a piece of work first gets to by its calls.</summary>
    private const int MadeFirst = 4;

    /// <summary>In the short run, one stop in this many is made of those that repeat the calls of an earlier one.</summary>
    private const int MadeAgain = 20;

    /// <summary>In the short run, one stop in this many is followed by another.</summary>
    private const int Sample = 10;

    /// <param name="full">True to include equivalent stops, and a second stop behind each.</param>
    /// <param name="seed">Draws the stops of the short run, and the places of the second stops.</param>
    public static IReadOnlyList<StopPlan> Of(string script, Calm calm, bool full, int seed)
    {
        // Parallel sends and imports have no fixed order of calls, so equivalent stops cannot be left out.
        var all = full || script.Contains(" launches", StringComparison.Ordinal) || script.Contains(" imports ", StringComparison.Ordinal);
        var random = new Random(seed);
        var places = Enumerable.Range(0, calm.Lines.Count)
            .SelectMany(line => Places(calm.Calls[line], all).Select(stop =>
                (Plan: new StopPlan(line, [stop]), Trail: Trail(calm.Calls[line], stop))));
        var trails = new HashSet<string>();
        var once = places.Where(place => full || random.Next(trails.Add(place.Trail) ? MadeFirst : MadeAgain) == 0)
            .Select(place => place.Plan).ToList();
        return [.. once, .. once.Where(_ => random.Next(full ? 1 : Sample) == 0).Select(plan => plan.Again(random))];
    }

    /// <summary>The calls of a piece of work up to a stop in it.</summary>
    private static string Trail(IReadOnlyList<Call> calls, Stop stop)
    {
        var begin = stop.Call;
        while (begin > 0 && !calls[begin].Begins) begin--;
        return string.Join("; ", calls.Skip(begin).Take(stop.Call - begin + 1).Select(call => call.Name)) + (stop.After ? "." : "");
    }

    private StopPlan Again(Random random)
    {
        var second = new Stop(Stops[0].Call + random.Next(1, Farthest + 1), random.Next(2) == 0);
        return this with { Stops = [Stops[0], second] };
    }

    /// <summary>
    /// The App keeps nothing in memory between two pieces of work (a convention test). So a stop at a read equals the stop after the
    /// previous write; stops remain after each write and at each begin.
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
