namespace Outreach.Storage.Azurite;

/// <summary>
/// A file held open exclusively, so that programs on one machine take turns. The system releases the file when its holder dies.
/// </summary>
internal static class FileTurn
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(300);

    /// <summary>Waits for the turn; <paramref name="waiting"/> is called once if another program has it.</summary>
    public static async Task<FileStream> TakeAsync(string path, Action waiting, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (tries == 0) waiting();
                await Task.Delay(BetweenTries, ct);
            }
        }
    }
}
