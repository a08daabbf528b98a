using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// Free words to a phone that ask for 1, 2 or a yes. Such an answer would be taken for one to an open question about money or consent. A
/// false alarm costs another wording; what is missed may bind, so doubt counts as asking.
/// </summary>
public static partial class FreeText
{
    /// <summary>The words that ask, such as <c>Reply 1</c>; null where the text asks for no such answer.</summary>
    public static string? AsksBy(string text)
    {
        var plain = Dotted(Normaliser.ForInput(Figures(text)));
        return new[] { Asking(), Following(), Choice(), Listed(), EitherOr(), Aimed() }
            .Select(p => p.Match(plain)).Where(m => m.Success).OrderBy(m => m.Index).Select(m => m.Value.Trim()).FirstOrDefault()
            ?? Offered(plain);
    }

    /// <summary>Figures in circles and the like are figures to a reader.</summary>
    private static string Figures(string text) => string.Concat(text.Select(c =>
        char.GetUnicodeCategory(c) == UnicodeCategory.OtherNumber && char.GetNumericValue(c) is (1d or 2d) and var figure
            ? (char)('0' + (int)figure) : c));

    /// <summary>Bangla letters with a dot in one character, as the words here have them.</summary>
    private static string Dotted(string text) => text.Replace("\u09AF\u09BC", "\u09DF", StringComparison.Ordinal)
        .Replace("\u09A1\u09BC", "\u09DC", StringComparison.Ordinal).Replace("\u09A2\u09BC", "\u09DD", StringComparison.Ordinal);

    /// <summary>The text of the first language that asks, with its words.</summary>
    public static (string Language, string Words)? AsksBy(IReadOnlyDictionary<string, string> texts) => texts
        .OrderBy(t => t.Key, StringComparer.Ordinal)
        .Select(t => (t.Key, Words: AsksBy(t.Value))).Where(t => t.Words is not null)
        .Select(t => ((string, string)?)(t.Key, t.Words!)).FirstOrDefault();

    private const string English = "repl(?:y|ies|ying)|answer(?:ing)?|respond|send|text|press|type|write|enter|dial|sms|put|hit"
        + "|return|say|give|tick|click|choose|pick";
    private const string Kiswahili =
        @"(?:u|ku|uta|una|m|ni|tu|mu)*(?:jibu|jibi[ae]?|tumi?[ae]|bonyez[ae]|andiki?[ae]|chagu[ae]|pigi?[ae]|weke?[ae]?|rudishi?[ae]"
        + "|itiki[ae]?|semi?[ae]|toe?[ae]?|bofy[ae])(?:ni|eni)?";
    private const string French =
        @"r[\u00E9e]pon\w*|envo[yi]\w*|tape[rz]?|appuy\w*|[\u00E9e]cri\w*|compose[rz]?|saisi\w*|mett\w*|renvo\w*|donne[rz]?"
        + @"|dites?|choisi\w*|coche[rz]?";
    private const string IsiZulu = @"\w*(?:phendul|thumel|cindezel|bhal|fak[ae]|buyisel|khetha)\w*";
    private const string Bangla = @"(?:উত্তর|জবাব|পাঠা|লিখ|চাপ|টিপ|টাইপ|ডায়াল|প্রেস)\S*"
        + @"|uttor\w*|jobab\w*|pathan\w*|pathiye|likh(?:un|e)|chapun|tipun";
    private const string Verb = @"(?<!\w)(?:" + English + "|" + Kiswahili + "|" + French + "|" + IsiZulu + "|" + Bangla + ")";

    /// <summary>Words that may stand between a verb and its answer.</summary>
    private const string Between = @"(?:[\s,:;""'()*-]+(?:with|an?|the|by|via|in|sms|text|message|to|this|us|me|back|number|no|digit|figure"
        + @"|key|just|only|either|please|code|word|answer|it|i"
        + @"|kwa|namba|nambari|tarakimu|ujumbe|hii|huu|tu|tupu|neno"
        + @"|par|avec|l[ea]|une?|chiffre|num[\u00E9e]ro|sur|touche|juste|seulement|nous|en|ce|[\u00E0a]u?|mot"
        + @"|inombolo|ngenombolo|i-sms|nge-sms|umlayezo|ngomlayezo|kuphela|kulo|lo|igama"
        + @"|লিখে|নম্বর|সংখ্যা|এসএমএস|শুধু|করুন|দিন|দিয়ে|din|diye))*[\s,:;""'()*-]*";

    /// <summary>A lone 1 or 2: no part of a number or a word, and with no unit or thing after it.</summary>
    private const string Digit = @"(?<![\p{L}\p{M}\p{N}])(?<!\p{N}[.,/:+-])(?:(?:ngo|nge|no|u|ku|i)-)?[12](?:/[12])?"
        + @"(?![\p{L}\p{M}\p{N}%]|[.,/:-]\p{N}|\s+\p{N}{3})(?!\s*(?:" + Unit + @"))";

    private const string Unit = @"(?:kgs?|kilos?|g|l|ml|cm|mm|m|km|ha|bags?|sacks?|tons?|tonnes?|lit(?:re|er)s?|met(?:re|er)s?|acres?"
        + @"|hectares?|days?|weeks?|months?|years?|hours?|minutes?|times?|people|persons?|friends?|farmers?|men|women|children|seeds?"
        + @"|cups?|spoons?|teaspoons?|inch(?:es)?|feet|more|others?|am|pm"
        + @"|plants?|rows?|trees?|hens?|goats?|cows?|photos?|pictures?|samples?|crates?|eggs?|maunds?|percent|questions?|lines?|words?"
        + @"|messages?|letters?|names?|numbers?|pages?"
        + @"|jours?|semaines?|mois|heures?|fois|sacs?|personnes?|m[\u00E8e]tres?|lettres?|noms?)(?![\p{L}\p{M}])"
        + @"|কেজি|বস্তা|মণ|দিনে|সপ্তাহ|মাস|ঘণ্টা|বার|জন|টি|টা|একর|বিঘা|লিটার";

    private const string Yes = @"(?:yes|ndiyo|ndio|oui|d'accord|j'accepte|accepter?|yebo|vuma|ngiyavuma|agreed?"
        + @"|(?:na)?kubali|nimekubali|ninakubali|haan|hyan|hya|raji|হ্যাঁ|হ্যা|হাঁ|রাজি)(?![\p{L}\p{M}])";

    private const string YesOrNo = @"(?:" + Yes + @"|(?:no|hapana|non|cha|না)(?![\p{L}\p{M}]))";

    /// <summary>One or two in words, or a letter like a 1, with nothing counted behind it.</summary>
    private const string Word = @"(?<![\p{L}\p{M}\p{N}])(?:(?:one|wan|two|moja|mbili|deux|(?:oku)?kunye"
        + "|(?:ku|oku)bili|ek|dui|এক|দুই|ওয়ান|টু|[l|])"
        + @"(?![\p{L}\p{M}\p{N}'\u2019])(?!\s+kwa\s+moja)(?!\s*(?:" + Unit + @"))"
        + @"|une?(?![\p{L}\p{M}\p{N}])(?=\s*(?:$|[.,;:!?]|pour|si|et|afin|maintenant)))";

    [GeneratedRegex(Verb + Between + "(?:" + Digit + "|" + Word + "|" + Yes + ")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    /// <summary>Bangla puts the verb last.</summary>
    [GeneratedRegex("(?:" + Digit + "|" + Word + "|(?<![\\p{L}\\p{M}])" + Yes + ")(?:[\\s\"'()]+"
        + "(?:লিখে|দিয়ে|টাইপ|করে|নম্বর|এসএমএস|sms|likhe|diye|type|kore))*"
        + "[\\s\"'()]+(?:" + Bangla + ")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Following();

    /// <summary><c>1 yes, 2 no</c>, <c>one means yes</c>, without a verb.</summary>
    [GeneratedRegex("(?:" + Digit + "|" + Word + @")\s*[=:)-]*\s*(?:(?:for|kwa|pour|ngo|is|means|ni|c'est|kusho)\s+)?[""']?" + YesOrNo
        + "|" + YesOrNo + @"\s*[=:]\s*" + Digit,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Choice();

    /// <summary><c>1 - I come; 2 - I stay</c>: two to choose from, where steps go on to 3.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}]\s?)1\s?[-=:)]\s*[\p{L}\p{M}][^0-9]*(?<![\p{L}\p{M}\p{N}])2\s?[-=:)]\s*[\p{L}\p{M}]"
        + @"(?![^0-9]*\b3\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Listed();
}
