using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;
using Microsoft.Extensions.Options;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Hashes PINs with Argon2id, a random salt and a pepper from the settings. The pepper is outside storage, because 10,000 PINs are
/// quickly tried.
/// </summary>
/// <remarks>A hash is <c>2.base64</c>, with the pepper's version in front; a hash without a version has version 1.</remarks>
public sealed class PinHasher(OutreachOptions options)
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int First = 1;

    private int Newest => options.PinPeppers.Keys.Select(version => int.Parse(version, CultureInfo.InvariantCulture)).Append(First).Max();

    public string Hash(string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Newest}.{Convert.ToBase64String([.. salt, .. Derive(pin, salt, Newest)])}");
    }

    /// <exception cref="InvalidOperationException">The pepper that made the hash is no longer set.</exception>
    public bool Matches(string pin, string hash)
    {
        var (version, kept) = Read(hash);
        var bytes = Convert.FromBase64String(kept);
        return CryptographicOperations.FixedTimeEquals(Derive(pin, bytes[..SaltBytes], version), bytes.AsSpan(SaltBytes));
    }

    /// <summary>False for a hash that needs the newest pepper.</summary>
    public bool IsNewest(string hash) => Read(hash).Version == Newest;

    private static (int Version, string Hash) Read(string hash)
    {
        var dot = hash.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (First, hash) : (int.Parse(hash[..dot], CultureInfo.InvariantCulture), hash[(dot + 1)..]);
    }

    /// <summary>Seven digits, longer than a PIN, that nobody can guess. The same purpose gives the same digits.</summary>
    public string Digits(string purpose) =>
        (BitConverter.ToUInt32(Keyed(purpose)) % 10_000_000).ToString("D7", CultureInfo.InvariantCulture);

    /// <summary>64 hexadecimal digits from which nobody can work the purpose back. The same purpose gives the same digits.</summary>
    public string Mark(string purpose) => Convert.ToHexStringLower(Keyed(purpose));

    private byte[] Keyed(string purpose) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(PepperOf(Newest)), Encoding.UTF8.GetBytes(purpose));

    /// <summary>A code that nobody can guess, and that opens data to its bearer. The same purpose gives the same code.</summary>
    public string Secret(string purpose) => CodeAlphabet.Of(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(PepperOf(Newest)), Encoding.UTF8.GetBytes(purpose)), CodeAlphabet.SecretLength);

    private byte[] Derive(string pin, byte[] salt, int version)
    {
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(pin))
        {
            Salt = salt,
            KnownSecret = Encoding.UTF8.GetBytes(PepperOf(version)),
            MemorySize = options.PinMemoryKib,
            Iterations = options.PinPasses,
            DegreeOfParallelism = 1,
        };
        return argon.GetBytes(HashBytes);
    }

    private string PepperOf(int version)
    {
        var key = version.ToString(CultureInfo.InvariantCulture);
        if (version == First) return options.PinPepper;
        return options.PinPeppers.TryGetValue(key, out var pepper)
            ? pepper
            : throw new InvalidOperationException($"Outreach__PinPeppers__{key} is not set, and there are PINs that need it.");
    }
}

/// <summary>Validates the newer peppers, with a sentence that names the setting to change.</summary>
public sealed class PepperValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options)
    {
        foreach (var (version, pepper) in options.PinPeppers)
        {
            if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 2
                || version != n.ToString(CultureInfo.InvariantCulture))
                return ValidateOptionsResult.Fail($"Number the peppers of Outreach__PinPeppers from 2 on; '{version}' is no such number.");
            if (pepper is null || pepper.Length < 16)
                return ValidateOptionsResult.Fail($"Set Outreach__PinPeppers__{version} to a secret of at least 16 characters.");
        }
        return ValidateOptionsResult.Success;
    }
}
