using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>
/// Keeps bulk within 80 % of what a gateway's account allows, and all bulk within an hour's most, over all instances: places to send are
/// reserved in one row. See docs/decisions/0142 and 0181.
/// </summary>
public sealed partial class BulkPace(ITables tables, IClock clock, OutreachOptions options, ILogger<BulkPace> logger) : IDisposable
{
    /// <summary>The part of the rate that is for bulk; the rest is always free for answers to people.</summary>
    public const int Percent = 80;

    /// <summary>The longest wait for a place within a piece of work; what has to wait longer gives its instance back.</summary>
    public static readonly Duration WaitsWithin = Duration.FromSeconds(20);

    /// <summary>Single messages take places in blocks of this length, because each would need a write of its own.</summary>
    private static readonly Duration block = Duration.FromMilliseconds(250);

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, Places> blocks = new(StringComparer.Ordinal);
    private int taken;

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
                // A block counts by what was used of the one before, since most of it may never be.
                var fresh = await ReserveAsync(gateway, size, null, Instant.MaxValue, ct, counted: taken);
                if (fresh.Count == 0) return fresh.From;
                (known, taken) = (fresh, 0);
            }
            taken++;
            blocks[gateway.Name] = new(known.At(1), known.Each, known.Count - 1);
            return known.From;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes places back out of the hour's count.</summary>
    public Task GiveBackAsync(int unused, CancellationToken ct) => ChangeAsync(row =>
    {
        var now = row.At(clock.GetCurrentInstant());
        return (now with { Unasked = Math.Max(0, now.Unasked - unused) }, true);
    }, ct);

    /// <param name="counted">What counts in the hour; null for the places themselves.</param>
    private async Task<Places> ReserveAsync(IGateway gateway, int most, Duration? within, Instant until, CancellationToken ct,
        int? counted = null)
    {
        var each = Duration.FromSeconds(1 / PerSecond(gateway));
        var (places, full) = await ChangeAsync(kept =>
        {
            var now = clock.GetCurrentInstant();
            var row = kept.At(now);
            var room = Math.Max(0, options.UnaskedAnHour - row.Unasked - (counted ?? 0));
            var from = Instant.Max(now, row.Next.GetValueOrDefault(gateway.Name, now));
            if (room == 0)
                return (row with { Unasked = row.Unasked + (counted ?? 0) },
                    (new Places(row.Hour + Duration.FromHours(1), each, 0), true));
            if (within is { } longest && from > now + longest) return (kept, (new(from - longest / 2, each, 0), false));
            var count = until == Instant.MaxValue ? most : (int)Math.Clamp((until - from) / each, 1, most);
            count = counted is null ? Math.Min(count, room) : count;
            var next = new Dictionary<string, Instant>(row.Next, StringComparer.Ordinal) { [gateway.Name] = from + each * count };
            return (row with { Next = next, Unasked = row.Unasked + (counted ?? count) },
                (new(from, each, count), false));
        }, ct);
        if (full) await FullAsync(ct);
        return places;
    }

    /// <summary>Reads the row, changes it, and writes it unless it stays the same.</summary>
    private async Task<T> ChangeAsync<T>(Func<PaceRow, (PaceRow Row, T Result)> change, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var there = await tables.GetAsync(Keys.Pace, ct);
            var row = there is null ? PaceRow.None : Json.Read<PaceRow>(there.Data);
            var (next, result) = change(row);
            if (ReferenceEquals(next, row) || await tables.WriteAsync(Keys.Pace, Json.Write(next), there?.ETag, ct)) return result;
            // A random pause keeps two instances that collided from colliding again.
            await Task.Delay(Random.Shared.Next(1, 5 * Math.Min(attempt + 2, 20)), ct);
        }
    }

    /// <summary>Says once an hour that what goes out unasked waits: in the log, as a metric, and as a task.</summary>
    private async Task FullAsync(CancellationToken ct)
    {
        Telemetry.HourFull();
        var now = clock.GetCurrentInstant();
        var task = new RaiseTask("", TaskKinds.UnaskedOverLimit, $"{options.UnaskedAnHour}", now);
        var id = SmsSender.MessageId($"unasked|{Keys.DueBucket(now)}");
        if (await tables.InsertAsync(Keys.Task("", id), Json.Write(task), ct) is not null) Log.HourFull(logger, options.UnaskedAnHour);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Most} messages went out unasked within the hour; the others wait for the next.")]
        public static partial void HourFull(ILogger logger, int most);
    }

    public void Dispose() => gate.Dispose();
}

/// <summary>Places for bulk, over all instances.</summary>
/// <param name="Next">The next free place by gateway.</param>
/// <param name="Hour">The hour that is counted.</param>
/// <param name="Unasked">What the hour's places came to.</param>
public sealed record PaceRow(IReadOnlyDictionary<string, Instant> Next, Instant Hour, int Unasked)
{
    public static PaceRow None { get; } = new(new Dictionary<string, Instant>(), Instant.MinValue, 0);

    /// <summary>The row in the hour of this time.</summary>
    public PaceRow At(Instant now)
    {
        var hour = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);
        return hour == Hour ? this : this with { Hour = hour, Unasked = 0 };
    }
}
