using System.Security.Cryptography;
using System.Text;

namespace Outreach.Core.People;

/// <summary>Names and places as people write them, by phone or through a coordinator.</summary>
public static class PersonText
{
    public const int Most = 40;

    /// <summary>A name of 2 to 40 letters, in any script; null for other text.</summary>
    public static string? Name(string typed) => Clean(typed, allowDigits: false);

    /// <summary>The name of a place, which may contain digits; null for other text.</summary>
    public static string? Place(string typed) => Clean(typed, allowDigits: true);

    /// <summary>True for text that a spreadsheet would read as a formula.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    /// <summary>The id of the person registered on a phone: stable, and without revealing the phone.</summary>
    public static string IdOf(string programme, string phone) =>
        "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{programme}|{phone}")))[..15];

    private static string? Clean(string typed, bool allowDigits)
    {
        var text = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length is < 2 or > Most || !char.IsLetterOrDigit(text[0])) return null;
        return text.Count(char.IsLetter) >= 2
            && text.All(c => IsPart(c) || allowDigits && (char.IsDigit(c) || c is ',' or '/' or '(' or ')')) ? text : null;
    }

    private static bool IsPart(char c) => char.IsLetter(c) || c is ' ' or '.' or '\'' or '-' or '\u2019' or '\u200C' or '\u200D'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
