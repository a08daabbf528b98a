using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Parses SMS about joining and consent. Exact words only: consent is never guessed.</summary>
public static class JoinReading
{
    /// <summary>Longest first, so that the remaining words are the name.</summary>
    private static readonly string[][] verbs = [.. Keywords.Of("Join").Select(w => w.Split(' ')).OrderByDescending(w => w.Length)];

    private static readonly HashSet<string> stopReminders = Keywords.Of("StopReminders");
    private static readonly HashSet<string> stopSurveys = Keywords.Of("StopSurveys");

    /// <summary>The one purpose that the text stops; null for any other text.</summary>
    public static ConsentPurpose? StopOf(string text)
    {
        if (SmsParser.Read(text) is SmsIntent.StopTips) return ConsentPurpose.Tips;
        var said = string.Join(' ', SmsTokens.Of(text).Words);
        return stopReminders.Contains(said) ? ConsentPurpose.Reminders : stopSurveys.Contains(said) ? ConsentPurpose.Surveys : null;
    }

    /// <summary>The words after the keyword for joining, as written; null when the text does not start with one.</summary>
    public static string? JoinOf(string text)
    {
        if (text.Length > 200) return null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var verb in verbs)
        {
            if (words.Length >= verb.Length && verb.Index().All(v => SmsTokens.Of(words[v.Index]).Words is [var word] && word == v.Item))
                return string.Join(' ', words.Skip(verb.Length));
        }
        return null;
    }

    /// <summary>The programme named, or the only one there is, and the remaining words as the name.</summary>
    public static (OpenProgramme? Programme, string? Name) Read(string rest, IReadOnlyList<OpenProgramme> open)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length == 0 ? "" : Normaliser.ForInput(words[0]).Trim('.', ',', '<', '>', '"').ToUpperInvariant();
        if (OpenProgramme.Find(open, first) is { } named) return (named, PersonText.Name(string.Join(' ', words.Skip(1))));
        // No name has a digit, so the word was meant as a code, and no programme has that code.
        return first.Any(char.IsDigit) ? (null, null) : (OpenProgramme.Obvious(open, ""), PersonText.Name(rest));
    }
}
