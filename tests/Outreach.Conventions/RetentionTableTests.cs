using System.Text.RegularExpressions;
using Outreach.App;

namespace Outreach.Conventions;

/// <summary>docs/privacy.md says of each table what of people is in it and until when, and of each period how many days.</summary>
public sealed partial class RetentionTableTests
{
    private static readonly string document = RepositoryRoot.Read("docs/privacy.md");

    [Fact]
    public void Each_table_has_its_row()
    {
        var table = document.Split("<!-- tables -->")[1].Split("<!-- /tables -->")[0];
        var rows = Row().Matches(table).Where(r => r.Groups[2].Value.Trim().Length > 0 && r.Groups[3].Value.Trim().Length > 0)
            .Select(r => r.Groups[1].Value).ToList();
        Assert.Equal(Enum.GetNames<Table>().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    /// <summary>A period that no table names would be one that nothing keeps.</summary>
    [Fact]
    public void Each_period_is_named_with_its_days_and_ends_a_table()
    {
        var (options, table) = (new RetentionOptions(), document.Split("<!-- tables -->")[1].Split("<!-- /tables -->")[0]);
        foreach (var period in typeof(RetentionOptions).GetProperties())
        {
            Assert.Contains($"| `{period.Name}` | {period.GetValue(options)} |", document, StringComparison.Ordinal);
            Assert.Contains(Row().Matches(table), r => r.Groups[3].Value.Contains($"`{period.Name}`", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"^\| `(\w+)` \|([^|]*)\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
