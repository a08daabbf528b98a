using System.Text.Json;

namespace Outreach.Functions.Tests;

/// <summary>The published folder holds everything required and nothing of the local host.</summary>
public sealed class PublishedTests
{
    [Fact]
    public void It_holds_what_the_host_looks_for() => Assert.All(
        ["host.json", "functions.metadata", "extensions.json", "worker.config.json", "Outreach.Functions.dll",
            ".azurefunctions/Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll"],
        file => Assert.True(File.Exists(Path.Combine(Deployed.Folder, file)), file));

    [Fact]
    public void It_holds_nothing_of_the_local_hosts()
    {
        var files =
            Directory.GetFiles(Deployed.Folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Deployed.Folder, file)).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files,
            file => file.Contains("azurite", StringComparison.OrdinalIgnoreCase)
                || file.Contains("local.settings", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            ["Outreach.App", "Outreach.Console", "Outreach.Core", "Outreach.Functions", "Outreach.Gateways", "Outreach.Storage"],
            files.Where(file => file.StartsWith("Outreach.", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
                .Select(file => file[..^4]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_depends_on_no_package_for_tests()
    {
        using var deps = JsonDocument.Parse(File.ReadAllText(Path.Combine(Deployed.Folder, "Outreach.Functions.deps.json")));
        Assert.DoesNotContain(deps.RootElement.GetProperty("libraries").EnumerateObject(), library =>
            library.Name.StartsWith("xunit", StringComparison.OrdinalIgnoreCase)
                || library.Name.StartsWith("Outreach.Local", StringComparison.Ordinal)
                || library.Name.StartsWith("Outreach.Testing", StringComparison.Ordinal));
    }
}
