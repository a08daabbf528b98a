using System.Text.RegularExpressions;

namespace Outreach.Conventions;

/// <summary>What holds the house up: references run one way, Core stays pure, files stay short.</summary>
public sealed partial class StructureTests
{
    /// <summary>Core ← App ← {Gateways, Storage, Console} ← {Functions, Local}; siblings never meet.</summary>
    private static readonly Dictionary<string, string[]> allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["App"] = ["Core"],
        ["Gateways"] = ["App"],
        ["Storage"] = ["App"],
        ["Console"] = ["App"],
        ["Functions"] = ["Gateways", "Storage", "Console"],
        ["Local"] = ["Gateways", "Storage", "Console"],
    };

    [Fact]
    public void References_run_one_way()
    {
        Assert.Equal(allowed.Keys.Order(StringComparer.Ordinal), Repository.References.Keys.Order(StringComparer.Ordinal));
        foreach (var (project, references) in Repository.References) Assert.All(references, r => Assert.Contains(r, allowed[project]));
    }

    [Fact]
    public void Core_takes_in_pure_values_only() =>
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers", "NodaTime", "libphonenumber-csharp"],
            Repository.Packages("Core").Order(StringComparer.Ordinal));

    /// <summary>Where vendors' packages may be named: in the one room that hides them.</summary>
    [Theory]
    [InlineData("Azure.Data.Tables", "Storage")]
    [InlineData("Azure.Storage.Queues", "Storage")]
    [InlineData("Twilio", "Gateways")]
    [InlineData("Microsoft.Azure.Functions.Worker", "Functions")]
    [InlineData("Azure.Monitor.OpenTelemetry.Exporter", "Functions")]
    [InlineData("OpenTelemetry.Extensions.Hosting", "Functions")]
    public void A_vendors_package_has_one_room(string package, string room) =>
        Assert.All(Repository.References.Keys.Where(p => Repository.Packages(p).Contains(package)), p => Assert.Equal(room, p));

    /// <summary>Core's banned symbols must really be banned: a task, a clock, randomness and the network.</summary>
    [Theory]
    [InlineData("T:System.Threading.Tasks.Task;")]
    [InlineData("P:System.DateTime.UtcNow;")]
    [InlineData("T:NodaTime.SystemClock;")]
    [InlineData("T:System.Random;")]
    [InlineData("N:System.Net.Http;")]
    public void Core_bans(string symbol) =>
        Assert.Contains(symbol, RepositoryRoot.Read("functions/Outreach.Core/BannedSymbols.txt"),
            StringComparison.Ordinal);

    [Fact]
    public void Files_stay_under_300_lines() => Assert.All(Sources, file =>
        Assert.True(Lines(file).Length <= 300, $"{file} has {Lines(file).Length} lines: part it by subject."));

    [Fact]
    public void Lines_stay_within_140_characters() => Assert.All(Sources, file =>
    {
        var wide = Lines(file).Select((text, n) => (text, n)).Where(line => line.text.Length > 140);
        Assert.All(wide, line => Assert.Fail($"{file}:{line.n + 1} is {line.text.Length} characters wide: break it."));
    });

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        Assert.All(
            Repository.Sources("functions").Concat(Repository.Sources("tests"))
                .Where(f => !f.StartsWith("tests/Outreach.Conventions", StringComparison.Ordinal)), file =>
        Assert.DoesNotMatch(Unfinished(), RepositoryRoot.Read(file)));

    /// <summary>Tests take their inputs from recorded seeds, so that a run that passed passes again.</summary>
    [Fact]
    public void No_test_makes_its_own_randomness() => Assert.All(
        Repository.Sources("tests").Where(f => f.Split('/')[1] is not ("Outreach.Testing" or "Outreach.Conventions")),
        file => Assert.DoesNotMatch(Unrecorded(), RepositoryRoot.Read(file)));

    /// <summary>The deployable too: what is deployed is what every build and every test saw.</summary>
    [Fact]
    public void The_solution_builds_every_project()
    {
        var solution = RepositoryRoot.Read("Outreach.sln").Replace('\\', '/');
        Assert.All(Repository.Files("functions", "*.csproj").Concat(Repository.Files("tests", "*.csproj")), project =>
        {
            var id = Regex.Match(solution, $"\"{Regex.Escape(project)}\", \"([^\"]+)\"").Groups[1].Value;
            Assert.True(id.Length > 0, $"Outreach.sln does not hold {project}: dotnet sln add it.");
            foreach (var configuration in new[] { "Debug", "Release" })
                Assert.Contains($"{id}.{configuration}|Any CPU.Build.0", solution, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("NotImplementedException|\\bTODO\\b|\\bFIXME\\b|\\bHACK\\b|Skip *= *\"")]
    private static partial Regex Unfinished();

    [GeneratedRegex(
        @"\.Sample(Async|Parallel|ModelBased|Metamorphic)?(Async)?[(<]"
        + @"|new Random\(\)|Random\.Shared|RandomNumberGenerator\.|HashCode\.Combine\(")]
    private static partial Regex Unrecorded();

    private static IEnumerable<string> Sources => Repository.Sources("functions").Concat(Repository.Sources("tests"));

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(RepositoryRoot.Path, file));
}
