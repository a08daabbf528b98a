using System.Globalization;
using System.Text;

namespace Outreach.Infra.Tests.Costs;

/// <summary>A month's costs in US dollars for this number of people, a year after the start.</summary>
internal sealed record MonthlyCost(int People, decimal Segments, decimal Sms, decimal Functions, decimal Storage, decimal Monitoring)
{
    public decimal Azure => Functions + Storage + Monitoring;
}

/// <summary>Computes the table in docs/operations.md from counts of calls and infra/prices.json.</summary>
internal sealed class CostModel(Prices prices)
{
    public const decimal SecondsAMonth = 2_628_000;
    private const decimal InstanceGb = 2;

    /// <summary>Requests and messages a second that one busy instance handles, well below the measurement on one core.</summary>
    private const decimal PerInstance = 100;

    /// <summary>The load of busy hours, as a multiple of the mean.</summary>
    private const decimal Peak = 4;

    private const decimal MinutesAMonth = SecondsAMonth / 60;
    private const int Queues = 6, MonthsKept = 12, RulesEveryFive = 7, RulesEveryFifteen = 1, SeriesAnInstance = 40;

    /// <summary>One poll of each queue every ten seconds when idle; Azure does not document the interval.</summary>
    private const decimal IdlePolls = SecondsAMonth / 10 * Queues;

    /// <summary>Calls of the timer each minute: one page of due rows, two calls a queue.</summary>
    private const decimal QueueCallsOfTheClock = MinutesAMonth * 2 * Queues;

    private const decimal KilobytesASpan = 1, SpansAnExecution = 6, TraceRatio = 0.1m, KilobytesASeries = 0.7m;

    public static int[] Sizes { get; } = [1_000, 100_000, 1_000_000];

    public MonthlyCost Of(int people) => new(
        people, people * (decimal)Workload.Segments, people * Workload.Segments * prices["smsSegment"], Functions(people), Storage(people),
        Monitoring(people));

    /// <summary>
    /// One always-ready instance for HTTP with its executions. On demand, each queue and the timer have their own instance and scale
    /// separately.
    /// </summary>
    private decimal Functions(int people)
    {
        var (http, queues) =
            (people * (decimal)Workload.HttpExecutions,
                Workload.ExecutionsByQueue.Select(executions => people * (decimal)executions).Append(MinutesAMonth).ToList());
        var ready =
            SecondsAMonth * InstanceGb * prices["flexAlwaysReadyBaselineGbSecond"]
                + Busy(http) * InstanceGb * prices["flexAlwaysReadyActiveGbSecond"];
        var onDemand = Math.Max(0, queues.Sum(Busy) * InstanceGb - prices["flexOnDemandFreeGbSeconds"]) * prices["flexOnDemandGbSecond"];
        return ready + onDemand + (http + queues.Sum()) / 1_000_000 * prices["flexExecutions"];
    }

    /// <summary>Busy seconds of instances: at least one for each execution, until executions share instances.</summary>
    private static decimal Busy(decimal executions) => Math.Min(executions, Instances(executions) * SecondsAMonth);

    /// <summary>The number of instances at once: the monthly mean, raised to the busy hours.</summary>
    private static decimal Instances(decimal executions) => Math.Ceiling(executions / SecondsAMonth * Peak / PerInstance);

    private decimal Storage(int people) =>
        (people * Workload.TableOperations + MinutesAMonth) / 10_000 * prices["tableOperations"]
        + (people * (decimal)Workload.QueueOperations + IdlePolls + QueueCallsOfTheClock) / 10_000 * prices["queueOperations"]
        + people * Workload.KilobytesKept * MonthsKept / 1_000_000 * prices["tableCapacity"];

    private decimal Monitoring(int people)
    {
        var executions = people * (Workload.HttpExecutions + Workload.QueueExecutions);
        var gigabytes =
            (executions * SpansAnExecution * KilobytesASpan * TraceRatio
                + Instances(executions) * SeriesAnInstance * MinutesAMonth * KilobytesASeries) / 1_000_000;
        return Math.Max(0, gigabytes - prices["logIngestionFree"]) * prices["logIngestion"]
            + RulesEveryFive * prices["logAlertFiveMinutes"] + RulesEveryFifteen * prices["logAlertFifteenMinutes"];
    }

    /// <summary>The table as printed in docs/operations.md.</summary>
    public string Markdown()
    {
        var table =
            new StringBuilder(
                "| People | SMS segments | SMS | Functions | Storage | Monitoring | Azure together | Azure for each person "
                    + "|\n|---|---|---|---|---|---|---|---|\n");
        foreach (var cost in Sizes.Select(Of))
            table.Append(CultureInfo.InvariantCulture,
                $"| {cost.People:N0} | {cost.Segments:N0} | {Usd(cost.Sms)} | {Usd(cost.Functions)} | {Usd(cost.Storage)} | "
                    + $"{Usd(cost.Monitoring)} | {Usd(cost.Azure)} | ${cost.Azure / cost.People:0.0000} |\n");
        return table.ToString();
    }

    private static string Usd(decimal amount) =>
        amount < 100
            ? string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}")
            : string.Create(CultureInfo.InvariantCulture, $"${amount:N0}");
}
