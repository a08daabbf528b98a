using System.Text.RegularExpressions;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Whether words in our name speak of somebody, who may then seem to speak, or of whom they may tell what is not so. A false alarm costs a
/// second owner's yes.
/// </summary>
public static partial class Speakers
{
    private const int Shortest = 3;

    /// <summary>A part of the name that is no word of our own texts, or the whole name.</summary>
    /// <param name="texts">The words and who signs them.</param>
    public static bool Names(string name, params IEnumerable<string> texts)
    {
        List<string> whole = Words(name);
        var told = Word().Matches(TextRisk.Plain(name)).Select(m => m.Value)
            .Where(w => w.Length >= Shortest && !OwnVocabulary.Has(w.ToUpperInvariant())).Select(Seen).ToHashSet(StringComparer.Ordinal);
        return texts.Select(Words).Any(said => said.Any(told.Contains) || whole.Count > 1
            && Enumerable.Range(0, said.Count).Any(n => said.Skip(n).Take(whole.Count).SequenceEqual(whole)));
    }

    /// <summary>Whether the words have an agreement's code, in whatever spelling.</summary>
    public static bool NamesCode(string code, string text) => string.Concat(Words(text)).Contains(Seen(code), StringComparison.Ordinal);

    private static List<string> Words(string text) => [.. Word().Matches(TextRisk.Plain(text)).Select(m => Seen(m.Value))];

    /// <summary>Without marks and case, and with figures read as the letters that they look like.</summary>
    private static string Seen(string word) => Spelling.Key(word)
        .Replace('0', 'o').Replace('1', 'i').Replace('l', 'i').Replace('3', 'e').Replace('5', 's').Replace('4', 'a');

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
