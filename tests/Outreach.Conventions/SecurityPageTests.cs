using System.Text.RegularExpressions;

namespace Outreach.Conventions;

/// <summary>docs/security.md names a test for each threat and for each requirement that it calls met, and each of them is there.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string page = RepositoryRoot.Read("docs/security.md");

    private static readonly Dictionary<string, string> classes = Repository.Sources("tests")
        .Select(file => RepositoryRoot.Read(file))
        .SelectMany(source => TestClass().Matches(source).Select(found => (Name: found.Groups[1].Value, Source: source)))
        .GroupBy(found => found.Name)
        .ToDictionary(parts => parts.Key, parts => string.Join('\n', parts.Select(part => part.Source)));

    /// <summary>A row's first cell, and the row.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in page.Split('\n').Where(IsRow)) rows.Add(Cells(row)[0], row);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_names_tests_that_are_there(string what, string row)
    {
        var named = NamedTest().Matches(row).Select(found => (Class: found.Groups[1].Value, Test: found.Groups[2].Value)).ToList();
        if (Cells(row)[2] != "accepted") Assert.True(named.Count > 0, $"{what}: the row names no test.");
        foreach (var (inside, test) in named)
        {
            Assert.True(classes.TryGetValue(inside, out var source), $"{what}: there is no test class {inside}.");
            Assert.True(test.Length == 0 || IsTest(source, test), $"{what}: {inside} has no test {test}.");
            Assert.True(test.Length > 0 || Attribute().IsMatch(source), $"{what}: {inside} has no test.");
        }
    }

    /// <summary>
    /// What is neither met nor accepted is a fault, and is not left on the page. A class says less than a test: one of a class's tests
    /// holds the requirement, and is named.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_requirement_is_met_or_accepted_because(string what, string row)
    {
        if (!RequirementNumber().IsMatch(what)) return;
        var cells = Cells(row);
        Assert.Contains(cells[2], new[] { "met", "accepted" });
        Assert.NotEqual("", cells[3]);
        Assert.True(cells[2] == "accepted" || NamedTest().Matches(row).Any(found => found.Groups[2].Length > 0),
            $"{what}: the row names a class, and no test of it.");
    }

    [Fact]
    public void SECURITY_says_for_each_kind_of_fault_how_soon_it_is_answered_and_mended()
    {
        var times = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "SECURITY.md")).Where(IsRow).Select(Cells).ToList();
        Assert.True(times.Count >= 3);
        Assert.All(times, row =>
        {
            Assert.Matches(@"within \d+ days", row[1]);
            Assert.Matches(@"within \d+ days", row[2]);
        });
    }

    /// <summary>A row of a table, without its heading and the line below that.</summary>
    private static bool IsRow(string line) => line.StartsWith("| ", StringComparison.Ordinal) && !Heading().IsMatch(line);

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    private static bool IsTest(string source, string name) =>
        Regex.IsMatch(source, $@"\[\w*(Fact|Theory)[^\]]*\](?:\s*\[[^\n]*\])*\s*public [^\n]*\b{Regex.Escape(name)}\(",
            RegexOptions.None, TimeSpan.FromMinutes(5));

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"`([A-Z]\w*Tests)(?:\.(\w+))?`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\[\w*(Fact|Theory)\b")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\| (Who \||# \||What it allows \|)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex RequirementNumber();
}
