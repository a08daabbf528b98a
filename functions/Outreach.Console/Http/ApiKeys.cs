using System.Security.Cryptography;
using System.Text;
using Outreach.App;
using Outreach.Core.People;

namespace Outreach.Console;

/// <summary>
/// Who holds which key, and what it is for. Only hashes are compared, each in constant time and all of them, so that time tells nothing.
/// </summary>
internal sealed class ApiKeys(OutreachOptions options)
{
    private const string Scheme = "Bearer ";

    private readonly List<(KeyHolder Holder, byte[] Hash)> holders =
        [.. options.ApiKeys.Where(k => !string.IsNullOrWhiteSpace(k.Value))
            .Select(k => (KeyHolder.Of(k.Key, options.ApiGrants.GetValueOrDefault(k.Key)), Hash(k.Value.Trim())))];

    /// <summary>The key's holder; null when there is no key in it, or none of ours.</summary>
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
