namespace Outreach.Core.People;

/// <summary>What a PIN may be: 4 to 6 digits, and none of those that are guessed first.</summary>
public static class PinRules
{
    public static bool IsPin(string typed) => typed.Length is >= 4 and <= 6 && typed.All(char.IsAsciiDigit);

    /// <summary>
    /// True for <c>0000</c>, <c>1212</c>, <c>123123</c>, <c>1234</c>, <c>9876</c>, a year of birth (<c>1985</c>, <c>031985</c>), and what
    /// stands in the phone's own number.
    /// </summary>
    /// <param name="phone">In E.164.</param>
    public static bool IsEasy(string pin, string phone) =>
        Repeats(pin) || IsRun(pin, 1) || IsRun(pin, -1) || IsYear(pin[..4]) || IsYear(pin[^4..]) || IsOfPhone(pin, phone);

    /// <summary>One digit or block again and again.</summary>
    private static bool Repeats(string pin) =>
        Enumerable.Range(1, pin.Length / 2)
            .Any(size => pin.Length % size == 0 && pin.Chunk(size).All(block => pin.AsSpan(0, size).SequenceEqual(block)));

    /// <summary>Up or down the keys, over the 0 too: <c>7890</c>.</summary>
    private static bool IsRun(string pin, int step) =>
        pin.Zip(pin.Skip(1)).All(pair => (pair.First - '0' + step + 10) % 10 == pair.Second - '0');

    private static bool IsYear(string four) => string.CompareOrdinal(four, "1920") >= 0 && string.CompareOrdinal(four, "2039") <= 0;

    /// <summary>In the nine digits that a country's own numbers end with, or as they are dialled at home: <c>0711</c> of +254711.</summary>
    private static bool IsOfPhone(string pin, string phone)
    {
        var own = phone[Math.Max(0, phone.Length - 9)..];
        return own.Contains(pin, StringComparison.Ordinal) || (pin[0] == '0' && own.StartsWith(pin[1..], StringComparison.Ordinal));
    }
}
