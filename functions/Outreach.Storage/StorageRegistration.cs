using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Storage.Backup;

namespace Outreach.Storage;

public static class StorageRegistration
{
    /// <summary>
    /// Registers <see cref="ITables"/>, <see cref="IQueues"/>, <see cref="StorageSetup"/>, <see cref="StorageHealth"/>,
    /// <see cref="QueueWatch"/> and <see cref="TableBackup"/>. The first use reads the section; the host's start validates it.
    /// </summary>
    /// <remarks>
    /// A test that counts calls registers an <see cref="HttpPipelinePolicy"/>, which sees each call once. A test that makes calls fail
    /// keys it by <see cref="HttpPipelinePosition.PerRetry"/>, which sees each try.
    /// </remarks>
    public static IServiceCollection AddOutreachStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddOptions<StorageOptions>().Configure(options => Read(configuration, options)).ValidateOnStart();
        services.AddSingleton(Clients);
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Tables());
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Queues());
        services.AddSingleton<ITables, AzureTables>();
        services.AddSingleton<IQueues, AzureQueues>();
        services.AddSingleton<StorageSetup>();
        services.AddSingleton<StorageHealth>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<IStorageWatch, StorageWatch>();
        services.AddSingleton<TableBackup>();
        return services;
    }

    private static void Read(IConfiguration configuration, StorageOptions options)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        options.ConnectionString = section[nameof(StorageOptions.ConnectionString)];
        options.AccountName = section[nameof(StorageOptions.AccountName)];
    }

    private static StorageClients Clients(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<StorageOptions>>().Value,
        provider.GetServices<HttpPipelinePolicy>(),
        provider.GetKeyedServices<HttpPipelinePolicy>(HttpPipelinePosition.PerRetry));
}
