using System.Text;

namespace Outreach.Core.Values;

/// <summary>The encoding of an SMS. GSM-7 is counted in septets, UCS-2 in UTF-16 units.</summary>
public enum SmsEncoding
{
    Gsm7,
    Ucs2,
}

/// <summary>
/// The size of a text as an SMS. <paramref name="Units"/> and <paramref name="LeftInLast"/> are septets or UTF-16 units, after <paramref
/// name="Encoding"/>; <paramref name="Count"/> is the segments that a gateway bills.
/// </summary>
public readonly record struct SmsSize(SmsEncoding Encoding, int Units, int Count, int LeftInLast);

/// <summary>
/// Cuts a text into SMS segments: 160 septets alone, 153 when concatenated; 70 and 67 UTF-16 units. The difference is the 6-octet user data
/// header (3GPP TS 23.040 section 9.2.3.24.1). An ESC pair or a surrogate pair is never cut. So a segment can end one unit early, and
/// packing, not division, finds the count.
/// </summary>
public static class Segments
{
    private readonly record struct Part(int End, int Units);

    /// <summary>The size of the text. The empty text has 0 segments and is never sent.</summary>
    public static SmsSize Of(string text)
    {
        var encoding = EncodingOf(text);
        var units = UnitsOf(text, encoding);
        var room = Room(encoding, units);
        var parts = Pack(text, encoding, room);
        var last = parts.Count == 0 ? 0 : parts[^1].Units;
        return new SmsSize(encoding, units, parts.Count, room - last);
    }

    /// <summary>The segments in order; joined they are the text again. The empty text has none.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var encoding = EncodingOf(text);
        var pieces = new List<string>();
        var start = 0;
        foreach (var part in Pack(text, encoding, Room(encoding, UnitsOf(text, encoding))))
        {
            pieces.Add(text[start..part.End]);
            start = part.End;
        }

        return pieces;
    }

    /// <summary>
    /// The distinct characters that force UCS-2, in order of appearance; a surrogate pair is one. Half a pair is shown as U+FFFD.
    /// </summary>
    public static IReadOnlyList<string> Offenders(string text)
    {
        var offenders = new List<string>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOffender(rune) && !offenders.Contains(rune.ToString()))
            {
                offenders.Add(rune.ToString());
            }
        }

        return offenders;
    }

    private static bool IsOffender(Rune rune) => !rune.IsBmp || Gsm7.Cost((char)rune.Value) == 0;

    private static SmsEncoding EncodingOf(string text) => Gsm7.IsGsm7(text) ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2;

    private static int UnitsOf(string text, SmsEncoding encoding) =>
        encoding == SmsEncoding.Gsm7 ? Gsm7.Septets(text) ?? 0 : text.Length;

    private static int Room(SmsEncoding encoding, int units) => encoding == SmsEncoding.Gsm7
        ? units <= 160 ? 160 : 153
        : units <= 70 ? 70 : 67;

    private static List<Part> Pack(string text, SmsEncoding encoding, int room)
    {
        var parts = new List<Part>();
        var used = 0;
        for (var at = 0; at < text.Length;)
        {
            var (length, cost) = Atom(text, at, encoding);
            if (used + cost > room)
            {
                parts.Add(new Part(at, used));
                used = 0;
            }

            used += cost;
            at += length;
        }

        if (used > 0)
        {
            parts.Add(new Part(text.Length, used));
        }

        return parts;
    }

    /// <summary>The next piece that must not be cut: its length in UTF-16 units and its cost.</summary>
    private static (int Length, int Cost) Atom(string text, int at, SmsEncoding encoding)
    {
        if (encoding == SmsEncoding.Gsm7)
        {
            return (1, Gsm7.Cost(text[at]));
        }

        var isPair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
        return isPair ? (2, 2) : (1, 1);
    }
}
