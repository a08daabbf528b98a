using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>
/// Finds the order that a text nearly matches. Suggests orders that only show data ("Did you mean…?"). Orders on money or consent are never
/// guessed: the reply shows how to write them.
/// </summary>
internal static class NearMiss
{
    private static readonly Keyword[] guessed = [Keyword.Help, Keyword.Statement, Keyword.Check];

    /// <summary>Frequent misspellings that are too far from their keyword.</summary>
    private static readonly IEnumerable<(Keyword Keyword, string Word)> slips =
        [.. Keywords.Of("SlipOfPaid").Select(w => (Keyword.Paid, w)), .. Keywords.Of("SlipOfYes").Select(w => (Keyword.Answer, w))];

    // Sorted by word count, so that STOP TIPS precedes STOP; at equal distance, orders that are never guessed come first.
    private static readonly (Keyword Keyword, string[] Word)[] known =
    [
        .. slips.Concat(SmsParser.Sets.Concat(ActionReading.Sets).SelectMany(k => k.Words.Select(w => (k.Keyword, Word: w))))
            .Where(k => !k.Word.Any(char.IsAsciiDigit)).Select(k => (k.Keyword, Word: k.Word.Split(' ')))
            .OrderByDescending(k => k.Word.Length).ThenBy(k => guessed.Contains(k.Keyword)),
    ];

    /// <param name="words">The words of a text that no parser understood.</param>
    public static SmsIntent? Of(List<string> words)
    {
        var code = words.FirstOrDefault(Codes.HasShape);
        var said = words.Where(w => !Codes.HasShape(w)).ToList();
        if (said.Count == 0) return null;
        foreach (var length in new[] { 2, 1 })
        {
            var near = known.Where(k => k.Word.Length == length && said.Count >= length)
                .Select(
                    k => (k.Keyword, Word: string.Join(' ', k.Word),
                        Distance: Distance(string.Join(' ', said.Take(length)), string.Join(' ', k.Word))))
                .Where(k => k.Distance is not null).OrderBy(k => k.Distance).ToList();
            foreach (var k in near)
            {
                if (Meant(k.Keyword, k.Word, k.Distance!.Value, said, code) is { } intent) return intent;
            }
        }
        return null;
    }

    private static SmsIntent? Meant(Keyword keyword, string word, int distance, List<string> said, string? code)
    {
        if (!guessed.Contains(keyword)) return IsOrder(word, distance, said, code) ? new SmsIntent.Nearly(keyword, code) : null;
        if (said.Count > 1) return null;
        return keyword != Keyword.Check ? new SmsIntent.Likely(word)
            : code is null ? new SmsIntent.Nearly(keyword, null) : new SmsIntent.Likely($"{word} {code}");
    }

    /// <summary>
    /// Whether the word is an order: alone, with a code or a number, or exact in a short sentence. A text that starts with STOP counts too.
    /// </summary>
    private static bool IsOrder(string word, int distance, List<string> said, string? code) =>
        said.Count == word.Split(' ').Length || code is not null || said.Exists(SmsTokens.HasDigit)
            || distance == 0 && (said.Count <= 3 || word == "STOP");

    /// <summary>Null beyond the limit: one edit, two from seven letters on, none below four letters.</summary>
    private static int? Distance(string said, string word)
    {
        if (said == word) return 0;
        if (said.Length < 4 || word.Length < 4) return null;
        var most = word.Length >= 7 && said.Length >= 7 ? 2 : 1;
        return Math.Abs(said.Length - word.Length) > most ? null : Edits(said, word) is var edits && edits <= most ? edits : null;
    }

    /// <summary>Counts letters left out, added, changed, or swapped with a neighbour (optimal string alignment).</summary>
    internal static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
