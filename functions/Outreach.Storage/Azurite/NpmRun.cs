using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Outreach.Storage.Azurite;

/// <summary>One run of npm. The run ends once success is impossible, because npm itself would first ask for 300 packages.</summary>
internal sealed partial class NpmRun
{
    private const int Tries = 3;

    /// <summary>The failed requests, with none answered, that prove the registry unreachable.</summary>
    private const int MostUnanswered = 10;

    /// <summary>Three tries within four seconds; npm's own pauses add up to more than a minute.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "ci", "--no-audit", "--no-fund", "--omit=dev", "--prefer-offline", "--loglevel=http",
        $"--fetch-retries={Tries - 1}", "--fetch-retry-factor=3", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=3000",
    ];

    private string said = "";
    private int unanswered;

    /// <returns>Null when everything is installed, else the first reason from npm.</returns>
    public async Task<string?> InstallAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var npm = Process.Start(start)!;
        npm.StandardInput.Close();
        try
        {
            await Task.WhenAll(ReadAsync(npm, npm.StandardOutput, ct), ReadAsync(npm, npm.StandardError, ct));
            await npm.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
        return npm.ExitCode == 0 ? null : said.Length > 0 ? said : "no output";
    }

    private async Task ReadAsync(Process npm, StreamReader reader, CancellationToken ct)
    {
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (Failed().Match(line) is { Success: true } failed) Take(npm, failed);
            else if (line.StartsWith("npm http", StringComparison.Ordinal)) unanswered = int.MinValue;
            else if (said.Length == 0) said = line.Trim();
        }
    }

    private void Take(Process npm, Match failed)
    {
        var isLast = failed.Groups[1].Value == $"{Tries}";
        if (++unanswered < MostUnanswered && !isLast) return;
        if (said.Length == 0) said = failed.Groups[2].Value;
        npm.Kill(entireProcessTree: true);
    }

    [GeneratedRegex("^npm http fetch .* attempt (\\d+) failed with (\\w+)")]
    private static partial Regex Failed();
}
