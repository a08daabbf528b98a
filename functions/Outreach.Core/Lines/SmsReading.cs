using Outreach.Core.Agreements;
using Outreach.Core.Messaging;

namespace Outreach.Core.Lines;

/// <summary>What an SMS asks for. Money and consent are read by exact words only, never by likeness.</summary>
public abstract record SmsMeaning
{
    /// <summary>Yes or no to terms; <paramref name="Code"/> null when there was none.</summary>
    public sealed record Answer(bool Accept, string? Code) : SmsMeaning;
    public sealed record Check(string Code) : SmsMeaning;
    public sealed record Help : SmsMeaning;
    public sealed record Stop : SmsMeaning;
    public sealed record StopTips : SmsMeaning;
    public sealed record Start : SmsMeaning;
    /// <summary>Other terms; each value as typed, since only the agreement knows its unit and currency.</summary>
    public sealed record Counter(string? Code, string? Quantity, string? Price, string? DeliverBy, string? PayBy) : SmsMeaning;
    /// <summary>Goods handed over. <paramref name="Unit"/> as written, null when it was left out.</summary>
    public sealed record Delivered(string? Code, string Quantity, Unit? Unit, string Grade, string Place, bool Last) : SmsMeaning;
    public sealed record Correct(string? Code, string Quantity, Unit? Unit) : SmsMeaning;
    public sealed record Paid(string? Code, string Amount) : SmsMeaning;
    /// <summary>Ends it: an offer of one's own is taken back, an agreement ended if the other agrees.</summary>
    public sealed record Close(string Code) : SmsMeaning;
    /// <summary><paramref name="About"/> null when the text does not say.</summary>
    public sealed record Problem(string? Code, DisputeAbout? About) : SmsMeaning;
    /// <summary>A dispute is taken back.</summary>
    public sealed record Solved(string Code) : SmsMeaning;
    public sealed record Statement : SmsMeaning;
    /// <summary>How it went: 3 good, 2 so-so, 1 bad.</summary>
    public sealed record Pulse(int Score) : SmsMeaning;
    /// <summary>Text in which a code stands, but not what to do with it.</summary>
    public sealed record Unclear : SmsMeaning;
}

/// <summary>Reads an SMS: keywords in every language, digits in every script, in capitals or not, with noise around.</summary>
public static class SmsReading
{
    // Twilio's own opt-out words are all here, so the provider's record and ours agree.
    private static readonly HashSet<string> stop = ["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT", "ACHA", "SIMAMISHA", "BONDHO", "BONDHO KORUN", "বন্ধ", "বন্ধ করুন"];
    private static readonly HashSet<string> stopTips = ["STOP TIPS", "STOP TIP", "ACHA VIDOKEZO", "TIPS BONDHO", "টিপস বন্ধ"];
    private static readonly HashSet<string> start = ["START", "UNSTOP", "YES", "ANZA", "SHURU", "শুরু"];
    private static readonly HashSet<string> help = ["HELP", "INFO", "MSAADA", "USAIDIZI", "SAHAJJO", "সাহায্য"];
    private static readonly HashSet<string> yes = ["1", "OK", "NDIYO", "NDIO", "HAAN", "HAN", "HAA", "HYA", "HYAN", "হ্যাঁ", "হ্যা", "হাঁ"];
    private static readonly HashSet<string> no = ["2", "NO", "HAPANA", "NA", "না"];
    private static readonly HashSet<string> check = ["CHECK", "ANGALIA", "KAGUA", "DEKHUN", "DEKHO", "দেখুন"];
    private static readonly char[] noise = ['.', ',', '!', ';', ':', '"', '\'', '(', ')', '[', ']', '<', '>', '*', '#', '।'];

    public static SmsMeaning Read(string text)
    {
        var words = Words(text);
        if (words.Count == 0) return text.Contains('?', StringComparison.Ordinal) ? new SmsMeaning.Help() : new SmsMeaning.Unclear();
        var all = string.Join(' ', words);
        if (stop.Contains(all)) return new SmsMeaning.Stop();
        if (stopTips.Contains(all)) return new SmsMeaning.StopTips();
        if (start.Contains(all)) return new SmsMeaning.Start();
        if (help.Contains(all)) return new SmsMeaning.Help();
        var meaning = Meaning(words) is var answer and not SmsMeaning.Unclear ? answer : ActReading.Read(words);
        // Somebody who asks has not agreed: with a code they see the terms, without one how to answer.
        if (!text.Contains('?', StringComparison.Ordinal) || meaning is not SmsMeaning.Answer asked) return meaning;
        return asked.Code is { } code ? new SmsMeaning.Check(code) : new SmsMeaning.Help();
    }

    private static SmsMeaning Meaning(List<string> words) => words switch
    {
        [var w] when yes.Contains(w) => new SmsMeaning.Answer(true, null),
        [var w] when no.Contains(w) => new SmsMeaning.Answer(false, null),
        ["7" or "8" or "9"] => new SmsMeaning.Pulse('9' - words[0][0] + 1),
        [var w] when Codes.HasShape(w) => new SmsMeaning.Answer(true, w),
        [var w, var code] when Codes.HasShape(code) && Verb(w, code) is { } meaning => meaning,
        [var code, var w] when Codes.HasShape(code) && Verb(w, code) is { } meaning => meaning,
        _ => new SmsMeaning.Unclear(),
    };

    private static SmsMeaning? Verb(string word, string code) => word switch
    {
        _ when yes.Contains(word) => new SmsMeaning.Answer(true, code),
        _ when no.Contains(word) => new SmsMeaning.Answer(false, code),
        _ when check.Contains(word) => new SmsMeaning.Check(code),
        _ => null,
    };

    internal static List<string> Words(string text) =>
    [
        .. Normaliser.ForInput(text).Replace('?', ' ').ToUpperInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(noise)).Where(w => w.Length > 0).Take(20),
    ];
}
