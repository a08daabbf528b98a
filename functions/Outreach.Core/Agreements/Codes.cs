using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The codes of agreements and of the questions about them.</summary>
public static class Codes
{
    /// <summary>The length of an agreement's code. Letter, digit, letter, then two of either: never a number, never a keyword.</summary>
    public const int Length = 5;

    /// <summary>
    /// The n-th code for a purpose; the same purpose gives the same codes, so a repeat finds its agreement. About 1.75 million codes exist;
    /// take the first free one.
    /// </summary>
    public static string For(string purpose, int n)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}|{n}")));
        return new(
        [
            CodeAlphabet.Consonants[hash[0] % CodeAlphabet.Consonants.Length],
            CodeAlphabet.Digits[hash[1] % CodeAlphabet.Digits.Length],
            CodeAlphabet.Consonants[hash[2] % CodeAlphabet.Consonants.Length],
            CodeAlphabet.All[hash[3] % CodeAlphabet.All.Length],
            CodeAlphabet.All[hash[4] % CodeAlphabet.All.Length],
        ]);
    }

    /// <summary>
    /// The letters of marks. They mean nothing else beside a code: no grade or lesson's answer (A to F), no rand (R), no times (X), and
    /// none that is taken for a digit (I, O, Q, S, Z).
    /// </summary>
    public const string Marks = "GHJKMNPTVW";

    /// <summary>The most letters of a mark: more questions than an agreement can have.</summary>
    private const int LongestMark = 4;

    /// <summary>
    /// The code that names one question: the agreement's code and a mark. No two questions of an agreement have the same mark; the first
    /// question has none.
    /// </summary>
    public static string OfQuestion(string code, int number)
    {
        var mark = "";
        for (var n = number - 1; n > 0; n = (n - 1) / Marks.Length) mark = Marks[(n - 1) % Marks.Length] + mark;
        return code + mark;
    }

    /// <summary>The agreement's code within a question's code.</summary>
    public static string OfAgreement(string code) => code.Length > Length ? code[..Length] : code;

    /// <summary>The number of the question that the code's mark names; null without a mark.</summary>
    public static int? NumberOf(string code) => code.Length <= Length ? null
        : code[Length..].Aggregate(0, (n, letter) => n * Marks.Length + Marks.IndexOf(letter, StringComparison.Ordinal) + 1) + 1;

    /// <summary>True for text in the shape of an agreement's or a question's code. <paramref name="word"/> is upper case.</summary>
    public static bool HasShape(string word) => word.Length is >= Length and <= Length + LongestMark
        && CodeAlphabet.Consonants.Contains(word[0], StringComparison.Ordinal)
        && CodeAlphabet.Digits.Contains(word[1], StringComparison.Ordinal)
        && CodeAlphabet.Consonants.Contains(word[2], StringComparison.Ordinal)
        && word[..Length].All(c => CodeAlphabet.All.Contains(c, StringComparison.Ordinal))
        && word[Length..].All(IsMark);

    /// <summary>Whether the word is the mark of the code before it, read aloud with a pause.</summary>
    public static bool IsMarkOf(string code, string word) => code.Length == Length && word.Length == 1 && IsMark(word[0]) && HasShape(code);

    private static bool IsMark(char letter) => Marks.Contains(letter, StringComparison.Ordinal);
}
