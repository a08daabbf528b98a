using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An SMS split into words.</summary>
/// <param name="Words">In capitals, digits in ASCII, without noise around; <c>|</c> separates two numbers.</param>
/// <param name="Asks">Whether the text has a question mark, in any script.</param>
/// <param name="IsPart">Whether the text is marked as one piece of several, such as (1/2).</param>
/// <param name="Greets">Whether the text also has a greeting or a please.</param>
/// <param name="Thanks">Whether the text also has thanks.</param>
internal sealed record SmsText(List<string> Words, bool Asks, bool IsPart, bool Greets, bool Thanks);

/// <summary>
/// Splits an SMS into words and removes the noise that people and phones add. A number keeps every mark that could change it: marks before
/// it, and a point or comma before more digits.
/// </summary>
internal static partial class SmsTokens
{
    /// <summary>Marks a gap that separates numbers: a line break, a code, a tab.</summary>
    public const string Gap = "|";

    /// <summary>The most words of an order; a longer text is a letter.</summary>
    public const int Most = 40;

    private const string Quotes = "\"'*#«»\u2018\u2019\u201A\u201C\u201D\u201E`\u00B4";
    private static readonly char[] quotes = [.. Quotes];
    private static readonly char[] noise =
        [.. Quotes, '.', ',', '!', ';', ':', '(', ')', '[', ']', '<', '>', '।', '¡', '…', '،', '؛', '~', '_', '–', '—'];

    /// <summary>Marks dropped when they stand alone. Other lone marks beside a number make it doubtful.</summary>
    private static readonly char[] silent = [.. Quotes, '!', ';', ':', '।', '¡', '~', '_'];

    private static readonly HashSet<string> smileys = [":)", ":-)", ";)", ";-)", ":D", ":P", "(:", "XX", "XXX"];
    private static readonly HashSet<string> greetings = Keywords.Of("Greeting");
    private static readonly HashSet<string> thanks = Keywords.Of("Thanks");

    public static SmsText Of(string text)
    {
        var unsigned = Signature().Replace(text, "");
        var plain = Spread(Normaliser.ForInput(Break().Replace(unsigned, m => IsSpace(m.Value) ? m.Value : $" {Gap} "))).ToUpperInvariant();
        plain = Apostrophe().Replace(plain, "'");
        var words = Joined(Trimmed(Question().Replace(plain, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var (greets, thanked) = TakeAround(words);
        if (words is [var only] && Answered(only) is { } answered) words = answered;
        return new(words, Question().IsMatch(unsigned), Part().IsMatch(plain), greets, thanked);
    }

    /// <summary>All words in capitals, greetings and thanks too.</summary>
    public static List<string> All(string text) => [.. Trimmed(Normaliser.ForInput(text).ToUpperInvariant().Split(' '))];

    /// <summary>Whether the text has a letter or a digit.</summary>
    public static bool SaysSomething(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    /// <summary>Without the letters that a held key repeats.</summary>
    public static string Once(string word) => string.Concat(word.Where((letter, n) => n == 0 || word[n - 1] != letter));

    public static bool HasDigit(string word) => word.Any(char.IsAsciiDigit);

    /// <summary>Whether the digits of two words must not join into one number.</summary>
    public static bool Divides(string before, string after) => !Codes.HasShape(before) && HasDigit(before) && char.IsAsciiDigit(after[0]);

    private static bool IsSpace(string gap) => gap.Length == 1 && char.GetUnicodeCategory(gap[0]) == UnicodeCategory.SpaceSeparator;

    /// <summary>Separates emoji, so that an adjacent word stays whole.</summary>
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
        if (smileys.Contains(raw) || Codes.HasShape(bare) || Answered(bare) is not null) return smileys.Contains(raw) ? raw : bare;
        if (HasDigit(raw)) return raw.TrimStart(quotes).TrimEnd(digitsFollow ? quotes : noise);
        return bare.Length > 0 ? bare : raw.Trim(silent);
    }

    /// <summary>A code with an answer's digit behind it is both: <c>M3GBN2</c> is a no.</summary>
    private static List<string>? Answered(string word) =>
        word.Length > Codes.Length && char.IsAsciiDigit(word[^1]) && Codes.HasShape(word[..^1]) ? [word[..^1], word[^1..]] : null;

    /// <summary>Joins a code and its mark, and removes the gaps that separate no numbers.</summary>
    private static List<string> Joined(IEnumerable<string> trimmed)
    {
        var words = new List<string>();
        var gap = false;
        foreach (var word in trimmed)
        {
            // Behind an amount the same letter may be a unit or a thousand.
            if (word != Gap && !gap && words.Count is 1 or 2
                && Codes.IsMarkOf(words[^1], word))
            {
                words[^1] += word;
            }
            else if (word != Gap)
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

    /// <summary>As phones write it within a word: J’AI.</summary>
    [GeneratedRegex(@"(?<=\p{L})\u2019(?=\p{L})")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Break();

    [GeneratedRegex(@"[?\uFF1F\u061F\u00BF\u037E\u2047\u2048\u2049\u055E\u1367]")]
    private static partial Regex Question();

    /// <summary>Signatures of phones and mail clients. A signature with a digit may be part of the message, and stays.</summary>
    [GeneratedRegex(@"[\s.,\-–—]*\b(sent from my|envoyé de(puis)? mon|get outlook for)\b[^\p{Nd}]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^\s*[(\[]?\s*[1-9]\s?(/|OF)\s?[2-9]\s*([)\]:]|\s)|[(\[]\s*[1-9]\s?(/|OF)\s?[2-9]\s*[)\]]\s*$")]
    private static partial Regex Part();
}
