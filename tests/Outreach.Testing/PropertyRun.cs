using System.Collections.Concurrent;
using CsCheck;

namespace Outreach.Testing;

/// <summary>One property's run: many inputs on many threads, and the smallest that fails.</summary>
internal sealed class PropertyRun<T>(Gen<T> gen, Func<T, Task> assertion, int iterations, string[] seeds, int threads, string test)
{
    /// <summary>The number of inputs for one iteration in the search for a smaller failing input.</summary>
    private const int SmallerPerIteration = 5;

    private readonly ConcurrentQueue<Failure> failures = new();
    private int count;

    public async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        var inputs = Seeds.ToRun(seeds, iterations).TakeWhile(_ => !stop.IsCancellationRequested);
        await Parallel.ForEachAsync(inputs, options, async (seed, _) =>
        {
            Interlocked.Increment(ref count);
            if (await FailureAsync(seed, null) is not { } failure) return;
            failures.Enqueue(failure);
            await stop.CancelAsync();
        });
        if (Seeds.AreNew) Seeds.Report(test, count);
        if (failures.TryDequeue(out var first)) throw (await SmallestAsync(first)).Exception;
    }

    /// <summary>Makes inputs from the failing seed on; only those smaller than the smallest so far are tried.</summary>
    private async Task<Failure> SmallestAsync(Failure smallest)
    {
        foreach (var seed in Seeds.From(smallest.Seed).Take(SmallerPerIteration * iterations))
            smallest = await FailureAsync(seed, smallest.Size) ?? smallest;
        return smallest;
    }

    private async Task<Failure?> FailureAsync(string seed, Size? below)
    {
        var input = gen.Generate(PCG.Parse(seed), below, out var size);
        if (below is not null && !Size.IsLessThan(size, below)) return null;
        try
        {
            await assertion(input);
            return null;
        }
        catch (Exception e)
        {
            return new(seed, size, new PropertyFailedException(test, seed, CsCheck.Check.Print(input), e));
        }
    }

    private sealed record Failure(string Seed, Size Size, Exception Exception);
}
