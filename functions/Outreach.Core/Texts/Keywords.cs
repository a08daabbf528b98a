using System.Collections.Frozen;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Words that people send, by what they mean, from every language's file: <c>Keyword.Paid</c>, with commas between. All are read in every
/// language, so none may mean two things: a test holds all of them in one table.
/// </summary>
internal static class Keywords
{
    public const string Prefix = "Keyword.";

    /// <summary>Meanings that every file has a key for; its words may be none.</summary>
    public static IReadOnlyList<string> Meanings { get; } =
    [
        "Yes", "No", "Agree", "Keep", "Stop", "StopTips", "StopReminders", "StopSurveys", "Start", "Help", "Join", "Check", "Statement",
        "Paid", "Again", "Delivered", "BeforePlace", "Last", "Correct", "Change", "Close", "Problem", "Solved",
        "About.Terms", "About.Weight", "About.Grade", "About.Payment", "Field.Quantity", "Field.Price", "Field.DeliverBy", "Field.PayBy",
        "Unit.Kg", "Unit.Bag", "Unit.Maund", "Unit.Tonne", "Greeting", "Thanks", "Doubtful", "SlipOfPaid", "SlipOfYes",
    ];

    /// <summary>Every word with its meaning and the file that has it.</summary>
    public static IReadOnlyList<(string Word, string Meaning, TextFile File)> All { get; } =
    [
        .. from meaning in Meanings from file in TextFile.All from word in Words(file, meaning) select (word, meaning, file),
    ];

    private static readonly FrozenDictionary<string, HashSet<string>> sets =
        Meanings.ToFrozenDictionary(m => m, m => All.Where(w => w.Meaning == m).Select(w => w.Word).ToHashSet());

    public static HashSet<string> Of(string meaning) => sets[meaning];

    /// <summary>The words of each of an enum's values: <c>Unit.Kg</c>, <c>Unit.Bag</c>.</summary>
    public static FrozenDictionary<string, T> Of<T>(string group) where T : struct, Enum => Enum.GetValues<T>()
        .Where(value => sets.ContainsKey($"{group}.{value}"))
        .SelectMany(value => Of($"{group}.{value}").Select(word => KeyValuePair.Create(word, value)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>In the plain form that what people type is brought to.</summary>
    private static IEnumerable<string> Words(TextFile file, string meaning) =>
        (file.Texts.GetValueOrDefault(Prefix + meaning) ?? "").Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Normaliser.ForInput);
}
