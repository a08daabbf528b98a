using System.Security.Cryptography;
using System.Text;

namespace Outreach.App;

/// <summary>What lies in storage: readable and writable only with the pepper, so that who changes storage adds nothing.</summary>
public sealed record SealedRow(string Sealed);

/// <summary>
/// Seals what leaves this system and comes back, or lies where others may write: nobody else reads it, and nobody else can have written it.
/// Each purpose has keys of its own, from the pepper, which every instance has and storage has not.
/// </summary>
/// <remarks>AES-256-GCM. Key and nonce come from the pepper and a random salt by HKDF, so that no key seals two messages.</remarks>
public sealed class Sealing(OutreachOptions options)
{
    private const int Salt = 32;
    private const int KeyBytes = 32;
    private const int Nonce = 12;
    private const int Tag = 16;

    public byte[] SealBytes(string purpose, ReadOnlySpan<byte> open)
    {
        var box = new byte[Salt + Tag + open.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, Salt));
        var key = KeyOf(purpose, box.AsSpan(0, Salt));
        using var aes = new AesGcm(key.AsSpan(0, KeyBytes), Tag);
        aes.Encrypt(key.AsSpan(KeyBytes), open, box.AsSpan(Salt + Tag), box.AsSpan(Salt, Tag));
        return box;
    }

    /// <summary>Null for what was not sealed for this purpose with this pepper, or was changed since.</summary>
    public byte[]? OpenBytes(string purpose, ReadOnlySpan<byte> box)
    {
        if (box.Length < Salt + Tag) return null;
        var key = KeyOf(purpose, box[..Salt]);
        var open = new byte[box.Length - Salt - Tag];
        using var aes = new AesGcm(key.AsSpan(0, KeyBytes), Tag);
        try
        {
            aes.Decrypt(key.AsSpan(KeyBytes), box[(Salt + Tag)..], box[Salt..(Salt + Tag)], open);
            return open;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="SealBytes"/>, of a record, as text for a cookie, a field or a row.</summary>
    public string Seal<T>(string purpose, T value) => System.Buffers.Text.Base64Url.EncodeToString(
        SealBytes(purpose, Encoding.UTF8.GetBytes(Json.Write(value))));

    public T? Open<T>(string purpose, string? box) where T : class =>
        box is { Length: > 0 } && System.Buffers.Text.Base64Url.IsValid(box)
            && OpenBytes(purpose, System.Buffers.Text.Base64Url.DecodeFromChars(box)) is { } open
            ? Json.Read<T>(Encoding.UTF8.GetString(open))
            : null;

    /// <summary>The data of a row that is readable and writable only with the pepper.</summary>
    public string Row<T>(string purpose, T value) => Json.Write(new SealedRow(Seal(purpose, value)));

    /// <summary>Null for no row, and for one that was not sealed for this purpose.</summary>
    public T? OfRow<T>(string purpose, Entity? row) where T : class =>
        row is null ? null : Open<T>(purpose, Json.Read<SealedRow>(row.Data).Sealed);

    /// <summary>A keyed hash in hex, for a key that must not tell what it is of.</summary>
    public string Mark(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(purpose, []), Encoding.UTF8.GetBytes(text)));

    private byte[] KeyOf(string purpose, ReadOnlySpan<byte> salt)
    {
        var key = new byte[KeyBytes + Nonce];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.PinPepper), key, salt,
            Encoding.UTF8.GetBytes("outreach|" + purpose));
        return key;
    }
}
