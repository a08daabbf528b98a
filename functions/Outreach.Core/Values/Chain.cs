using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Outreach.Core.Values;

/// <summary>Hashes that each hold the one before.</summary>
public static class Chain
{
    /// <summary>128 bits of SHA-256 in hexadecimal. Parts are told apart by their lengths.</summary>
    public static string Next(string before, params IEnumerable<string> parts)
    {
        var text = new StringBuilder(before);
        foreach (var part in parts) text.Append('|').Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 16);
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
