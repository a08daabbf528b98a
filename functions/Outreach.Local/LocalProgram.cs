namespace Outreach.Local;

/// <summary>The program, from its arguments to its exit code.</summary>
public static class LocalProgram
{
    /// <summary>Runs until the host stops or the token is cancelled. What is wrong is said in one sentence.</summary>
    /// <param name="change">For tests: adds services or changes settings of the host.</param>
    /// <returns>The exit code: 0, or 1 where something was wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Action<string> say, Action<string> complain, CancellationToken ct,
        Action<WebApplicationBuilder>? change = null)
    {
        try
        {
            var arguments = LocalArguments.Parse(args);
            if (arguments.Help)
            {
                say(LocalArguments.Usage);
                return 0;
            }
            if (arguments.Task != LocalTask.Run)
            {
                await BackupRun.RunAsync(arguments, say, ct);
                return 0;
            }
            await using var run = await LocalRun.StartAsync(arguments, say, ct, change);
            await run.WaitForStopAsync();
            return 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (LocalProblemException.SentenceFor(e) is { } sentence)
        {
            complain(sentence);
            return 1;
        }
    }
}
