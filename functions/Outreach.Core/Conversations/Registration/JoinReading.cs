using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Reads what concerns joining and consent in an SMS. Exact words only: consent is never read by likeness.</summary>
public static class JoinReading
{
    /// <summary>Longer ones first, so that what follows is the name.</summary>
    private static readonly string[][] verbs =
    [
        ["JOG", "DITE", "CHAI"], ["JOG", "DIN"], ["যোগ", "দিতে", "চাই"], ["যোগ", "দিন"], ["যোগ"],
        ["JOIN"], ["REGISTER"], ["JIUNGE"], ["SAJILI"], ["REJOINDRE"], ["INSCRIRE"], ["JOYINA"], ["BHALISA"],
    ];

    /// <summary>What ends one purpose, beside the words that <see cref="SmsReading"/> has for tips.</summary>
    private static readonly Dictionary<string, ConsentPurpose> stops = new(StringComparer.Ordinal)
    {
        ["STOP REMINDERS"] = ConsentPurpose.Reminders, ["STOP REMINDER"] = ConsentPurpose.Reminders, ["ACHA VIKUMBUSHO"] = ConsentPurpose.Reminders, ["ACHA KUMBUSHO"] = ConsentPurpose.Reminders,
        ["TAGADA BONDHO"] = ConsentPurpose.Reminders, ["তাগাদা বন্ধ"] = ConsentPurpose.Reminders, ["STOP RAPPEL"] = ConsentPurpose.Reminders, ["STOP RAPPELS"] = ConsentPurpose.Reminders,
        ["ARRET RAPPELS"] = ConsentPurpose.Reminders, ["ARRÊT RAPPELS"] = ConsentPurpose.Reminders, ["STOP IZIKHUMBUZO"] = ConsentPurpose.Reminders, ["YEKA IZIKHUMBUZO"] = ConsentPurpose.Reminders,
        ["MISA IZIKHUMBUZO"] = ConsentPurpose.Reminders,
        ["STOP SURVEYS"] = ConsentPurpose.Surveys, ["STOP SURVEY"] = ConsentPurpose.Surveys, ["STOP QUESTION"] = ConsentPurpose.Surveys, ["STOP QUESTIONS"] = ConsentPurpose.Surveys,
        ["ACHA MASWALI"] = ConsentPurpose.Surveys, ["PROSHNO BONDHO"] = ConsentPurpose.Surveys, ["প্রশ্ন বন্ধ"] = ConsentPurpose.Surveys, ["ARRET QUESTIONS"] = ConsentPurpose.Surveys,
        ["ARRÊT QUESTIONS"] = ConsentPurpose.Surveys, ["STOP IMIBUZO"] = ConsentPurpose.Surveys, ["YEKA IMIBUZO"] = ConsentPurpose.Surveys, ["MISA IMIBUZO"] = ConsentPurpose.Surveys,
        ["PORAMORSHO BONDHO"] = ConsentPurpose.Tips, ["পরামর্শ বন্ধ"] = ConsentPurpose.Tips,
    };

    /// <summary>The one purpose that a text ends; null when it is no such text.</summary>
    public static ConsentPurpose? StopOf(string text) => SmsReading.Read(text) is SmsMeaning.StopTips
        ? ConsentPurpose.Tips
        : stops.TryGetValue(string.Join(' ', SmsWords.Of(text).Words), out var purpose) ? purpose : null;

    /// <summary>What stands behind the word for joining, as it was written; null when the text does not begin with such a word.</summary>
    public static string? JoinOf(string text)
    {
        if (text.Length > 200) return null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var verb in verbs)
        {
            if (words.Length >= verb.Length && verb.Index().All(v => SmsWords.Of(words[v.Index]).Words is [var word] && word == v.Item)) return string.Join(' ', words.Skip(verb.Length));
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
