using System.Security.Cryptography;
using System.Text;
using Outreach.App;

namespace Outreach.Console;

/// <summary>Finds a key's holder. Every hash is always compared, each in constant time, so that timing reveals nothing.</summary>
internal sealed class ApiKeys(KeyHolders keys)
{
    private const string Scheme = "Bearer ";

    /// <summary>The key's holder, ended or not; null without a key, or for an unknown key.</summary>
    public KeyHolder? HolderOf(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var hash = Encoding.ASCII.GetBytes(KeyHolders.Hash(authorization[Scheme.Length..].Trim()));
        KeyHolder? holder = null;
        foreach (var known in keys.All)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(known.Hash))) holder = known.Holder;
        }
        return holder;
    }
}
