using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Outreach.App;
using Outreach.Local.Demo;
using Outreach.Local.Simulator;
using Outreach.Storage;

namespace Outreach.Local;

/// <summary>One run of the host, from the emulator's start to its stop.</summary>
public sealed class LocalRun : IAsyncDisposable
{
    private readonly LocalStorage storage;
    private readonly WebApplication app;

    private LocalRun(LocalStorage storage, WebApplication app) => (this.storage, this.app) = (storage, app);

    public IServiceProvider Services => app.Services;

    /// <summary>Starts the emulator and the host, and returns once the host answers.</summary>
    /// <param name="change">For tests: adds services or changes settings.</param>
    public static async Task<LocalRun> StartAsync(LocalArguments arguments, Action<string> say, CancellationToken ct,
        Action<WebApplicationBuilder>? change = null)
    {
        var watch = Stopwatch.StartNew();
        CheckPort(arguments.Port);
        var builder = LocalHost.CreateBuilder(arguments);
        change?.Invoke(builder);
        var storage = await LocalStorage.StartAsync(arguments, builder.Configuration, say, ct);
        try
        {
            if (storage.ConnectionString is { } connection)
                builder.Configuration.AddInMemoryCollection(
                    [new($"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}", connection)]);
            var run = new LocalRun(storage, await StartAppAsync(builder, say, ct));
            say(Greeting.Of(arguments, storage, watch.Elapsed));
            return run;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public Task WaitForStopAsync() => app.WaitForShutdownAsync();

    /// <summary>Stops taking requests, finishes the work in hand, and has the emulator save.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await storage.DisposeAsync();
    }

    private static async Task<WebApplication> StartAppAsync(WebApplicationBuilder builder, Action<string> say, CancellationToken ct)
    {
        var app = LocalHost.Build(builder);
        try
        {
            app.Services.GetRequiredService<GatewayChoice>();
            await app.Services.GetRequiredService<StorageSetup>().CreateAsync(ct);
            await app.Services.GetRequiredService<SimulatedClock>().LoadAsync(ct);
            await app.Services.GetRequiredService<DemoData>().LoadAsync(say, ct);
            await app.StartAsync(ct);
            return app;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.DisposeAsync();
            throw Taken(builder, e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Checks the port before the start, so that the error comes at once.</summary>
    private static void CheckPort(int port)
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                throw new LocalProblemException($"Port {port} is taken: stop the program that uses it, or choose another with --port.", e);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied)
            {
                throw new LocalProblemException($"Port {port} is not allowed on this machine: choose another with --port.", e);
            }
            catch (SocketException)
            {
                // This machine has no IPv6.
            }
        }
    }

    private static LocalProblemException Taken(WebApplicationBuilder builder, Exception e) =>
        new($"The port of {builder.Configuration["Twilio:PublicBase"]} is taken: stop the program that uses it, or choose another with "
            + "--port.", e);
}
