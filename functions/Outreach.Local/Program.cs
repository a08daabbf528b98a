using System.Runtime.InteropServices;
using Outreach.Local;

using var stopped = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    var arguments = LocalArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(LocalArguments.Usage);
        return 0;
    }
    if (arguments.Task != LocalTask.Run)
    {
        await BackupRun.RunAsync(arguments, Console.WriteLine, stopped.Token);
        return 0;
    }
    await using var run = await LocalRun.StartAsync(arguments, Console.WriteLine, stopped.Token);
    await run.WaitForStopAsync();
    return 0;
}
catch (OperationCanceledException) when (stopped.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (LocalProblemException.SentenceFor(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

// The running host has its own handler; this one serves the time before.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.Cancel();
}
