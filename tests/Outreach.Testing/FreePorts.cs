using System.Net;
using System.Net.Sockets;

namespace Outreach.Testing;

/// <summary>
/// Ports of this machine for servers that a test starts. They lie below those that a system gives to outgoing connections, so none of these
/// takes a port between its choice and its use; each process begins elsewhere, and gives none out twice.
/// </summary>
public static class FreePorts
{
    private const int First = 15_000;
    private const int Count = 17_000;

    private static int next = Environment.ProcessId * 61 % Count;

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) & int.MaxValue) % Count;
            try
            {
                foreach (var address in new[] { IPAddress.Loopback, IPAddress.Any })
                {
                    using var listener = new TcpListener(address, port);
                    listener.Start();
                }
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
