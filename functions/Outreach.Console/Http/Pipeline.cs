using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The steps around every endpoint: the key and its roles, repeats, the audit, and a JSON answer to every failure.</summary>
internal sealed partial class Pipeline(ApiKeys keys, Gate gate, Repeats repeats, IClock clock, ApiRefusals refusals,
    Lookups lookups, ILogger<Pipeline> logger)
{
    public RequestDelegate For(ApiEndpoint endpoint) => async http =>
    {
        var holder = keys.HolderOf(http.Request.Headers.Authorization.FirstOrDefault());
        try
        {
            var answer = holder is null ? Answer.NoKey
                : clock.GetCurrentInstant() >= holder.EndsAt ? Answer.EndedKey
                : await AnswerAsync(new Call(http, holder), endpoint);
            await WriteAsync(http, await BrakedAsync(http, answer));
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up, so the answer has no reader.
        }
    };

    /// <summary>Counts a refusal. An address that was refused too often in a minute has to wait; a request that is not refused does
    /// not.</summary>
    private async Task<Answer> BrakedAsync(HttpContext http, Answer answer)
    {
        if (answer.Status is not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)) return answer;
        return await refusals.CountAsync(answer.Status, AddressOf(http), http.RequestAborted) is { } wait
            ? Answer.Slow((int)wait.TotalSeconds)
            : answer;
    }

    /// <summary>
    /// The caller as the last proxy saw them: whatever a caller writes into the header stands before that. Without the port, which is
    /// another with each connection; of IPv6 the network, of whose addresses a caller has as many as they like.
    /// </summary>
    public static string AddressOf(HttpContext http)
    {
        var forwarded = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        var address = forwarded.Length == 0 ? http.Connection.RemoteIpAddress
            : IPEndPoint.TryParse(forwarded, out var seen) ? seen.Address : null;
        if (address is null) return forwarded;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes()[..8])
            : address.ToString();
    }

    /// <summary>Everything behind the key: the gate, repeats, the audit, and an answer to every failure.</summary>
    public async Task<Answer> AnswerAsync(Call call, ApiEndpoint endpoint)
    {
        try
        {
            return Gate.RoleRefusal(call.Holder, endpoint) ?? call.Fault() ?? endpoint.Fault(call.Http.Request.Query)
                ?? await AdmittedAsync(call, endpoint);
        }
        catch (ContentionException)
        {
            return Answer.Busy;
        }
        catch (Exception e) when (e is StorageUnavailableException or NewerFormatException)
        {
            Log.Waits(logger, endpoint.Name, e);
            return Answer.Unavailable;
        }
        catch (BadHttpRequestException bad)
        {
            return Answer.Unreadable(bad.StatusCode);
        }
        catch (Exception e) when (!call.Http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, endpoint.Name, e);
            return Answer.Broken;
        }
    }

    private async Task<Answer> AdmittedAsync(Call call, ApiEndpoint endpoint)
    {
        var (read, fault) = endpoint.Media is not null
            ? await JsonBody.FileAsync(call)
            : endpoint.Body is null ? (call, null) : await JsonBody.ReadAsync(call);
        if (read is null) return fault!;
        var (admitted, refusal) = await gate.AdmitAsync(read, endpoint, call.Http.RequestAborted);
        if (admitted is null) return refusal!;
        if (endpoint.Changes && await gate.ReadOnlyAsync(admitted, endpoint, call.Http.RequestAborted) is { } over) return over;
        // A change is completed and audited even after the caller hung up.
        if (endpoint.Changes) return await repeats.CarryOutAsync(admitted, endpoint);
        var answer = await endpoint.AnswerAsync(admitted, call.Http.RequestAborted);
        // Written before the answer, so that no reading goes unaudited.
        if (answer.Reading is { } reading) await repeats.ReadAsync(admitted, endpoint, reading);
        return await ZonedAsync(answer, answer.Reading?.Programme ?? admitted.Named.Programme, call.Http.RequestAborted);
    }

    /// <summary>The answer with its programme's zone, where it has times.</summary>
    private async Task<Answer> ZonedAsync(Answer answer, string programme, CancellationToken ct) =>
        answer.Body is Zoned { Zone: null } zoned && programme.Length > 0
            && (await lookups.ProgrammeAsync(programme, "programme", ct)).Place is { } place
            ? answer with { Body = zoned with { Zone = place.Country.TimeZone.Id } }
            : answer;

    /// <summary>Nothing keeps the answer, guesses its type, or asks again without TLS.</summary>
    public static void Harden(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static Task WriteAsync(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = answer.Status;
        Harden(http);
        if (answer.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (answer.Allow is { } allowed) http.Response.Headers.Allow = allowed;
        if (answer.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
        if (answer.Body is FileBody file)
        {
            http.Response.ContentType = file.Media;
            return http.Response.WriteAsync(file.Text, http.RequestAborted);
        }
        return http.Response.WriteAsJsonAsync(answer.Body, answer.Body.GetType(), ApiJson.Options,
            answer.Body is Problem ? Problem.Media : null, http.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The API's {Endpoint} failed.")]
        public static partial void Failed(ILogger logger, string endpoint, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The API's {Endpoint} cannot be answered now.")]
        public static partial void Waits(ILogger logger, string endpoint, Exception e);
    }
}
