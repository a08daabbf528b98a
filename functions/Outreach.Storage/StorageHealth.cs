using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>Probes storage, for the health page.</summary>
public sealed class StorageHealth(TableServiceClient tables, QueueServiceClient queues)
{
    /// <summary>The time after which an unanswered probe counts as failed.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads one table and one queue. Null when both answered, else one sentence that holds no secret.</summary>
    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(patience);
        try
        {
            await tables.GetTableClient(TableNames.Of(Table.Subscribers)).QueryAsync<TableEntity>(
                "PartitionKey eq ''", maxPerPage: 1, cancellationToken: limited.Token).AsPages().FirstAsync(limited.Token);
            await queues.GetQueueClient(TableNames.Of(Queue.Work)).GetPropertiesAsync(limited.Token);
            return null;
        }
        catch (Exception e) when (e is AggregateException or RequestFailedException { Status: 0 }
            || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return "Storage cannot be reached.";
        }
        catch (RequestFailedException failure)
        {
            return $"Storage answered {failure.Status} ({failure.ErrorCode ?? "no error code"}).";
        }
        catch (AuthenticationFailedException)
        {
            return "The app's identity could not sign in to storage.";
        }
    }
}
