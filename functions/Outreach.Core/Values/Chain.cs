using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Outreach.Core.Values;

/// <summary>A chain of hashes; each hash includes the previous one.</summary>
public static class Chain
{
    /// <summary>128 bits of SHA-256 in hexadecimal. Each part is prefixed with its length, so that parts cannot run together.</summary>
    public static string Next(string before, params IEnumerable<string> parts)
    {
        var text = new StringBuilder(before);
        foreach (var part in parts) text.Append('|').Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 16);
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
