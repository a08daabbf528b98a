using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An SMS cut into words.</summary>
/// <param name="Words">In capitals, digits in ASCII, without noise around; <c>|</c> stands where two numbers are not one.</param>
/// <param name="Asks">There is a question mark in it, of whatever script.</param>
/// <param name="IsPart">It is marked as one piece of several, such as (1/2).</param>
/// <param name="Greets">Besides the words there is a greeting or a please.</param>
/// <param name="Thanks">Besides the words there are thanks.</param>
internal sealed record SmsText(List<string> Words, bool Asks, bool IsPart, bool Greets, bool Thanks);

/// <summary>
/// Cuts an SMS into words and takes away what people and phones put around them. A number keeps all that could make it another number:
/// marks before it, and a point or comma behind it when digits follow.
/// </summary>
internal static partial class SmsTokens
{
    /// <summary>Stands for a gap across which digits are not read as one number: a line break, a code, a tab.</summary>
    public const string Gap = "|";

    /// <summary>What has more words is a letter, not an order.</summary>
    public const int Most = 40;

    private const string Quotes = "\"'*#«»\u2018\u2019\u201A\u201C\u201D\u201E`\u00B4";
    private static readonly char[] quotes = [.. Quotes];
    private static readonly char[] noise =
        [.. Quotes, '.', ',', '!', ';', ':', '(', ')', '[', ']', '<', '>', '।', '¡', '…', '،', '؛', '~', '_', '–', '—'];

    /// <summary>Marks that are dropped where they stand alone; others alone beside a number make it doubtful.</summary>
    private static readonly char[] silent = [.. Quotes, '!', ';', ':', '।', '¡', '~', '_'];

    private static readonly HashSet<string> smileys = [":)", ":-)", ";)", ";-)", ":D", ":P", "(:", "XX", "XXX"];
    private static readonly HashSet<string> greetings = Keywords.Of("Greeting");
    private static readonly HashSet<string> thanks = Keywords.Of("Thanks");

    public static SmsText Of(string text)
    {
        var unsigned = Signature().Replace(text, "");
        var plain = Spread(Normaliser.ForInput(Break().Replace(unsigned, m => IsSpace(m.Value) ? m.Value : $" {Gap} "))).ToUpperInvariant();
        var words = Joined(Trimmed(Question().Replace(plain, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var (greets, thanked) = TakeAround(words);
        return new(words, Question().IsMatch(unsigned), Part().IsMatch(plain), greets, thanked);
    }

    /// <summary>It holds something that can be read at all: a letter or a digit.</summary>
    public static bool SaysSomething(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    public static bool HasDigit(string word) => word.Any(char.IsAsciiDigit);

    /// <summary>True between two words whose digits must not become one number.</summary>
    public static bool Divides(string before, string after) => !Codes.HasShape(before) && HasDigit(before) && char.IsAsciiDigit(after[0]);

    private static bool IsSpace(string gap) => gap.Length == 1 && char.GetUnicodeCategory(gap[0]) == UnicodeCategory.SpaceSeparator;

    /// <summary>Pictures stand alone, so that one behind a word leaves it whole.</summary>
    private static string Spread(string text)
    {
        var spread = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPicture(rune)) spread.Append(' ').Append(rune.ToString()).Append(' ');
            else spread.Append(rune.ToString());
        }
        return spread.ToString();
    }

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static IEnumerable<string> Trimmed(string[] raw)
    {
        for (var at = 0; at < raw.Length; at++)
        {
            var follows = raw.Skip(at + 1).Select(w => w.TrimStart(quotes)).FirstOrDefault(w => w.Length > 0 && w != Gap) is { } next
                && char.IsAsciiDigit(next[0]);
            if (Trimmed(raw[at], follows) is { Length: > 0 } word) yield return word;
        }
    }

    private static string Trimmed(string raw, bool digitsFollow)
    {
        var bare = raw.Trim(noise);
        if (smileys.Contains(raw) || Codes.HasShape(bare)) return smileys.Contains(raw) ? raw : bare;
        if (HasDigit(raw)) return raw.TrimStart(quotes).TrimEnd(digitsFollow ? quotes : noise);
        return bare.Length > 0 ? bare : raw.Trim(silent);
    }

    /// <summary>Without the gaps that divide nothing.</summary>
    private static List<string> Joined(IEnumerable<string> trimmed)
    {
        var words = new List<string>();
        var gap = false;
        foreach (var word in trimmed)
        {
            if (word != Gap)
            {
                if (gap && words.Count > 0 && Divides(words[^1], word)) words.Add(Gap);
                words.Add(word);
            }
            gap = word == Gap;
        }
        return words;
    }

    private static (bool Greets, bool Thanks) TakeAround(List<string> words)
    {
        var (greets, thanked) = (false, false);
        bool IsAround(string word)
        {
            greets |= greetings.Contains(word);
            thanked |= thanks.Contains(word);
            return greetings.Contains(word) || thanks.Contains(word) || smileys.Contains(word) || word.EnumerateRunes().All(IsPicture)
                || word.Trim(noise).Length == 0;
        }
        while (words.Count > 0 && IsAround(words[0])) words.RemoveAt(0);
        while (words.Count > 0 && IsAround(words[^1])) words.RemoveAt(words.Count - 1);
        return (greets, thanked);
    }

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Break();

    [GeneratedRegex(@"[?\uFF1F\u061F\u00BF\u037E\u2047\u2048\u2049\u055E\u1367]")]
    private static partial Regex Question();

    /// <summary>What phones and mail put below a text. With a digit in it, it may be more than that, and stays.</summary>
    [GeneratedRegex(@"[\s.,\-–—]*\b(sent from my|envoyé de(puis)? mon|get outlook for)\b[^\p{Nd}]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^\s*[(\[]?\s*[1-9]\s?(/|OF)\s?[2-9]\s*([)\]:]|\s)|[(\[]\s*[1-9]\s?(/|OF)\s?[2-9]\s*[)\]]\s*$")]
    private static partial Regex Part();
}
