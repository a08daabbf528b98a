using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>Whether a text sends its reader elsewhere: to a link, a number, or a code to dial; or speaks of a PIN.</summary>
public static partial class TextRisk
{
    /// <summary>Ends of links that are no words of our languages, so that a space beside the point does not hide them.</summary>
    private const string Ends = "(?:com?|net|org|info|biz|xyz|online|website|html?|php|ly|gl|ke|ug|tz|bd|ng|rw)";

    private const string Dot = @"(?:dot|point|nukta|doti|ichashazi|ডট)";

    public static bool LeadsAway(string text)
    {
        var seen = SeenText.Of(text);
        return Link().IsMatch(seen) || WordedLink().IsMatch(seen) || GapLink().IsMatch(seen) || Address().IsMatch(seen)
            || Dialled().IsMatch(seen)
            || Pin().IsMatch(seen) || BanglaPin().IsMatch(seen) || NumberRisk.In(seen) || WordedNumber.In(seen)
            || WordedNumber.IsDialled(seen);
    }

    /// <summary>Whether the text speaks of a PIN, in any of our languages and in disguise.</summary>
    public static bool NamesPin(string text) => SeenText.Of(text) is var seen && (Pin().IsMatch(seen) || BanglaPin().IsMatch(seen));

    /// <summary>Whether the text names an amount of money, such as <c>KSh 500</c> or <c>500 taka</c>.</summary>
    public static bool NamesAmount(string text) => Amount.Value.IsMatch(Normaliser.ForInput(text))
        || SeenText.Of(text) is var seen && (WordedAmount.Value.IsMatch(seen) || SentAmount().IsMatch(seen));

    /// <summary>Large numbers in words, which with a verb of sending are money without its name.</summary>
    private const string Large = @"hundreds?|thousands?|millions?|mia|elfu|laki|milioni|buku|cents?|mille|(?:i|ama)?khulu"
        + @"|(?:in|izin)kulungwane|\p{L}*sho|hajar|lakh|[\p{L}\p{M}]*(?:শত|শো)|হাজার|লাখ";

    private const string Sending = @"send|pay|bring|give|transfer|deposit"
        + @"|(?:u|ku|ni|m|mu|tu)*(?:tumi?[ae]|lipi?[ae]|lete?[ae]?|toe?[ae]?)(?:ni)?|envoy\p{L}*|pay(?:ez|er|e)"
        + @"|vers(?:ez|er|e)|donn(?:ez|er|e)|apport\p{L}*|\p{L}*(?:thumel|khokh|leth)\p{L}*"
        + @"|পাঠা[\p{L}\p{M}]*|দিন|দেন|দিবেন|din|deben|pathan|pathiye";

    /// <summary><c>Send five thousand to the agent</c>; in Bangla the verb comes last.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}])(?:(?:" + Sending + @")(?:\W+[\p{L}\p{M}]+){0,3}?\W+(?:" + Large + ")"
        + "|(?:" + Large + @")(?:\W+[\p{L}\p{M}]+){0,3}?\W+(?:" + Sending + @"))(?![\p{L}\p{M}])", RegexOptions.CultureInvariant)]
    private static partial Regex SentAmount();

    /// <summary><c>five hundred shillings</c>, <c>shilingi mia tano</c>.</summary>
    private static readonly Lazy<Regex> WordedAmount = new(() =>
    {
        var words = string.Join('|', CurrencyWords.Telling.Where(w => char.IsLetter(w[0])).OrderByDescending(w => w.Length)
            .Select(w => Regex.Escape(w.ToLowerInvariant())));
        return new($@"(?<![\p{{L}}\p{{M}}])(?:(?:{words})[\s.:-]{{1,2}}(?:{WordedNumber.Sums})|(?:{WordedNumber.Sums})[\s-](?:{words}))"
            + @"(?![\p{L}\p{M}])", RegexOptions.CultureInvariant);
    });

    private static readonly Lazy<Regex> Amount = new(() =>
    {
        var words = string.Join('|', CurrencyWords.Telling.OrderByDescending(w => w.Length).Select(Regex.Escape));
        // A letter alone is money only where it touches a figure, as in R500.
        return new($@"(?<![\p{{L}}\p{{M}}])(?:{words})[\s.:]{{0,2}}\p{{N}}|\p{{N}}[\s]?(?:{words})(?![\p{{L}}\p{{M}}])"
            + @"|(?<![\p{L}\p{M}\p{N}])[RK]\p{N}{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    });

    /// <summary>The text without what a reader would not see as a difference.</summary>
    public static string Plain(string text) => SeenText.Of(text);

    /// <summary>A scheme, or letters, a point and letters without a space between: <c>mpesa-bonus.co</c>.</summary>
    [GeneratedRegex(@"[a-z]\s*:\s*/\s*/|\bwww\b|\bh(?:tt|xx)ps?\b|[\p{L}\p{M}][\d-]*\.[\p{L}]{2,}|\p{L}@\p{L}|\d\." + Ends + @"\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"[\p{L}\p{M}\d]\s*\.\s*" + Ends + @"(?![\w-])|\w\W{0,3}\b" + Dot + @"\b\W{0,3}(?:" + Ends + @"|me|tv)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex WordedLink();

    /// <summary>A gap for the point: <c>bit ly / x1</c>, <c>outreach co ke</c>. Words of our languages need more than the gap.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\d]\s(?:(?:com|ly|xyz|biz|php|html?)(?![\p{L}\p{M}\d-])|" + Ends + @"\s?/\s?[\p{L}\d]"
        + @"|co\s(?:ke|ug|tz|za|zm|bd|rw)(?![\p{L}\p{M}\d-]))", RegexOptions.CultureInvariant)]
    private static partial Regex GapLink();

    /// <summary>Four numbers with points, of which phones make a link.</summary>
    [GeneratedRegex(@"(?<!\d)\d{1,3}(?:(?:\.|\s\.\s?)\d{1,3}){3}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>A code to dial: <c>*334#</c>, with blanks or without its end; but neither 2*3 nor a star before an amount.</summary>
    [GeneratedRegex(@"[*#]\s*\d[\d\s*.\-]*#|(?<![\d\p{L}]\s*)\*\s*\d{2,}\s*\*\s*\d|(?<![\d\p{L}]\s*)\*\d{3,}(?!\d|[.,]\d|\s?\p{L})"
        + @""
        + @"|\b(?:dial|composez|piga|shayela|cindezela)\W{1,3}\*\s*\d{2,}|\b(?:star|asterisk|nyota|etoile|inkanyezi)\s*\d{2,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Dialled();

    [GeneratedRegex(@"(?<!\p{L})(?:(?:i|ye|ne|nge|le|ku)-?)?p(?:[i1l|!]|[\s.\-*]+i[\s.\-*]+)n(?:s|code)?(?!\p{L})|phinikhod"
        + @"|\b(?:password|passcode|otp|nywila|iphasiwedi)\b|\bsecret\s(?:number|code)|\bcode\s(?:secret|confidentiel)|mots?\sde\spasse"
        + @"|numero\ssecret|\b(?:namba|nambari|neno)\s(?:\p{L}+\s)?(?:ya|la)\ssiri|inombolo\s(?:\p{L}+\s)?eyimfihlo"
        + @"|\bgopon\s(?:nombor|number|code|pin)", RegexOptions.CultureInvariant)]
    private static partial Regex Pin();

    [GeneratedRegex(@"(?<![\p{L}\p{M}])পিন(?:টি|ের|কোড)?(?![\p{L}\p{M}])|গোপন\s(?:নম্বর|নাম্বার|কোড|পিন)|পাসও\p{L}\p{M}*ার্ড",
        RegexOptions.CultureInvariant)]
    private static partial Regex BanglaPin();
}
