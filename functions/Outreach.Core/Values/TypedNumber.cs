using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// A number as typed, cut into the words before, the digits with their separators, and the words after. The currency is checked elsewhere;
/// <see cref="GroupedNumber"/> reads the digits.
/// </summary>
internal readonly partial record struct TypedNumber(
    string Before, string Digits, string After, bool IsNegative, AmountRefusal? Refusal)
{
    public bool HasWords => Before.Length > 0 || After.Length > 0;

    public static TypedNumber From(string? typed)
    {
        var text = Normaliser.ForInput(typed);
        if (text.Length == 0)
        {
            return Refused(AmountRefusal.Empty);
        }

        var first = text.IndexOfAny(AllDigits);
        return first < 0 ? Refused(AmountRefusal.NotANumber) : Cut(text, first, text.LastIndexOfAny(AllDigits));
    }

    /// <summary>The value in units of 10^-<paramref name="decimals"/>, or its refusal.</summary>
    public (long Value, AmountRefusal? Refusal) Read(int decimals, Commas commas)
    {
        var (value, refusal) = GroupedNumber.Read(Digits, decimals, commas);
        return (value, refusal) switch
        {
            (_, { } why) => (0, why),
            (0, _) => (0, AmountRefusal.Zero),
            _ when IsNegative => (0, AmountRefusal.Negative),
            _ => (value, null),
        };
    }

    private static readonly char[] AllDigits = [.. "0123456789"];

    private static TypedNumber Cut(string text, int first, int last)
    {
        var before = text[..first];
        var after = text[(last + 1)..].Trim();
        if (EndsInPoint(before.TrimEnd()))
        {
            return Refused(AmountRefusal.NotANumber);
        }

        var sign = before.IndexOfAny(['-', '\u2212', '\u2013']);
        // In "Ksh-500" the dash is no minus.
        if (sign > 0 && char.IsLetter(before[sign - 1])) return Refused(AmountRefusal.NotANumber);
        var words = (sign < 0 ? before : before.Remove(sign, 1)).Trim();
        var digits = NoCents().Replace(Torn().Replace(text[first..(last + 1)], ","), "");
        // A longer number after a plus is a phone's.
        if (words == "+" && digits.Length <= LongestAfterPlus) words = "";
        return new TypedNumber(words, digits, after.TrimEnd(ends), sign >= 0, null);
    }

    private const int LongestAfterPlus = 7;

    /// <summary>What people end a message with: <c>5000.</c></summary>
    private static readonly char[] ends = [' ', '.', ',', '!', ';', '।', '…'];

    /// <summary>A group torn off, as in <c>5, 000</c>. It starts with 0, as no number of its own does.</summary>
    [GeneratedRegex("(?<=[0-9])(, | ,)(?=0[0-9]{2}(?![0-9]))")]
    private static partial Regex Torn();

    /// <summary>The cents of <c>5000-00</c>.</summary>
    [GeneratedRegex("(?<=^[0-9][0-9 ,.]*)-00$")]
    private static partial Regex NoCents();

    /// <summary>
    /// True for <c>.50</c>, <c>$.50</c> and <c>R.50</c>, where a digit may be missing; false for <c>Tk.50</c>, where the
    /// dot ends an abbreviation.
    /// </summary>
    private static bool EndsInPoint(string before) =>
        before.EndsWith('.') && !(before.Length > 2 && char.IsLetter(before[^2]) && char.IsLetter(before[^3]));

    private static TypedNumber Refused(AmountRefusal why) => new("", "", "", false, why);
}
