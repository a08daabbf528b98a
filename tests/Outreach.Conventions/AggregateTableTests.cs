using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Kernel;

namespace Outreach.Conventions;

/// <summary>docs/architecture.md lists every kind of aggregate with its state, in the order of <see cref="AggregateKind"/>.</summary>
public sealed partial class AggregateTableTests
{
    [Fact]
    public void The_table_of_aggregates_is_the_codes()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs/architecture.md"));
        var table = document.Split("<!-- aggregates -->")[1].Split("<!-- /aggregates -->")[0];
        var rows = Row().Matches(table).Select(row => (row.Groups[1].Value, row.Groups[2].Value));
        Assert.Equal(Enum.GetValues<AggregateKind>().Select(kind => (kind.ToString(), Aggregates.StateType(kind).Name)), rows);
    }

    /// <summary>Kind, key, state: the first and the third cell are names in backticks.</summary>
    [GeneratedRegex(@"^\| `(\w+)` \|[^|]*\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
