using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>
/// Requires the Functions host's storage account, <c>AzureWebJobsStorage</c>, to be the App's. Otherwise the queue triggers would never
/// see the App's messages.
/// </summary>
public sealed class OneStorageAccount(IConfiguration configuration) : IValidateOptions<StorageOptions>
{
    private const string HostStorage = "AzureWebJobsStorage";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var same = string.IsNullOrWhiteSpace(options.AccountName)
            ? configuration[HostStorage] == options.ConnectionString
            : configuration[$"{HostStorage}:accountName"] == options.AccountName;
        return same
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Set AzureWebJobsStorage to the same connection string as Storage__ConnectionString, or "
                    + "AzureWebJobsStorage__accountName to the same name as Storage__AccountName: queues are read there.");
    }
}
