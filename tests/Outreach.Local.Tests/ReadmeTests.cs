using Outreach.Local.Demo;

namespace Outreach.Local.Tests;

/// <summary>The README and docs/scripting.md describe exactly the demo that the host loads.</summary>
public sealed class ReadmeTests
{
    internal static string Readme { get; } = Read("README.md");

    private static readonly string scripting = Read("docs/scripting.md");

    [Fact]
    public void The_readme_lists_the_people_of_the_demo() => Assert.Contains(DemoPeople.Markdown(), Readme, StringComparison.Ordinal);

    [Theory]
    [InlineData("*384*7071#")]
    [InlineData("local-coordinator")]
    [InlineData("dotnet run --project functions/Outreach.Local")]
    [InlineData("http://localhost:7071/simulator")]
    public void The_readme_names_what_a_newcomer_needs(string name) => Assert.Contains(name, Readme, StringComparison.Ordinal);

    [Theory]
    [InlineData("*384*7071#")]
    [InlineData("AC00000000000000000000000000000000")]
    [InlineData("local-token")]
    [InlineData("local-coordinator")]
    [InlineData("/simulator/messages")]
    public void The_page_on_scripting_names_what_scripts_need(string name) => Assert.Contains(name, scripting, StringComparison.Ordinal);

    private static string Read(string file) => RepositoryRoot.Read(file);
}
