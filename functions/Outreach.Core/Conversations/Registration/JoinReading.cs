using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Reads what concerns joining and consent in an SMS. Exact words only: consent is never read by likeness.</summary>
public static class JoinReading
{
    /// <summary>Longer ones first, so that what follows is the name.</summary>
    private static readonly string[][] verbs = [.. Keywords.Of("Join").Select(w => w.Split(' ')).OrderByDescending(w => w.Length)];

    private static readonly HashSet<string> stopReminders = Keywords.Of("StopReminders");
    private static readonly HashSet<string> stopSurveys = Keywords.Of("StopSurveys");

    /// <summary>The one purpose that a text ends; null when it is no such text.</summary>
    public static ConsentPurpose? StopOf(string text)
    {
        if (SmsParser.Read(text) is SmsIntent.StopTips) return ConsentPurpose.Tips;
        var said = string.Join(' ', SmsTokens.Of(text).Words);
        return stopReminders.Contains(said) ? ConsentPurpose.Reminders : stopSurveys.Contains(said) ? ConsentPurpose.Surveys : null;
    }

    /// <summary>What stands behind the word for joining, as it was written; null when the text does not begin with such a word.</summary>
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

    /// <summary>The programme that is named, or the only one there is, and the name that is left.</summary>
    public static (OpenProgramme? Programme, string? Name) Read(string rest, IReadOnlyList<OpenProgramme> open)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length == 0 ? "" : Normaliser.ForInput(words[0]).Trim('.', ',', '<', '>', '"').ToUpperInvariant();
        if (OpenProgramme.Find(open, first) is { } named) return (named, PersonText.Name(string.Join(' ', words.Skip(1))));
        // A digit is in no name: a code was meant, and there is none such.
        return first.Any(char.IsDigit) ? (null, null) : (OpenProgramme.Obvious(open, ""), PersonText.Name(rest));
    }
}
