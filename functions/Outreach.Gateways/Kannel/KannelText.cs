using System.Net;
using System.Text;

namespace Outreach.Gateways;

/// <summary>
/// Reads the text of an SMS that Kannel put into an address by <c>%b</c>: percent-encoded bytes in the charset <c>%C</c>. The charset is
/// UTF-8 for GSM-7 and UTF-16BE for UCS-2. <c>%a</c> is unusable, because it cuts UCS-2 at bytes that look like spaces.
/// </summary>
internal static class KannelText
{
    private const string Field = "text=";

    /// <summary>The text; null for binary (coding 1).</summary>
    public static string? Read(string pathAndQuery, string? coding, string? charset) =>
        coding == "1" ? null : Of(coding, charset).GetString(Bytes(pathAndQuery));

    private static Encoding Of(string? coding, string? charset) => charset?.Trim().ToUpperInvariant() switch
    {
        "UTF-16BE" or "UCS-2" => Encoding.BigEndianUnicode,
        "ISO-8859-1" or "LATIN1" or "WINDOWS-1252" => Encoding.Latin1,
        null or "" when coding == "2" => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };

    private static byte[] Bytes(string pathAndQuery)
    {
        var text = WebhookHttp.Query(pathAndQuery).Split('&').FirstOrDefault(pair => pair.StartsWith(Field, StringComparison.Ordinal))
            ?? Field;
        var encoded = Encoding.ASCII.GetBytes(text[Field.Length..]);
        return WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length)!;
    }
}
