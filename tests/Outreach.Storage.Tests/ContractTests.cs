using NodaTime;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Storage.Tests;

public sealed class MemoryTablesTests : TablesContract
{
    protected override ITables Tables { get; } = new MemoryTables();

    protected override int Examples => 500;
}

public sealed class MemoryQueuesTests : QueuesContract
{
    private readonly ManualClock clock = new();

    public MemoryQueuesTests() => Queues = new MemoryQueues(clock);

    protected override IQueues Queues { get; }

    protected override Task PassAsync(Duration time)
    {
        clock.Advance(time);
        return Task.CompletedTask;
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzureTablesTests(AzuriteFixture azurite) : TablesContract
{
    protected override ITables Tables => azurite.Tables;

    protected override int Examples => 25;
}

[Collection(AzuriteCollection.Name)]
public sealed class AzureQueuesTests(AzuriteFixture azurite) : QueuesContract, IAsyncLifetime
{
    protected override IQueues Queues => azurite.Queues;

    public Task InitializeAsync() => azurite.ClearQueuesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Really waits, and a little longer, since the emulator rounds to milliseconds.</summary>
    protected override Task PassAsync(Duration time) => Task.Delay(time.ToTimeSpan() + TimeSpan.FromMilliseconds(150));
}
