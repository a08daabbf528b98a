using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Outreach.Benchmarks.Hosts;

/// <summary>A measured process: this program as a host, or another program that answers HTTP.</summary>
/// <remarks>A process of its own, so that its processor time and its memory are nobody else's.</remarks>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private Child(Process process, Uri address)
    {
        this.process = process;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address, Timeout = patience };
    }

    public HttpClient Http { get; }

    /// <summary>Processor time of the process so far, in milliseconds.</summary>
    public double Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Starts one of <see cref="ChildHosts"/> with its people.</summary>
    public static async Task<Child> StartAsync(string kind, string storage)
    {
        var child = await StartAsync(Environment.ProcessPath!, port => ["host", kind, port.ToString(CultureInfo.InvariantCulture)], storage,
            () => new HttpRequestMessage(HttpMethod.Get, "/ready"));
        using var settled = await child.Http.PostAsync("/settle-in", null);
        settled.EnsureSuccessStatusCode();
        return child;
    }

    /// <summary>Starts a program and returns with its first good answer.</summary>
    /// <param name="first">The request that is sent until it is answered.</param>
    public static async Task<Child> StartAsync(string program, Func<int, IEnumerable<string>> arguments, string storage,
        Func<HttpRequestMessage> first)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments(port))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["Storage__ConnectionString"] = storage, ["Logging__LogLevel__Default"] = "Warning" },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var child = new Child(process, new Uri($"http://localhost:{port}"));
        using var limit = new CancellationTokenSource(patience);
        while (!await child.AnswersAsync(first, limit.Token)) await Task.Delay(5, limit.Token);
        return child;
    }

    /// <summary>Answers that the gateway of the host has got so far.</summary>
    public async Task<int> HandedOverAsync() =>
        int.Parse(await Http.GetStringAsync("/handed-over"), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync(Func<HttpRequestMessage> first, CancellationToken ct)
    {
        if (process.HasExited) throw new InvalidOperationException($"The process ended with {process.ExitCode} before it answered.");
        try
        {
            using var request = first();
            using var answer = await Http.SendAsync(request, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
