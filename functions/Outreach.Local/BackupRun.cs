using System.Diagnostics;
using Outreach.Storage;
using Outreach.Storage.Backup;

namespace Outreach.Local;

/// <summary>Copies the tables into a folder, or back: of the storage account in the settings, or of this machine's own data.</summary>
internal static class BackupRun
{
    public static async Task RunAsync(LocalArguments arguments, Action<string> say, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables();
        await using var storage = await LocalStorage.StartAsync(arguments, configuration, say, ct);
        if (storage.ConnectionString is { } connection)
            configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = connection;
        await using var services = new ServiceCollection().AddOutreachStorage(configuration).BuildServiceProvider();
        var backup = services.GetRequiredService<TableBackup>();
        if (arguments.Task == LocalTask.Backup)
        {
            var rows = await backup.BackUpAsync(arguments.Folder, say, ct);
            say($"{rows} rows are in {arguments.Folder} ({watch.Elapsed.TotalSeconds:0} s). They name people: keep them encrypted, and "
                + "no longer than they are needed.");
        }
        else
        {
            var (rows, queued) = await backup.RestoreAsync(arguments.Folder, say, ct);
            say($"{rows} rows are back, and {queued} things that were left to do are queued for five minutes from now "
                + $"({watch.Elapsed.TotalSeconds:0} s).");
        }
    }
}
