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
    /// The code that answers one question: the agreement's code, from the second question on with one more character. So a late answer to
    /// an older question is recognised.
    /// </summary>
    public static string OfQuestion(string code, int number) =>
        number <= 1 ? code : code + CodeAlphabet.All[(number - 2) % CodeAlphabet.All.Length];

    /// <summary>The agreement's code within a question's code.</summary>
    public static string OfAgreement(string code) => code.Length > Length ? code[..Length] : code;

    /// <summary>True for text in the shape of an agreement's or a question's code. <paramref name="word"/> is upper case.</summary>
    public static bool HasShape(string word) => word.Length is Length or Length + 1
        && CodeAlphabet.Consonants.Contains(word[0], StringComparison.Ordinal)
        && CodeAlphabet.Digits.Contains(word[1], StringComparison.Ordinal)
        && CodeAlphabet.Consonants.Contains(word[2], StringComparison.Ordinal)
        && word.All(c => CodeAlphabet.All.Contains(c, StringComparison.Ordinal));
}
