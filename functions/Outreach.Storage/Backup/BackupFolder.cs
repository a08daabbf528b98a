using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Outreach.App;

namespace Outreach.Storage.Backup;

/// <summary>A backup cannot be made or used. The message is one sentence that says how to fix this.</summary>
public sealed class BackupException(string message) : Exception(message);

/// <summary>The manifest: format 1, begin and end (UTC), and each table's row count and file SHA-256.</summary>
public sealed record BackupManifest(int Format, DateTimeOffset BegunAt, DateTimeOffset EndedAt,
    Dictionary<string, BackupManifest.File> Tables)
{
    public sealed record File(long Rows, string Sha256);
}

/// <summary>A backup as files: one for each table, and <c>backup.json</c>, written last. A folder without that file is no backup.</summary>
/// <remarks>
/// Table files are gzipped JSON lines, <c>{"partition":…,"key":…,"data":…}</c>, with the App's own keys and text. A backup holds people's
/// agreements and phone numbers.
/// </remarks>
internal sealed class BackupFolder(string path)
{
    public const int Format = 1;

    private const string ManifestName = "backup.json";
    private static readonly JsonSerializerOptions json =
        new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public sealed record Row(string Partition, string Key, string Data);

    /// <summary>Creates the folder, for its owner alone where the system can.</summary>
    /// <exception cref="BackupException">The folder exists and is not empty.</exception>
    public void Create()
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new BackupException($"{path} is not empty: name a folder that is not there yet.");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async Task<BackupManifest.File> WriteAsync(Table table, IAsyncEnumerable<Row> rows, CancellationToken ct)
    {
        var written = 0L;
        await using (var file = new StreamWriter(new GZipStream(File.Create(NameOf(table)), CompressionLevel.Optimal)))
        {
            await foreach (var row in rows.WithCancellation(ct))
            {
                await file.WriteLineAsync(JsonSerializer.Serialize(row, json).AsMemory(), ct);
                written++;
            }
        }
        return new BackupManifest.File(written, await HashAsync(table, ct));
    }

    public async Task CompleteAsync(BackupManifest manifest, CancellationToken ct) =>
        await File.WriteAllTextAsync(Path.Combine(path, ManifestName), JsonSerializer.Serialize(manifest, json), ct);

    /// <summary>Reads the manifest, after checking that every file is unchanged.</summary>
    /// <exception cref="BackupException">The folder holds no whole backup, or a file was changed.</exception>
    public async Task<BackupManifest> OpenAsync(CancellationToken ct)
    {
        var name = Path.Combine(path, ManifestName);
        if (!File.Exists(name)) throw new BackupException($"{path} holds no backup that was finished: there is no {ManifestName} in it.");
        var manifest = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllTextAsync(name, ct), json);
        if (manifest is not { Format: Format, Tables: not null })
            throw new BackupException($"{name} is of a format that this program does not read.");
        if (manifest.Tables.Keys.Except(Enum.GetValues<Table>().Select(TableNames.Of)).FirstOrDefault() is { } newer)
            throw new BackupException($"{path} has the table {newer}, which this version lacks: restore with the version that backed up.");
        foreach (var table in Enum.GetValues<Table>())
        {
            // An older backup lacks the tables of later versions.
            if (!manifest.Tables.TryGetValue(TableNames.Of(table), out var file)) continue;
            if (!File.Exists(NameOf(table)) || await HashAsync(table, ct) != file.Sha256)
                throw new BackupException($"{NameOf(table)} is missing or is not as it was written: use another backup.");
        }
        return manifest;
    }

    public async IAsyncEnumerable<Row> ReadAsync(Table table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(NameOf(table)), CompressionMode.Decompress));
        while (await file.ReadLineAsync(ct) is { } line) yield return JsonSerializer.Deserialize<Row>(line, json)!;
    }

    private async Task<string> HashAsync(Table table, CancellationToken ct)
    {
        await using var file = File.OpenRead(NameOf(table));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private string NameOf(Table table) => Path.Combine(path, TableNames.Of(table) + ".jsonl.gz");
}
