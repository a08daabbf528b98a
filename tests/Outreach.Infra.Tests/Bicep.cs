using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Outreach.Infra.Tests;

/// <summary>Runs the Bicep CLI on a copy of infra/, so that nothing is written into the repository.</summary>
internal static class Bicep
{
    private static readonly Dictionary<string,
        string?> told = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(a => a.Key, a => a.Value);
    private static readonly ConcurrentDictionary<string, Lazy<Task<JsonObject>>> done = new();

    /// <summary>
    /// The reason why these tests cannot run here, or null. With a package for this machine they run, and fail if the CLI is missing.
    /// </summary>
    public static string? Missing { get; } = told["HasBicep"] == "true"
        ? null
        : $"There is no Bicep CLI for {told["Machine"]}: infra/ is not checked on this machine.";

    public static string Infra => Path.Combine(RepositoryRoot.Path, "infra");

    /// <summary>Every file that the CLI compiles, relative to infra/.</summary>
    public static IEnumerable<string> Files => new[] { "*.bicep", "*.bicepparam" }
        .SelectMany(pattern => Directory.GetFiles(Infra, pattern, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Infra, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The ARM template compiled from main.bicep.</summary>
    public static Task<JsonObject> TemplateAsync() => Once("main.bicep", async folder =>
    {
        await RunAsync(folder, "build", "--no-restore", "main.bicep");
        return "main.json";
    });

    /// <summary>The resources that a parameter file would deploy: the CLI evaluates names, loops and conditions itself.</summary>
    public static Task<JsonObject> DeployedAsync(string environment) => Once(environment, async folder =>
    {
        await RunAsync(folder, "snapshot", $"{environment}.bicepparam", "--mode", "overwrite",
            "--subscription-id", "00000000-0000-0000-0000-000000000000", "--resource-group", "outreach", "--location", "southafricanorth");
        return $"{environment}.snapshot.json";
    });

    /// <summary>Runs the CLI in a temporary copy of infra/ and returns all its output.</summary>
    public static async Task<string> RunInACopyAsync(params string[] arguments)
    {
        using var copy = new Copy();
        return await RunAsync(copy.Folder, arguments);
    }

    private static Task<JsonObject> Once(string name, Func<string, Task<string>> work) => done.GetOrAdd(name, _ => new(async () =>
    {
        using var copy = new Copy();
        var file = await work(copy.Folder);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(copy.Folder, file)))!.AsObject();
    })).Value;

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start =
            new ProcessStartInfo(told["Bicep"]!,
                arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var printed = await output + await error;
        Assert.True(process.ExitCode == 0, $"bicep {string.Join(' ', arguments)} failed:\n{printed}");
        return printed;
    }

    private sealed class Copy : IDisposable
    {
        public Copy()
        {
            foreach (var file in Directory.GetFiles(Infra, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(Folder, Path.GetRelativePath(Infra, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("outreach-infra-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A test that needs the CLI; without the CLI, the test is skipped with the reason.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Bicep.Missing;
}

internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = Bicep.Missing;
}
