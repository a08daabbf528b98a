using System.Security.Cryptography;
using System.Text;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The holders of keys. Every hash is always compared, each in constant time, so that timing reveals nothing.</summary>
internal sealed class ApiKeys(OutreachOptions options)
{
    private const string Scheme = "Bearer ";

    private readonly List<(KeyHolder Holder, byte[] Hash)> holders =
        [.. options.ApiKeys.Where(k => !string.IsNullOrWhiteSpace(k.Value))
            .Select(k => (KeyHolder.Of(k.Key, options.ApiGrants.GetValueOrDefault(k.Key)), Hash(k.Value.Trim())))];

    /// <summary>The key's holder; null without a key, or for an unknown key.</summary>
    public KeyHolder? HolderOf(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var hash = Hash(authorization[Scheme.Length..].Trim());
        KeyHolder? holder = null;
        foreach (var (of, known) in holders)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known)) holder = of;
        }
        return holder;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
