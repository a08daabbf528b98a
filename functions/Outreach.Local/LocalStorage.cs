using Outreach.Storage;
using Outreach.Storage.Azurite;

namespace Outreach.Local;

/// <summary>The storage of this run: its own emulator, or a storage account from the settings.</summary>
public sealed class LocalStorage : IAsyncDisposable
{
    private readonly FileStream? turn;
    private readonly AzuriteProcess? azurite;

    private LocalStorage(FileStream? turn, AzuriteProcess? azurite) => (this.turn, this.azurite) = (turn, azurite);

    /// <summary>The emulator's connection string; null when the settings name an account.</summary>
    public string? ConnectionString => azurite?.ConnectionString;

    /// <exception cref="LocalProblemException">Another run uses the data.</exception>
    /// <exception cref="AzuriteUnavailableException">The emulator cannot be installed or started.</exception>
    public static async Task<LocalStorage> StartAsync(LocalArguments arguments, IConfiguration configuration, Action<string> progress,
        CancellationToken ct)
    {
        if (IsConfigured(configuration))
        {
            return arguments.Fresh
                ? throw new LocalProblemException(
                    "--fresh only empties the data that this program keeps itself: leave it out, or leave out Storage__ConnectionString.")
                : new LocalStorage(null, null);
        }
        var turn = Take(arguments.DataFolder);
        try
        {
            if (arguments.Fresh && Directory.Exists(arguments.DataFolder)) Directory.Delete(arguments.DataFolder, recursive: true);
            var settings = new AzuriteSettings { DataFolder = arguments.DataFolder, Progress = progress };
            return new LocalStorage(turn, await AzuriteProcess.StartAsync(settings, ct));
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null) await azurite.DisposeAsync();
        if (turn is not null) await turn.DisposeAsync();
    }

    private static bool IsConfigured(IConfiguration configuration)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        return !string.IsNullOrWhiteSpace(section[nameof(StorageOptions.ConnectionString)])
            || !string.IsNullOrWhiteSpace(section[nameof(StorageOptions.AccountName)]);
    }

    /// <summary>Locks the folder for one run; the system releases the file when its process dies.</summary>
    private static FileStream Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            return new FileStream(folder + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalProblemException(
                $"The data in {folder} is in use or cannot be written: stop the other Outreach, or choose another folder with --data.", e);
        }
    }
}
