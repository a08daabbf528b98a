using Microsoft.AspNetCore.Http;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>200 when storage answers, else 503 and one sentence; as on the local host.</summary>
public sealed class HealthPage(StorageHealth storage)
{
    public async Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            (http.Response.StatusCode, http.Response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return;
        }
        var problem = await storage.ProblemAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        await Results.Text(problem ?? "ok", statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(http);
    }
}
