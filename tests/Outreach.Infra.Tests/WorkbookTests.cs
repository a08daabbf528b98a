using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Outreach.Infra.Tests;

/// <summary>The workbook shows what the code emits: every instrument, and no other.</summary>
public sealed partial class WorkbookTests
{
    [BicepFact]
    public async Task Every_instrument_of_the_code_is_on_the_page_and_no_other() => Assert.Equal(
        AlertTests.Instruments.Order(StringComparer.Ordinal),
        (await QueriesAsync()).SelectMany(query => Instrument().Matches(query)).Select(match => match.Groups[1].Value).Distinct()
            .Order(StringComparer.Ordinal));

    /// <summary>A query of another table would stay empty.</summary>
    [BicepFact]
    public async Task Every_query_reads_a_table_that_the_workspace_has() => Assert.All(await QueriesAsync(), query =>
        Assert.Contains(query.Split(' ')[0], new[] { "AppMetrics", "AppTraces", "FunctionAppLogs" }));

    /// <summary>operations.md explains each tag; a query on another tag would stay empty.</summary>
    [BicepFact]
    public async Task Every_tag_is_one_that_the_operations_page_explains()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs/operations.md"));
        foreach (var query in (await QueriesAsync()).Where(query => query.Contains("\"outreach.", StringComparison.Ordinal)))
        {
            var name = Instrument().Match(query).Groups[1].Value;
            var row = page.Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
            Assert.All(Tag().Matches(query).Select(match => match.Groups[1].Value), tag => Assert.Contains($"`{tag}`", row));
        }
    }

    private static async Task<IReadOnlyList<string>> QueriesAsync()
    {
        var workbook = (await Deployment.OfAsync("prod")).Properties("Microsoft.Insights/workbooks");
        var items = JsonNode.Parse((string)workbook["serializedData"]!)!["items"]!.AsArray();
        return [.. items.Select(item => (string?)item!["content"]!["query"]).OfType<string>()];
    }

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex("Properties\\[\"([^\"]+)\"\\]")]
    private static partial Regex Tag();
}
