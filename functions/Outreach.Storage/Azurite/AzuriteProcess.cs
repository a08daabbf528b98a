using System.Diagnostics;

namespace Outreach.Storage.Azurite;

/// <summary>
/// Microsoft's storage emulator, started for one machine or one test run, on free ports of this machine alone. It
/// stops when this is disposed or this program dies. It saves its data when it is stopped, and every few seconds:
/// never kill it.
/// </summary>
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

    /// <summary>The emulator's process, for tests that freeze it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>Installs the emulator if need be, starts it, and returns when its ports answer.</summary>
    /// <exception cref="AzuriteUnavailableException">It cannot be installed or started; the message says what to do.</exception>
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

    /// <summary>Has it save and stop, as SIGTERM would; one that hangs for 10 s is killed. Repeating this is fine.</summary>
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
                $"The storage emulator did not start within {StartPatience.TotalSeconds:0} s: try again, or set Storage__ConnectionString to a storage account.", e);
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
