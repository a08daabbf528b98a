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
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers", "NodaTime", "libphonenumber-csharp"], Repository.Packages("Core").Order(StringComparer.Ordinal));

    /// <summary>Where vendors' packages may be named: in the one room that hides them.</summary>
    [Theory]
    [InlineData("Azure.Data.Tables", "Storage")]
    [InlineData("Azure.Storage.Queues", "Storage")]
    [InlineData("Twilio", "Functions")]
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
        Assert.Contains(symbol, File.ReadAllText(Path.Combine(Repository.Root, "functions/Outreach.Core/BannedSymbols.txt")), StringComparison.Ordinal);

    [Fact]
    public void Files_stay_under_250_lines() => Assert.All(Repository.Sources("functions"), file =>
        Assert.True(File.ReadLines(Path.Combine(Repository.Root, file)).Count() <= 250, file));

    [Fact]
    public void Nothing_is_left_to_be_done_later() => Assert.All(Repository.Sources("functions").Concat(Repository.Sources("tests")).Where(f => !f.StartsWith("tests/Outreach.Conventions", StringComparison.Ordinal)), file =>
        Assert.DoesNotMatch(Unfinished(), File.ReadAllText(Path.Combine(Repository.Root, file))));

    /// <summary>Tests take their inputs from recorded seeds, so that a run that passed passes again.</summary>
    [Fact]
    public void No_test_makes_its_own_randomness() => Assert.All(
        Repository.Sources("tests").Where(f => f.Split('/')[1] is not ("Outreach.Testing" or "Outreach.Conventions")),
        file => Assert.DoesNotMatch(Unrecorded(), File.ReadAllText(Path.Combine(Repository.Root, file))));

    /// <summary>The solution holds the deployable but does not build it: the SDK's packages are not everywhere.</summary>
    [Fact]
    public void The_solution_does_not_build_the_deployable()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Outreach.sln"));
        var id = DeployableId().Match(solution).Groups[1].Value;
        Assert.NotEmpty(id);
        Assert.Contains($"{id}.Debug|Any CPU.ActiveCfg", solution, StringComparison.Ordinal);
        Assert.DoesNotContain($"{id}.Debug|Any CPU.Build.0", solution, StringComparison.Ordinal);
    }

    /// <summary>Every project but the deployable is built, so that none is forgotten.</summary>
    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Outreach.sln")).Replace('\\', '/');
        var projects = new[] { "functions", "tests" }.SelectMany(f => Directory.GetFiles(Path.Combine(Repository.Root, f), "*.csproj", SearchOption.AllDirectories));
        Assert.All(projects, p => Assert.Contains(Path.GetRelativePath(Repository.Root, p).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    [GeneratedRegex("NotImplementedException|\\bTODO\\b|\\bFIXME\\b|\\bHACK\\b|Skip *= *\"")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\.Sample(Async|Parallel|ModelBased|Metamorphic)?(Async)?[(<]|new Random\(|Random\.Shared|RandomNumberGenerator\.|HashCode\.Combine\(")]
    private static partial Regex Unrecorded();

    [GeneratedRegex("Outreach\\.Functions\\.csproj\", \"(\\{[0-9A-F-]+\\})\"", RegexOptions.IgnoreCase)]
    private static partial Regex DeployableId();
}
