using System.Text.RegularExpressions;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Crops as people write them, by the programme's list.</summary>
/// <param name="Crops">The programme's own names for what it grows; the others as they were written.</param>
/// <param name="Unknown">Crops that the programme does not grow.</param>
public sealed partial record CropReading(IReadOnlyList<string> Crops, IReadOnlyList<UnknownCrop> Unknown)
{
    /// <summary>Reads names in any language, with separators: <c>mahindi, beans</c>, <c>Maize/Beans</c>, <c>Maize and Beans</c>.</summary>
    /// <param name="grown">The programme's crops.</param>
    public static CropReading Of(IEnumerable<string> written, IReadOnlyList<string> grown)
    {
        var (crops, unknown) = (new List<string>(), new List<UnknownCrop>());
        foreach (var name in written.SelectMany(w => Split(w, grown)))
        {
            var known = grown.FirstOrDefault(g => Spelling.Same(g, name)) ?? grown.FirstOrDefault(g => Same(g, name));
            if (known is null) unknown.Add(new(name, Nearest(name, grown)));
            if (!crops.Contains(known ?? name, StringComparer.OrdinalIgnoreCase)) crops.Add(known ?? name);
        }
        return new(crops, unknown);
    }

    /// <summary>Whether both name the same crop, in whatever language.</summary>
    public static bool Same(string one, string other) =>
        Spelling.Same(one, other) || Texts.Crops.KeysOf(one).Intersect(Texts.Crops.KeysOf(other)).Any();

    /// <summary>A name that the programme has stays whole, whatever is in it.</summary>
    private static IEnumerable<string> Split(string written, IReadOnlyList<string> grown)
    {
        var whole = Spelling.Tidy(written);
        if (grown.Any(g => Same(g, whole))) return [whole];
        return Marks().Split(whole).SelectMany(part => grown.Any(g => Same(g, part)) || Texts.Crops.KeysOf(part).Any()
                ? [part]
                : Joining().Split(part))
            .Select(part => part.Trim(' ', '.')).Where(part => part.Length > 0);
    }

    private static string? Nearest(string name, IReadOnlyList<string> grown)
    {
        var key = Spelling.Key(name);
        return grown.Select(g => (Name: g, Edits: EditDistance.Of(key, Spelling.Key(g)))).Where(g => g.Edits <= Math.Max(1, key.Length / 3))
            .OrderBy(g => g.Edits).Select(g => g.Name).FirstOrDefault();
    }

    [GeneratedRegex(@"[,;/&+|\n]|\s[-–]\s")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+(?:and|na|et|ne|o|ar|ও|আর|এবং)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joining();
}

/// <param name="Nearest">The programme's crop with nearly this name; null for none.</param>
public sealed record UnknownCrop(string Name, string? Nearest);
