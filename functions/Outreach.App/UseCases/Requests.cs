using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Outreach.App;

/// <summary>The stored first request under an <c>Idempotency-Key</c>.</summary>
/// <param name="Fingerprint">The body's fingerprint; null when a refusal that changed nothing has freed the key.</param>
/// <param name="At">The time of arrival. Command ids derive from this time, so a key used anew does something new.</param>
/// <param name="Status">The answer's status; 0 before the answer.</param>
public sealed record KeptRequest(string? Fingerprint, Instant At, int Status = 0, string? Body = null)
{
    public bool IsAnswered => Status != 0;
}

/// <summary>One request's hold on its key.</summary>
/// <param name="IsFirst">No request held the key before, not even one whose process died.</param>
public sealed record RequestHold(Key Key, string ETag, KeptRequest Kept, bool IsFirst)
{
    /// <summary>The same for every try of this request.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key.Row}|{Kept.At.ToUnixTimeTicks()}")))[..24];
}

/// <summary>Requests by <c>Idempotency-Key</c>: found by a point read, kept for 32 to 64 days.</summary>
/// <remarks>A partition is 32 days. A key is looked up in this one and the last, so old partitions can be dropped.</remarks>
public sealed class Requests(ITables tables, IClock clock)
{
    private const int DaysKept = 32;
    private const int PageSize = 1000;

    /// <summary>The longest kept answer, in characters; a repeat of a longer one is decided again under the same ids.</summary>
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

    /// <summary>Keeps the answer. Returns another try's answer to the same request, if that came first.</summary>
    public async Task<KeptRequest?> AnswerAsync(RequestHold hold, int status, string body, CancellationToken ct)
    {
        if (body.Length > LongestAnswer) return null;
        var kept = hold.Kept with { Status = status, Body = body };
        if (await tables.ReplaceAsync(hold.Key, Json.Write(kept), hold.ETag, ct) is not null) return null;
        return await FindAsync(hold.Key, ct) is { Kept: { IsAnswered: true } first } && first.At == hold.Kept.At ? first : null;
    }

    /// <summary>Frees the key of a request that was refused and changed nothing.</summary>
    public Task FreeAsync(RequestHold hold, CancellationToken ct) =>
        tables.ReplaceAsync(hold.Key, Json.Write(hold.Kept with { Fingerprint = null }), hold.ETag, ct);

    /// <summary>Drops requests past their time.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        var last = Keys.Request(Bucket(clock.GetCurrentInstant()) - 2, "").Partition;
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.Requests, last, PageSize, ct);
            await tables.DeleteAllAsync(rows.Select(r => r.Key), ct);
            if (rows.Count < PageSize) return;
        }
    }

    private async Task<RequestHold?> FindAsync(Key key, CancellationToken ct) =>
        await tables.GetAsync(key, ct) is { } row ? new(key, row.ETag, Json.Read<KeptRequest>(row.Data), IsFirst: false) : null;

    private static long Bucket(Instant at) => (long)Math.Floor((at - Instant.FromUnixTimeTicks(0)).TotalDays / DaysKept);
}
