namespace Outreach.Core.Agreements;

/// <summary>
/// Short codes that people read aloud and type: no vowels (no words), no 0 1 I L O S (no look-alikes).
/// </summary>
public static class Codes
{
    private const string Digits = "23456789";
    private const string Consonants = "BCDFGHJKMNPQRTVWXZ";
    private const string Alphabet = Digits + Consonants;

    /// <summary>How long an agreement's code is. Letter, digit, letter, then two of either: never a number, never a keyword.</summary>
    public const int Length = 5;

    /// <summary>An agreement's code out of random bytes (at least <see cref="Length"/>): about 1.75 million different ones.</summary>
    public static string Agreement(ReadOnlySpan<byte> random) => new(
    [
        Consonants[random[0] % Consonants.Length],
        Digits[random[1] % Digits.Length],
        Consonants[random[2] % Consonants.Length],
        Alphabet[random[3] % Alphabet.Length],
        Alphabet[random[4] % Alphabet.Length],
    ]);

    /// <summary>True for text that has a code's shape. <paramref name="word"/> is upper case.</summary>
    public static bool HasShape(string word) => word.Length == Length
        && Consonants.Contains(word[0], StringComparison.Ordinal)
        && Digits.Contains(word[1], StringComparison.Ordinal)
        && word.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>The first characters of a hash in the same alphabet.</summary>
    public static string Letters(ReadOnlySpan<byte> hash, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++) text[i] = Alphabet[hash[i] % Alphabet.Length];
        return new string(text);
    }
}
