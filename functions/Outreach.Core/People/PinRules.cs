namespace Outreach.Core.People;

/// <summary>The rules for a PIN: 4 to 6 digits, and not easy to guess.</summary>
public static class PinRules
{
    public static bool IsPin(string typed) => typed.Length is >= 4 and <= 6 && typed.All(char.IsAsciiDigit);

    /// <summary>
    /// True for <c>0000</c>, <c>1212</c>, <c>123123</c>, <c>1234</c>, <c>9876</c>, a year of birth (<c>1985</c>, <c>031985</c>), and digits
    /// of the phone's own number.
    /// </summary>
    /// <param name="phone">The phone's number in E.164.</param>
    public static bool IsEasy(string pin, string phone) =>
        Repeats(pin) || IsRun(pin, 1) || IsRun(pin, -1) || IsYear(pin[..4]) || IsYear(pin[^4..]) || IsOfPhone(pin, phone);

    /// <summary>One digit or block, repeated.</summary>
    private static bool Repeats(string pin) =>
        Enumerable.Range(1, pin.Length / 2)
            .Any(size => pin.Length % size == 0 && pin.Chunk(size).All(block => pin.AsSpan(0, size).SequenceEqual(block)));

    /// <summary>A run up or down the keys, also across 0: <c>7890</c>.</summary>
    private static bool IsRun(string pin, int step) =>
        pin.Zip(pin.Skip(1)).All(pair => (pair.First - '0' + step + 10) % 10 == pair.Second - '0');

    private static bool IsYear(string four) => string.CompareOrdinal(four, "1920") >= 0 && string.CompareOrdinal(four, "2039") <= 0;

    /// <summary>The last nine digits of the phone's number, or the number as dialled nationally: <c>0711</c> of +254711.</summary>
    private static bool IsOfPhone(string pin, string phone)
    {
        var own = phone[Math.Max(0, phone.Length - 9)..];
        return own.Contains(pin, StringComparison.Ordinal) || (pin[0] == '0' && own.StartsWith(pin[1..], StringComparison.Ordinal));
    }
}
