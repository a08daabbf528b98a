using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Outreach.Core.Values;

/// <summary>Brings text to its plain form: outgoing text to cost less, typed text to be understood.</summary>
public static class Normaliser
{
    /// <summary>The replacement for each row's characters in outgoing text. The text reads the same afterwards.</summary>
    private static readonly FrozenDictionary<char, string> Plain = Table(
        ("'", "\u2018\u2019\u201A\u201B\u02BC\u02BB\u02B9\u2032`\u00B4"),
        ("\"", "\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB"),
        ("<", "\u2039"),
        (">", "\u203A"),
        ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u2023\u2043\u25E6\u25AA\u25AB\u25CF\u25A0\u2219"),
        ("...", "\u2026"),
        ("/", "\u2044\u2215"),
        ("x", "\u00D7"),
        (" ", "\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000"),
        ("\n", "\u000B\u0085\u2028\u2029"),
        ("\u03A9", "\u2126"),
        ("\u00C5", "\u212B"),
        ("fi", "\uFB01"),
        ("fl", "\uFB02"),
        ("1/2", "\u00BD"),
        ("1/4", "\u00BC"),
        ("3/4", "\u00BE"),
        ("1/3", "\u2153"),
        ("2/3", "\u2154"),
        ("1/8", "\u215B"),
        ("/", "\u00F7"),
        ("", "\u200B\u2060\uFEFF\u00AD"));

    /// <summary>Invisible characters that shape Bangla conjuncts, joined emoji and right-to-left text.</summary>
    private const string Shaping =
        "\u200C\u200D\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>
    /// For sending: replaces quotes, dashes, ellipsis, bullets, fractions, odd spaces, split accents and full-width forms.
    /// Invisible shaping marks go only when that makes the text GSM-7.
    /// </summary>
    public static string ToGsm7(string text)
    {
        if (Gsm7.IsGsm7(text))
        {
            return text;
        }

        var plain = Replace(text, keepShaping: false);
        return Gsm7.IsGsm7(plain) ? plain : Replace(text, keepShaping: true);
    }

    /// <summary>
    /// For reading typed text: any script's digits become 0-9 (<c>৫০০</c> is <c>500</c>), full-width forms ASCII, white space one space,
    /// ends trimmed; control characters, invisible marks, keycap frames and half surrogate pairs are dropped. Not for names and free text:
    /// a Bangla name may need its joiners.
    /// </summary>
    public static string ForInput(string? typed)
    {
        var plain = new StringBuilder(typed?.Length ?? 0);
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            AppendTyped(plain, rune);
        }

        return plain.ToString().TrimEnd(' ');
    }

    private static string Replace(string text, bool keepShaping)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Select(HalfWidth))
        {
            if (Plain.TryGetValue(c, out var replacement))
            {
                // Two and a half, 2\u00BD, is not 21/2.
                if (plain.Length > 0 && char.IsAsciiDigit(plain[^1]) && replacement.Length == 3 && char.IsAsciiDigit(replacement[0]))
                    plain.Append(' ');
                plain.Append(replacement);
            }
            else if (!IsUnseen(c) && (keepShaping || !Shaping.Contains(c)))
            {
                plain.AppendComposed(c);
            }
        }

        return plain.ToString();
    }

    private static void AppendTyped(StringBuilder plain, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            AppendSpace(plain);
        }
        else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
        }
        else if (!rune.IsBmp && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
        {
            plain.Append(rune.ToString());
        }
        else if (rune.IsBmp && !IsDropped(rune))
        {
            AppendLetter(plain, HalfWidth((char)rune.Value));
        }
    }

    private static void AppendSpace(StringBuilder plain)
    {
        if (plain.Length > 0 && plain[^1] != ' ')
        {
            plain.Append(' ');
        }
    }

    private static void AppendLetter(StringBuilder plain, char c)
    {
        switch (c)
        {
            case '\u066B': plain.Append('.'); break; // Arabic decimal separator
            case '\u066C': plain.Append(','); break; // Arabic thousands separator
            case '\u09DC': plain.Append("\u09A1\u09BC"); break; // Bangla letters that NFC writes with a nukta
            case '\u09DD': plain.Append("\u09A2\u09BC"); break;
            case '\u09DF': plain.Append("\u09AF\u09BC"); break;
            default: plain.AppendComposed(c); break;
        }
    }

    /// <summary>
    /// Control and format characters, emoji selectors, the keycap frame, and U+FFFD, which stands for half a surrogate pair.
    /// </summary>
    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || (char)rune.Value is '\uFE0E' or '\uFE0F' or '\u20E3' or '\uFFFD';

    private static bool IsUnseen(char c) => char.IsControl(c) && Gsm7.Cost(c) == 0;

    /// <summary>Full-width ASCII (U+FF01 to U+FF5E) to ASCII.</summary>
    private static char HalfWidth(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static FrozenDictionary<char, string> Table(params (string To, string From)[] rows) =>
        rows.SelectMany(row => row.From.Select(c => KeyValuePair.Create(c, row.To))).ToFrozenDictionary();
}
