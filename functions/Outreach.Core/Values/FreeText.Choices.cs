using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>What asks for 1, 2 or a yes without a word for answering: the figures alone stand there to be chosen from.</summary>
public static partial class FreeText
{
    /// <summary>What has a number of its own (<c>grade 1</c>), and what Kiswahili counts, whose number comes behind.</summary>
    private const string Numbered = @"(?:grades?|class|steps?|lessons?|parts?|weeks?|days?|pages?|groups?|phases?|stages?|plots?|rooms?"
        + @"|types?|chapters?|ksh|kes|tsh|ugx|tk|kg|gredi|daraja|hatua|somo|masomo|sehemu|wiki|siku|kurasa|ukurasa|kundi|awamu|mwezi"
        + @"|miezi|mwaka|miaka|saa|dakika|mara|gramu|kilo|lita|mita|sentimita|ekari|hekta|mifuko|mfuko|gunia|magunia|debe|madebe|ndoo"
        + @"|chupa|kijiko|vijiko|kikombe|vikombe|shimo|mashimo|mche|miche|mstari|mistari|mtu|watu|tarehe"
        + @"|[\u00E9e]tapes?|le[\u00E7c]ons?|parties?|cat[\u00E9e]gories?|semaines?|jours?|groupes?|ibanga|isinyathelo|isifundo|iviki"
        + @"|iqembu|usuku|গ্রেড|ধাপ|পাঠ|সপ্তাহ|দিন|দল|পৃষ্ঠা)[\s:]*";

    private const string Month = @"\s*(?:(?:st|nd|er)\s)?\s*(?:jan|feb|f[\u00E9e]v|mar|apr|avr|may|mai|mei|mey|jun|juin|jul|juil|aug"
        + @"|ao[\u00FBu]t|ago|aga|sep|oct|okt|nov|d[\u00E9ei][cs]|mash|ephr|জানু|ফেব্রু|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্ট|অক্টো"
        + "|নভে|ডিসে)";

    /// <summary>A digit that counts nothing, names no day and is nothing's number.</summary>
    private const string Lone = @"(?<!(?<![\p{L}\p{M}])" + Numbered + @")(?<!\p{L}(?<!(?<![\p{L}\p{M}])(?:ngo|nge|no|u|ku|i))-)"
        + Digit + "(?!" + Month + ")";

    private const string Or = @"\s*(?:/|\||(?<![\p{L}\p{M}])(?:or|au|ama|ou|noma|বা|অথবা|নাকি)(?![\p{L}\p{M}]))\s*";

    private const string If = @"(?<![\p{L}\p{M}])(?:(?:if|when|whether|kama|ikiwa|endapo|si|s'il|quand|uma|যদি|হলে|আসলে|চাইলে|jodi|hole)"
        + @"(?![\p{L}\p{M}])|(?:u|m)(?:ki|po|sipo)\p{L}{2})";

    private const string No = @"(?:no|not|hapana|la|non|cha|qha|না|na)(?![\p{L}\p{M}])";

    private const string For = @"\s+(?:for|to|kwa|pour|ukwenzela|জন্য)\s+(?=[\p{L}\p{M}])";

    /// <summary>Nothing more is said of it: it is no count of a thing that we do not know.</summary>
    private const string End = @"(?=\s*(?:$|[.,;:!?)]|" + If + ")|" + For + ")";

    private const string Three = @"(?<![\p{L}\p{M}\p{N}])3(?![\p{L}\p{M}\p{N}])";

    /// <summary><c>1/2</c>, <c>1 or 2</c>, <c>YES/NO</c>, in either order and anywhere but in a link.</summary>
    [GeneratedRegex(Lone + @"(?<=(?<!\p{L})/[12])|" + Lone + Or + Lone
        + @"|(?<![\p{L}\p{M}])(?:" + Yes + Or + No + "|" + No + Or + Yes + ")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EitherOr();

    /// <summary><c>1 for seed</c>, <c>just 1</c>, <c>with a yes</c>, <c>Coming? 1!</c>, <c>one for seed, two for salt</c>.</summary>
    [GeneratedRegex(@"(?<=(?:^|[.,;:!?(])\s*)" + Lone + For + "|" + Lone + @"\s+" + If
        + @"|(?<![\p{L}\p{M}])(?:with|an?|just|only|simply|kwa|par|une?|juste|seulement|শুধু|জন্য)\s+(?:" + Lone + "|" + Yes + ")" + End
        + @"|(?<![\p{L}\p{M}])(?:ng[eo]-(?:" + Digit + ")(?!" + Month + ")|ngoyebo)" + End + "|" + Lone + @"\s+(?:tu|only|kuphela)" + End
        + @"|(?<![\p{L}\p{M}])(?:options?|choices?|chaguo|choix|বিকল্প)[\s:]*[12](?!\p{N})"
        + @"|\?\s*(?:" + Lone + "|" + Yes + @")\s*(?=$|[,;!)])|" + Word + For + @"[^.?]*" + Word + For,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Aimed();

    [GeneratedRegex(Lone, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\?|" + If, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asks();

    [GeneratedRegex(Three, RegexOptions.CultureInvariant)]
    private static partial Regex Third();

    /// <summary>Two steps in order, each begun by its number: <c>1. Dry. 2. Sort.</c></summary>
    [GeneratedRegex(@"(?:^|[.!:;]\s*)1\s?[.)]\s*\p{L}[^\p{N}]*[.!;]\s*2\s?[.)]\s*\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();

    /// <summary>A lone 1 and a lone 2, with no 3, are there to be chosen from, but for two steps of a text that asks nothing.</summary>
    private static string? Offered(string plain)
    {
        var digits = Alone().Matches(plain);
        var one = digits.FirstOrDefault(m => m.Value.EndsWith('1'));
        var two = digits.FirstOrDefault(m => m.Value.EndsWith('2'));
        if (one is null || two is null || Third().IsMatch(plain) || Steps().IsMatch(plain) && !Asks().IsMatch(plain))
        {
            return null;
        }

        var (first, last) = one.Index < two.Index ? (one, two) : (two, one);
        return plain[first.Index..(last.Index + last.Length)];
    }
}
