using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Outreach.Storage.Azurite;

/// <summary>node and npm, found on a search path.</summary>
internal sealed class NodeTools
{
    private const int OldestMajor = 20;
    private const string WhatToDo =
        "install Node.js 20 or later, or set Storage__ConnectionString to a storage account.";

    private readonly string searchPath;

    private NodeTools(string searchPath, string node) => (this.searchPath, Node) = (searchPath, node);

    /// <summary>The full path of node.</summary>
    public string Node { get; }

    /// <summary>The full path of npm.</summary>
    /// <exception cref="AzuriteUnavailableException">npm was not found.</exception>
    public string Npm => Find(searchPath, "npm") ?? throw Unavailable("npm, which comes with Node.js, was not found");

    /// <summary>Finds node and checks its version.</summary>
    /// <exception cref="AzuriteUnavailableException">node was not found, or is too old.</exception>
    public static async Task<NodeTools> FindAsync(string searchPath, CancellationToken ct)
    {
        var node = Find(searchPath, "node") ?? throw Unavailable("Node.js was not found");
        var tools = new NodeTools(searchPath, node);
        var version = await tools.VersionAsync(ct);
        return MajorOf(version) >= OldestMajor ? tools : throw Unavailable($"Node.js here is {version}");
    }

    /// <summary>Prepares a start with redirected streams, and with node on the same path.</summary>
    public ProcessStartInfo Start(string program, string folder, IEnumerable<string> arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["PATH"] = searchPath },
    };

    private async Task<string> VersionAsync(CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(Start(Node, Path.GetTempPath(), ["--version"]))!;
            var version = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return version.Trim();
        }
        catch (Win32Exception e)
        {
            throw new AzuriteUnavailableException($"Node.js here cannot be run ({e.Message}): {WhatToDo}", e);
        }
    }

    private static int MajorOf(string version) =>
        int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    private static string? Find(string searchPath, string tool)
    {
        string[] names = OperatingSystem.IsWindows() ? [tool + ".exe", tool + ".cmd"] : [tool];
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(_ => names, Path.Combine)
            .FirstOrDefault(File.Exists);
    }

    private static AzuriteUnavailableException Unavailable(string why) => new($"{why}: {WhatToDo}");
}
