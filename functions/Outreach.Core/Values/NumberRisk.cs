using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// Whether a seen text has a telephone number or a short code: seven digits or more with anything but letters between them, unless they
/// are dates, times, prices and quantities as tips have them.
/// </summary>
internal static partial class NumberRisk
{
    private const int Fewest = 7;

    /// <summary>Digits that may be left beside what is explained: a phone number with a date inside leaves more.</summary>
    private const int MostLeft = 3;

    private const string Currencies = "ksh|kes|ush|ugx|tsh|tzs|bdt|fcfa|f cfa|cfa|xof|zar|zmw|shs?|shillings?|shilingi|taka|tk|rands?|usd|"
        + @"টাকা|৳|[$€£]";

    private const string Units = @"kgs?|kilos?|g|grams?|grammes?|gm|t|tons?|tonnes?|tani|bags?|sacks?|gunia|magunia|mifuko|sacs?|amasaka|"
        + "bosta|mon|maunds?|ml|cl|l|lt|litres?|liters?|lita|mm|cm|m|m2|ha|hectares?|acres?|ekari|bighas?|plants?|plantes?|pieds|mimea|"
        + "seeds?|trees?|birds?|chicks?|farmers?|people|families|wakulima|watu|per|par|kwa kila|"
        + "কেজি|বস্তা|মণ|গ্রাম|লিটার|গাছ|জন|একর|বিঘা|শতক";

    private const string Sending = "send|reply|text|sms|forward|answer|dial|call|phone|tuma|tuma neno|jibu|piga|piga simu|andika|envoyez|"
        + "envoyer|envoie|repondez|repondre|appelez|appeler|composez|tapez|thumela|phendula|shayela|fonela|cindezela|"
        + "pathan|call korun|dial korun";

    public static bool In(string seen) => Run().Matches(seen).Any(run => IsNumber(run, seen)) || ShortCode().IsMatch(seen)
        || CalledCode().IsMatch(seen) || CodeFirst().IsMatch(seen);

    /// <summary>Whether a figure between these two is an amount or a quantity, by the currency or unit beside it.</summary>
    public static bool IsMeasured(string before, string after) =>
        Currency().IsMatch(before.ToLowerInvariant()) || Unit().IsMatch(after.ToLowerInvariant());

    private static bool IsNumber(Match run, string seen)
    {
        if (Digits(run.Value) < Fewest) return false;
        var left = Season().Replace(Date().Replace(run.Value, IfDate), y => Year(y, 2) == Year(y, 1) + 1 ? " " : y.Value);
        if (Digits(Time().Replace(left, " ")) == 0) return false;
        left = Prices().Replace(Percent().Replace(left, " "), IfPrices, 1);
        var (before, after) = (seen[..run.Index], seen[(run.Index + run.Length)..]);
        if (Fertiliser().IsMatch(before)) left = Formula().Replace(left, " ", 1);
        if (Currency().IsMatch(before) || Unit().IsMatch(after))
            left = Plain().Replace(Grouped().Replace(Range().Replace(left, IfRange, 1), " ", 2), " ", 1);
        return Digits(left) > MostLeft || Digits(left) > 0 && OfAPhone().IsMatch(left);
    }

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);

    private static int Year(Match match, int group)
    {
        var year = int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return year < 100 ? 2000 + year : year;
    }

    private static string IfDate(Match date)
    {
        var parts = new[] { "a", "b", "c" }.Select(n => int.Parse(date.Groups[n].Value, CultureInfo.InvariantCulture)).ToArray();
        var (day, month) = date.Groups["a"].Length == 4 ? (parts[2], parts[1]) : (parts[0], parts[1]);
        return day is >= 1 and <= 31 && month is >= 1 and <= 12 ? " " : date.Value;
    }

    /// <summary>From a lower to a higher figure of like size: <c>3200-3400</c>.</summary>
    private static string IfRange(Match range)
    {
        var (from, to) = (Amount(range, 1), Amount(range, 2));
        return from < to && to <= 3 * from ? " " : range.Value;
    }

    private static string IfPrices(Match range)
    {
        var (from, to) = (Thousands(range, 1), Thousands(range, 2));
        return from < to && to <= 2 * from && from % 5 == 0 && to % 5 == 0 ? " " : range.Value;
    }

    private static long Thousands(Match match, int group) =>
        long.Parse(match.Groups[group].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static long Amount(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\+?\s?\(?\d(?:[^\p{L}\p{M}\d]*\d)*", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    /// <summary>A day of the years 2020 to 2039 with one sign between its parts.</summary>
    [GeneratedRegex(@"(?<!\d[/.]?)(?:(?<a>\d{1,2})(?<s>[/.\-])(?<b>\d{1,2})\k<s>(?<c>20[23]\d|[23]\d)"
        + @"|(?<a>20[23]\d)-(?<b>\d{2})-(?<c>\d{2}))"
        + @"(?![/.]?\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<!\d)(20[23]\d)\s?[/\-]\s?((?:20)?[234]\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Season();

    [GeneratedRegex(@"(?<![\d:])(?:[01]?\d|2[0-3])[:.](?:00|15|30|45)(?![\d:])", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<![\d.,])(?:[1-9]?\d\s?-\s?)?(?:[1-9]\d?|100)(?:[.,]\d)?\s?[%°]", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex(@"\b(?:npk|dap|can|tsp|ssp|mop|urea|uree|fertili[sz]ers?|mbolea|engrais|umanyolo|সার|sar)\W{0,3}$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Fertiliser();

    [GeneratedRegex(@"(?<!\d)\d{1,2}([-:])\d{1,2}\1\d{1,2}(?!\1?\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"(?<![\p{L}\p{M}])(?:" + Currencies + @"|price|bei|prix|dam|দাম|intengo|r|k)\W{0,3}$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[\s/=.\-]{0,3}(?:" + Units + "|" + Currencies + @"|f)(?![\p{L}\p{M}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"(?<!\d[.,]?)([1-9]\d{2,6})\s?[-/]\s?([1-9]\d{2,6})(?![.,]?\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    /// <summary>Two round prices with commas, whether or not their currency is beside them: <c>1,450-1,600</c>.</summary>
    [GeneratedRegex(@"(?<!\d[.,]?)([1-9]\d{0,1},\d{3})\s?[-/]\s?([1-9]\d{0,1},\d{3})(?![.,]?\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Prices();

    /// <summary>Thousands, or lakhs, with one sign between.</summary>
    [GeneratedRegex(@"(?<!\d[.,]?)(?:[1-9]\d{0,2}(?<s>[,. ])\d{3}(?:\k<s>\d{3})?|[1-9]\d?,\d{2},\d{3})(?![.,]?\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<!\d[.,\-/]?)[1-9]\d{0,6}(?![.,\-/]?\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>A plus, or a nought before other digits.</summary>
    [GeneratedRegex(@"^\s?\+|(?<![\d.,])0\d", RegexOptions.CultureInvariant)]
    private static partial Regex OfAPhone();

    /// <summary><c>Send your PIN to 22384</c>: a code that no unit follows.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:" + Sending + @")\b[^.:;!?]{0,40}?\b(?:to|kwa|kwenye|au|a|ku|ke|no|number|namba|nambari|numero)"
        + @"\s?\W{0,2}" + Code, RegexOptions.CultureInvariant)]
    private static partial Regex ShortCode();

    /// <summary><c>Dial 22384</c>.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:dial|call|phone|text|sms|piga|piga simu|appelez|composez|shayela|fonela)\W{1,3}" + Code,
        RegexOptions.CultureInvariant)]
    private static partial Regex CalledCode();

    /// <summary>In Bangla the code stands before the verb.</summary>
    [GeneratedRegex(@"(?<![\d.,])\d{3,6}(?!\s?(?:" + Units + @")(?![\p{L}\p{M}]))"
        + @"(?:\s?-?(?:নম্বরে|নম্বর|নাম্বারে|এ|তে|nombore|nombor|numbere|number e|e|te))?"
        + @"\s(?:[^\s.,;:!?]+\s)?(?:পাঠান|পাঠিয়ে|লিখুন|কল|ফোন|ডায়াল|pathan|pathiye|likhun|call|phone|dial)(?![\p{L}\p{M}])",
        RegexOptions.CultureInvariant)]
    private static partial Regex CodeFirst();

    private const string Code = @"(?<![\d.,])(?:\d{4,6}(?![\d.,]*\d)(?!\s?(?:" + Units + "|" + Currencies + @"|f)(?![\p{L}\p{M}]))"
        + @"|\d(?:[\s.\-]{1,3}\d){2,5}(?![\s.\-]{0,3}\d)|\d{3}(?=\s*(?:$|[.,;!?])(?!\d)))";
}
