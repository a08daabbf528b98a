using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>
/// The queue triggers listen at the Functions host's own storage account, <c>AzureWebJobsStorage</c>. If that were another than the one
/// we write to, messages would wait for ever.
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
                "Set AzureWebJobsStorage to the same connection string as Storage__ConnectionString, or AzureWebJobsStorage__accountName to the same name as Storage__AccountName: queues are read there.");
    }
}
