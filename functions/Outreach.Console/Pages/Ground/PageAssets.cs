using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Outreach.Console;

/// <summary>The pages' style, script and icon. Each has its hash in its name, so that a browser keeps it for good.</summary>
public static class PageAssets
{
    private static readonly FrozenDictionary<string, string> media = new Dictionary<string, string>
    {
        ["console.css"] = "text/css; charset=utf-8", ["console.js"] = "text/javascript; charset=utf-8", ["console.svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, byte[]> files = media.Keys.ToFrozenDictionary(name => name, Read);

    private static readonly FrozenDictionary<string, string> hashes =
        files.ToFrozenDictionary(f => f.Key, f => Convert.ToHexStringLower(SHA256.HashData(f.Value))[..12]);

    /// <summary>The address of a file, such as <c>/console/console.0123456789ab.css</c>.</summary>
    public static string Address(string name) => $"/console/{Hashed(name)}";

    internal static RequestDelegate Serve => async http =>
    {
        var name = media.Keys.FirstOrDefault(n => http.Request.Path == Address(n));
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (name is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000";
        http.Response.ContentType = media[name];
        await PageWriter.CompressedAsync(http, files[name]);
    };

    private static string Hashed(string name) => $"{Path.GetFileNameWithoutExtension(name)}.{hashes[name]}{Path.GetExtension(name)}";

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"Outreach.Console.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
