using System.Globalization;
using Outreach.Storage.Azurite;

namespace Outreach.Local;

/// <summary>The task of the program.</summary>
public enum LocalTask { Run, Backup, Restore }

/// <summary>The parsed command line.</summary>
public sealed record LocalArguments
{
    public const string Usage = """
        dotnet run --project functions/Outreach.Local -- [--port N] [--fresh] [--data FOLDER]
        dotnet run --project functions/Outreach.Local -- backup FOLDER [--data FOLDER]
        dotnet run --project functions/Outreach.Local -- restore FOLDER [--data FOLDER]

          backup FOLDER   copy every table into a new folder
          restore FOLDER  copy a backup into empty tables
          --port N        the port of this machine to answer at (7071)
          --fresh         forget what was kept and start over with the demo data
          --data FOLDER   where data is kept (.outreach/data beside Outreach.sln)

        With Storage__ConnectionString or Storage__AccountName set, that storage account is used and no emulator is started.
        """;

    private const string Known = "this program knows --port N, --fresh, --data FOLDER, --help, backup FOLDER and restore FOLDER";

    public LocalTask Task { get; init; }

    /// <summary>The folder to back up to, or to restore from.</summary>
    public string Folder { get; init; } = "";

    public int Port { get; init; } = 7071;

    /// <summary>Deletes the data and starts over.</summary>
    public bool Fresh { get; init; }

    public string DataFolder { get; init; } = Path.Combine(AzuriteSettings.DefaultWorkFolder(), "data");

    /// <summary>Shows the usage and exits.</summary>
    public bool Help { get; init; }

    public Uri Address => new($"http://localhost:{Port.ToString(CultureInfo.InvariantCulture)}");

    /// <exception cref="LocalProblemException">An argument is unknown or invalid; the message is one sentence.</exception>
    public static LocalArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new LocalArguments();
        var words = new Queue<string>(args.SelectMany(arg => arg.StartsWith("--", StringComparison.Ordinal) ? arg.Split('=', 2) : [arg]));
        while (words.TryDequeue(out var word)) parsed = Take(parsed, word, words);
        return parsed;
    }

    private static LocalArguments Take(LocalArguments parsed, string word, Queue<string> words) => word switch
    {
        "backup" => parsed with { Task = LocalTask.Backup, Folder = FolderOf(word, words) },
        "restore" => parsed with { Task = LocalTask.Restore, Folder = FolderOf(word, words) },
        "--port" => parsed with { Port = PortOf(Value(word, words)) },
        "--data" => parsed with { DataFolder = FolderOf(word, words) },
        "--fresh" => parsed with { Fresh = true },
        "--help" or "-h" => parsed with { Help = true },
        _ => throw new LocalProblemException($"Unknown argument '{word}': {Known}."),
    };

    private static string Value(string word, Queue<string> words) => words.TryDequeue(out var value) && value.Length > 0
        ? value
        : throw new LocalProblemException($"A value is missing after '{word}': {Known}.");

    private static string FolderOf(string word, Queue<string> words)
    {
        var folder = Path.GetFullPath(Value(word, words));
        return File.Exists(folder) ? throw new LocalProblemException($"{folder} is a file: give '{word}' a folder.") : folder;
    }

    private static int PortOf(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
        ? port
        : throw new LocalProblemException($"'{typed}' is not a port: give --port a number from 1 to 65535.");
}
