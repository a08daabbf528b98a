using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Crop names by language, keyed by the English name that programmes write. Rice (milled) and paddy (unmilled) stay apart: prices differ,
/// and so do names in Kiswahili and Bangla. The English file lists all names of a crop, separated by commas.
/// </summary>
internal static class Crops
{
    public const string Prefix = "Crop.";

    private static readonly ILookup<string, string> keys = TextFile.Of("en").Texts
        .Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries).Select(name => (Name: name, t.Key)))
        .ToLookup(crop => crop.Name, crop => crop.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The crops of any file, so that one that the English file lacks is missed there.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [.. TextFile.All.SelectMany(f => f.Texts.Keys).Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Distinct()];

    /// <summary>Names that stand under two crops.</summary>
    public static IEnumerable<string> Collisions => keys.Where(crop => crop.Count() > 1)
        .Select(crop => $"{crop.Key} names two crops in {TextFile.Of("en").Path}: {string.Join(", ", crop)}. Take it out of one.");

    private static readonly ILookup<string, string> anyLanguage = TextFile.All
        .SelectMany(file => file.Texts.Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        .SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => (Name: Spelling.Key(name), t.Key)))
        .Distinct().ToLookup(crop => crop.Name, crop => crop.Key, StringComparer.Ordinal);

    /// <summary>The crops that some language calls so, in the singular or with an s: none for an unknown word, several where languages
    /// differ.</summary>
    public static IEnumerable<string> KeysOf(string name)
    {
        var key = Spelling.Key(name);
        return anyLanguage.Contains(key) ? anyLanguage[key] : anyLanguage[key.EndsWith('s') ? key[..^1] : key + "s"];
    }

    /// <summary>Returns the programme's own name when the language has none, or is English.</summary>
    public static string Of(TextFile file, string crop) =>
        file.Name != "en" && keys[crop.Trim()].FirstOrDefault() is { } key && file.Texts.TryGetValue(key, out var name) && name.Length > 0
            ? name
            : crop;
}
