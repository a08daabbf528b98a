using System.Text.RegularExpressions;
using Outreach.App;

namespace Outreach.Infra.Tests;

/// <summary>Alerts query the telemetry that the code really emits, and link to a page with the remedy.</summary>
public sealed partial class AlertTests
{
    private const string Rules = "Microsoft.Insights/scheduledQueryRules";

    /// <summary>Polly's own name, checked by tests/Outreach.Functions.Tests.</summary>
    private const string PollyEvents = "resilience.polly.strategy.events";

    internal static IReadOnlySet<string> Instruments => instruments;

    private static readonly HashSet<string> instruments =
        [.. typeof(Telemetry).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => name.StartsWith("outreach.", StringComparison.Ordinal)), PollyEvents];

    [BicepFact]
    public async Task What_must_wake_somebody_does()
    {
        var rules = (await Deployment.OfAsync("prod")).Names(Rules).Select(name => RuleName().Match(name).Groups[1].Value);
        Assert.Equal(
            ["api-refusals", "breaker-open", "daily-spend", "poison", "queue-age", "queue-length", "sign-in-wrong", "silence",
                "unasked-waits", "ussd-failed", "ussd-slow"],
            rules.Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public async Task Every_alert_asks_for_an_instrument_of_the_code() => Assert.All(await QueriesAsync(), query =>
        Assert.Contains(Instrument().Match(query).Groups[1].Value, instruments));

    [BicepFact]
    public async Task The_alert_on_slow_USSD_is_at_three_seconds()
    {
        var query =
            Assert.Single(await QueriesAsync(),
                query => query.Contains(Telemetry.UssdDuration, StringComparison.Ordinal)
                    && query.Contains("Max", StringComparison.Ordinal));
        Assert.Contains("Max > 3 ", query, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Every_alert_names_a_page_that_there_is()
    {
        var pages = Heading().Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs/operations.md")))
            .Select(match => match.Groups[1].Value.Trim().ToLowerInvariant().Replace(' ', '-')).ToHashSet();
        Assert.All((await Deployment.OfAsync("prod")).OfType(Rules), rule =>
            Assert.Contains(((string)rule["properties"]!["description"]!).Split('#')[^1], pages));
    }

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Somebody_is_told_and_the_budget_is_watched(string environment)
    {
        var deployment = await Deployment.OfAsync(environment);
        Assert.NotEmpty(deployment.Properties("Microsoft.Insights/actionGroups")["emailReceivers"]!.AsArray());
        Assert.Equal(2, deployment.Properties("Microsoft.Consumption/budgets")["notifications"]!.AsObject().Count);
    }

    private static async Task<IReadOnlyList<string>> QueriesAsync() =>
        [.. (await Deployment.OfAsync("prod")).OfType(Rules)
            .Select(rule => (string)rule["properties"]!["criteria"]!["allOf"]![0]!["query"]!)];

    [GeneratedRegex("^outreach-prod-[a-z0-9]+-(.+)$")]
    private static partial Regex RuleName();

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
