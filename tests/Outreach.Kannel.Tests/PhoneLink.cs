using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Outreach.Kannel.Tests;

/// <summary>An SMS on the operator's side of the link.</summary>
public sealed record LinkSms(string From, string To, string Text);

/// <summary>
/// The operator's side of the link, in fakesmsc's protocol: <c>from to text words…</c>, a line each. It reconnects when Kannel does;
/// fakesmsc itself picks messages at random, so it cannot send a thousand different ones.
/// </summary>
public sealed class PhoneLink : IAsyncDisposable
{
    private readonly int port;
    private readonly ConcurrentQueue<LinkSms> delivered = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task reading;
    private volatile NetworkStream? line;

    public PhoneLink(int port)
    {
        this.port = port;
        reading = ReadAsync();
    }

    /// <summary>The SMS that Kannel delivered, in order.</summary>
    public IReadOnlyList<LinkSms> Delivered => [.. delivered];

    public bool IsUp => line is not null;

    public async Task SendAsync(LinkSms sms) => await line!.WriteAsync(Encoding.UTF8.GetBytes($"{sms.From} {sms.To} text {sms.Text}\n"));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await reading;
        stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, stopping.Token);
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                line = client.GetStream();
                while (await reader.ReadLineAsync(stopping.Token) is { } read) Keep(read);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // Kannel is down, or the test is over.
            }
            line = null;
            await Task.WhenAny(Task.Delay(50, stopping.Token));
        }
    }

    private void Keep(string read)
    {
        if (read.Split(' ', 4) is [var from, var to, "text", var text]) delivered.Enqueue(new LinkSms(from, to, text));
    }
}
