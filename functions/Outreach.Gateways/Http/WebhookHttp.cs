using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>Maps a <see cref="Webhook"/> to ASP.NET Core: one statement per webhook on every host.</summary>
public static class WebhookHttp
{
    /// <summary>
    /// Reads the request, has the webhook answer it, and writes the reply. A hang-up does not cancel the work, because the provider may not
    /// send the SMS again. Map every method: a wrong one is answered with 405 here.
    /// </summary>
    public static async Task AnswerAsync(Webhook webhook, HttpContext http)
    {
        try
        {
            await WriteAsync(http, await ReplyAsync(webhook, http.Request));
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up, so the reply has no reader.
        }
    }

    private static async Task<WebhookReply> ReplyAsync(Webhook webhook, HttpRequest request)
    {
        if (request.Method != webhook.Method) return WebhookReply.WrongMethod(webhook.Method);
        WebhookRequest read;
        try
        {
            read = await ReadAsync(request);
        }
        catch (BadHttpRequestException bad)
        {
            return WebhookReply.BadRequest(bad.StatusCode);
        }
        return await webhook.AnswerAsync(read, CancellationToken.None);
    }

    private static async Task WriteAsync(HttpContext http, WebhookReply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        Harden(http);
        foreach (var (name, value) in reply.Headers) http.Response.Headers[name] = value;
        await http.Response.WriteAsync(reply.Body, http.RequestAborted);
    }

    /// <summary>Nothing keeps the answer, guesses its type, or asks again without TLS.</summary>
    public static void Harden(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000";
    }

    /// <summary>
    /// Converts the request to a <see cref="WebhookRequest"/>. A body beyond <see cref="Limits"/> is read one byte past the limit, enough
    /// to refuse it.
    /// </summary>
    public static async Task<WebhookRequest> ReadAsync(HttpRequest request)
    {
        var body = await ReadBodyAsync(request);
        var isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ?? false;
        return new WebhookRequest(
            PathAndQuery(request),
            request.RouteValues.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase),
            request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            isForm && Encoding.UTF8.GetByteCount(body) <= Limits.BodyBytes ? ParseForm(body) : [],
            body);
    }

    /// <summary>Decoded pairs in the order sent; at most one more than <see cref="Limits.Fields"/>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParseForm(string body) =>
    [
        .. body.Split('&', StringSplitOptions.RemoveEmptyEntries).Take(Limits.Fields + 1).Select(pair => pair.Split('=', 2)).Select(
            parts => KeyValuePair.Create(WebUtility.UrlDecode(parts[0]), parts.Length > 1 ? WebUtility.UrlDecode(parts[1]) : "")),
    ];

    /// <summary>The text after the question mark, still encoded; empty without a question mark.</summary>
    internal static string Query(string pathAndQuery)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? "" : pathAndQuery[(mark + 1)..];
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request)
    {
        // Rented, because 64 KB anew for each small request costs more than reading it.
        var buffer = ArrayPool<byte>.Shared.Rent(Limits.BodyBytes + 1);
        var read = 0;
        try
        {
            read = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, Limits.BodyBytes + 1), Limits.BodyBytes + 1,
                throwOnEndOfStream: false, request.HttpContext.RequestAborted);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        finally
        {
            // The body can hold a PIN.
            Array.Clear(buffer, 0, read);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// The path as sent, because a signature covers the provider's own spelling. Rebuilt only where the server does not keep it.
    /// </summary>
    private static string PathAndQuery(HttpRequest request)
    {
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return raw.StartsWith('/') ? raw : request.PathBase.Add(request.Path).ToUriComponent() + request.QueryString.ToUriComponent();
    }
}
