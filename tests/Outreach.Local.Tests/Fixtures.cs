using Outreach.Local.Tests.Page;

namespace Outreach.Local.Tests;

/// <summary>One thing that several classes use at once: the first makes it, the last disposes it.</summary>
internal sealed class Shared<T>(Func<Task<T>> make) where T : class, IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<T>? made;
    private int users;

    public Task<T> TakeAsync()
    {
        lock (gate)
        {
            users++;
            return made ??= make();
        }
    }

    public async Task LeaveAsync()
    {
        Task<T>? left = null;
        lock (gate)
        {
            if (--users == 0) (left, made) = (made, null);
        }
        if (left is not null) await (await left).DisposeAsync();
    }
}

/// <summary>
/// The host and the browser of all classes that let the clock be; the classes run side by side. Each has phones of its own where what
/// they got matters.
/// </summary>
public sealed class HostFixture : IAsyncLifetime
{
    private static readonly Shared<RunningHost> hosts = new(() => RunningHost.StartAsync());

    /// <summary>One browser for every test of this project; each page has a context of its own.</summary>
    internal static readonly Shared<Browser> Browsers = new(() => Task.FromResult(new Browser()));

    public RunningHost Host { get; private set; } = null!;

    public Browser Browser { get; private set; } = null!;

    public async Task InitializeAsync() => (Host, Browser) = (await hosts.TakeAsync(), await Browsers.TakeAsync());

    public async Task DisposeAsync()
    {
        await Browsers.LeaveAsync();
        await hosts.LeaveAsync();
    }
}

/// <summary>A host for the tests that move its clock by days or start it again, and those that bear it.</summary>
public sealed class ClockFixture : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public Browser Browser { get; private set; } = null!;

    public async Task InitializeAsync() => (Host, Browser) = (await RunningHost.StartAsync(), await HostFixture.Browsers.TakeAsync());

    public async Task DisposeAsync()
    {
        await HostFixture.Browsers.LeaveAsync();
        await Host.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ClockCollection : ICollectionFixture<ClockFixture>
{
    public const string Name = "Clock";
}
