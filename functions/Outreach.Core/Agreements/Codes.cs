using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Outreach.Core.Accounts;

namespace Outreach.Core.Agreements;

/// <summary>
/// Short codes that people read aloud and type: no vowels, so no words; no 0, 1, I, L, O or S, which are most often taken for another.
/// </summary>
public static class Codes
{
    private const string Digits = "23456789";
    private const string Consonants = "BCDFGHJKMNPQRTVWXZ";
    private const string Alphabet = Digits + Consonants;

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
            Consonants[hash[0] % Consonants.Length],
            Digits[hash[1] % Digits.Length],
            Consonants[hash[2] % Consonants.Length],
            Alphabet[hash[3] % Alphabet.Length],
            Alphabet[hash[4] % Alphabet.Length],
        ]);
    }

    /// <summary>
    /// What answers one question about an agreement: its code, and from the second question on one more letter or digit, so that a late
    /// answer to an older question is known for what it is.
    /// </summary>
    public static string OfAsk(string code, int number) => number <= 1 ? code : code + Alphabet[(number - 2) % Alphabet.Length];

    /// <summary>The agreement's own code in one that answers a question about it.</summary>
    public static string OfAgreement(string code) => code.Length > Length ? code[..Length] : code;

    /// <summary>True for text that has a code's shape, a question's mark behind it or not. <paramref name="word"/> is upper case.</summary>
    public static bool HasShape(string word) => word.Length is Length or Length + 1
        && Consonants.Contains(word[0], StringComparison.Ordinal)
        && Digits.Contains(word[1], StringComparison.Ordinal)
        && Consonants.Contains(word[2], StringComparison.Ordinal)
        && word.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>True when all of it is in the codes' alphabet.</summary>
    public static bool Letters(string text) => text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>The first characters of a hash in the same alphabet.</summary>
    public static string Letters(ReadOnlySpan<byte> hash, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++) text[i] = Alphabet[hash[i] % Alphabet.Length];
        return new string(text);
    }
}
