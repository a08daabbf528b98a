using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Outreach.Gateways;

/// <summary>
/// Checks <c>X-Twilio-Signature</c>: base64 of HMAC-SHA1, keyed by the primary auth token, over the full public URL and every POST
/// parameter. The rules are those of Twilio's libraries (twilio-csharp <c>Security/RequestValidator.cs</c>, twilio-node
/// <c>webhooks/webhooks.ts</c>).
/// </summary>
public static class TwilioSignature
{
    private const string BodyHashName = "bodySHA256";

    /// <summary>
    /// True when the signature is right for this URL, exactly as Twilio called it, with or without its port. A URL with <c>bodySHA256</c>
    /// in its query (JSON posts) signs no parameters, and must hold the lower-case hex SHA-256 of the raw body.
    /// </summary>
    public static bool IsValid(string authToken, string url, IReadOnlyList<KeyValuePair<string, string>> form, string body,
        string? signature)
    {
        if (string.IsNullOrEmpty(authToken) || string.IsNullOrEmpty(signature)) return false;
        var hash = BodyHash(url);
        if (hash is not null && !Secrets.AreEqual(hash, Sha256Hex(body))) return false;

        var signed = false;
        foreach (var spelling in Spellings(url))
            signed |= Secrets.AreEqual(signature, Compute(authToken, spelling, hash is null ? form : []));
        return signed;
    }

    /// <summary>
    /// The signature for one spelling of the URL. Parameters follow in ordinal order, name then value; each distinct value of a repeated
    /// name once, sorted.
    /// </summary>
    public static string Compute(string authToken, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var message = new StringBuilder(url);
        foreach (var name in form.GroupBy(pair => pair.Key, pair => pair.Value).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var value in name.Distinct().Order(StringComparer.Ordinal)) message.Append(name.Key).Append(value);
        }

        return Convert.ToBase64String(Hmac(authToken, message.ToString()));
    }

    /// <summary>
    /// The URL without its port, and with its own or the default port, because Twilio is inconsistent. Twilio signs an apostrophe in a
    /// query as <c>%27</c>.
    /// </summary>
    private static IEnumerable<string> Spellings(string url)
    {
        var (head, host, port, tail) = Split(url.Replace("'", "%27", StringComparison.Ordinal));
        var standard = head.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return [head + host + tail, head + host + (port.Length > 0 ? port : standard) + tail];
    }

    /// <summary>
    /// Splits into <c>https://user:pass@</c>, <c>host</c>, <c>:1234</c> or nothing, and <c>/path?query</c>, without re-encoding.
    /// </summary>
    private static (string Head, string Host, string Port, string Tail) Split(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var length = url.AsSpan(start).IndexOfAny('/', '?');
        var end = length < 0 ? url.Length : start + length;
        var host = url.LastIndexOf('@', end - 1, end - start) is var at and >= 0 ? at + 1 : start;
        var colon = url.LastIndexOf(':', end - 1, end - host);
        var hostEnd = colon >= 0 && !url.AsSpan(colon, end - colon).Contains(']') ? colon : end;
        return (url[..host], url[host..hostEnd], url[hostEnd..end], url[end..]);
    }

    private static string? BodyHash(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && QueryHelpers.ParseQuery(url[query..]).TryGetValue(BodyHashName, out var hash) ? hash.ToString() : null;
    }

    private static string Sha256Hex(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    // Twilio requires SHA-1, which is still sound as an HMAC.
#pragma warning disable CA5350
    private static byte[] Hmac(string key, string message) =>
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(message));
#pragma warning restore CA5350
}
