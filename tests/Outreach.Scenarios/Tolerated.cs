using System.Text.RegularExpressions;
using Outreach.Core.Conversations;

namespace Outreach.Scenarios;

/// <summary>What a stop may change, and what must hold then.</summary>
public static partial class Interruptions
{
    /// <summary>
    /// What a stop may change, by transcript, and nowhere else: the property that must hold instead.
    /// </summary>
    public static IReadOnlyDictionary<string, Func<Run, Run, bool>> Tolerated { get; } =
        new Dictionary<string, Func<Run, Run, bool>>(StringComparer.Ordinal)
    {
        // A PIN's try is counted before it is checked. One that a stop cuts off is counted again when it is repeated: the lock may come one
        // try sooner, never later, and nothing of the account is shown before the right PIN.
        ["pin-lock"] = LockedNoLater,
        ["pin-reset"] = (calm, run) => LockedNoLater(calm, run) && run.Transcript.Contains("Your PIN was reset.", StringComparison.Ordinal),
        // The same, for tries at the PIN of another number.
        ["old-number-guessed"] = (calm, run) => run.Transcript.Contains("Umekosea mara nyingi", StringComparison.Ordinal)
            && run.Transcript.Split('\n')
                .Count(l => l.Contains("hazilingani", StringComparison.Ordinal)) <= calm.Transcript.Split('\n')
                    .Count(l => l.Contains("hazilingani", StringComparison.Ordinal)),
        // A try at the right PIN that is counted twice gives the line one version more, and the task that follows later another id.
        ["lost-phone-refused"] =
            (calm, run) => run.Transcript == calm.Transcript && TaskIds().Replace(run.Ledger, "") == TaskIds().Replace(calm.Ledger, ""),
        ["broadcast"] = TipsAtMostOnce,
        ["broadcast-at-night"] = TipsAtMostOnce,
        ["broadcast-refusals"] = TipsAtMostOnce,
        ["broadcast-languages"] = TipsAtMostOnce,
        // The gateway reports nothing back, so whether it took a receipt just before a stop cannot be known: it is sent again.
        ["silent-gateway"] = ReceiptsAtLeastOnce,
        // A try that a stop cut off counts, so the next waits longer; it arrives all the same.
        ["gateway-trouble"] = ReceiptsAtLeastOnce,
        ["gateway-down"] = ReceiptsAtLeastOnce,
        // Its reports carry only an id that a stop right after the sending loses.
        ["own-ids"] = ReceiptsAtLeastOnce,
        ["own-ids-broadcast"] = TipsAtMostOnce,
    };

    /// <summary>
    /// What only two stops together may change: a try at a PIN that is cut off twice is
    /// three tries with the one before it, so the lock comes
    /// sooner; and after two recoveries an SMS may come later than the next line of the script.
    /// </summary>
    private static bool ToleratedTwice(string name, Run calm, Run run) =>
        Locks(run) > Locks(calm) || slowTwice.TryGetValue(name, out var holds) && holds(calm, run);

    private static readonly Dictionary<string, Func<Run, Run, bool>> slowTwice = new(StringComparer.Ordinal)
    {
        // Two refusals and two tries cut off are the four that a message has: the offer is not sent again, and whoever made it is told.
        ["gateway-down"] = (_, run) => run.Ledger.Contains("\"chased\":true", StringComparison.Ordinal),
        // Whether the first try arrived is asked after two minutes, then after two more: longer than a step.
        ["gateway-asked"] = (calm, run) => Lines(run).IsSubsetOf(Lines(calm))
            && !run.Ledger.Contains("left on", StringComparison.Ordinal),
    };

    private static int Locks(Run run) => Locked().Count(run.Transcript);

    [GeneratedRegex("Too many wrong (PINs|codes)|Umekosea (PIN )?mara nyingi|Onekbar bhul|Trop de codes|" +
        "kaningi. Zama futhi|amaningi angalungile")]
    private static partial Regex Locked();

    private static bool LockedNoLater(Run calm, Run run) =>
        run.Transcript.Contains("Too many wrong PINs", StringComparison.Ordinal) && WrongPins(run) <= WrongPins(calm);

    private static int WrongPins(Run run) => run.Transcript.Split('\n').Count(l => l.Contains("Wrong PIN", StringComparison.Ordinal));

    /// <summary>Every message arrives, some perhaps twice, and the ledger is the same.</summary>
    private static bool ReceiptsAtLeastOnce(Run calm, Run run) => Lines(run).SetEquals(Lines(calm)) && run.Ledger == calm.Ledger;

    /// <summary>
    /// A tip whose stretch a stop cut off is not sent again: some may miss it, nobody gets it twice, nobody gets another.
    /// </summary>
    private static bool TipsAtMostOnce(Run calm, Run run)
    {
        static IEnumerable<string> Shown(Run r) =>
            r.Transcript.Split('\n')
                .Where(l => !l.Contains("handed over", StringComparison.Ordinal) && !l.Contains(" segments, ", StringComparison.Ordinal));
        var expected = Shown(calm).GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
        return Shown(run).GroupBy(l => l).All(g => g.Count() <= expected.GetValueOrDefault(g.Key))
            && run.Ledger.Contains("\"status\":\"Done\"", StringComparison.Ordinal)
            && !run.Ledger.Contains("left on", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=^Tasks [a-z-]+ )[0-9a-f]{20}", RegexOptions.Multiline)]
    private static partial Regex TaskIds();

    private static HashSet<string> Lines(Run run) => [.. run.Transcript.Split('\n')];
}
