using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>
/// Carries a change out once for each <c>Idempotency-Key</c>: a repeat with the same body gets the first answer, one with another body is
/// refused. After a crash the repeat runs again under the same ids, so completed steps are not done twice.
/// </summary>
internal sealed class Repeats(Requests requests, AuditTrail audit, OutreachOptions options, IClock clock)
{
    private static Answer OtherBody { get; } =
        Answer.Conflict($"This {Call.KeyHeader} was used for a request with another body; use a new one.");

    /// <summary>A body holds a phone number, whose plain hash is quickly guessed. The pepper is kept outside the storage.</summary>
    private readonly byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes("requests|" + options.PinPepper));

    public async Task<Answer> CarryOutAsync(Call call, ApiEndpoint endpoint)
    {
        if (call.Key is null)
        {
            var once = await endpoint.AnswerAsync(call, CancellationToken.None);
            await AuditAsync(call, endpoint, once, clock.GetCurrentInstant(), again: false);
            return once;
        }
        var fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(secret, call.Canonical));
        var hold = await requests.TakeAsync(Scope(call, endpoint), fingerprint, CancellationToken.None);
        if (hold.Kept.Fingerprint != fingerprint) return OtherBody;
        return hold.Kept.IsAnswered ? Again(hold.Kept) : await FirstAsync(call with { RequestId = hold.Id }, endpoint, hold);
    }

    private async Task<Answer> FirstAsync(Call call, ApiEndpoint endpoint, RequestHold hold)
    {
        var answer = await endpoint.AnswerAsync(call, CancellationToken.None);
        if (answer.Status >= 300)
        {
            // Nothing was done, so the key is free, unless an earlier try crashed and may have done something.
            if (hold.IsFirst) await requests.FreeAsync(hold, CancellationToken.None);
            return answer;
        }
        if (answer.IsDry || endpoint.Media is not null && answer.Change is { IsWritten: false })
        {
            // A dry run is computed anew each time: it changes nothing, and its answer is too long to keep.
            await requests.FreeAsync(hold, CancellationToken.None);
            return answer;
        }
        await AuditAsync(call, endpoint, answer, hold.Kept.At, again: !hold.IsFirst);
        var kept = answer.Kept ?? answer.Body;
        var body = JsonSerializer.Serialize(kept, kept.GetType(), ApiJson.Options);
        return await requests.AnswerAsync(hold, answer.Status, body, CancellationToken.None) is { } other ? Again(other) : answer;
    }

    /// <summary>
    /// Writes the row of a change. A repeated try writes the same row, since the first may have crashed before writing it.
    /// </summary>
    private async Task AuditAsync(Call call, ApiEndpoint endpoint, Answer answer, Instant at, bool again)
    {
        if (answer.Status >= 300) return;
        var change = answer.Change ?? throw new InvalidOperationException($"{endpoint.Name} does not say what it changed.");
        if (!change.IsWritten && !again) return;
        foreach (var programme in change.Programmes)
            await audit.AppendAsync(programme,
                new(call.Who, endpoint.Name, change.Subject, change.At ?? at, change.About, call.Holder.Name),
                IdOf(change.Mark ?? call.RequestId), CancellationToken.None);
    }

    /// <summary>Writes the row of a reading of many: who, what, how many.</summary>
    public Task ReadAsync(Call call, ApiEndpoint endpoint, Reading reading)
    {
        var about = $"{reading.Shown} shown, after \"{call.Query("after")}\"";
        return audit.AppendAsync(reading.Programme,
            new(call.Who, endpoint.Name, reading.Subject ?? reading.Programme, clock.GetCurrentInstant(), about, call.Holder.Name),
            IdOf(call.RequestId), CancellationToken.None);
    }

    /// <summary>As above, for a page of the console: each look is a reading of its own.</summary>
    public Task ReadAsync(KeyHolder staff, string page, Reading reading) => audit.AppendAsync(reading.Programme,
        new(staff.Owner, page, reading.Subject ?? reading.Programme, clock.GetCurrentInstant(), $"{reading.Shown} shown", staff.Name),
        IdOf(Guid.NewGuid().ToString("N")), CancellationToken.None);

    /// <summary>The row's id, from what is the same for every try of one change.</summary>
    public static string IdOf(string mark) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark)))[..12];

    /// <summary>Holder, method, path and programme. Codes in upper and lower case are the same.</summary>
    private static string Scope(Call call, ApiEndpoint endpoint)
    {
        var path = string.Join('/', endpoint.Path.Split('/').Select(part => part switch
        {
            "{code}" => call.Route("code").ToUpperInvariant(),
            ['{', .., '}'] => Uri.EscapeDataString(call.Route(part[1..^1])),
            _ => part,
        }));
        return string.Join('\n', call.Who, $"{endpoint.Method} {path}", Gate.Named(call, endpoint.Access!) ?? "",
            call.Http.Request.QueryString.Value, call.Key);
    }

    private static Answer Again(KeptRequest kept) => new(kept.Status, JsonSerializer.Deserialize<JsonElement>(kept.Body!));
}
