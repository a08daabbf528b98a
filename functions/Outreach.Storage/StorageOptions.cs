using Microsoft.Extensions.Options;

namespace Outreach.Storage;

/// <summary>The storage account: section <c>Storage</c>, one of the two values.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>A storage account's connection string. For one machine and tests; the string holds a key.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A storage account's name, reached by the app's managed identity. For Azure.</summary>
    public string? AccountName { get; set; }

    /// <summary>The SDK's retries of a failed call, and the limit of one try, in seconds.</summary>
    internal const int Retries = 2;
    internal const double TrySeconds = 4;
}

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var (connection, account) = (!string.IsNullOrWhiteSpace(options.ConnectionString), !string.IsNullOrWhiteSpace(options.AccountName));
        if (connection == account)
        {
            return ValidateOptionsResult.Fail(connection
                ? "Both Storage__ConnectionString and Storage__AccountName are set: keep one."
                : "No storage is set: set Storage__AccountName to the storage account's name (managed identity), or "
                    + "Storage__ConnectionString to its connection string.");
        }
        return account && !IsAccountName(options.AccountName!)
            ? ValidateOptionsResult.Fail(
                "Storage__AccountName must be the bare name of a storage account: 3 to 24 lower-case letters and digits.")
            : ValidateOptionsResult.Success;
    }

    private static bool IsAccountName(string name) =>
        name.Length is >= 3 and <= 24 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
