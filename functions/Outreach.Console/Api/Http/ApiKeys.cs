using System.Security.Cryptography;
using System.Text;
using Outreach.App;

namespace Outreach.Console.Api.Http;

/// <summary>Who holds which key. Only hashes are compared, each in constant time and all of them, so that time tells nothing.</summary>
internal sealed class ApiKeys(OutreachOptions options)
{
    private const string Scheme = "Bearer ";

    private readonly List<(string Name, byte[] Hash)> holders =
        [.. options.ApiKeys.Where(k => !string.IsNullOrWhiteSpace(k.Value)).Select(k => (k.Key, Hash(k.Value.Trim())))];

    /// <summary>The name of the key's holder; null when there is no key in it, or none of ours.</summary>
    public string? HolderOf(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var hash = Hash(authorization[Scheme.Length..].Trim());
        string? holder = null;
        foreach (var (name, known) in holders)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known)) holder = name;
        }
        return holder;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
