using Azure;
using Azure.Identity;
using Microsoft.Extensions.Options;
using Outreach.Storage.Azurite;
using Outreach.Storage.Backup;

namespace Outreach.Local;

/// <summary>The program cannot run as asked. The message is one sentence that names the remedy.</summary>
public sealed class LocalProblemException : Exception
{
    public LocalProblemException(string message) : base(message)
    {
    }

    public LocalProblemException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>The sentence to show for a failure at the start; null for an unexpected failure, whose trace is needed.</summary>
    public static string? SentenceFor(Exception trouble) => trouble switch
    {
        LocalProblemException or AzuriteUnavailableException or BackupException => trouble.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        InvalidOperationException when IsAboutSettings(trouble.Message) => trouble.Message,
        FormatException when trouble.StackTrace?.Contains("Azure.", StringComparison.Ordinal) == true =>
            "Storage__ConnectionString is not a storage account's connection string: copy it whole from the account's access keys.",
        RequestFailedException or AuthenticationFailedException or AggregateException { InnerException: RequestFailedException } =>
            "Storage does not answer as it should: check Storage__ConnectionString or Storage__AccountName and that the account can be "
                + "reached.",
        _ => null,
    };

    private static bool IsAboutSettings(string message) =>
        message.StartsWith("Set ", StringComparison.Ordinal)
            || message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal);
}
