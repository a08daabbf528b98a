using System.Text;
using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// Whether two texts say the same to their reader: by the words they share, whatever their case, signs, order and small words. A text is
/// kept as marks of its words, two bytes each, from which nobody reads it.
/// </summary>
public static partial class SameText
{
    private const int FewestLetters = 4;
    private const int FewestWords = 3;

    /// <summary>Of the shorter text's words, so many are in the other.</summary>
    private const double Shared = 0.6;

    /// <summary>The marks of a text's words, in order.</summary>
    public static IReadOnlyList<int> MarksOf(string text)
    {
        var words = Word().Matches(SeenText.Of(Value().Replace(text, " "))).Select(w => Spelling.Key(w.Value)).Where(w => w.Length > 0)
            .Distinct(StringComparer.Ordinal).ToList();
        var telling = words.Where(w => w.EnumerateRunes().Count() >= FewestLetters).ToList();
        return [.. (telling.Count >= FewestWords ? telling : words).Select(MarkOf).Distinct().Order()];
    }

    public static bool IsNear(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        var fewer = Math.Min(one.Count, other.Count);
        if (fewer == 0) return one.Count == other.Count;
        var shared = one.Intersect(other).Count();
        return fewer < FewestWords ? shared == Math.Max(one.Count, other.Count) : shared >= fewer * Shared;
    }

    /// <summary>FNV-1a in 16 bits, the same on every instance.</summary>
    private static int MarkOf(string word)
    {
        var hash = Encoding.UTF8.GetBytes(word).Aggregate(2166136261u, (h, b) => unchecked((h ^ b) * 16777619u));
        return (int)((hash >> 16) ^ (hash & 0xFFFF));
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>What a tip fills in for each reader.</summary>
    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
