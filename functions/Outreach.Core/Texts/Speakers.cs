using System.Text.RegularExpressions;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Whether words to a person seem to come from somebody they trade with: signed with part of the name, or with it at their beginning or
/// end. A false alarm costs a second owner's yes.
/// </summary>
public static partial class Speakers
{
    private const int Shortest = 3;

    /// <summary>So many words at either end of a text say who speaks: <c>From Wanjiru Kamau:</c>, <c>W. Kamau here</c>.</summary>
    private const int Ends = 3;

    /// <param name="name">The name of who may seem to speak.</param>
    /// <param name="signature">The name below the text.</param>
    public static bool Speaks(string name, string text, string signature)
    {
        var own = Words(name).Where(w => w.Length >= Shortest).ToHashSet(StringComparer.Ordinal);
        var said = Words(text);
        return Words(signature).Concat(said.Take(Ends)).Concat(said.TakeLast(Ends)).Any(own.Contains);
    }

    /// <summary>Without marks and case, and with figures read as the letters that they look like.</summary>
    private static List<string> Words(string text) => [.. Word().Matches(TextRisk.Plain(text)).Select(m => Letters(Spelling.Key(m.Value)))];

    private static string Letters(string word) =>
        word.Replace('0', 'o').Replace('1', 'i').Replace('l', 'i').Replace('3', 'e').Replace('5', 's').Replace('4', 'a');

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
