using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outreach.Console;

/// <summary>Writes what a handler answered: a page as HTML, compressed for a bad line.</summary>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>No script, style or frame of another site, and no form to one.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    public Task WriteAsync(PageCall call, Shown shown) => shown switch
    {
        Shown.Done => Task.CompletedTask,
        Shown.Elsewhere elsewhere => GoAsync(call.Http, elsewhere.Path),
        Shown.Download file => FileAsync(call.Http, file),
        Shown.Parts parts => PartsAsync(call.Http, parts),
        Shown.Page page => PageAsync(call, page),
        Shown.Fault fault => PageAsync(call, FaultPage(call, fault)),
        _ => throw new InvalidOperationException($"{shown.GetType().Name} cannot be written."),
    };

    /// <summary>A form that met others' changes can be pressed again: it carries the same id, so nothing is done twice.</summary>
    private static Shown.Page FaultPage(PageCall call, Shown.Fault fault) =>
        (Shown.Page)Shown.View<FaultPage>(call.Words[$"Fault.{fault.Words}Title"], ("Words", fault.Words),
            ("Again", fault.Status == StatusCodes.Status503ServiceUnavailable && call.Form.Count > 0)).With(fault.Status);

    private async Task PageAsync(PageCall call, Shown.Page page)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Shell.Call)] = call, [nameof(Shell.Title)] = page.Title, [nameof(Shell.Content)] = page.Component,
            [nameof(Shell.Parameters)] = page.Parameters.ToDictionary(), [nameof(Shell.IsPart)] = page.IsPart,
        };
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Shell>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });
        if (page.Status == StatusCodes.Status503ServiceUnavailable) call.Http.Response.Headers.RetryAfter = "1";
        await TextAsync(call.Http, page.Status, "text/html; charset=utf-8", (page.IsPart ? "" : "<!doctype html>\n") + html);
    }

    private static Task FileAsync(HttpContext http, Shown.Download file)
    {
        Head(http, StatusCodes.Status200OK, file.Media, file.Name);
        return CompressedAsync(http, Encoding.UTF8.GetBytes(file.Text));
    }

    private static async Task PartsAsync(HttpContext http, Shown.Parts parts)
    {
        Head(http, StatusCodes.Status200OK, parts.Media, parts.Name);
        await foreach (var text in parts.Texts.WithCancellation(http.RequestAborted))
        {
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    /// <summary>A relative address, since the host's name before a proxy may be another.</summary>
    private static Task GoAsync(HttpContext http, string path)
    {
        Pipeline.Harden(http);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
        return Task.CompletedTask;
    }

    private static Task TextAsync(HttpContext http, int status, string media, string text)
    {
        Head(http, status, media, null);
        return CompressedAsync(http, Encoding.UTF8.GetBytes(text));
    }

    /// <param name="file">The name of a file to be kept; null for a page.</param>
    private static void Head(HttpContext http, int status, string media, string? file)
    {
        Pipeline.Harden(http);
        http.Response.StatusCode = status;
        http.Response.ContentType = media;
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (file is not null) http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
    }

    /// <summary>Seals and ids of forms are new in each answer, so that the size of an answer tells nothing of them.</summary>
    public static async Task CompressedAsync(HttpContext http, byte[] bytes)
    {
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        http.Response.Headers.Vary = "Accept-Encoding";
        using var buffer = new MemoryStream();
        if (accepted.Contains("br", StringComparison.Ordinal))
        {
            http.Response.Headers.ContentEncoding = "br";
            await using (var brotli = new BrotliStream(buffer, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(bytes);
        }
        else if (accepted.Contains("gzip", StringComparison.Ordinal))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        }
        else buffer.Write(bytes);
        http.Response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
