using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The meaning of an SMS. Money and consent are parsed by exact words only, never guessed.</summary>
public abstract record SmsIntent
{
    /// <summary>Yes or no to terms; <paramref name="Code"/> is null when the text has none.</summary>
    public sealed record Answer(bool Accept, string? Code) : SmsIntent;
    public sealed record Check(string Code) : SmsIntent;
    public sealed record Help : SmsIntent;
    public sealed record Greeting : SmsIntent;
    public sealed record Stop : SmsIntent;
    /// <summary>A word that stops all messages at some providers, and may mean the end of an agreement.</summary>
    public sealed record StopOrEnd(string? Code) : SmsIntent;
    /// <summary>Wants to leave the programme. <paramref name="Programme"/> is the id behind the word, the answer to our question.</summary>
    public sealed record Leave(string? Programme = null) : SmsIntent;
    /// <summary>Wants their data erased.</summary>
    public sealed record Erase : SmsIntent;
    /// <summary>Wants to join a course; the words behind LEARN are its name.</summary>
    public sealed record Learn(IReadOnlyList<string> Words) : SmsIntent;
    /// <summary>A trader names a clerk, ends one or all, or asks who they are.</summary>
    public sealed record Clerk(string? Name, bool End) : SmsIntent;
    /// <summary>A lone letter, which answers a lesson.</summary>
    public sealed record Choice(char Letter) : SmsIntent;
    public sealed record StopPurpose(ConsentPurpose Purpose) : SmsIntent;
    /// <summary>Words that may want no messages, or none of one purpose: the sender is asked.</summary>
    public sealed record MayStop(ConsentPurpose? Purpose) : SmsIntent;
    public sealed record Start : SmsIntent;
    /// <summary>Other terms. Values stay as typed, because only the agreement knows its unit and currency.</summary>
    public sealed record Counter(string? Code, string? Quantity, string? Price, string? DeliverBy, string? PayBy,
        Unit? Unit = null) : SmsIntent;
    /// <summary>Delivered goods. <paramref name="Unit"/> is null when the text has none.</summary>
    public sealed record Delivered(string? Code, string Quantity, Unit? Unit, string Grade, string Place, bool Last,
        bool Again = false, SaidDay? On = null) : SmsIntent
    {
        /// <summary>Two digits behind the month are what came, where as a year they make a day on which nothing can have come.</summary>
        public Delivered At(LocalDate today, LocalDate since) =>
            On is { OrAmount: { } amount } && !(On.On(today) is { } day && day >= since && day <= today)
                ? this with { Quantity = amount, On = On with { Year = null, OrAmount = null } } : this;
    }
    public sealed record Correct(string? Code, string Quantity, Unit? Unit) : SmsIntent;
    /// <param name="Again">Whether the text confirms a second payment of the same amount.</param>
    /// <param name="On">The day that the text names; null for none.</param>
    public sealed record Paid(string? Code, string Amount, bool Again = false, SaidDay? On = null) : SmsIntent;
    /// <summary>Money came to the sender; as <see cref="SmsIntent.Paid"/> otherwise.</summary>
    public sealed record Received(Paid Money) : SmsIntent;
    /// <summary>A mobile-money confirmation, sent on.</summary>
    public sealed record Forwarded(Confirmation Money) : SmsIntent;
    /// <summary>Takes back what the sender said last, or asks to take out what was posted last.</summary>
    public sealed record Wrong(string? Code) : SmsIntent;
    /// <summary>Ends an agreement if the other side agrees, or withdraws the sender's own offer.</summary>
    public sealed record Close(string Code) : SmsIntent;
    /// <summary><paramref name="About"/> is null when the text does not say.</summary>
    public sealed record Problem(string? Code, DisputeAbout? About, string? Amount = null) : SmsIntent;
    /// <summary>Withdraws a dispute.</summary>
    public sealed record Solved(string Code) : SmsIntent;
    public sealed record Statement : SmsIntent;
    /// <summary>The answer to the trust survey: 3 good, 2 so-so, 1 bad.</summary>
    public sealed record Pulse(int Score, string? Code = null) : SmsIntent;
    /// <summary>A near miss of an order that only shows data; <paramref name="Text"/> is its correct form.</summary>
    public sealed record Likely(string Text) : SmsIntent;
    /// <summary>A near miss of an order on money or consent, or an incomplete order: never guessed.</summary>
    public sealed record Nearly(Keyword Keyword, string? Code) : SmsIntent;
    /// <summary>One piece of a longer message. It is not parsed, because the whole could mean the opposite.</summary>
    public sealed record Part : SmsIntent;
    public sealed record Thanks : SmsIntent;
    /// <summary>Text that only a coordinator can read.</summary>
    public sealed record Unclear : SmsIntent;
}

/// <summary>Parses an SMS: keywords in every language, digits in every script, in any case, with noise around.</summary>
public static class SmsParser
{
    // Includes Twilio's own opt-out words, so that the provider's record and ours agree.
    private static readonly HashSet<string> stop = Keywords.Of("Stop");
    private static readonly HashSet<string> stopOrEnd = Keywords.Of("StopOrEnd");
    private static readonly HashSet<string> leave = Keywords.Of("Leave");
    private static readonly HashSet<string> erase = Keywords.Of("Erase");
    private static readonly HashSet<string> learn = Keywords.Of("Learn");
    private static readonly HashSet<string> clerk = Keywords.Of("Clerk");
    // Beside CLERK every word for no ends, so that none is read as a name.
    private static readonly HashSet<string> ends =
        [.. new[] { "EndClerk", "Stop", "StopOrEnd", "No", "Leave", "Wrong" }.SelectMany(Keywords.Of)];
    private static readonly HashSet<string> start = Keywords.Of("Start");
    private static readonly HashSet<string> help = Keywords.Of("Help");
    private static readonly HashSet<string> yes = ["1", .. Keywords.Of("Yes"), .. Keywords.Of("Agree")];
    private static readonly HashSet<string> no = ["2", .. Keywords.Of("No")];
    private static readonly HashSet<string> check = Keywords.Of("Check");

    /// <summary>The keywords of each order here, for finding a near miss.</summary>
    internal static IEnumerable<(Keyword Keyword, HashSet<string> Words)> Sets =>
    [
        (Keyword.Answer, yes), (Keyword.Answer, no), (Keyword.Stop, stop), (Keyword.StopTips, Keywords.Of("StopTips")),
        (Keyword.Start, start),
        (Keyword.Help, help), (Keyword.Check, check),
    ];

    /// <summary>The meaning of an SMS; where a provider has taken it for one of its own words, that word's.</summary>
    internal static SmsIntent Read(Subscriber subscriber, SmsIn sms) => sms.Provider switch
    {
        ProviderKeyword.Stop => new SmsIntent.Stop(),
        ProviderKeyword.Start when !yes.Contains(sms.Text.Trim().ToUpperInvariant()) => new SmsIntent.Start(),
        ProviderKeyword.Help => new SmsIntent.Help(),
        // A provider takes YES for START too, but one word never means two things to us.
        // On a shared phone a name says whose STOP it is.
        _ => Read(sms.Text, LineOf(subscriber), subscriber.IsShared ? "" : subscriber.Holder?.Name ?? "") is var intent
            && intent is SmsIntent.StopOrEnd { Code: null } && (sms.EndStops || !IsAsked(subscriber, sms)) ? new SmsIntent.Stop() : intent,
    };

    /// <summary>Whether a question is open that the word may mean.</summary>
    internal static bool IsAsked(Subscriber subscriber, SmsIn sms) =>
        subscriber.ContactAsks is not null || subscriber.Holders.Any(u => u.Question is not null)
        || (sms.Shared ?? []).Append(sms.Account).OfType<Account>().Any(a => a.Entries.Any(e => e.Question is not null));

    /// <summary>The language in which politeness is not an order: the holder's, and Bangla on each number of Bangladesh.</summary>
    internal static Language LineOf(Subscriber subscriber) =>
        Country.OfPhone(subscriber.Phone)?.Language == Language.Bangla ? Language.Bangla : subscriber.Language;

    /// <param name="name">The sender's own, which may stand beside STOP.</param>
    public static SmsIntent Read(string text, Language line = Language.English, string name = "")
    {
        var said = SmsTokens.Of(text);
        if (said.Words.Count == 0) return Wordless(said);
        if (said.IsPart) return new SmsIntent.Part();
        if (Confirmation.Of(text) is { } sent) return new SmsIntent.Forwarded(sent);
        var all = string.Join(' ', said.Words);
        if (stop.Contains(all) && !Keywords.IsPolite(line, all)) return new SmsIntent.Stop();
        if (leave.Contains(all)) return new SmsIntent.Leave();
        if (erase.Contains(all)) return new SmsIntent.Erase();
        if (said.Words is [var word, var programme] && leave.Contains(word)) return new SmsIntent.Leave(programme.ToLowerInvariant());
        if (said.Words is [{ Length: 1 } letter] && letter[0] is >= 'A' and <= 'D') return new SmsIntent.Choice(letter[0]);
        if (Learning(said.Words) is { } course) return course;
        if (Naming(said) is { } named) return named;
        if (stopOrEnd.Contains(all)) return new SmsIntent.StopOrEnd(null);
        if (start.Contains(all) && !said.Asks) return new SmsIntent.Start();
        if (help.Contains(all)) return new SmsIntent.Help();
        var isAnswer = yes.Contains(all) || no.Contains(all);
        var optOut = isAnswer ? null : OptOut.Read(said.Words, line, name);
        if (optOut is not (null or SmsIntent.MayStop)) return optOut;
        var intent = Ordered(said.Words);
        if (optOut is not null && intent is SmsIntent.Unclear or SmsIntent.Nearly { Code: null } or SmsIntent.Likely) return optOut;
        // In Latin letters HA, JI and NA are answers in Bangla alone; elsewhere they are a cry.
        if (intent is SmsIntent.Answer { Code: null } && all is [< (char)128, _] && line != Language.Bangla
            && (Keywords.Has("Yes", all, Language.Bangla) || Keywords.Has("No", all, Language.Bangla)))
            intent = new SmsIntent.Nearly(Keyword.Answer, null);
        // "Yes, thanks" may be politeness; a 1 is none.
        if (intent is SmsIntent.Answer { Accept: true, Code: null } && all != "1" && (said.Greets || said.Thanks))
            intent = new SmsIntent.Nearly(Keyword.Answer, null);
        return said.Asks ? Asked(intent) : intent;
    }

    /// <summary>LEARN, alone or with at most a few words behind it.</summary>
    private static SmsIntent.Learn? Learning(List<string> words)
    {
        for (var n = Math.Min(2, words.Count); n > 0; n--)
        {
            if (learn.Contains(string.Join(' ', words.Take(n))) && words.Count - n <= MostOfAName) return new([.. words.Skip(n)]);
        }
        return null;
    }

    private const int MostOfAName = 4;

    /// <summary>CLERK, alone, with a name, or with a word for no, which ends. A question shows who they are.</summary>
    private static SmsIntent.Clerk? Naming(SmsText said)
    {
        var at = said.Words.FindIndex(clerk.Contains);
        if (at != 0 && !(at == 1 && ends.Contains(said.Words[0]))) return null;
        List<string> rest = [.. said.Words.Where((_, n) => n != at)];
        if (rest.Count == 0 || said.Asks) return new(null, End: false);
        List<string> name = [.. rest.Where(w => !ends.Contains(w))];
        if (name.Count > MostOfAName || name.Any(w => !w.Any(char.IsLetter) || w.Any(char.IsDigit))) return null;
        return new(name.Count == 0 ? null : string.Join(' ', name), End: name.Count < rest.Count);
    }

    private static SmsIntent Wordless(SmsText said) => said switch
    {
        { Asks: true } => new SmsIntent.Help(),
        { Greets: true } => new SmsIntent.Greeting(),
        { Thanks: true } => new SmsIntent.Thanks(),
        _ => new SmsIntent.Unclear(),
    };

    private static SmsIntent Ordered(List<string> words)
    {
        if (words.Count > SmsTokens.Most) return new SmsIntent.Unclear();
        var intent = Meaning(words) is var answer and not SmsIntent.Unclear ? answer : ActionReading.Read(words);
        return intent is SmsIntent.Unclear && NearMiss.Of(words) is { } near ? near : intent;
    }

    /// <summary>A text with a question mark does not agree, pay or deliver. With a code it shows the terms, without one the help.</summary>
    private static SmsIntent Asked(SmsIntent intent) => intent switch
    {
        SmsIntent.Answer a => Shown(a.Code),
        SmsIntent.Paid p => Shown(p.Code),
        SmsIntent.Received r => Shown(r.Money.Code),
        SmsIntent.Delivered d => Shown(d.Code),
        SmsIntent.Correct c => Shown(c.Code),
        SmsIntent.Counter c => Shown(c.Code),
        SmsIntent.Close c => Shown(c.Code),
        SmsIntent.Wrong w => Shown(w.Code),
        SmsIntent.Problem p => Shown(p.Code),
        SmsIntent.Solved s => Shown(s.Code),
        SmsIntent.Pulse p => Shown(p.Code),
        var shows => shows,
    };

    private static SmsIntent Shown(string? code) => code is null ? new SmsIntent.Help() : new SmsIntent.Check(code);

    private static SmsIntent Meaning(List<string> words) => words switch
    {
        _ when yes.Contains(string.Join(' ', words)) => new SmsIntent.Answer(true, null),
        _ when no.Contains(string.Join(' ', words)) => new SmsIntent.Answer(false, null),
        ["7" or "8" or "9"] => new SmsIntent.Pulse(Score(words[0])),
        ["7" or "8" or "9", var code] when Codes.HasShape(code) => new SmsIntent.Pulse(Score(words[0]), code),
        [var code, "7" or "8" or "9"] when Codes.HasShape(code) => new SmsIntent.Pulse(Score(words[1]), code),
        [var w] when Codes.HasShape(w) => new SmsIntent.Check(w),
        [var w, var code] when Codes.HasShape(code) && Verb(w, code) is { } intent => intent,
        [var code, var w] when Codes.HasShape(code) && Verb(w, code) is { } intent => intent,
        _ => new SmsIntent.Unclear(),
    };

    private static SmsIntent? Verb(string word, string code) => word switch
    {
        _ when yes.Contains(word) => new SmsIntent.Answer(true, code),
        _ when no.Contains(word) => new SmsIntent.Answer(false, code),
        _ when stopOrEnd.Contains(word) => new SmsIntent.StopOrEnd(code),
        _ when check.Contains(word) => new SmsIntent.Check(code),
        _ => null,
    };

    private static int Score(string digit) => '9' - digit[0] + 1;
}
