using Outreach.Local.Demo;
using Outreach.Storage.Azurite;

namespace Outreach.Local.Tests;

/// <summary>What the README says of the demo is what the host loads.</summary>
public sealed class ReadmeTests
{
    private static readonly string readme = File.ReadAllText(Path.Combine(AzuriteSettings.DefaultWorkFolder(), "..", "README.md"));

    [Fact]
    public void The_readme_lists_the_people_of_the_demo() => Assert.Contains(DemoPeople.Markdown(), readme, StringComparison.Ordinal);

    [Theory]
    [InlineData("*384*7071#")]
    [InlineData("AC00000000000000000000000000000000")]
    [InlineData("local-token")]
    [InlineData("local-coordinator")]
    [InlineData("dotnet run --project functions/Outreach.Local")]
    [InlineData("/simulator/messages")]
    public void The_readme_names_what_scripts_need(string name) => Assert.Contains(name, readme, StringComparison.Ordinal);
}
