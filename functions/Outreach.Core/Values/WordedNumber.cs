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
        + "ek|dui|tin|char|pan?ch|chh?[oa]y|[sh]aa?t|aa?t|no[yi]|এক|দুই|তিন|চার|পাঁচ|পাচ|ছয়|সাত|আট|নয়";

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

    private static int? Times(string token) => token switch
    {
        "double" or "dabal" or "ডাবল" => 2,
        "triple" or "ট্রিপল" => 3,
        _ => null,
    };

    [GeneratedRegex(@"[\p{L}\p{M}]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    /// <summary>Words that stand together are read too: <c>sevenoneone</c>.</summary>
    [GeneratedRegex("^(?:(?<n>" + Zero + "|" + OneToNine + "))+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelt();
}
