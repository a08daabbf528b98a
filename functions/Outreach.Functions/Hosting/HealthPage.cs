using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Outreach.Gateways;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>200 when storage answers, else 503, as on the local host. Why is in the log: strangers read this page.</summary>
public sealed partial class HealthPage(StorageHealth storage, ILogger<HealthPage> logger)
{
    public async Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            (http.Response.StatusCode, http.Response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return;
        }
        var problem = await storage.ProblemAsync(http.RequestAborted);
        if (problem is not null) Log.Unavailable(logger, problem);
        WebhookHttp.Harden(http);
        await Results.Text(problem is null ? "ok" : "unavailable",
            statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The health page answers 503: {Problem}")]
        public static partial void Unavailable(ILogger logger, string problem);
    }
}
