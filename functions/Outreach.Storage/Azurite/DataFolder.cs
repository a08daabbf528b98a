using System.Diagnostics;
using System.Globalization;

namespace Outreach.Storage.Azurite;

/// <summary>
/// The emulator's data folder, for one emulator at a time: two would overwrite each other's files. The script run-azurite.js writes the
/// id file.
/// </summary>
/// <remarks>An emulator whose program died still saves for a moment, so a new one waits.</remarks>
internal static class DataFolder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static string IdFile(string folder) => Path.Combine(folder, "azurite.pid");

    /// <summary>Creates the folder, and waits until no emulator uses it.</summary>
    /// <exception cref="AzuriteUnavailableException">An emulator still uses the folder after 15 seconds.</exception>
    public static async Task FreeAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var watch = Stopwatch.StartNew();
        while (IsUsed(folder))
        {
            if (watch.Elapsed > Patience)
                throw new AzuriteUnavailableException(
                    $"Another storage emulator uses the data in {folder}: stop the program that started it, or delete {IdFile(folder)} "
                        + "if there is none.");
            await Task.Delay(BetweenLooks, ct);
        }
    }

    private static bool IsUsed(string folder)
    {
        try
        {
            var id = int.Parse(File.ReadAllText(IdFile(folder)), NumberStyles.None, CultureInfo.InvariantCulture);
            using var process = Process.GetProcessById(id);
            return process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase) && !process.HasExited;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
