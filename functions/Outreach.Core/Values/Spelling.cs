using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>One spelling for each name, place and crop, however a phone or a spreadsheet writes it.</summary>
public static partial class Spelling
{
    private const int FewestForNear = 5;

    /// <summary>
    /// For storing: marks joined to their letters, any run of spaces one space, ends trimmed, characters that nobody sees dropped. Only
    /// between Bangla letters a joiner stays: there it changes the letters' shape.
    /// </summary>
    public static string Tidy(string? text)
    {
        var typed = text ?? "";
        var tidy = new StringBuilder(typed.Length);
        for (var at = 0; at < typed.Length; at++)
        {
            var c = typed[at];
            if (char.IsWhiteSpace(c) && !IsControl(c))
            {
                if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
            }
            else if (!IsUnseen(c) || IsBangla(c, typed, at))
            {
                tidy.AppendComposed(c);
            }
        }
        return tidy.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// For comparing: without marks, case, joiners and points; a dash is a space. <c>Thiès</c> in either Unicode form and <c>THIES</c>
    /// have one key.
    /// </summary>
    public static string Key(string? text)
    {
        var key = new StringBuilder();
        foreach (var c in Tidy(text))
        {
            if (c is ' ' or '-' or '\u2010' or '\u2011' or '\u2013') Space(key);
            else if (IsCompared(c)) key.Append(char.ToLowerInvariant(LatinLetters.Base(c) ?? c));
        }
        return key.ToString().TrimEnd(' ');
    }

    /// <summary>The words of a name, each by its key.</summary>
    public static HashSet<string> Words(string name) => [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Key)];

    /// <summary>Whether a name is written in full, or by some of its words.</summary>
    public static bool MayMean(string written, string name) =>
        Words(written) is { Count: > 0 } words && words.IsSubsetOf(Words(name));

    public static bool Same(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase) || Key(one) == Key(other);

    /// <summary>The same name, or one letter away where a name is long enough for that to be a slip or a trick.</summary>
    public static bool IsNear(string? one, string? other) =>
        Key(one) is var a && Key(other) is var b && (a == b || Math.Min(a.Length, b.Length) >= FewestForNear && EditDistance.Of(a, b) <= 1);

    /// <summary>
    /// A point between two letters becomes a space, because phones make a link of it: <c>win.co</c> becomes <c>win co</c>. Words of one
    /// person go out to others in our name.
    /// </summary>
    public static string WithoutLinks(string text) =>
        text.Contains('.', StringComparison.Ordinal) || text.Contains("//", StringComparison.Ordinal)
            ? Link().Replace(text, " ")
            : text;

    /// <summary>A character that turns the reading direction of what follows.</summary>
    public static bool IsBidi(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    /// <summary>A control character, or a separator of lines or paragraphs.</summary>
    public static bool IsControl(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    private static bool IsUnseen(char c) =>
        char.GetUnicodeCategory(c) == UnicodeCategory.Format && !IsBidi(c) || c is '\u034F' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0'
            or (>= '\uFE00' and <= '\uFE0F');

    private static bool IsBangla(char c, string text, int at) => c is '\u200C' or '\u200D' && at > 0 && at + 1 < text.Length
        && text[at - 1] is >= '\u0980' and <= '\u09FF' && text[at + 1] is >= '\u0980' and <= '\u09FF';

    private static bool IsCompared(char c) => c is not ('.' or '\'' or '\u2019' or '\u2018' or '`' or '\u00B4' or '\u200C' or '\u200D')
        && c is not (>= '\u0300' and <= '\u036F');

    private static void Space(StringBuilder key)
    {
        if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
    }

    [GeneratedRegex(@"(?<=[\p{L}\p{M}\p{Nd}])\.(?=\p{L})|\s*:?//+\s*")]
    private static partial Regex Link();
}
