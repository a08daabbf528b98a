using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Outreach.Benchmarks.Hosts;

/// <summary>The hosts that a child process can be: the App or the bare reference, each with its queues handled or not.</summary>
internal static class ChildHosts
{
    public const string Outreach = "outreach";
    public const string OutreachWithQueues = "outreach-queues";
    public const string Bare = "bare";
    public const string BareWithQueues = "bare-queues";

    public static async Task<int> RunAsync(string kind, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var storage = Environment.GetEnvironmentVariable("Storage__ConnectionString") ?? "";
        var sink = new Sink();
        builder.Services.AddSingleton(sink);
        Action<WebApplication> map = kind switch
        {
            Outreach => OutreachHost.Add(builder, withQueues: false),
            OutreachWithQueues => OutreachHost.Add(builder, withQueues: true),
            Bare => BareHost.Add(builder, storage, withQueues: false),
            BareWithQueues => BareHost.Add(builder, storage, withQueues: true),
            _ => throw new ArgumentException($"No host is called {kind}."),
        };
        await using var app = builder.Build();
        map(app);
        app.MapGet("/ready", () => "ready");
        app.MapGet("/handed-over", () => $"{sink.HandedOver}");
        await app.StartAsync();
        // The parent's end closes the input, so that no child outlives it.
        await System.Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
