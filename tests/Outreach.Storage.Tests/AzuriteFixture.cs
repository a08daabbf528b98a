using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Storage.Azurite;
using Outreach.Testing;

namespace Outreach.Storage.Tests;

/// <summary>One emulator, in memory, for all tests that need one.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess azurite = null!;
    private ServiceProvider services = null!;

    public CallCountingPolicy Calls { get; } = new();

    public LosesReplies Faults { get; } = new();

    public ITables Tables => services.GetRequiredService<ITables>();

    public IQueues Queues => services.GetRequiredService<IQueues>();

    public StorageHealth Health => services.GetRequiredService<StorageHealth>();

    public QueueServiceClient Service => services.GetRequiredService<QueueServiceClient>();

    public QueueWatch Watch => services.GetRequiredService<QueueWatch>();

    public StorageSetup Setup => services.GetRequiredService<StorageSetup>();

    public async Task InitializeAsync()
    {
        azurite = await AzuriteProcess.StartAsync(new AzuriteSettings { Progress = Console.Error.WriteLine }, default);
        services = Provider(azurite.ConnectionString, s => s
            .AddSingleton<HttpPipelinePolicy>(Calls)
            .AddKeyedSingleton<HttpPipelinePolicy>(HttpPipelinePosition.PerRetry, Faults));
        await Setup.CreateAsync(default);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await azurite.DisposeAsync();
    }

    public async Task ClearQueuesAsync()
    {
        var client = services.GetRequiredService<QueueServiceClient>();
        await Task.WhenAll(Enum.GetValues<Queue>()
            .SelectMany(queue => new[] { TableNames.Of(queue), TableNames.PoisonOf(queue) })
            .Select(name => client.GetQueueClient(name).ClearMessagesAsync()));
    }

    public static ServiceProvider Provider(string connection, Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:ConnectionString", connection)]).Build();
        var services = new ServiceCollection().AddOutreachStorage(configuration);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

/// <summary>Lets the next call through and then loses its reply, as a broken connection does.</summary>
public sealed class LosesReplies : HttpPipelinePolicy
{
    private int armed;

    public void LoseNext() => armed = 1;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (Interlocked.Exchange(ref armed, 0) == 1) throw new IOException("The reply was lost.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();
}
