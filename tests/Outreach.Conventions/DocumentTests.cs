using System.Text.RegularExpressions;

namespace Outreach.Conventions;

/// <summary>The documents name only existing things, and name all of them.</summary>
public sealed partial class DocumentTests
{
    private const string Decisions = "docs/decisions";

    public static TheoryData<string> Documents => [.. new[] { "", "docs", Decisions, "infra" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder), "*.md"))
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))];

    private static string[] DecisionFiles { get; } = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, Decisions), "0*.md");

    /// <summary>docs/decisions/README.md lists each decision with a link to its file and its title.</summary>
    [Fact]
    public void Every_decision_is_listed_under_its_title()
    {
        var listed = DecisionLine().Matches(Read($"{Decisions}/README.md")).Select(line => line.Value.TrimEnd());
        Assert.Equal(DecisionFiles.Select(LineOf).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_two_decisions_have_one_number() =>
        Assert.All(DecisionFiles.GroupBy(file => Path.GetFileName(file)[..4]), number => Assert.Single(number));

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_link_leads_to_a_file_that_is_there(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(RepositoryRoot.Path, document))!;
        var targets = Link().Matches(Read(document)).Select(link => link.Groups[1].Value);
        foreach (var target in targets.Where(target => !target.Contains("://", StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, target.Split('#')[0]);
            Assert.True(target.StartsWith('#') || Path.Exists(file),
                $"{document} links to {target}, which is not there: mend the link or write the file.");
        }
    }

    /// <summary>A newcomer follows CONTRIBUTING.md word for word.</summary>
    [Fact]
    public void The_contributors_page_names_files_and_tests_that_are_there()
    {
        var page = Read("CONTRIBUTING.md");
        var files = NamedFile().Matches(page).Select(file => file.Groups[1].Value).ToList();
        var tests = NamedTest().Matches(page).Select(test => test.Groups[1].Value).ToList();
        var sources = string.Concat(Repository.Sources("tests").Select(Read));
        Assert.NotEmpty(files);
        Assert.NotEmpty(tests);
        Assert.All(files, file => Assert.True(Path.Exists(Path.Combine(RepositoryRoot.Path, file)),
            $"CONTRIBUTING.md names {file}, which is not there: mend the name."));
        Assert.All(tests, test => Assert.True(sources.Contains($" {test}(", StringComparison.Ordinal),
            $"CONTRIBUTING.md names the test {test}, which is not there: mend the name."));
    }

    [Fact]
    public void The_readme_stays_short() => Assert.InRange(File.ReadLines(Path.Combine(RepositoryRoot.Path, "README.md")).Count(), 1, 120);

    /// <summary>Lock files fix versions and name no registry, so any registry will do.</summary>
    [Fact]
    public void Every_built_project_has_a_lock_file_without_addresses()
    {
        var projects = BuiltProject().Matches(Read("Outreach.sln")).Select(project => project.Groups[1].Value.Replace('\\', '/'));
        Assert.All(projects, project =>
            Assert.DoesNotContain("://", Read($"{project}/packages.lock.json"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nightly.yml")]
    [InlineData("test.yml")]
    [InlineData("deploy.yml")]
    [InlineData("backup.yml")]
    public void Actions_are_pinned_by_commit(string workflow) =>
        Assert.All(Uses().Matches(Read($".github/workflows/{workflow}")).Select(use => use.Groups[1].Value), use =>
            Assert.Matches("^[^@]+@[0-9a-f]{40} # v[0-9.]+$", use));

    private static string LineOf(string file)
    {
        var name = Path.GetFileName(file);
        var title = Title().Match(File.ReadLines(file).First());
        Assert.True(title.Success && title.Groups[1].Value == name[..4], $"{name} must begin with '# {name[..4]}. ' and its title.");
        return $"- [{name[..4]}]({name}) {title.Groups[2].Value}";
    }

    private static string Read(string file) => RepositoryRoot.Read(file);

    [GeneratedRegex(@"^- \[\d{4}\].*$", RegexOptions.Multiline)]
    private static partial Regex DecisionLine();

    [GeneratedRegex(@"^# (\d{4})\. (.+)$")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`((?:functions|tests|docs|infra)/[A-Za-z0-9./-]+)[ `]")]
    private static partial Regex NamedFile();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"""((?:functions|tests)[\\/][^""]+)[\\/][^""\\/]+\.csproj""")]
    private static partial Regex BuiltProject();

    [GeneratedRegex(@"uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
