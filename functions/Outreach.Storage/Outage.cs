using Azure;
using Azure.Identity;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>Tells an outage of storage from a fault in a call.</summary>
internal static class Outage
{
    /// <summary>Makes the call; trouble that is not the call's own becomes a <see cref="StorageUnavailableException"/>.</summary>
    public static async Task<T> NamedAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (!ct.IsCancellationRequested && IsOne(e))
        {
            throw new StorageUnavailableException("Storage is out of reach or refuses for now.", e);
        }
    }

    /// <remarks>
    /// 401 and 403 are one too: a role or a firewall rule is missing, which no message is to blame for. The SDK reports several failed
    /// tries as an <see cref="AggregateException"/>, and its time-out as a cancellation.
    /// </remarks>
    private static bool IsOne(Exception e) => e switch
    {
        RequestFailedException failure => failure.Status is 0 or 401 or 403 or 408 or 429 or >= 500,
        AggregateException several => several.InnerExceptions.All(IsOne),
        OperationCanceledException or AuthenticationFailedException or HttpRequestException or IOException => true,
        _ => false,
    };
}
