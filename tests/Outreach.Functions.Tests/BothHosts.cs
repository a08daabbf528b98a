using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;
using Outreach.Local;
using Outreach.Testing;

namespace Outreach.Functions.Tests;

/// <summary>
/// A server on a free port that answers as a host does: through the deployable's triggers or the local host's routes. Services are the
/// deployable's, on ports in memory; Azure's own host is absent.
/// </summary>
public sealed class AnsweringHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private AnsweringHost(WebApplication app) => this.app = app;

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Exceptions that escaped from a trigger or a route.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    public Lines Log { get; } = new();

    public IServiceProvider Services => app.Services;

    /// <param name="more">Changes services or logs.</param>
    public static async Task<AnsweringHost> StartAsync(bool deployed, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder();
        var clock = new ManualClock();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOutreach(TestApp.Configuration())
            .AddSingleton<IClock>(clock).AddSingleton<ITables>(new MemoryTables()).AddSingleton<IQueues>(new MemoryQueues(clock));
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(StorageAtStart)));
        more?.Invoke(builder);
        var app = builder.Build();
        var host = new AnsweringHost(app);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(host.Log);
        app.Use(host.WatchAsync);
        if (deployed) MapTriggers(app);
        else LocalHost.MapOutreach(app);
        await app.StartAsync();
        host.Http.BaseAddress =
            new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception e)
        {
            Failures.Enqueue(e);
            throw;
        }
    }

    private static void MapTriggers(WebApplication app)
    {
        foreach (var (function, trigger) in Deployed.With<HttpTriggerAttribute>())
        {
            var triggers = ActivatorUtilities.CreateInstance(app.Services, function.Method.DeclaringType!);
            app.Map(trigger.Route!, http => (Task)function.Method.Invoke(triggers, [http.Request])!);
        }
    }

    /// <summary>Everything logged at warning level and above.</summary>
    public sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) All.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
