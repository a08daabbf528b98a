using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Outreach.App;

/// <summary>An address's refusals in one minute.</summary>
public sealed record RefusalCount(int Count);

/// <summary>
/// Counts what the API refuses, by address and minute, in storage. A request that is not refused costs nothing.
/// </summary>
public sealed partial class ApiRefusals(ITables tables, IClock clock, OutreachOptions options, ILogger<ApiRefusals> logger)
{
    /// <summary>Refusals in a minute, after which further tries of an address are answered 429.</summary>
    public const int AllowedAMinute = 20;

    private const int Tries = 5;
    private const int MostAddresses = 1000;

    /// <summary>The time until an address may try again that was refused too often; null for any other.</summary>
    public async Task<Duration?> WaitAsync(string address, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await tables.GetAsync(Keys.Refusals(now, HashOf(address)), ct) is { } row
            && Json.Read<RefusalCount>(row.Data).Count >= AllowedAMinute ? UntilNextMinute(now) : null;
    }

    /// <summary>Counts one refusal.</summary>
    /// <param name="address">The caller's address; kept as a keyed hash.</param>
    /// <returns>The time until the address may try again; null while it is below the limit.</returns>
    public async Task<Duration?> CountAsync(int status, string address, CancellationToken ct)
    {
        Telemetry.Refused(status);
        var now = clock.GetCurrentInstant();
        var key = Keys.Refusals(now, HashOf(address));
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var row = await tables.GetAsync(key, ct);
                var count = row is null ? 0 : Json.Read<RefusalCount>(row.Data).Count;
                // Above the limit a try costs one read and no write.
                if (count >= AllowedAMinute) return UntilNextMinute(now);
                var next = Json.Write(new RefusalCount(count + 1));
                if (await tables.WriteAsync(key, next, row?.ETag, ct)) return null;
            }
        }
        catch (StorageUnavailableException)
        {
            // The refusal itself stands.
        }
        return null;
    }

    /// <summary>Logs the last minute's refusals in one line.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        var (hour, minute) = Keys.RefusalMinute(clock.GetCurrentInstant() - Duration.FromMinutes(1));
        var rows = (await tables.PageAsync(Table.Limits, hour, minute, MostAddresses, ct))
            .TakeWhile(r => r.Key.Row.StartsWith(minute, StringComparison.Ordinal)).Select(r => Json.Read<RefusalCount>(r.Data).Count)
            .ToList();
        if (rows.Count > 0) Log.Refused(logger, rows.Sum(), rows.Count, rows.Count(c => c >= AllowedAMinute));
    }

    private static Duration UntilNextMinute(Instant now) => Duration.FromSeconds(60 - now.InUtc().Second);

    private string HashOf(string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.PinPepper), Encoding.UTF8.GetBytes(address)))[..16];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "The API refused {Count} requests in the last minute, from {Addresses} addresses, of which {Braked} have to wait.")]
        public static partial void Refused(ILogger logger, int count, int addresses, int braked);
    }
}
