using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Kernel;

namespace Outreach.Conventions;

/// <summary>The tables of docs/architecture.md and docs/glossary.md have what the code has, under its names.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string document = RepositoryRoot.Read("docs/architecture.md");

    /// <summary>Kind and state, in the order of <see cref="AggregateKind"/>.</summary>
    [Fact]
    public void The_table_of_aggregates_is_the_codes()
    {
        var table = document.Split("<!-- aggregates -->")[1].Split("<!-- /aggregates -->")[0];
        var rows = Row().Matches(table).Select(row => (row.Groups[1].Value, row.Groups[2].Value));
        Assert.Equal(Enum.GetValues<AggregateKind>().Select(kind => (kind.ToString(), Aggregates.StateType(kind).Name)), rows);
    }

    [Fact]
    public void The_table_of_rooms_is_the_codes() => Assert.Equal(RoomTests.Rooms, Names("Rooms of Core"));

    [Fact]
    public void The_table_of_storage_has_each_table() =>
        Assert.Equal(Enum.GetNames<Table>().Order(StringComparer.Ordinal), Names("Storage").Order(StringComparer.Ordinal));

    [Fact]
    public void Each_name_of_the_table_is_a_type_where_it_says()
    {
        var rows = Section("Names").SelectMany(line => Place().Matches(line)).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.All(Name().Matches(row.Groups[1].Value), name => Assert.True(
            IsIn($"functions/Outreach.{row.Groups[2].Value}", name.Groups[1].Value),
            $"docs/architecture.md says that {name.Groups[1].Value} is in {row.Groups[2].Value}, where no type has this name.")));
    }

    /// <summary>What changes as one has a word of its own, or shares a row with another.</summary>
    [Fact]
    public void The_glossary_has_each_kind_of_aggregate()
    {
        var words = RepositoryRoot.Read("docs/glossary.md").Split('\n').Where(line => line.StartsWith('|'))
            .SelectMany(line => line.Split('|')[1].Split(',')).Select(word => word.Trim().ToUpperInvariant()).ToList();
        Assert.All(Enum.GetNames<AggregateKind>(), kind => Assert.True(words.Contains(kind.ToUpperInvariant()),
            $"docs/glossary.md has no row | {kind} |: say in one line what it means."));
        Assert.All(words.Where(word => word.Any(char.IsLetter) && word != "WORD").GroupBy(word => word), word => Assert.Single(word));
    }

    private static bool IsIn(string place, string name)
    {
        var files = place.EndsWith(".cs", StringComparison.Ordinal) ? [place] : Repository.Sources(place);
        return files.Any(file => Regex.IsMatch(RepositoryRoot.Read(file), $@"\b(class|record|struct|enum|interface) {name}(Attribute)?\b"));
    }

    private static IEnumerable<string> Names(string section) =>
        Section(section).Select(line => First().Match(line)).Where(first => first.Success).Select(first => first.Groups[1].Value);

    private static IEnumerable<string> Section(string title) => document.Split('\n')
        .SkipWhile(line => line != $"## {title}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));

    /// <summary>Kind, key, state: the first and the third cell are names in backticks.</summary>
    [GeneratedRegex(@"^\| `(\w+)` \|[^|]*\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(\w+)` \|")]
    private static partial Regex First();

    [GeneratedRegex(@"^\| (`.+`) \|[^|]*\| `((?:Core|App)/[\w/.]+)` \|$")]
    private static partial Regex Place();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();
}
