using System.Diagnostics;
using System.Security.Cryptography;

namespace Outreach.Storage.Azurite;

/// <summary>
/// Installs the emulator by npm from the pinned lock file: once for each checkout, and again after a change. Programs that start together
/// take turns.
/// </summary>
internal sealed class AzuriteInstall(AzuriteSettings settings, NodeTools tools)
{
    /// <summary>The same version as in package.json.</summary>
    public const string Version = "3.35.0";

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(4);
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "azurite");

    private readonly string folder = Path.Combine(settings.WorkFolder, "azurite-" + Version);

    /// <summary>The script that runs the emulator while this program lives.</summary>
    public static string Runner => Path.Combine(Shipped, "run-azurite.js");

    /// <summary>The emulator's own script.</summary>
    public string Entry => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Installs missing files; about half a minute the first time, nothing later.</summary>
    /// <exception cref="AzuriteUnavailableException">npm is missing or failed.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        var pinned = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Shipped, "package-lock.json"), ct)));
        if (IsDone(pinned)) return;
        Directory.CreateDirectory(folder);
        await using var turn =
            await FileTurn.TakeAsync(folder + ".lock",
                () => settings.Progress("Waiting for another program that is installing the storage emulator…"), ct);
        if (IsDone(pinned)) return;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Shipped, file), Path.Combine(folder, file), overwrite: true);
        await NpmAsync(ct);
        await File.WriteAllTextAsync(DoneFile, pinned, ct);
    }

    private string DoneFile => Path.Combine(folder, "installed");

    private bool IsDone(string pinned) => File.Exists(DoneFile) && File.ReadAllText(DoneFile) == pinned && File.Exists(Entry);

    private async Task NpmAsync(CancellationToken ct)
    {
        var install = new NpmRun().InstallAsync(tools.Start(tools.Npm, folder, NpmRun.Arguments), ct);
        await ReportAsync(install, ct);
        if (await install is { } problem) throw Failed(problem);
    }

    private async Task ReportAsync(Task installed, CancellationToken ct)
    {
        settings.Progress($"Installing the storage emulator (Azurite {Version}) with npm; this happens once.");
        var watch = Stopwatch.StartNew();
        while (await Task.WhenAny(installed, Task.Delay(BetweenLines, ct)) != installed)
            settings.Progress(
                $"Still installing the storage emulator: {watch.Elapsed.TotalSeconds:0} s so far; it usually takes 15 to 60 s.");
        await installed;
    }

    private static AzuriteUnavailableException Failed(string said) =>
        new($"npm could not install the storage emulator ({said}): "
            + "check that npm reaches its registry, or set Storage__ConnectionString to a storage account.");
}
