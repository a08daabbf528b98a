using System.Security.Cryptography;
using System.Text;

namespace Outreach.Gateways;

/// <summary>Comparisons of secrets that take the same time however much of them is right.</summary>
internal static class Secrets
{
    /// <summary>True when both texts are the same; neither their difference nor their lengths show in the time taken.</summary>
    public static bool AreEqual(string given, string expected) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    /// <summary>True when the key is one of the live ones. All are compared, always; an empty one matches nothing.</summary>
    public static bool IsLive(string? given, IEnumerable<string> live)
    {
        var found = false;
        foreach (var key in live) found |= AreEqual(given ?? "", key) & key.Length > 0;
        return found;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
