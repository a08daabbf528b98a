using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// Whether a seen text spells a telephone number in words, perhaps with some of its digits as digits: "zero seven double one". A few
/// numbers in a row, such as steps or shares, are none.
/// </summary>
internal static partial class WordedNumber
{
    private const int FewestDigits = 7;
    private const int FewestWords = 2;

    private const string Zero = "zero|zeroes|oh|nought|sifuri|iqanda|unothi|shunn?o|শূন্য|শুন্য";

    /// <summary>One to nine in English, Kiswahili, French, isiZulu, and Bangla in both scripts; marks of Latin letters are gone.</summary>
    private const string OneToNine = "one|two|three|four|five|six|seven|eight|nine|moja|mbili|tatu|nne|tano|sita|saba|nane|tisa|"
        + "un|deux|trois|quatre|cinq|sept|huit|neuf|(?:ku|u|i)?nye|(?:ku|isi)?bili|(?:ku)?thathu|kune|(?:ku|isi)?hlanu|(?:isi)?thupha|"
        + "(?:isi)?khombisa|(?:isi)?shiyagalombili|(?:isi)?shiyagalolunye|"
        + "ek|dui|tin|char|pan?ch|chh?[oa]y|[sh]aa?t|aa?t|no[yi]|এক|দুই|তিন|চার|পাঁচ|পাচ|ছয়|সাত|আট|নয়";

    /// <summary>Tens and above, and one to nine, as parts of an amount.</summary>
    public const string Sums = "(?:" + OneToNine + @")|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
        + "hundreds?|thousands?|millions?|kumi|ishirini|thelathini|arobaini|hamsini|sitini|sabini|themanini|tisini|mia|elfu|laki|milioni|"
        + "dix|vingt|trente|quarante|cinquante|soixante|cents?|mille|(?:i|ama)?khulu|(?:in|izin)kulungwane|"
        + @"\p{L}*sho|hajar|lakh|[\p{L}\p{M}]*(?:শত|শো|শ)|হাজার|লাখ";

    /// <summary>Whether a code to dial is told in words: a star and a number, a number and a hash, or a verb and three digits.</summary>
    public static bool IsDialled(string seen) => Star().IsMatch(seen);

    [GeneratedRegex(@"(?<![\p{L}\p{M}])(?:(?:star|asterisk|nyota|etoile|inkanyezi|স্টার)\W{1,3}(?:" + Zero + "|" + Sums + @"|\d)"
        + @"|(?:" + Zero + "|" + Sums + @"|\d)\W{1,3}(?:hash|hashi|reli|diese|হ্যাশ)"
        + @"|(?:dial|piga|composez|shayela|cindezela|ডায়াল)\W{1,3}(?:(?:" + Zero + "|" + OneToNine + @"|\d)\W{1,3}){2}(?:"
        + Zero + "|" + OneToNine + @"|\d))(?![\p{L}\p{M}])", RegexOptions.CultureInvariant)]
    private static partial Regex Star();

    public static bool In(string seen)
    {
        var (digits, words, times) = (0, 0, 1);
        foreach (var token in Token().Matches(seen).Select(t => t.Value))
        {
            if (Times(token) is { } many)
            {
                times = many;
                continue;
            }
            var spelt = Spelt().Match(token) is { Success: true } match ? match.Groups["n"].Captures.Count : 0;
            if (spelt > 0 || char.IsAsciiDigit(token[0]))
            {
                digits += spelt > 0 ? spelt - 1 + times : token.Length + times - 1;
                words += spelt;
                if (digits >= FewestDigits && words >= FewestWords) return true;
            }
            else
            {
                (digits, words) = (0, 0);
            }
            times = 1;
        }
        return false;
    }

    /// <summary>The text with each row of so many digits or more in words, or in words and figures, replaced.</summary>
    public static string Without(string text, int fewest, string mark) => Row().Replace(text, row =>
    {
        var spelt = Token().Matches(row.Value.ToLowerInvariant()).Select(t => Spelt().Match(t.Value)).Where(t => t.Success)
            .Sum(t => t.Groups["n"].Captures.Count);
        var all = spelt + row.Value.Count(char.IsDigit) + Token().Matches(row.Value.ToLowerInvariant())
            .Sum(t => Times(t.Value) is { } times ? times - 1 : 0);
        return spelt > 0 && all >= fewest ? mark : row.Value;
    });

    private static int? Times(string token) => token switch
    {
        "double" or "dabal" or "ডাবল" => 2,
        "triple" or "ট্রিপল" => 3,
        _ => null,
    };

    [GeneratedRegex(@"[\p{L}\p{M}]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    /// <summary>Words for digits and figures in a row, with no other word between.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}\d])(?:(?:double|triple|dabal|ডাবল|ট্রিপল)\s+)?" + Part
        + @"(?:[\s,.\-/]+(?:(?:double|triple|dabal|ডাবল|ট্রিপল)\s+)?" + Part + @")*(?![\p{L}\p{M}\d])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Row();

    private const string Part = "(?:(?:" + Zero + "|" + OneToNine + @")+|\d+)";

    /// <summary>Words that stand together are read too: <c>sevenoneone</c>.</summary>
    [GeneratedRegex("^(?:(?<n>" + Zero + "|" + OneToNine + "))+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelt();
}
