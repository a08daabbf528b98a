using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;

namespace Outreach.Storage;

/// <summary>Creates the SDK's clients with the App's retry settings and the tests' hooks.</summary>
internal sealed class StorageClients(StorageOptions settings, IEnumerable<HttpPipelinePolicy> perCall,
    IEnumerable<HttpPipelinePolicy> perTry)
{
    public TableServiceClient Tables()
    {
        var options = Prepared(new TableClientOptions());
        return settings.ConnectionString is { Length: > 0 } connection
            ? new TableServiceClient(connection, options)
            : new TableServiceClient(Endpoint("table"), new DefaultAzureCredential(), options);
    }

    public QueueServiceClient Queues()
    {
        // Azurite refuses the SDK's newest queue protocol; this version is the newest that Azurite knows.
        var options = Prepared(new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));
        return settings.ConnectionString is { Length: > 0 } connection
            ? new QueueServiceClient(connection, options)
            : new QueueServiceClient(Endpoint("queue"), new DefaultAzureCredential(), options);
    }

    private Uri Endpoint(string service) => new($"https://{settings.AccountName}.{service}.core.windows.net");

    /// <summary>Sets few and short tries, because a person waits for most calls.</summary>
    private T Prepared<T>(T options) where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = StorageOptions.Retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(StorageOptions.TrySeconds);
        options.AddPolicy(new WriteAttempt.Policy(), HttpPipelinePosition.PerRetry);
        foreach (var policy in perCall) options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        foreach (var policy in perTry) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }
}
