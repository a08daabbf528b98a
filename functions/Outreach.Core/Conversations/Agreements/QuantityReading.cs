using System.Text.RegularExpressions;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>A quantity among other words: the digits that belong to it, and what makes it doubtful.</summary>
internal static partial class QuantityReading
{
    /// <summary>Words that make of a number another one, or measure in something that no agreement counts in.</summary>
    private static readonly HashSet<string> doubtful = Keywords.Of("Doubtful");

    /// <summary><c>300KG</c> is <c>300 KG</c>: a unit may stand right behind its number.</summary>
    public static List<string> Split(IEnumerable<string> words) =>
        [.. words.SelectMany(
            w => Attached().Match(w) is { Success: true } m && ActionReading.UnitOf(m.Groups["unit"].Value) is not null
                ? [m.Groups["number"].Value, m.Groups["unit"].Value]
                : new[] { w })];

    /// <summary>How many words from the first on are one number: <c>1 200</c> is two.</summary>
    public static int Length(List<string> words) => words.TakeWhile(w => Number().IsMatch(w)).Count();

    /// <summary>
    /// What follows a quantity leaves doubt about how much is meant. So does a second
    /// word for delivering: a French <c>livre</c> is a pound, too.
    /// </summary>
    public static bool IsDoubtful(IReadOnlyList<string> tail) => tail.Count > 0
        && (tail[0].Length == 1
            || tail.Any(
                w => SmsTokens.HasDigit(w) || !w.Any(char.IsLetter) || doubtful.Contains(w) || ActionReading.IsForDelivery(w)
                    || ActionReading.UnitOf(w) is not null));

    [GeneratedRegex(@"^(?<number>[0-9][0-9.,]*)(?<unit>\p{L}[\p{L}\p{M}]*)$")]
    private static partial Regex Attached();

    [GeneratedRegex("^[0-9][0-9.,]*$")]
    private static partial Regex Number();
}
