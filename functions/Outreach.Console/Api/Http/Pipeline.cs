using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Outreach.App;

namespace Outreach.Console.Api.Http;

/// <summary>What stands around every endpoint: the key, the audit, and a JSON answer to whatever goes wrong.</summary>
internal sealed partial class Pipeline(ApiKeys keys, AuditLog audit, ILogger<Pipeline> logger)
{
    public RequestDelegate For(ApiEndpoint endpoint) => async http =>
    {
        var who = keys.HolderOf(http.Request.Headers.Authorization.FirstOrDefault());
        var answer = who is null ? Answer.NoKey : await AnswerAsync(new Call(http, who), endpoint);
        await WriteAsync(http, answer);
    };

    private async Task<Answer> AnswerAsync(Call call, ApiEndpoint endpoint)
    {
        try
        {
            if (call.Fault() is { } fault) return fault;
            // A change runs to its end and is audited, even when nobody waits for the answer any more.
            var answer = await endpoint.AnswerAsync(call, endpoint.Changes ? CancellationToken.None : call.Http.RequestAborted);
            if (endpoint.Changes && answer.Status < 300) await AuditAsync(call, endpoint, answer);
            return answer;
        }
        catch (ContentionException)
        {
            return Answer.Busy;
        }
        catch (Exception e) when (!call.Http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, endpoint.Name, e);
            return Answer.Broken;
        }
    }

    private Task AuditAsync(Call call, ApiEndpoint endpoint, Answer answer) => answer.Change is { } change
        ? audit.WriteAsync(call.Who, endpoint.Name, change, CancellationToken.None)
        : throw new InvalidOperationException($"{endpoint.Name} does not say what it changed.");

    private static Task WriteAsync(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (answer.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (answer.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
        return http.Response.WriteAsJsonAsync(answer.Body, answer.Body.GetType(), ApiJson.Options, http.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The API's {Endpoint} failed.")]
        public static partial void Failed(ILogger logger, string endpoint, Exception e);
    }
}
