using System.Collections.Frozen;

namespace Outreach.Core.Texts;

/// <summary>
/// Crop names by language, keyed by the English name that programmes write. Rice (milled) and paddy (unmilled) stay apart: prices differ,
/// and so do names in Kiswahili and Bangla. The English file lists all names of a crop, separated by commas.
/// </summary>
internal static class Crops
{
    public const string Prefix = "Crop.";

    private static readonly FrozenDictionary<string, string> keys = TextFile.Of("en").Texts
        .Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries).Select(name => KeyValuePair.Create(name, t.Key)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the programme's own name when the language has none, or is English.</summary>
    public static string Of(TextFile file, string crop) =>
        file.Name != "en" && keys.TryGetValue(crop.Trim(), out var key) && file.Texts.TryGetValue(key, out var name) && name.Length > 0
            ? name
            : crop;
}
