using System.Diagnostics;

namespace Outreach.Storage.Azurite;

/// <summary>
/// Microsoft's storage emulator, for one machine or one test run, on free local ports. Disposal or this program's death stops the
/// emulator.
/// </summary>
/// <remarks>The emulator saves its data when stopped, and every few seconds: never kill it.</remarks>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly AzuritePorts ports;
    private bool disposed;

    private AzuriteProcess(Process process, AzuritePorts ports) => (this.process, this.ports) = (process, ports);

    /// <summary>For <see cref="StorageOptions.ConnectionString"/>. The key is the emulator's published one, no secret.</summary>
    public string ConnectionString => ports.ConnectionString;

    /// <summary>The emulator's process id, for tests that freeze it.</summary>
    public int ProcessId => process.Id;

    public bool IsRunning => !process.HasExited;

    /// <summary>Installs the emulator if need be, starts it, and returns when its ports answer.</summary>
    /// <exception cref="AzuriteUnavailableException">The emulator cannot be installed or started; the message says how to fix
    /// this.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings = settings.WithWholePaths();
        var tools = await NodeTools.FindAsync(settings.SearchPath, ct);
        var install = new AzuriteInstall(settings, tools);
        await install.EnsureAsync(ct);
        if (settings.DataFolder is { } folder) await DataFolder.FreeAsync(folder, ct);
        var output = new AzuriteOutput();
        var process =
            output.Start(tools.Start(tools.Node, settings.DataFolder ?? settings.WorkFolder, Arguments(install, settings.DataFolder)));
        return new AzuriteProcess(process, await PortsAsync(process, output, ct));
    }

    /// <summary>Saves and stops, as SIGTERM would; an emulator that hangs for 10 s is killed. A repeat is harmless.</summary>
    public Task StopAsync() => StopAsync(process);

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await StopAsync();
        process.Dispose();
    }

    private static IEnumerable<string> Arguments(AzuriteInstall install, string? folder) =>
    [
        AzuriteInstall.Runner, install.Entry, folder is null ? "-" : DataFolder.IdFile(folder),
        "--silent", "--disableTelemetry", "--skipApiVersionCheck",
        "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
        .. folder is null ? ["--inMemoryPersistence"] : new[] { "--location", folder },
    ];

    private static async Task<AzuritePorts> PortsAsync(Process process, AzuriteOutput output, CancellationToken ct)
    {
        try
        {
            return await output.Ports.WaitAsync(StartPatience, ct);
        }
        catch (Exception e)
        {
            await StopAsync(process);
            process.Dispose();
            if (e is not TimeoutException) throw;
            throw new AzuriteUnavailableException(
                $"The storage emulator did not start within {StartPatience.TotalSeconds:0} s: try again, or set "
                    + "Storage__ConnectionString to a storage account.", e);
        }
    }

    private static async Task StopAsync(Process process)
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
