using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The codes of agreements and of the questions about them.</summary>
public static class Codes
{
    /// <summary>How long an agreement's code is. Letter, digit, letter, then two of either: never a number, never a keyword.</summary>
    public const int Length = 5;

    /// <summary>
    /// The n-th code for what a code is needed for: the same request finds the same code, so a repeat finds its agreement.
    /// There are about 1.75 million; take the first that is free.
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
    /// What answers one question about an agreement: its code, and from the second question on one more letter or digit, so that a late
    /// answer to an older question is known for what it is.
    /// </summary>
    public static string OfQuestion(string code, int number) =>
        number <= 1 ? code : code + CodeAlphabet.All[(number - 2) % CodeAlphabet.All.Length];

    /// <summary>The agreement's own code in one that answers a question about it.</summary>
    public static string OfAgreement(string code) => code.Length > Length ? code[..Length] : code;

    /// <summary>True for text that has a code's shape, a question's mark behind it or not. <paramref name="word"/> is upper case.</summary>
    public static bool HasShape(string word) => word.Length is Length or Length + 1
        && CodeAlphabet.Consonants.Contains(word[0], StringComparison.Ordinal)
        && CodeAlphabet.Digits.Contains(word[1], StringComparison.Ordinal)
        && CodeAlphabet.Consonants.Contains(word[2], StringComparison.Ordinal)
        && word.All(c => CodeAlphabet.All.Contains(c, StringComparison.Ordinal));
}
