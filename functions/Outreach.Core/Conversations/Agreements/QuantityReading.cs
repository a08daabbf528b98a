using System.Text.RegularExpressions;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Parses a quantity among other words: its digits, and any sign of doubt.</summary>
internal static partial class QuantityReading
{
    /// <summary>Words that change a number's value, or units that no agreement uses.</summary>
    private static readonly HashSet<string> doubtful = Keywords.Of("Doubtful");

    /// <summary>Reads a quantity as this language's readers see ours: <c>1,500</c> groups where we print it so.</summary>
    public static ParsedQuantity Parse(string? typed, Language language) => Quantities.Parse(typed, Words.Sms(language).GroupsByComma);

    /// <summary>
    /// Splits <c>300KG</c> into <c>300 KG</c>, and turns <c>KILO 50</c> and <c>AMASAKA ANGU-50</c> round: in some languages the unit
    /// stands first, as in our own SMS.
    /// </summary>
    public static List<string> Split(IEnumerable<string> words)
    {
        List<string> split =
        [
            .. words.SelectMany(
                w => Attached().Match(w) is { Success: true } m && ActionReading.UnitOf(m.Groups["unit"].Value) is not null
                    ? [m.Groups["number"].Value, m.Groups["unit"].Value]
                    : new[] { w }),
        ];
        if (split.Count < 2 || ActionReading.UnitOf(split[0]) is null) return split;
        var (unit, rest) = (split[0], split[1..]);
        rest[0] = WithoutPrefix(rest[0]);
        var numbers = Length(rest);
        return numbers == 0 ? split : [.. rest.Take(numbers), unit, .. rest.Skip(numbers)];
    }

    /// <summary>isiZulu ties a particle to a number: <c>ANGU-50</c>, <c>NGO-2</c>.</summary>
    public static string WithoutPrefix(string word) => Prefix().Replace(word, "");

    /// <summary>Counts the leading words that form one number: <c>1 200</c> is two.</summary>
    public static int Length(List<string> words) => words.TakeWhile(w => Number().IsMatch(w)).Count();

    /// <summary>
    /// Whether the words after a quantity leave its value in doubt. A second delivery keyword does too: French <c>livre</c> also means a
    /// pound.
    /// </summary>
    public static bool IsDoubtful(IReadOnlyList<string> tail) => tail.Count > 0
        && (tail[0].Length == 1
            || tail.Any(
                w => SmsTokens.HasDigit(w) || !w.Any(char.IsLetter) || doubtful.Contains(w) || ActionReading.IsForDelivery(w)
                    || ActionReading.UnitOf(w) is not null));

    [GeneratedRegex(@"^(?<number>[0-9][0-9.,]*)(?<unit>\p{L}[\p{L}\p{M}]*)$")]
    private static partial Regex Attached();

    [GeneratedRegex(@"^\p{L}+-(?=[0-9])")]
    private static partial Regex Prefix();

    [GeneratedRegex("^[0-9][0-9.,]*$")]
    private static partial Regex Number();
}
