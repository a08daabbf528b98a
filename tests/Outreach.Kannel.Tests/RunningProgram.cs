using System.Collections.Concurrent;
using System.Diagnostics;

namespace Outreach.Kannel.Tests;

/// <summary>A local program with all its output.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    public RunningProgram(string path, params string[] arguments)
    {
        var start =
            new ProcessStartInfo(path,
                arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Lines => [.. lines];

    public Task TypeAsync(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>Sends the program a stop signal, as an operator's restart does, and waits; kills a program that does not stop.</summary>
    public async Task StopAsync()
    {
        if (process.HasExited) return;
        // .NET itself can only kill.
        using var asking = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}

/// <summary>Waiting on this machine.</summary>
public static class Machine
{
    /// <summary>Waits until the condition holds; after five minutes, fails with a message that names the condition.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 6000; tries++)
        {
            if (await isSo()) return;
            await Task.Delay(50);
        }
        Assert.Fail($"This did not come about: {what}.");
    }

    public static Task UntilAsync(string what, Func<bool> isSo) => UntilAsync(what, () => Task.FromResult(isSo()));
}
