using System.Collections.Frozen;

namespace Outreach.Core.Texts;

/// <summary>
/// What crops are called, from their English name as programmes write it. Rice is the
/// milled grain and paddy the unmilled: they have different
/// prices and, in Kiswahili and Bangla, different names. The English file has all names of a crop, with commas between.
/// </summary>
internal static class Crops
{
    public const string Prefix = "Crop.";

    private static readonly FrozenDictionary<string, string> keys = TextFile.Of("en").Texts
        .Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries).Select(name => KeyValuePair.Create(name, t.Key)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>As the programme wrote it where the language has no name for it, or is English.</summary>
    public static string Of(TextFile file, string crop) =>
        file.Name != "en" && keys.TryGetValue(crop.Trim(), out var key) && file.Texts.TryGetValue(key, out var name) && name.Length > 0
            ? name
            : crop;
}
