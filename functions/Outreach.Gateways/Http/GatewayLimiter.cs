using System.Threading.RateLimiting;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>What a request asks of the rate limit; it travels in the request's options.</summary>
/// <param name="Waiting">Ends the wait for a turn, and nothing after it.</param>
internal readonly record struct GatewayLoad(bool Bulk, int Messages, CancellationToken Waiting)
{
    private static readonly HttpRequestOptionsKey<GatewayLoad> key = new("Outreach.GatewayLoad");

    public void Mark(HttpRequestMessage request) => request.Options.Set(key, this);

    /// <summary>The mark; a request without one counts as one interactive message.</summary>
    public static GatewayLoad Of(HttpRequestMessage? request, CancellationToken ct) =>
        request is not null && request.Options.TryGetValue(key, out var load) ? load : new(false, 1, ct);
}

/// <summary>
/// Holds one process to a gateway's pace: within any second, at most so many interactive messages, and of bulk 80 % as many. All others
/// wait their turn; none is refused.
/// </summary>
internal sealed class GatewayLimiter(int perSecond, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan second = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter interactive = Limiter(perSecond);
    private readonly ConcurrencyLimiter bulk = Limiter(Bulk(perSecond));

    /// <summary>Takes a permit for each message, in portions where a second does not allow them all.</summary>
    public async ValueTask<RateLimitLease> AcquireAsync(GatewayLoad load)
    {
        var (limiter, most) = load.Bulk ? (bulk, Bulk(perSecond)) : (interactive, perSecond);
        for (var left = load.Messages; left > 0; left -= most)
        {
            var lease = await limiter.AcquireAsync(Math.Min(left, most), load.Waiting);
            if (!lease.IsAcquired) return lease; // the process stops
            _ = GiveBackAsync(lease);
        }
        return Turn.Now;
    }

    public void Dispose()
    {
        interactive.Dispose();
        bulk.Dispose();
    }

    /// <summary>A permit that is given back a second later makes a limit of concurrency one of pace, by any clock.</summary>
    private async Task GiveBackAsync(RateLimitLease lease)
    {
        await Task.Delay(second, time);
        lease.Dispose();
    }

    private static int Bulk(int perSecond) => Math.Max(1, perSecond * BulkPace.Percent / 100);

    private static ConcurrencyLimiter Limiter(int most) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = int.MaxValue });

    /// <summary>What the pipeline disposes when a call ends; the permits last longer or shorter than the call.</summary>
    private sealed class Turn : RateLimitLease
    {
        public static Turn Now { get; } = new();
        public override bool IsAcquired => true;
        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
