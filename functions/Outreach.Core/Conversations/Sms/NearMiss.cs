using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>
/// A text that is nearly an order. What only shows something is put as a question ("Did you mean…?"); what moves money or consent is never
/// guessed: the answer shows how to write it.
/// </summary>
internal static class NearMiss
{
    private static readonly Keyword[] guessed = [Keyword.Help, Keyword.Statement, Keyword.Check];

    /// <summary>How people write a word that is no keyword, and too far from it.</summary>
    private static readonly IEnumerable<(Keyword Keyword, string Word)> slips =
        [.. Keywords.Of("SlipOfPaid").Select(w => (Keyword.Paid, w)), .. Keywords.Of("SlipOfYes").Select(w => (Keyword.Answer, w))];

    // By word count, so that STOP TIPS comes before STOP; at the same distance, what is never guessed.
    private static readonly (Keyword Keyword, string[] Word)[] known =
    [
        .. slips.Concat(SmsParser.Sets.Concat(ActionReading.Sets).SelectMany(k => k.Words.Select(w => (k.Keyword, Word: w))))
            .Where(k => !k.Word.Any(char.IsAsciiDigit)).Select(k => (k.Keyword, Word: k.Word.Split(' ')))
            .OrderByDescending(k => k.Word.Length).ThenBy(k => guessed.Contains(k.Keyword)),
    ];

    /// <param name="words">Not understood as they stand.</param>
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
    /// Alone, with a code or a number; or the word itself in a short sentence. Who begins with STOP wants to know how to stop.
    /// </summary>
    private static bool IsOrder(string word, int distance, List<string> said, string? code) =>
        said.Count == word.Split(' ').Length || code is not null || said.Exists(SmsTokens.HasDigit)
            || distance == 0 && (said.Count <= 3 || word == "STOP");

    /// <summary>Null when too far: more than one slip, or two from seven letters on; none in a word of fewer than four.</summary>
    private static int? Distance(string said, string word)
    {
        if (said == word) return 0;
        if (said.Length < 4 || word.Length < 4) return null;
        var most = word.Length >= 7 && said.Length >= 7 ? 2 : 1;
        return Math.Abs(said.Length - word.Length) > most ? null : Edits(said, word) is var edits && edits <= most ? edits : null;
    }

    /// <summary>Letters left out, put in, changed, or swapped with their neighbour (optimal string alignment).</summary>
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
