using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Writes names in letters that every handset shows and GSM-7 carries. One Bangla or accented letter makes a USSD screen unreadable and
/// doubles an SMS's price. <c>রহিম মিয়া</c> becomes <c>Rohim Miya</c>, <c>Mũthoni</c> becomes <c>Muthoni</c>.
/// </summary>
internal static class Latin
{
    private static readonly FrozenDictionary<char, string> consonants = Table(
        "ক k", "খ kh", "গ g", "ঘ gh", "ঙ ng", "চ ch", "ছ chh", "জ j", "ঝ jh", "ঞ n", "ট t", "ঠ th", "ড d", "ঢ dh", "ণ n", "ত t", "থ th",
        "দ d",
        "ধ dh", "ন n", "প p", "ফ f", "ব b", "ভ bh", "ম m", "য j", "র r", "ল l", "শ sh", "ষ sh", "স s", "হ h", "\u09DC r", "\u09DD rh",
        "\u09DF y");

    private static readonly FrozenDictionary<char, string> rest = Table(
        "অ o", "আ a", "ই i", "ঈ i", "উ u", "ঊ u", "ঋ ri", "এ e", "ঐ oi", "ও o", "ঔ ou", "\u09BE a", "\u09BF i", "\u09C0 i", "\u09C1 u",
        "\u09C2 u",
        "\u09C3 ri", "\u09C7 e", "\u09C8 oi", "\u09CB o", "\u09CC ou", "\u0982 ng", "\u0983 ", "\u0981 ", "ৎ t", "\u09CD ", "\u200C ",
        "\u200D ", "\u09BC ", "। .",
        "œ oe", "Œ OE", "þ th", "Þ TH",
        "[ (", "{ (", "] )", "} )", "\\ /", "| /", "~ -", "^ ");

    /// <summary>Returns the name unchanged when GSM-7 has all its letters at one septet each.</summary>
    public static string Of(string name)
    {
        var plain = Normaliser.ToGsm7(name);
        if (Gsm7.Septets(plain) == plain.Length) return plain;
        var text = new StringBuilder(plain.Length * 2);
        var bangla = OneCharacterLetters(plain);
        for (var at = 0; at < bangla.Length; at++) Append(text, bangla, at);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, int at)
    {
        var c = name[at];
        if (c is >= '০' and <= '৯')
        {
            text.Append((char)('0' + (c - '০')));
        }
        else if (consonants.TryGetValue(c, out var consonant))
        {
            AppendLetter(text, consonant);
            // Writes the inherent vowel between consonants; speakers mostly drop it at a word's end.
            if (at + 1 < name.Length && (consonants.ContainsKey(name[at + 1]) || name[at + 1] is '\u0982' or 'ৎ')) text.Append('o');
        }
        else if (rest.TryGetValue(c, out var letter))
        {
            AppendLetter(text, letter);
        }
        else if (Gsm7.Cost(c) != 1 && LatinLetters.Base(c) is { } plain)
        {
            text.Append(plain);
        }
        else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        {
            text.Append(Gsm7.Cost(c) == 1 ? c : '?');
        }
    }

    /// <summary>Capitalises the first letter of a word.</summary>
    private static void AppendLetter(StringBuilder text, string letter)
    {
        var begins = text.Length == 0 || text[^1] == ' ';
        text.Append(begins && letter.Length > 0 ? char.ToUpperInvariant(letter[0]) + letter[1..] : letter);
    }

    private static string OneCharacterLetters(string text) => text
        .Replace("\u09AF\u09BC", "\u09DF", StringComparison.Ordinal)
        .Replace("\u09A1\u09BC", "\u09DC", StringComparison.Ordinal)
        .Replace("\u09A2\u09BC", "\u09DD", StringComparison.Ordinal);

    private static FrozenDictionary<char, string> Table(params string[] rows) => rows.ToFrozenDictionary(row => row[0], row => row[2..]);
}
