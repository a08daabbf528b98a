using System.Collections.Frozen;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Keywords by meaning, from every language file: <c>Keyword.Paid</c>, separated by commas. All languages are read at once, so no keyword
/// may have two meanings; a test holds this.
/// </summary>
internal static class Keywords
{
    public const string Prefix = "Keyword.";

    /// <summary>Meanings that every file has a key for; the list of words may be empty.</summary>
    public static IReadOnlyList<string> Meanings { get; } =
    [
        "Yes", "No", "Agree", "Keep", "AroundKeep", "Stop", "StopOrEnd",
        "StopTips", "StopReminders", "StopSurveys", "StopContact", "Start", "Help", "Join", "Learn", "Leave", "Erase", "Clerk",
        "EndClerk", "Mentor", "MentorDone", "MentorPass", "Check", "Statement", "Paid", "Received", "Again", "Delivered", "BeforePlace",
        "Last", "Correct", "Change", "Close", "Problem", "Solved", "Wrong",
        "About.Terms", "About.Weight", "About.Grade", "About.Payment", "Field.Quantity", "Field.Price", "Field.DeliverBy", "Field.PayBy",
        "Unit.Kg", "Unit.Bag", "Unit.Maund", "Unit.Tonne", "Day.Tomorrow", "Day.Today", "Day.Yesterday", "Day.Before",
        .. Enumerable.Range(1, 12).Select(m => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Month.{m}")), "AroundDay",
        "Day.Weekday", "Day.Span", "Day.Which", "Day.InPlaces", "Greeting", "Thanks", "Doubtful", "SlipOfPaid",
        "SlipOfReceived", "SlipOfYes",
        "AroundStop", "AroundStop.Messages", "AroundStop.NotWanted", "AroundStop.Annoyed", "AroundStop.Reversed", "AroundStop.Things",
        "AroundStop.Articles",
    ];

    public static IReadOnlyList<(string Word, string Meaning, TextFile File)> All { get; } =
    [
        .. from meaning in Meanings from file in TextFile.All from word in Words(file, meaning) select (word, meaning, file),
    ];

    private static readonly FrozenDictionary<string, HashSet<string>> sets =
        Meanings.ToFrozenDictionary(m => m, m => All.Where(w => w.Meaning == m).Select(w => w.Word).ToHashSet());

    /// <summary>Words that stand under two meanings; a slip, or a word around STOP or a place, may be a word elsewhere.</summary>
    public static IEnumerable<string> Collisions =>
        All.Where(w => !IsAround(w.Meaning)
            && w.Meaning is not ("Day.InPlaces" or "BeforePlace") && !w.Meaning.StartsWith("Slip", StringComparison.Ordinal))
        .GroupBy(w => w.Word)
        .Where(word => word.Select(w => w.Meaning).Distinct().Count() > 1)
        .Select(word => $"{word.Key} means two things: "
            + string.Join(", ", word.Select(w => $"{Prefix}{w.Meaning} in {w.File.Path}")) + ". Take it out of one.");

    /// <summary>Whether the words are read only beside STOP or KEEP, and may be words elsewhere.</summary>
    public static bool IsAround(string meaning) =>
        meaning == "AroundKeep" || meaning.StartsWith("AroundStop", StringComparison.Ordinal);

    public static HashSet<string> Of(string meaning) => sets[meaning];

    /// <summary>Whether the word has this meaning in that language's own file.</summary>
    public static bool Has(string meaning, string word, Language? language) =>
        All.Any(w => (w.Meaning, w.Word) == (meaning, word) && w.File.Name.Split('-')[0] == language?.Code());

    /// <summary>The word that we teach in SMS of this language; the English one where its file has none.</summary>
    public static string Taught(string meaning, Language language) => All.Where(w => w.Meaning == meaning && w.File.HasSms)
        .OrderByDescending(w => w.File.Name == language.Code()).ThenByDescending(w => w.File.Name == "en").First().Word;

    /// <summary>
    /// Politeness of the reader's own language, which may be an order elsewhere: ACHA is STOP in Kiswahili and "all right" in Bangla.
    /// </summary>
    public static bool IsPolite(Language language, string words) => polite[language].Contains(words);

    private static readonly FrozenDictionary<Language, HashSet<string>> polite = Enum.GetValues<Language>().ToFrozenDictionary(l => l, l =>
        All.Where(w => w.Meaning == "SlipOfYes" && w.File.Name.Split('-')[0] == l.Code()).Select(w => w.Word).ToHashSet());

    /// <summary>
    /// The language that the words are of; null where they tell none, or two. Words that we teach everybody tell none, such as STOP.
    /// </summary>
    public static Language? LanguageOf(IReadOnlyList<string> words)
    {
        var hits = All.Where(w => !taught.Contains(w.Meaning) && words.Contains(w.Word)).GroupBy(w => w.File.Name.Split('-')[0])
            .Select(file => (Name: file.Key, Words: file.Select(w => w.Word).Distinct().Count()))
            .OrderByDescending(f => f.Words).Take(2).ToList();
        return hits is [var first, ..] && (hits.Count == 1 || first.Words > hits[1].Words) ? Languages.FromCode(first.Name) : null;
    }

    private static readonly HashSet<string> taught =
        [.. Meanings.Where(m => m.StartsWith("Month.", StringComparison.Ordinal)), "AroundDay", "Day.InPlaces",
            "Join", "Start", "Stop", .. Meanings.Where(IsAround), "StopOrEnd", "StopTips", "StopReminders", "StopSurveys", "StopContact"];

    /// <summary>The keywords of each value of an enum: <c>Unit.Kg</c>, <c>Unit.Bag</c>.</summary>
    public static FrozenDictionary<string, T> Of<T>(string group) where T : struct, Enum => Enum.GetValues<T>()
        .Where(value => sets.ContainsKey($"{group}.{value}"))
        .SelectMany(value => Of($"{group}.{value}").Select(word => KeyValuePair.Create(word, value)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Normalises keywords as typed text is normalised.</summary>
    private static IEnumerable<string> Words(TextFile file, string meaning) =>
        (file.Texts.GetValueOrDefault(Prefix + meaning) ?? "").Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Normaliser.ForInput);
}
