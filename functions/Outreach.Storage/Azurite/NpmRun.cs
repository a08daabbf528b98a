using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Outreach.Storage.Azurite;

/// <summary>One run of npm. It ends as soon as it cannot succeed: npm itself asks for each of 300 packages before it says so.</summary>
internal sealed partial class NpmRun
{
    private const int Tries = 3;

    /// <summary>Three tries within four seconds; npm's own pauses add up to more than a minute.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "ci", "--no-audit", "--no-fund", "--omit=dev", "--prefer-offline", "--loglevel=http",
        $"--fetch-retries={Tries - 1}", "--fetch-retry-factor=3", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=3000",
    ];

    private string said = "";

    /// <returns>Null when everything is installed, else the first reason that npm gave.</returns>
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
            if (GivenUp().Match(line) is { Success: true } match)
            {
                if (said.Length == 0) said = match.Groups[1].Value;
                npm.Kill(entireProcessTree: true);
            }
            else if (said.Length == 0 && !line.StartsWith("npm http", StringComparison.Ordinal)) said = line.Trim();
        }
    }

    [GeneratedRegex("^npm http fetch .* attempt 3 failed with (\\w+)")]
    private static partial Regex GivenUp();
}
