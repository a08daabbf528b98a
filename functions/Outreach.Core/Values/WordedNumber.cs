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
    /// <param name="sums">Whether tens, hundreds and thousands count too, each as two digits, with "and" between.</param>
    public static string Without(string text, int fewest, string mark, bool sums = false) => Without(text, fewest, _ => mark, sums);

    /// <summary>The same with a mark for what is replaced.</summary>
    public static string Without(string text, int fewest, Func<string, string> mark, bool sums = false)
    {
        var (rows, seen) = (new List<(int From, int To, int Words, int Digits)> { default }, text.ToLowerInvariant());
        foreach (var token in Token().Matches(seen).AsEnumerable())
        {
            var (words, digits) = Said(token.Value, sums);
            if (sums && words == 0 && Between().IsMatch(token.Value)) continue;
            var row = rows[^1];
            var goesOn = row.To > 0 && Gap().IsMatch(seen[row.To..token.Index]);
            if (words + digits == 0) rows.Add(default);
            else if (goesOn) rows[^1] = (row.From, token.Index + token.Length, row.Words + words, row.Digits + digits);
            else rows.Add((token.Index, token.Index + token.Length, words, digits));
        }
        foreach (var (from, to, _, _) in rows.Where(r => r.Words > 0 && r.Digits >= fewest).Reverse())
            text = text[..from] + mark(text[from..to]) + text[to..];
        return text;
    }

    /// <summary>How many number words a token is, and how many digits they stand for at least.</summary>
    private static (int Words, int Digits) Said(string token, bool sums)
    {
        if (char.IsDigit(token[0])) return (0, token.Length);
        var match = (sums ? Spoken() : Digitwise()).Match(SeenText.Of(token));
        if (!match.Success) return (0, 0);
        var (ones, large, times) = (match.Groups["n"].Captures.Count, match.Groups["s"].Captures.Count, match.Groups["t"].Captures);
        return (ones + large + times.Count, ones + 2 * large + times.Sum(t => Times(t.Value)!.Value - 1));
    }

    private static int? Times(string token) => token switch
    {
        "double" or "dabal" or "ডাবল" => 2,
        "triple" or "ট্রিপল" => 3,
        _ => null,
    };

    [GeneratedRegex(@"[\p{L}\p{M}]+|\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private const string Again = "(?<t>double|triple|dabal|ডাবল|ট্রিপল)";

    /// <summary>Ten and above; Bangla has a word for each number below a hundred, told by its end.</summary>
    private const string TenAndMore =
        "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|fou?rty|fifty|sixty|seventy|"
        + "eighty|ninety|hundreds?|thousands?|kumi|ishirini|thelathini|"
        + "ar[ou]baini|hamsini|sitini|sabini|themanini|tisi?a?ini|mia|elfu|laki|"
        + "dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|"
        + @"mille|mil|\p{L}{0,5}(?:shumi|khulu|nkulungwane)|(?:nga|na|ne|e|a)?(?:zi|ma|yisi|si|m|n|ya)?(?:bili|mbili|thathu|ntathu|hlanu|"
        + "nhlanu|thupha|khombisa|shiyagalombili|shiyagalolunye)|(?:e|a|na|ne)(?:zi|ma)?ne|"
        + "dosh|egaro|baro|tero|chou?ddo|ponero|sholo|sh?otero|atharo|unish|bish|kuri|ekush|baish|teish|chobbish|p[oa]nchish|chabbish|"
        + @"[sa]h?atash|atash|\p{L}{0,6}(?:trish|ch?ollish|ponchash|panno|anno|shotti|ttor|nobboi)|shaa?t|\p{L}{0,4}ashi|"
        + "(?:ek|dui|tin|char|pan?ch|chh?[oa]y|[sh]aa?t|aa?t|no[yi])sh?o|hajar|lakh|"
        + "দশ|এগারো?|বারো?|তেরো?|চৌদ্দ|পনেরো?|ষোলো?|সতেরো?|আঠারো?|কুড়ি|তেইশ|বাইশ|"
        + @"[\p{L}\p{M}]{0,9}(?:িশ|ুশ|াশ|ান্ন|ষাট|ষট্টি|ত্তর|াশি|আশি|নব্বই|শত|শো|শ)|হাজার|লাখ";

    [GeneratedRegex("^(?:" + Again + "|(?<n>" + Zero + "|" + OneToNine + "))+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Digitwise();

    [GeneratedRegex("^(?:" + Again + "|(?<n>" + Zero + "|" + OneToNine + ")|(?<s>" + TenAndMore + "))+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spoken();

    [GeneratedRegex("^(?:and|na|et|ebong|এবং|ও)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Between();

    /// <summary>What may stand between the numbers of a row: blanks, signs and "and".</summary>
    [GeneratedRegex(@"^[\s,.\-/_]*(?:(?:and|na|et|ebong|এবং|ও)[\s,.\-/_]+)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Gap();

    /// <summary>Words that stand together are read too: <c>sevenoneone</c>.</summary>
    [GeneratedRegex("^(?:(?<n>" + Zero + "|" + OneToNine + "))+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelt();
}
