namespace Outreach.Core.Values;

/// <summary>
/// The characters of codes that people read aloud and type: no vowels, so no words; no
/// 0, 1, I, L, O or S, which are most often taken for another.
/// </summary>
public static class CodeAlphabet
{
    public const string Digits = "23456789";
    public const string Consonants = "BCDFGHJKMNPQRTVWXZ";
    public const string All = Digits + Consonants;

    /// <summary>The length of a code that nobody finds by trying: 10 characters of 26, about 47 bits.</summary>
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
