using System.Net;
using System.Text;

namespace Outreach.Gateways;

/// <summary>
/// The text of an SMS as Kannel puts it into an address by <c>%b</c>: percent-encoded bytes in the charset <c>%C</c>, which is UTF-8 for
/// GSM-7 and UTF-16BE for UCS-2. (<c>%a</c> cuts the bytes of UCS-2 at those that look like spaces, so it is of no use.)
/// </summary>
internal static class KannelText
{
    private const string Field = "text=";

    /// <summary>The text; null when it is binary (coding 1).</summary>
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
