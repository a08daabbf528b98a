using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Storage.Azurite;

/// <summary>Reads the emulator's output: its ports, or the reason for its stop.</summary>
internal sealed partial class AzuriteOutput
{
    private const int KeptLines = 20;

    private readonly TaskCompletionSource<AzuritePorts> ports = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, int> found = [];
    private readonly Queue<string> lines = [];

    /// <summary>The ports once all three answer; fails if the emulator stops first.</summary>
    public Task<AzuritePorts> Ports => ports.Task;

    /// <summary>Starts the process and reads its output to the end.</summary>
    public Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        _ = ReadAllAsync(process);
        return process;
    }

    private async Task ReadAllAsync(Process process)
    {
        await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        ports.TrySetException(new AzuriteUnavailableException(
            $"The storage emulator stopped before it answered ({string.Join(" / ", lines)}): set Storage__ConnectionString to a storage "
                + "account, or start again."));
    }

    private async Task ReadAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line) Take(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Take(e.Message);
        }
    }

    private void Take(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > KeptLines) lines.Dequeue();
            var match = Listening().Match(line);
            if (match.Success) found[match.Groups[1].Value] = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            if (found.Count == 3) ports.TrySetResult(new AzuritePorts(found["Blob"], found["Queue"], found["Table"]));
        }
    }

    [GeneratedRegex(@"Azurite (Blob|Queue|Table) service is successfully listening at .*:(\d+)")]
    private static partial Regex Listening();
}

/// <summary>The ports on this machine where the emulator's services answer.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    private const string Account = "devstoreaccount1";
    private const string PublishedKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={PublishedKey};"
        + $"BlobEndpoint={Endpoint(Blob)};QueueEndpoint={Endpoint(Queue)};TableEndpoint={Endpoint(Table)};";

    private static string Endpoint(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{Account}");
}
