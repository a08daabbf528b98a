using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace Outreach.Testing;

/// <summary>The seeds of the inputs of property tests. One seed makes one input.</summary>
internal static class Seeds
{
    /// <summary>An arbitrary number, from which the inputs of every ordinary run derive.</summary>
    private const ulong Root = 20_260_302;

    private static readonly Lock reporting = new();

    /// <summary>True if this run tries inputs that no other run had.</summary>
    public static bool AreNew { get; } = Environment.GetEnvironmentVariable("OUTREACH_RANDOM") == "1";

    /// <summary>The least duration of each property with new inputs, in seconds.</summary>
    private static int Seconds { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("OUTREACH_RANDOM_SECONDS"), CultureInfo.InvariantCulture, out var n) ? n : 0;

    /// <summary>The recorded seeds, then those of this run.</summary>
    public static IEnumerable<string> ToRun(IReadOnlyList<string> recorded, int iterations) =>
        recorded.Concat(AreNew ? New(iterations) : Ordinary(iterations));

    /// <summary>The first seeds of every ordinary run.</summary>
    public static IEnumerable<string> Ordinary(int count) => After(new PCG(0, Root)).Take(count);

    /// <summary>An endless sequence of seeds, derived from one seed.</summary>
    public static IEnumerable<string> From(string seed) => After(PCG.Parse(seed));

    /// <summary>Appends the number of a property's inputs to a file beside the tests' assembly.</summary>
    public static void Report(string test, int inputs)
    {
        lock (reporting) File.AppendAllText(Path.Combine(AppContext.BaseDirectory, "random-runs.txt"), $"{test} {inputs}\n");
    }

    private static IEnumerable<string> New(int iterations)
    {
        var since = Stopwatch.GetTimestamp();
        return After(new PCG(0, BitConverter.ToUInt64(Guid.NewGuid().ToByteArray())))
            .TakeWhile((_, n) => n < iterations || Stopwatch.GetElapsedTime(since).TotalSeconds < Seconds);
    }

    /// <summary>Each input has its own generator: a shared generator would make an input depend on its neighbours.</summary>
    private static IEnumerable<string> After(PCG root)
    {
        while (true) yield return new PCG(0, root.Next64()).ToString();
    }
}
