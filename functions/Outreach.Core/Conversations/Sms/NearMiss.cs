using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// Finds the order that a text nearly matches. Suggests orders that only show data ("Did you mean…?"). Orders on money or consent are never
/// guessed: the reply shows how to write them.
/// </summary>
internal static class NearMiss
{
    private static readonly Keyword[] guessed = [Keyword.Help, Keyword.Statement, Keyword.Check];

    /// <summary>Frequent misspellings that are too far from their keyword.</summary>
    private static readonly IEnumerable<(Keyword Keyword, string Word)> slips = Keywords.Of("SlipOfYes").Select(w => (Keyword.Answer, w));

    /// <summary>What people say of money every day, and of much else: it is a report only as written here, with figures alone.</summary>
    private static readonly IReadOnlyList<(Keyword Keyword, string Word)> everyday =
        [.. Keywords.Of("SlipOfPaid").Select(w => (Keyword.Paid, w)), .. Keywords.Of("SlipOfReceived").Select(w => (Keyword.Received, w))];

    private static readonly HashSet<string> money = [.. CurrencyWords.Telling];

    // Sorted by word count, so that STOP TIPS precedes STOP; at equal distance, orders that are never guessed come first.
    private static readonly (Keyword Keyword, string Word, int Words)[] known =
    [
        .. everyday.Concat(slips)
            .Concat(SmsParser.Sets.Concat(ActionReading.Sets).SelectMany(k => k.Words.Select(w => (k.Keyword, Word: w))))
            .Where(k => !k.Word.Any(char.IsAsciiDigit)).Select(k => (k.Keyword, k.Word, Words: k.Word.Count(c => c == ' ') + 1))
            .OrderByDescending(k => k.Words).ThenBy(k => guessed.Contains(k.Keyword)),
    ];

    /// <param name="words">The words of a text that no parser understood.</param>
    public static SmsIntent? Of(List<string> words)
    {
        var code = words.FirstOrDefault(Codes.HasShape);
        var said = words.Where(w => !Codes.HasShape(w)).ToList();
        if (said.Count == 0) return null;
        foreach (var length in new[] { 2, 1 })
        {
            if (said.Count < length) continue;
            var first = string.Join(' ', said.Take(length));
            var near = known.Where(k => k.Words == length).Select(k => (k.Keyword, k.Word, Distance: Distance(first, k.Word)))
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
        // With a unit it is a load that came.
        if (keyword == Keyword.Received && said.Any(w => ActionReading.UnitOf(w) is not null)) keyword = Keyword.Delivered;
        if (!guessed.Contains(keyword)) return IsOrder(word, distance, said, code) ? new SmsIntent.Nearly(keyword, code) : null;
        if (said.Count > 1) return null;
        return keyword != Keyword.Check ? new SmsIntent.Likely(word)
            : code is null ? new SmsIntent.Nearly(keyword, null) : new SmsIntent.Likely($"{word} {code}");
    }

    /// <summary>
    /// Whether the word is an order: alone, with a code or a number, or exact in a short sentence. A text that starts with STOP counts too.
    /// </summary>
    private static bool IsOrder(string word, int distance, List<string> said, string? code) =>
        everyday.Any(e => e.Word == word) ? distance == 0 && AreFigures(said[word.Split(' ').Length..])
        : said.Count == word.Split(' ').Length || code is not null || said.Exists(SmsTokens.HasDigit)
            || distance == 0 && (said.Count <= 3 || word == "STOP");

    /// <summary>Numbers, units, currencies and a day.</summary>
    private static bool AreFigures(List<string> rest)
    {
        DayReading.Take(rest);
        return rest.All(w => SmsTokens.HasDigit(w) || ActionReading.UnitOf(w) is not null || money.Contains(w));
    }

    /// <summary>Null beyond the limit: one edit, two from seven letters on, none below four letters.</summary>
    private static int? Distance(string said, string word)
    {
        if (said == word) return 0;
        if (said.Length < 4 || word.Length < 4) return null;
        var most = word.Length >= 7 && said.Length >= 7 ? 2 : 1;
        return Math.Abs(said.Length - word.Length) > most ? null : EditDistance.Of(said, word) is var edits && edits <= most ? edits : null;
    }
}
