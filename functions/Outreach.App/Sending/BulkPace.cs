using NodaTime;
using NodaTime.Text;

namespace Outreach.App;

/// <summary>
/// Keeps bulk within 80 % of what a gateway's account allows, over all instances: places to send are reserved in one row a gateway. See
/// docs/decisions/0142.
/// </summary>
public sealed class BulkPace(ITables tables, IClock clock) : IDisposable
{
    /// <summary>The part of the rate that is for bulk; the rest is always free for answers to people.</summary>
    public const int Percent = 80;

    /// <summary>The longest wait for a place within a piece of work; what has to wait longer gives its instance back.</summary>
    public static readonly Duration WaitsWithin = Duration.FromSeconds(20);

    /// <summary>Single messages take places in blocks of this length, because each would need a write of its own.</summary>
    private static readonly Duration block = Duration.FromMilliseconds(250);

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, Places> blocks = new(StringComparer.Ordinal);

    /// <summary>Places to send, one after the other.</summary>
    /// <param name="From">The time of the first.</param>
    /// <param name="Each">The time between two.</param>
    public sealed record Places(Instant From, Duration Each, int Count)
    {
        public Instant At(int n) => From + Each * n;
    }

    public static double PerSecond(IGateway gateway) => Math.Max(1, gateway.PerSecond * Percent / 100.0);

    /// <summary>How many batches of a broadcast are sent at once: one for each 50 messages a second.</summary>
    public static int LanesFor(IGateway gateway) => (int)Math.Clamp(Math.Ceiling(PerSecond(gateway) / 50), 1, 32);

    /// <summary>Reserves places before a time, unless the first is farther off than <see cref="WaitsWithin"/>.</summary>
    /// <returns>At most <paramref name="count"/> places; with none, only the time to ask again.</returns>
    public Task<Places> ReserveAsync(IGateway gateway, int count, Instant until, CancellationToken ct) =>
        ReserveAsync(gateway, count, WaitsWithin, until, ct);

    /// <summary>Reserves one message's place, however far off.</summary>
    public async Task<Instant> NextAsync(IGateway gateway, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var known = blocks.GetValueOrDefault(gateway.Name);
            // A place that has passed is lost, so that an idle time makes no later rush.
            if (known is not { Count: > 0 } || known.At(known.Count) < clock.GetCurrentInstant())
            {
                var size = (int)Math.Ceiling(PerSecond(gateway) * block.TotalSeconds);
                known = await ReserveAsync(gateway, size, null, Instant.MaxValue, ct);
            }
            blocks[gateway.Name] = new(known.At(1), known.Each, known.Count - 1);
            return known.From;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Places> ReserveAsync(IGateway gateway, int most, Duration? within, Instant until, CancellationToken ct)
    {
        var each = Duration.FromSeconds(1 / PerSecond(gateway));
        var key = Keys.Pace(gateway.Name);
        for (var attempt = 0; ; attempt++)
        {
            var now = clock.GetCurrentInstant();
            var row = await tables.GetAsync(key, ct);
            var from = row is null ? now : Instant.Max(now, InstantPattern.ExtendedIso.Parse(row.Data).Value);
            if (within is { } longest && from > now + longest) return new(from - longest / 2, each, 0);
            var count = until == Instant.MaxValue ? most : (int)Math.Clamp((until - from) / each, 1, most);
            var next = InstantPattern.ExtendedIso.Format(from + each * count);
            if ((row is null ? await tables.InsertAsync(key, next, ct) : await tables.ReplaceAsync(key, next, row.ETag, ct)) is not null)
                return new(from, each, count);
            // A random pause keeps two instances that collided from colliding again.
            await Task.Delay(Random.Shared.Next(1, 5 * Math.Min(attempt + 2, 20)), ct);
        }
    }

    public void Dispose() => gate.Dispose();
}
