using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// A text as its reader sees it: nothing unseen, small letters without marks, one kind of space, dash, point, slash and star, digits of
/// any script as 0-9, and letters that stand for a digit inside a number as that digit.
/// </summary>
internal static partial class SeenText
{
    private const string Points = "\u00B7\u0387\u06D4\u2022\u2024\u2027\u2219\u22C5\u2E33\u3002\u30FB\uFF61\uFF65\uFE52";
    private const string Dashes = "_~\u02D7\u2043\u2212\u223C\u2796";
    private const string Slashes = "\\\u2044\u2215\u29F8";
    private const string Stars = "\u2217\u204E\u2731\u2055\u22C6\u2605";

    /// <summary>Letters of other scripts that look like Latin ones.</summary>
    private const string Foreign = "авеікмнорстухѕјАВЕІКМНОРСТУХЅЈοΟιΙνΡρΑαΤτΝ";
    private const string Latin = "abeikmhopctyxsjABEIKMHOPCTYXSJoOiIvPpAaTtN";

    public static string Of(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) Append(seen, rune);
        return Figures(seen.ToString().Trim()).ToLowerInvariant();
    }

    private static void Append(StringBuilder seen, Rune rune)
    {
        var kind = Rune.GetUnicodeCategory(rune);
        if (Rune.IsWhiteSpace(rune))
        {
            if (seen.Length > 0 && seen[^1] != ' ') seen.Append(' ');
        }
        else if (Number(rune, kind) is { } number)
        {
            seen.Append(number.ToString(CultureInfo.InvariantCulture));
        }
        else if (Mathematical(rune) is { } letter)
        {
            seen.Append(letter);
        }
        else if (rune.Value == 0x09BC && seen.Length > 0 && "\u09A1\u09A2\u09AF".IndexOf(seen[^1]) is >= 0 and var bangla)
        {
            // A phone may write these letters as two characters.
            seen[^1] = "\u09DC\u09DD\u09DF"[bangla];
        }
        else if (!rune.IsBmp)
        {
            seen.Append(rune.ToString());
        }
        else if (!IsUnseen(kind, (char)rune.Value))
        {
            seen.Append(Plain((char)rune.Value, kind));
        }
    }

    /// <summary>A digit of any script, also in a circle or raised; a fraction is none.</summary>
    private static int? Number(Rune rune, UnicodeCategory kind) =>
        kind is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber
        && Rune.GetNumericValue(rune) is >= 0 and < 100 and var value && value == Math.Floor(value) ? (int)value : null;

    /// <summary>Bold, slanted and other letters of mathematics; their digits are digits anyway.</summary>
    private static char? Mathematical(Rune rune) =>
        rune.Value is >= 0x1D400 and < 0x1D6A4 && (rune.Value - 0x1D400) % 52 is var n ? (char)(n < 26 ? 'A' + n : 'a' + n - 26) : null;

    /// <summary>Also the marks that join Latin letters, and the frames of keys; Bangla signs are seen.</summary>
    private static bool IsUnseen(UnicodeCategory kind, char c) =>
        kind is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.EnclosingMark
        || c is '\u034F' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or (>= '\u0300' and <= '\u036F') or (>= '\uFE00' and <= '\uFE0F');

    private static string Plain(char c, UnicodeCategory kind)
    {
        if (c is >= '\uFF01' and <= '\uFF5E') c = (char)(c - 0xFEE0);
        if (c == '\u2026') return "...";
        if (Foreign.IndexOf(c) is >= 0 and var at) return Latin[at].ToString();
        if (Points.Contains(c, StringComparison.Ordinal)) return ".";
        if (kind == UnicodeCategory.DashPunctuation || Dashes.Contains(c, StringComparison.Ordinal)) return "-";
        if (Slashes.Contains(c, StringComparison.Ordinal)) return "/";
        if (Stars.Contains(c, StringComparison.Ordinal)) return "*";
        return c switch
        {
            '\u2236' or '\uFE55' => ":",
            '\u266F' => "#",
            _ => (LatinLetters.Base(c) ?? c).ToString(),
        };
    }

    /// <summary>
    /// O is nought and l, I or i one inside a number. <c>20l</c> is twenty litres. Each character keeps its place.
    /// </summary>
    public static string Figures(string text)
    {
        var figures = Token().Replace(text, t => Litres().IsMatch(t.Value) ? t.Value : Figure(t.Value));
        for (var before = ""; before != figures;) (before, figures) = (figures, Between().Replace(figures, t => Figure(t.Value)));
        return figures;
    }

    private static string Figure(string letters) =>
        string.Concat(letters.Select(c => c switch { 'O' or 'o' => '0', 'I' or 'i' or 'l' or '|' => '1', _ => c }));

    [GeneratedRegex(@"^[1-9]\d{0,3}l\z")]
    private static partial Regex Litres();

    [GeneratedRegex(@"(?<![\p{L}\p{M}\d])(?=[OoIil|]*\d)[\dOoIil|]+(?![\p{L}\p{M}\d])")]
    private static partial Regex Token();

    /// <summary>Letters alone between two parts of a number, or several at its end; one l may be litres, and <c>Il</c> a word.</summary>
    [GeneratedRegex(@"(?<=\d[^\p{L}\p{M}\d]{1,4})(?:[OoIil]{2,}|[OoI])(?=[^\p{L}\p{M}\d]{1,4}[\dOoIil])"
        + @"|(?<=\d[^\p{L}\p{M}\d]{1,4})(?!Il(?![OoIl]))[OoIl]{2,}(?![\p{L}\p{M}\d])")]
    private static partial Regex Between();
}
