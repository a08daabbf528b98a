using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace Outreach.Storage;

/// <summary>
/// An entity's text in binary properties: up to 64 KiB as it is in D0, a longer one packed with Brotli in Z0 to Z14. Azure holds at most
/// 64 KiB a property and 1 MiB an entity.
/// </summary>
/// <remarks>Bytes are used because a text property would count two bytes for every Latin letter.</remarks>
public static class EntityText
{
    /// <summary>The most that one entity holds, in bytes, packed where the text is long.</summary>
    public const int MaxBytes = PartBytes * Parts;

    private const int PartBytes = 64 * 1024;
    private const int Parts = 15;

    /// <summary>What packs a busy trader's 4 MB to a tenth within a turn on a phone.</summary>
    private const int Quality = 4;

    private const int Window = 22;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes that are stored: UTF-8, packed above 64 KiB.</summary>
    /// <exception cref="ArgumentException">They are over <see cref="MaxBytes"/>, or the text holds half a surrogate pair.</exception>
    public static byte[] ToBytes(string data)
    {
        var plain = Strict.GetBytes(data);
        if (plain.Length <= PartBytes) return plain;
        var packed = Packed(plain);
        return packed.Length <= MaxBytes
            ? packed
            : throw new ArgumentException($"An entity holds at most {MaxBytes} bytes; this text has {packed.Length} when it is packed.");
    }

    internal static void Write(TableEntity entity, string data)
    {
        var bytes = ToBytes(data);
        var name = Strict.GetByteCount(data) <= PartBytes ? 'D' : 'Z';
        for (var part = 0; part * PartBytes < bytes.Length; part++)
        {
            var start = part * PartBytes;
            entity[Name(name, part)] = bytes[start..Math.Min(start + PartBytes, bytes.Length)];
        }
    }

    internal static string Read(TableEntity entity)
    {
        if (entity.GetBinary(Name('D', 0)) is { } plain) return Strict.GetString(plain);
        using var packed = new MemoryStream();
        for (var part = 0; part < Parts && entity.GetBinary(Name('Z', part)) is { } some; part++) packed.Write(some);
        packed.Position = 0;
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Strict);
        return packed.Length == 0 ? "" : text.ReadToEnd();
    }

    private static byte[] Packed(byte[] plain)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("Brotli had no room.");
    }

    private static string Name(char kind, int part) => string.Create(CultureInfo.InvariantCulture, $"{kind}{part}");
}
