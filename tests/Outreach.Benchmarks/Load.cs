using System.Diagnostics;
using Outreach.Benchmarks.Hosts;

namespace Outreach.Benchmarks;

/// <summary>The request of one connection's next turn.</summary>
internal interface ITurns
{
    HttpRequestMessage Next();
}

/// <summary>Connections that each send their next request as soon as the last is answered.</summary>
internal static class Load
{
    /// <summary>Loads a host for the time of a round.</summary>
    /// <param name="connections">The phones of each connection; they go on where the last round stopped.</param>
    public static async Task<Sample> RunAsync(Child host, IReadOnlyList<ITurns> connections, TimeSpan time)
    {
        var (begun, cpu) = (Stopwatch.GetTimestamp(), host.Cpu);
        var times = await Task.WhenAll(connections.Select(turns => Task.Run(() => ConnectionAsync(host, turns, begun, time))));
        var took = Stopwatch.GetElapsedTime(begun);
        double[] sorted = [.. times.SelectMany(t => t).Order()];
        return new Sample(sorted.Length / took.TotalSeconds, sorted[(int)(sorted.Length * 0.99)], (host.Cpu - cpu) / sorted.Length);
    }

    private static async Task<List<double>> ConnectionAsync(Child host, ITurns turns, long begun, TimeSpan time)
    {
        List<double> times = [];
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            var sent = Stopwatch.GetTimestamp();
            using var request = turns.Next();
            using var answer = await host.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            if (!text.StartsWith("CON ", StringComparison.Ordinal))
                throw new InvalidOperationException($"The host answered {(int)answer.StatusCode} {text}.");
        }
        return times;
    }
}
