namespace Outreach.Benchmarks;

/// <summary>What one round of load gave.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Cpu">Milliseconds of the process for one answer.</param>
internal sealed record Sample(double Rate, double P99, double Cpu);

/// <summary>Rounds of a measure and its reference in turn, so that the machine's moods meet both.</summary>
internal static class Rounds
{
    public static async Task<(IReadOnlyList<T> Ours, IReadOnlyList<T> Reference)> InTurnAsync<T>(
        int rounds, Func<Task<T>> ours, Func<Task<T>> reference)
    {
        List<T> first = [], second = [];
        for (var n = 0; n < rounds; n++)
        {
            // Who goes first changes, because the second finds a warmer machine.
            if (n % 2 == 0) first.Add(await ours());
            second.Add(await reference());
            if (n % 2 != 0) first.Add(await ours());
        }
        return (first, second);
    }

    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Median<T>(this IEnumerable<T> samples, Func<T, double> figure) => samples.Select(figure).Median();

    /// <summary>The median of the ratios of each round, which is steadier than the ratio of the medians.</summary>
    public static double Ratio<T>(this (IReadOnlyList<T> Ours, IReadOnlyList<T> Reference) rounds, Func<T, double> figure) =>
        rounds.Ours.Zip(rounds.Reference, (ours, reference) => figure(ours) / figure(reference)).Median();
}
