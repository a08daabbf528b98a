using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;

namespace Outreach.App;

/// <summary>
/// Hashes PINs: Argon2id with a salt of its own and a pepper from the settings. With 10,000 PINs a hash alone is quickly tried out;
/// the pepper is not in the storage.
/// </summary>
public sealed class PinHasher(OutreachOptions options)
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public string Hash(string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Convert.ToBase64String([.. salt, .. Derive(pin, salt)]);
    }

    public bool Matches(string pin, string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return CryptographicOperations.FixedTimeEquals(Derive(pin, bytes[..SaltBytes]), bytes.AsSpan(SaltBytes));
    }

    /// <summary>Six digits that nobody can guess, and that are the same when the same thing is asked again.</summary>
    public string Digits(string purpose)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.PinPepper), Encoding.UTF8.GetBytes(purpose));
        return (BitConverter.ToUInt32(hash) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private byte[] Derive(string pin, byte[] salt)
    {
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(pin))
        {
            Salt = salt,
            KnownSecret = Encoding.UTF8.GetBytes(options.PinPepper),
            MemorySize = options.PinMemoryKib,
            Iterations = options.PinPasses,
            DegreeOfParallelism = 1,
        };
        return argon.GetBytes(HashBytes);
    }
}
