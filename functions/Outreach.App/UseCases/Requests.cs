using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;

namespace Outreach.App;

/// <summary>What is kept of the first request under an <c>Idempotency-Key</c>.</summary>
/// <param name="Fingerprint">Of the body; null when the key is free again, since what was asked for was refused and nothing done.</param>
/// <param name="At">When it came; the ids of what it does are made of this, so a key that is used anew does something new.</param>
/// <param name="Status">What was answered; 0 while nothing has been.</param>
public sealed record KeptRequest(string? Fingerprint, Instant At, int Status = 0, string? Body = null)
{
    public bool IsAnswered => Status != 0;
}

/// <summary>One request's hold on its key.</summary>
/// <param name="IsFirst">Nobody held it before: not even a process that died.</param>
public sealed record RequestHold(Key Key, string ETag, KeptRequest Kept, bool IsFirst)
{
    /// <summary>The same for every try of this request.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key.Row}|{Kept.At.ToUnixTimeTicks()}")))[..24];
}

/// <summary>
/// Requests by their <c>Idempotency-Key</c>: found by a point read, kept for 32 to 64 days. A partition is 32 days; a key is looked for in
/// this one and the one before, so that old ones can be dropped from the start of the table.
/// </summary>
public sealed class Requests(ITables tables, IClock clock)
{
    private const int DaysKept = 32;
    private const int Batch = 200;

    /// <summary>An answer over this is not kept; a repeat is then decided again, under the same ids.</summary>
    private const int LongestAnswer = 400_000;

    /// <param name="scope">Holder, route, programme and key.</param>
    public async Task<RequestHold> TakeAsync(string scope, string fingerprint, CancellationToken ct)
    {
        var row = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)));
        while (true)
        {
            var now = clock.GetCurrentInstant();
            if (await FindAsync(Keys.Request(Bucket(now) - 1, row), ct) is { Kept.Fingerprint: not null } before) return before;
            var (key, kept) = (Keys.Request(Bucket(now), row), new KeptRequest(fingerprint, now));
            if (await tables.InsertAsync(key, Json.Write(kept), ct) is { } inserted) return new(key, inserted, kept, IsFirst: true);
            if (await FindAsync(key, ct) is not { } there) continue;
            if (there.Kept.Fingerprint is not null) return there;
            if (await tables.ReplaceAsync(key, Json.Write(kept), there.ETag, ct) is { } taken) return new(key, taken, kept, IsFirst: true);
        }
    }

    /// <summary>Keeps what was answered. Returns what another try of the same request answered first, if one did.</summary>
    public async Task<KeptRequest?> AnswerAsync(RequestHold hold, int status, string body, CancellationToken ct)
    {
        if (body.Length > LongestAnswer) return null;
        var kept = hold.Kept with { Status = status, Body = body };
        if (await tables.ReplaceAsync(hold.Key, Json.Write(kept), hold.ETag, ct) is not null) return null;
        return await FindAsync(hold.Key, ct) is { Kept: { IsAnswered: true } first } && first.At == hold.Kept.At ? first : null;
    }

    /// <summary>The request was refused and did nothing: its key may be used for another.</summary>
    public Task FreeAsync(RequestHold hold, CancellationToken ct) =>
        tables.ReplaceAsync(hold.Key, Json.Write(hold.Kept with { Fingerprint = null }), hold.ETag, ct);

    /// <summary>Drops what is older than it has to be kept.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        var last = Keys.Request(Bucket(clock.GetCurrentInstant()) - 2, "").Partition;
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.Requests, last, Batch, ct);
            foreach (var row in rows) await tables.DeleteAsync(row.Key, ct);
            if (rows.Count < Batch) return;
        }
    }

    private async Task<RequestHold?> FindAsync(Key key, CancellationToken ct) =>
        await tables.GetAsync(key, ct) is { } row ? new(key, row.ETag, Json.Read<KeptRequest>(row.Data), IsFirst: false) : null;

    private static long Bucket(Instant at) => (long)Math.Floor((at - Instant.FromUnixTimeTicks(0)).TotalDays / DaysKept);
}
