using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>The words that our own texts, crops and keywords are made of, in every language, and things of a farm; names of people left
/// out.</summary>
internal static partial class OwnVocabulary
{
    private const int Shortest = 3;

    private static readonly FrozenSet<string> words = TextFile.All.SelectMany(f => f.Texts.Values)
        .SelectMany(text => Word().Matches(Placeholder().Replace(Normaliser.ForInput(text), " ")))
        .Select(m => m.Value.ToUpperInvariant()).Where(w => w.Length >= Shortest).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="word">In capitals, as people send it.</param>
    public static bool Has(string word) => words.Contains(word) && !ReservedNames.Names.Contains(Spelling.Key(word));

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\p{L}\p{M}'-]+")]
    private static partial Regex Word();
}
