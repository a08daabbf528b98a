namespace Outreach.Core.Values;

/// <summary>
/// The characters of codes that people read aloud and type. Vowels are left out so that no code is a word, and 0, 1, I, L, O and S as
/// easily confused.
/// </summary>
public static class CodeAlphabet
{
    public const string Digits = "23456789";
    public const string Consonants = "BCDFGHJKMNPQRTVWXZ";
    public const string All = Digits + Consonants;

    /// <summary>The length of a code that cannot be guessed: 10 characters of 26, about 47 bits.</summary>
    public const int SecretLength = 10;

    public static bool IsSecret(string text) => text.Length == SecretLength && text.All(c => All.Contains(c, StringComparison.Ordinal));

    /// <summary>The first characters of a hash, written in this alphabet.</summary>
    public static string Of(ReadOnlySpan<byte> hash, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++) text[i] = All[hash[i] % All.Length];
        return new string(text);
    }
}
