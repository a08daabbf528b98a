namespace Outreach.Infra.Tests;

/// <summary>Every file compiles, passes the linter without warnings and has the CLI's own format.</summary>
public sealed class CompileTests
{
    [BicepFact]
    public async Task Every_module_compiles_without_a_warning() =>
        Assert.Equal("", await Bicep.RunInACopyAsync("build", "--no-restore", "--pattern", "**/*.bicep"));

    [BicepFact]
    public async Task Every_environments_parameters_compile_without_a_warning() =>
        Assert.Equal("", await Bicep.RunInACopyAsync("build-params", "--no-restore", "--pattern", "*.bicepparam"));

    /// <summary>The patterns above would also match an empty folder.</summary>
    [BicepFact]
    public void There_is_something_to_compile() =>
        Assert.Superset(
            new HashSet<string>
            {
                "main.bicep", "backup.bicep", "dev.bicepparam", "staging.bicepparam", "prod.bicepparam", "modules/app.bicep",
                "modules/alerts.bicep", "modules/workbook.bicep",
            },
            Bicep.Files.ToHashSet());

    /// <summary>Modules of a registry would need a network and trust in another author.</summary>
    [BicepFact]
    public void Modules_are_our_own() => Assert.All(Bicep.Files, file =>
        Assert.DoesNotMatch(@"'(br|ts)[:/]", File.ReadAllText(Path.Combine(Bicep.Infra, file))));

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task An_environment_can_be_worked_out_whole(string environment) =>
        Assert.Empty((await Bicep.DeployedAsync(environment))["diagnostics"]!.AsArray());
}
