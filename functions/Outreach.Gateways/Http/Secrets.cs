using System.Security.Cryptography;
using System.Text;

namespace Outreach.Gateways;

/// <summary>Compares secrets in constant time.</summary>
internal static class Secrets
{
    /// <summary>True when both texts are the same; the time taken shows neither their difference nor their lengths.</summary>
    public static bool AreEqual(string given, string expected) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    /// <summary>True when the key is one of the live keys. Every key is always compared; an empty key matches nothing.</summary>
    public static bool IsLive(string? given, IEnumerable<string> live)
    {
        var found = false;
        foreach (var key in live) found |= AreEqual(given ?? "", key) & key.Length > 0;
        return found;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
