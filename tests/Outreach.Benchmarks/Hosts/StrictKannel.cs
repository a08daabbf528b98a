using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outreach.Benchmarks.Hosts;

/// <summary>A Kannel whose operator refuses what is over its rate in any second that has just passed. Measures answers to people.</summary>
internal sealed class StrictKannel : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<long> taken = [];
    private readonly ConcurrentDictionary<string, long> asked = new(StringComparer.Ordinal);
    private readonly int perSecond;
    private readonly WebApplication app;

    private StrictKannel(int perSecond)
    {
        this.perSecond = perSecond;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        app = builder.Build();
        app.MapPost("/cgi-bin/sendsms", http => Take(http.Request.Headers["X-Kannel-To"].ToString())
            ? AnswerAsync(http, 202, "0: Accepted for delivery")
            : AnswerAsync(http, 429, "Too many requests"));
    }

    public string SendUrl => $"{app.Urls.First()}/cgi-bin/sendsms";

    /// <summary>Messages to people of the directory.</summary>
    public int Bulk { get; private set; }

    public int Refused { get; private set; }

    public int Unanswered => asked.Count;

    /// <summary>Seconds from a person's SMS to its answer.</summary>
    public ConcurrentBag<double> Delays { get; } = [];

    public static async Task<StrictKannel> StartAsync(int perSecond)
    {
        var kannel = new StrictKannel(perSecond);
        await kannel.app.StartAsync();
        return kannel;
    }

    /// <summary>Somebody sends an SMS now.</summary>
    public void Asked(string phone) => asked[phone] = Stopwatch.GetTimestamp();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private bool Take(string phone)
    {
        lock (gate)
        {
            while (taken.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) > TimeSpan.FromSeconds(1)) taken.Dequeue();
            if (taken.Count >= perSecond)
            {
                Refused++;
                return false;
            }
            taken.Enqueue(Stopwatch.GetTimestamp());
            if (asked.TryRemove(phone, out var since)) Delays.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
            else Bulk++;
            return true;
        }
    }

    private static Task AnswerAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(text);
    }
}
