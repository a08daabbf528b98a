using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Scenarios;

/// <summary>The permitted effects of a stop, and the properties that must still hold.</summary>
public static partial class Interruptions
{
    /// <summary>The permitted effects by transcript, each with the property that replaces equality.</summary>
    public static IReadOnlyDictionary<string, Func<Run, Run, bool>> Tolerated { get; } =
        new Dictionary<string, Func<Run, Run, bool>>(StringComparer.Ordinal)
    {
        // A PIN try is counted before its check, and counted again after a stop. The lock may come one try sooner, never later, and no
        // account shows before the right PIN.
        ["pin-lock"] = LockedNoLater,
        ["pin-reset"] = (calm, run) => LockedNoLater(calm, run) && run.Transcript.Contains("Your PIN was reset.", StringComparison.Ordinal),
        // The same, for tries at the PIN of another number.
        ["old-number-guessed"] = (calm, run) => run.Transcript.Contains("Umekosea mara nyingi", StringComparison.Ordinal)
            && run.Transcript.Split('\n')
                .Count(l => l.Contains("hazilingani", StringComparison.Ordinal)) <= calm.Transcript.Split('\n')
                    .Count(l => l.Contains("hazilingani", StringComparison.Ordinal)),
        // A cut-off try at another number counts twice: its owner may hear of it one try sooner. It also changes the id of a later task.
        ["lost-phone"] = SameButForTries,
        ["lost-phone-refused"] = SameButForTries,
        ["keep-once"] = SameButForTries,
        ["keep-by-pin"] = SameButForTries,
        ["moving-in"] = SameButForTries,
        ["keep-several"] = SameButForTries,
        ["broadcast"] = TipsAtMostOnce,
        ["broadcast-at-night"] = TipsAtMostOnce,
        ["broadcast-refusals"] = TipsAtMostOnce,
        ["broadcast-languages"] = TipsAtMostOnce,
        ["left-and-listed"] = TipsAtMostOnce,
        ["stopped-and-listed"] = TipsAtMostOnce,
        ["stop-with-a-name"] = TipsAtMostOnce,
        ["stop-goes-along"] = TipsAtMostOnce,
        ["stop-in-each-programme"] = TipsAtMostOnce,
        ["stop-after-a-move"] = TipsAtMostOnce,
        ["broadcast-and-a-yes"] = TipsAtMostOnce,
        ["broadcast-budget"] = TipsAtMostOnce,
        ["provider-opt-out"] = EachSmsOnce,
        ["quarantine-by-tips"] = EachSmsOnce,
        // The gateway sends no reports, so a receipt's fate before a stop is unknown; the receipt is sent again.
        ["silent-gateway"] = ReceiptsAtLeastOnce,
        // A try cut off by a stop counts, so the next try waits longer; the message still arrives.
        ["gateway-trouble"] = ReceiptsAtLeastOnce,
        ["gateway-down"] = ReceiptsAtLeastOnce,
        // Its reports carry only an id that a stop right after the sending loses.
        ["own-ids"] = ReceiptsAtLeastOnce,
        ["own-ids-broadcast"] = TipsAtMostOnce,
        // The person's word to the old number may be left to be said again when the person is next loaded; there it does nothing.
        ["new-number-by-sms"] = (calm, run) => run.Transcript == calm.Transcript && Due().Replace(run.Ledger, "") == calm.Ledger,
        // A loss that is reported before the sending is written down is told once, not as a sending and a loss: other ids, fewer changes.
        ["lost-question"] = (calm, run) => run.Transcript == calm.Transcript && WithoutIds(run) == WithoutIds(calm),
    };

    /// <summary>
    /// After two recoveries, an SMS may follow the script's next lines: each step shows the same, and the same SMS have come in the end.
    /// </summary>
    private static bool SameInTheEnd(Run calm, Run run)
    {
        var (expected, shown) = (Shown(calm), Shown(run));
        return run.Ledger == calm.Ledger && expected.Count == shown.Count
            && expected.All(said => shown.GetValueOrDefault(said.Key) == said.Value);
    }

    /// <summary>
    /// The permitted effects of two stops. Two cut-off PIN tries make three with the previous one, so the lock comes sooner.
    /// </summary>
    private static bool ToleratedTwice(string name, Run calm, Run run) =>
        Locks(run) > Locks(calm)
        // Two refusals and two cut-off tries use up a message's four: the offer is not resent, and its author is told.
        || name == "gateway-down" && run.Ledger.Contains("\"chased\":true", StringComparison.Ordinal)
        // The first try is looked up after two minutes, then after two more: the answer comes before its question and is none.
        || name == "gateway-asked" && Lines(run).IsSubsetOf(Lines(calm)) && !run.Ledger.Contains("left on", StringComparison.Ordinal);

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
    /// A tip whose chunk was cut off by a stop is not resent. Some recipients may miss the tip, but none gets a repeat or another tip.
    /// </summary>
    private static bool TipsAtMostOnce(Run calm, Run run)
    {
        var tips = calm.Transcript.Split('\n').Where(l => l.StartsWith("coordinator writes ", StringComparison.Ordinal))
            .SelectMany(l => Quoted().Matches(l)).Select(m => m.Groups[1].Value).ToList();
        var (expected, shown) = (Shown(calm), Shown(run));
        return shown.Keys.Union(expected.Keys).All(k => shown.GetValueOrDefault(k) is var n && expected.GetValueOrDefault(k) is var usual
                && (n == usual || n < usual && tips.Any(t => k.Said.Contains(t, StringComparison.Ordinal))))
            && run.Ledger.Contains("\"status\":\"Done\"", StringComparison.Ordinal)
            && IsPaid(calm, run)
            // Its reports are counted again and again, perhaps just now.
            && run.Ledger.Split('\n').Where(l => l.StartsWith("left on", StringComparison.Ordinal))
                .All(l => l.Contains("\"kind\":\"Broadcast\"", StringComparison.Ordinal));
    }

    /// <summary>How often each text stood behind each line: what a phone got, or a step showed. Counts of a tip are left out.</summary>
    private static Dictionary<(string Behind, string Said), int> Shown(Run run)
    {
        var (behind, said, shown) = ("", new List<string>(), new Dictionary<(string, string), int>());
        foreach (var line in run.Transcript.Split('\n').Append(""))
        {
            if (line.StartsWith("  |", StringComparison.Ordinal))
            {
                if (!counts.Any(c => line.Contains(c, StringComparison.Ordinal))) said.Add(line);
                continue;
            }
            var key = (behind, string.Join('\n', said));
            shown[key] = shown.GetValueOrDefault(key) + 1;
            (behind, said) = (line, []);
        }
        return shown;
    }

    private static readonly string[] counts = ["handed over", " segments, ", " reserved, "];

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    /// <summary>
    /// A tip that a stop cut off teaches nothing of its number, so that a later tip may go where it would not. No phone gets an SMS more
    /// often, and all money is settled.
    /// </summary>
    private static bool EachSmsOnce(Run calm, Run run)
    {
        var usual = Got(calm);
        return Got(run).All(g => g.Value <= Math.Max(1, usual.GetValueOrDefault(g.Key)))
            && !run.Ledger.Contains("\"isSpent\":false", StringComparison.Ordinal);

        static Dictionary<(string Phone, string Sms), int> Got(Run r)
        {
            var (phone, got) = ("", new Dictionary<(string, string), int>());
            foreach (var line in r.Transcript.Split('\n'))
            {
                if (!line.StartsWith("  |", StringComparison.Ordinal)) phone = line;
                else if (phone.EndsWith(" gets", StringComparison.Ordinal)) got[(phone, line)] = got.GetValueOrDefault((phone, line)) + 1;
            }
            return got;
        }
    }

    /// <summary>Nothing is left reserved. What stays unsure is paid as if it went, so that no less is spent.</summary>
    private static bool IsPaid(Run calm, Run run)
    {
        return !run.Ledger.Contains("\"isSpent\":false", StringComparison.Ordinal) && Spent(run) >= Spent(calm);

        static long Spent(Run r) => r.Ledger.Split('\n')
            .Where(l => l.StartsWith("Budgets ", StringComparison.Ordinal)).SelectMany(l => Amounts().Matches(l))
            .SelectMany(m => Minors().Matches(m.Value)).Sum(m => long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("\"amounts\":\\[[^\\]]*\\]")]
    private static partial Regex Amounts();

    [GeneratedRegex("\"minor\":([0-9]+)")]
    private static partial Regex Minors();

    [GeneratedRegex("(?<=^Tasks [a-z-]+ )[0-9a-f]{20}", RegexOptions.Multiline)]
    private static partial Regex TaskIds();

    private static bool SameButForTries(Run calm, Run run) => Untold(run).SequenceEqual(Untold(calm)) && Plain(run) == Plain(calm);

    private static IEnumerable<string> Untold(Run run) => run.Transcript.Split('\n')
        .Where(l => l.StartsWith("  |", StringComparison.Ordinal) && !l.Contains("tried to guess your PIN", StringComparison.Ordinal));

    /// <summary>Sorted anew, since the ids that order the tasks go.</summary>
    private static string Plain(Run run) =>
        string.Join('\n', Tries().Replace(TaskIds().Replace(run.Ledger, ""), "").Split('\n').Order(StringComparer.Ordinal));

    private static string WithoutIds(Run run) =>
        string.Join('\n', Ids().Replace(run.Ledger, "").Split('\n').Order(StringComparer.Ordinal));

    [GeneratedRegex("[0-9a-f]{20}|\"changes\":[0-9]+")]
    private static partial Regex Ids();

    [GeneratedRegex("\"(foreignPinTries|remoteTries)\":\\{[^}]*\\}|\nMessages [^\n]*PinTried[^\n]*")]
    private static partial Regex Tries();

    [GeneratedRegex(",\"p\":\\[\\{[^]]*\"MoveDue\"[^]]*\\]")]
    private static partial Regex Due();

    private static HashSet<string> Lines(Run run) => [.. run.Transcript.Split('\n')];
}
