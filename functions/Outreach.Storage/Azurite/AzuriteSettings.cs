namespace Outreach.Storage.Azurite;

/// <summary>Settings of the storage emulator.</summary>
public sealed record AzuriteSettings
{
    /// <summary>The data folder; null keeps data in memory until the process stops.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The installation folder. By default <c>.outreach</c> beside Outreach.sln.</summary>
    public string WorkFolder { get; init; } = DefaultWorkFolder();

    /// <summary>Receives a message for a person when starting takes a while.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>The search path for node and npm; the PATH variable by default.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary><c>.outreach</c> in the folder that holds Outreach.sln, at or above the program's own; else in the program's own.</summary>
    public static string DefaultWorkFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Outreach.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, ".outreach");
    }

    internal AzuriteSettings WithWholePaths() => this with
    {
        DataFolder = DataFolder is null ? null : Path.GetFullPath(DataFolder),
        WorkFolder = Path.GetFullPath(WorkFolder),
    };
}
