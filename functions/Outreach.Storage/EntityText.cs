using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Outreach.Storage;

/// <summary>An entity's text in binary properties D0 to D14. Azure holds at most 64 KiB a property and 1 MiB an entity.</summary>
/// <remarks>Bytes are used because a text property would count two bytes for every Latin letter.</remarks>
public static class EntityText
{
    /// <summary>The most that one entity holds, in bytes of UTF-8.</summary>
    public const int MaxBytes = PartBytes * Parts;

    private const int PartBytes = 64 * 1024;
    private const int Parts = 15;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as bytes of UTF-8.</summary>
    /// <exception cref="ArgumentException">The text is over <see cref="MaxBytes"/>, or holds half a surrogate pair.</exception>
    public static byte[] ToBytes(string data)
    {
        var bytes = Strict.GetBytes(data);
        return bytes.Length <= MaxBytes
            ? bytes
            : throw new ArgumentException($"An entity holds at most {MaxBytes} bytes of UTF-8; this text has {bytes.Length}.");
    }

    internal static void Write(TableEntity entity, string data)
    {
        var bytes = ToBytes(data);
        for (var part = 0; part * PartBytes < bytes.Length; part++)
        {
            var start = part * PartBytes;
            entity[Name(part)] = bytes[start..Math.Min(start + PartBytes, bytes.Length)];
        }
    }

    internal static string Read(TableEntity entity)
    {
        using var bytes = new MemoryStream();
        for (var part = 0; part < Parts && entity.GetBinary(Name(part)) is { } some; part++) bytes.Write(some);
        return Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string Name(int part) => string.Create(CultureInfo.InvariantCulture, $"D{part}");
}
