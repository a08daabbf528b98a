using System.Text.RegularExpressions;

namespace Outreach.Infra.Tests;

/// <summary>The workflows hold no secret, run the developers' commands, and require approval before they change production.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string test = Read("test.yml");
    private static readonly string deploy = Read("deploy.yml");
    private static readonly string backup = Read("backup.yml");

    [Fact]
    public void No_secret_is_kept_at_GitHub()
    {
        Assert.DoesNotContain("secrets.", test + deploy + backup, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)publish-profile|client-secret|creds:", test + deploy + backup);
    }

    /// <summary>Every job that signs in uses its own token, and no other job has a token.</summary>
    [Fact]
    public void Azure_is_signed_in_to_by_OpenID_Connect() =>
        Assert.All(new[] { test, deploy, backup }, workflow => Assert.All(Jobs(workflow), job =>
        Assert.Equal(job.Contains("azure/login", StringComparison.Ordinal) || job.Contains("steps: *deploy", StringComparison.Ordinal),
            job.Contains("id-token: write", StringComparison.Ordinal))));

    [Fact]
    public void CI_runs_what_a_developer_runs() => Assert.Contains("run: bash .ci/run", test, StringComparison.Ordinal);

    [Fact]
    public void Production_comes_after_staging_and_in_an_environment_that_can_ask_for_approval()
    {
        Assert.Matches(@"(?s)\n  staging:\n    needs: dev\n.*environment:\n      name: staging\n", deploy);
        Assert.Matches(@"(?s)\n  prod:\n    needs: staging\n.*environment:\n      name: prod\n", deploy);
    }

    /// <summary>Going back deploys an earlier commit, and nothing that was never on main.</summary>
    [Fact]
    public void What_is_deployed_is_a_commit_of_main() =>
        Assert.Matches(@"(?s)ref: \$\{\{ inputs\.commit .*merge-base --is-ancestor HEAD origin/main\n.*dotnet publish", deploy);

    /// <summary>A backup that nobody can read is found on the night that it is made.</summary>
    [Fact]
    public void Each_backup_is_put_away_and_brought_back_once() => Assert.Matches(
        @"(?s)cron: .*Outreach\.Local\.dll backup .*blob upload-batch .*Outreach\.Local\.dll restore .*if: always\(\)\n +run: rm -rf",
        backup);

    /// <summary>Each build keeps a list of what is in it, by a tool of a written version.</summary>
    [Fact]
    public void Each_build_keeps_its_bill_of_materials()
    {
        Assert.Matches(@"(?s)dotnet publish functions/Outreach\.Functions .*dotnet-CycloneDX functions/Outreach\.Functions/.*name: sbom\n",
            deploy);
        Assert.Matches("\"cyclonedx\": \\{\\s+\"version\": \"\\d", RepositoryRoot.Read(".config/dotnet-tools.json"));
    }

    [Fact]
    public void A_pull_request_only_asks_what_would_change()
    {
        Assert.Contains("az deployment group what-if", test, StringComparison.Ordinal);
        Assert.DoesNotContain("group create", test, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request", deploy, StringComparison.Ordinal);
    }

    /// <summary>Each deploying job has a parameter file, and no other environment exists.</summary>
    [Fact]
    public void Each_environment_has_its_parameters() =>
        Assert.Equal(["dev", "prod", "staging"],
            Directory.GetFiles(Bicep.Infra, "*.bicepparam").Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal));

    private static IEnumerable<string> Jobs(string workflow) =>
        Job().Split(workflow[workflow.IndexOf("\njobs:", StringComparison.Ordinal)..]).Skip(1);

    private static string Read(string file) => RepositoryRoot.Read($".github/workflows/{file}");

    [GeneratedRegex("\n  (?=[a-z-]+:\n)")]
    private static partial Regex Job();
}
