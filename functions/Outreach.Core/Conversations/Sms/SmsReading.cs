using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What an SMS asks for. Money and consent are read by exact words only, never by likeness.</summary>
public abstract record SmsMeaning
{
    /// <summary>Yes or no to terms; <paramref name="Code"/> null when there was none.</summary>
    public sealed record Answer(bool Accept, string? Code) : SmsMeaning;
    public sealed record Check(string Code) : SmsMeaning;
    public sealed record Help : SmsMeaning;
    /// <summary>A greeting and nothing else.</summary>
    public sealed record Greeting : SmsMeaning;
    public sealed record Stop : SmsMeaning;
    public sealed record StopTips : SmsMeaning;
    public sealed record Start : SmsMeaning;
    /// <summary>Other terms; each value as typed, since only the agreement knows its unit and currency.</summary>
    public sealed record Counter(string? Code, string? Quantity, string? Price, string? DeliverBy, string? PayBy, Unit? Unit = null) : SmsMeaning;
    /// <summary>Goods handed over. <paramref name="Unit"/> as written, null when it was left out.</summary>
    public sealed record Delivered(string? Code, string Quantity, Unit? Unit, string Grade, string Place, bool Last) : SmsMeaning;
    public sealed record Correct(string? Code, string Quantity, Unit? Unit) : SmsMeaning;
    /// <param name="Again">The same amount as a few days ago, and meant.</param>
    public sealed record Paid(string? Code, string Amount, bool Again = false) : SmsMeaning;
    /// <summary>Ends it: an offer of one's own is taken back, an agreement ended if the other agrees.</summary>
    public sealed record Close(string Code) : SmsMeaning;
    /// <summary><paramref name="About"/> null when the text does not say.</summary>
    public sealed record Problem(string? Code, DisputeAbout? About) : SmsMeaning;
    /// <summary>A dispute is taken back.</summary>
    public sealed record Solved(string Code) : SmsMeaning;
    public sealed record Statement : SmsMeaning;
    /// <summary>How it went: 3 good, 2 so-so, 1 bad.</summary>
    public sealed record Pulse(int Score, string? Code = null) : SmsMeaning;
    /// <summary>Nearly an order that shows something: <paramref name="Text"/> is how it would be written.</summary>
    public sealed record Likely(string Text) : SmsMeaning;
    /// <summary>Nearly an order that moves money or consent, or one that lacks something: never guessed.</summary>
    public sealed record Nearly(Keyword Keyword, string? Code) : SmsMeaning;
    /// <summary>One piece of a longer message: half of it could say the opposite of the whole.</summary>
    public sealed record Part : SmsMeaning;
    /// <summary>Nothing but thanks.</summary>
    public sealed record Thanks : SmsMeaning;
    /// <summary>Text that only a person can read.</summary>
    public sealed record Unclear : SmsMeaning;
}

/// <summary>Reads an SMS: keywords in every language, digits in every script, in capitals or not, with noise around.</summary>
public static class SmsReading
{
    // Twilio's own opt-out words are all here, so the provider's record and ours agree.
    private static readonly HashSet<string> stop = Keywords.Of("Stop");
    private static readonly HashSet<string> stopTips = Keywords.Of("StopTips");
    private static readonly HashSet<string> start = Keywords.Of("Start");
    private static readonly HashSet<string> help = Keywords.Of("Help");
    private static readonly HashSet<string> yes = ["1", .. Keywords.Of("Yes")];
    private static readonly HashSet<string> no = ["2", .. Keywords.Of("No")];
    private static readonly HashSet<string> check = Keywords.Of("Check");

    /// <summary>The words of each order here, for finding a near miss.</summary>
    internal static IEnumerable<(Keyword Keyword, HashSet<string> Words)> Sets =>
    [
        (Keyword.Answer, yes), (Keyword.Answer, no), (Keyword.Stop, stop), (Keyword.StopTips, stopTips), (Keyword.Start, start), (Keyword.Help, help), (Keyword.Check, check),
    ];

    public static SmsMeaning Read(string text)
    {
        var said = SmsWords.Of(text);
        if (said.Words.Count == 0) return Wordless(said);
        if (said.IsPart) return new SmsMeaning.Part();
        var all = string.Join(' ', said.Words);
        if (stop.Contains(all)) return new SmsMeaning.Stop();
        if (stopTips.Contains(all)) return new SmsMeaning.StopTips();
        // Twilio's opt-in, and only as it takes it: alone.
        if (start.Contains(all) && !said.Asks && !(all == "YES" && said.Greets)) return new SmsMeaning.Start();
        if (help.Contains(all)) return new SmsMeaning.Help();
        var meaning = Ordered(said.Words);
        return said.Asks ? Asked(meaning) : meaning;
    }

    private static SmsMeaning Wordless(SmsText said) => said switch
    {
        { Asks: true } => new SmsMeaning.Help(),
        { Greets: true } => new SmsMeaning.Greeting(),
        { Thanks: true } => new SmsMeaning.Thanks(),
        _ => new SmsMeaning.Unclear(),
    };

    private static SmsMeaning Ordered(List<string> words)
    {
        if (words.Count > SmsWords.Most) return new SmsMeaning.Unclear();
        var meaning = Meaning(words) is var answer and not SmsMeaning.Unclear ? answer : ActionReading.Read(words);
        return meaning is SmsMeaning.Unclear && NearMiss.Of(words) is { } near ? near : meaning;
    }

    /// <summary>Somebody who asks has not agreed, paid or delivered: with a code they see the terms, without one what can be sent.</summary>
    private static SmsMeaning Asked(SmsMeaning meaning) => meaning switch
    {
        SmsMeaning.Answer a => Shown(a.Code),
        SmsMeaning.Paid p => Shown(p.Code),
        SmsMeaning.Delivered d => Shown(d.Code),
        SmsMeaning.Correct c => Shown(c.Code),
        SmsMeaning.Counter c => Shown(c.Code),
        SmsMeaning.Close c => Shown(c.Code),
        SmsMeaning.Problem p => Shown(p.Code),
        SmsMeaning.Solved s => Shown(s.Code),
        SmsMeaning.Pulse p => Shown(p.Code),
        var shows => shows,
    };

    private static SmsMeaning Shown(string? code) => code is null ? new SmsMeaning.Help() : new SmsMeaning.Check(code);

    private static SmsMeaning Meaning(List<string> words) => words switch
    {
        [var w] when yes.Contains(w) => new SmsMeaning.Answer(true, null),
        [var w] when no.Contains(w) => new SmsMeaning.Answer(false, null),
        ["7" or "8" or "9"] => new SmsMeaning.Pulse(Score(words[0])),
        ["7" or "8" or "9", var code] when Codes.HasShape(code) => new SmsMeaning.Pulse(Score(words[0]), code),
        [var code, "7" or "8" or "9"] when Codes.HasShape(code) => new SmsMeaning.Pulse(Score(words[1]), code),
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

    private static int Score(string digit) => '9' - digit[0] + 1;
}
