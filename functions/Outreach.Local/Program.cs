using System.Runtime.InteropServices;
using Outreach.Local;

using var stopped = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await LocalProgram.RunAsync(args, Console.WriteLine, Console.Error.WriteLine, stopped.Token);

// The running host has its own handler; this one serves the time before.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.Cancel();
}
