using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>Why a text is no name of a person or a place.</summary>
public enum TextFault
{
    Length,
    /// <summary>A character that no name has.</summary>
    Odd,
    /// <summary>A point between letters, which phones make a link of.</summary>
    Link,
    /// <summary>Letters of two scripts, or of one that our messages cannot carry.</summary>
    Script,
    /// <summary>A company's, an office's or this service's name.</summary>
    Reserved,
}

/// <summary>A name in its one spelling, or its fault.</summary>
/// <param name="About">The character or the words at fault.</param>
public readonly record struct TextReading(string? Text, TextFault? Fault = null, string About = "");

/// <summary>Names and places as people write them, by phone or through a coordinator. One rule for all ways in.</summary>
public static partial class PersonText
{
    public const int Most = 40;

    /// <summary>The name of a place, which may contain digits; null for other text.</summary>
    public static string? Place(string typed) => ReadPlace(typed).Text;

    /// <summary>A person's name in its one spelling, or why the text is none.</summary>
    public static TextReading ReadName(string typed) => Read(Initials().Replace(typed, "$1. "), "");

    /// <inheritdoc cref="ReadName"/>
    public static TextReading ReadPlace(string typed) => Read(Spelling.WithoutLinks(typed), "0123456789০১২৩৪৫৬৭৮৯,/()");

    /// <summary>True for text that a spreadsheet would read as a formula.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    /// <summary>
    /// The id of a person who registers by phone: the same for a repeat of the same event. The secret keeps others from working the number
    /// back from it, since a provider's ids may be guessed.
    /// </summary>
    /// <param name="secret">A keyed hash of the event.</param>
    public static string IdOf(string programme, string phone, string eventId, string secret) =>
        "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{programme}|{phone}|{eventId}|{secret}")))[..15];

    private static TextReading Read(string typed, string more)
    {
        var text = Spelling.Tidy(typed);
        foreach (var odd in text.Where(c => !IsPart(c) && !more.Contains(c, StringComparison.Ordinal)).Take(1))
            return new(null, char.IsLetter(odd) ? TextFault.Script : TextFault.Odd, Shown(text, odd));
        if (text.Length is < 2 or > Most || text.Count(char.IsLetter) < 2) return new(null, TextFault.Length);
        if (!char.IsLetterOrDigit(text[0])) return new(null, TextFault.Odd, text[..1]);
        if (text.Any(LatinLetters.Contains) && text.FirstOrDefault(IsBangla) is var other and not '\0')
            return new(null, TextFault.Script, other.ToString());
        return Link().Match(text) is { Success: true } link ? new(null, TextFault.Link, link.Value) : new(text);
    }

    private static bool IsPart(char c) => LatinLetters.Contains(c) || IsBangla(c)
        || c is ' ' or '.' or '\'' or '-' or '\u2019' or '\u200C' or '\u200D' or (>= '\u0300' and <= '\u036F');

    private static bool IsBangla(char c) => c is >= '\u0980' and <= '\u09FF' && !char.IsDigit(c)
        && (char.IsLetter(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>A character that cannot be shown is named by its number.</summary>
    private static string Shown(string text, char odd)
    {
        if (!char.IsSurrogate(odd) && !Spelling.IsControl(odd) && !Spelling.IsBidi(odd)) return odd.ToString();
        return text.EnumerateRunes().FirstOrDefault(r => !r.IsBmp || r.Value == odd) is { IsBmp: false } pair
            ? pair.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"U+{(int)odd:X4}");
    }

    /// <summary>An initial before the next word: <c>J.K.Otieno</c>.</summary>
    [GeneratedRegex(@"(?<!\p{L})(\p{L})\.(?=\p{L})")]
    private static partial Regex Initials();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+\.\p{L}+")]
    private static partial Regex Link();
}
