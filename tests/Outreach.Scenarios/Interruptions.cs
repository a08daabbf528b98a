using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Conversations;

namespace Outreach.Scenarios;

/// <summary>One play of a scenario: what phones showed, what the storage holds in the end, and the calls it took.</summary>
public sealed partial record Run(string Transcript, string Ledger, IReadOnlyList<string> Calls)
{
    public static async Task<Run> PlayAsync(string script, int? stopAt = null, bool after = false)
    {
        await using var world = new World();
        await Village.SettleInAsync(world, script);
        world.Breakpoints.Armed = true;
        (world.Breakpoints.StopAt, world.Breakpoints.After) = (stopAt, after);
        var played = await new Transcript(world).PlayAsync(script);
        return new Run(played, LedgerOf(world), world.Breakpoints.Calls);
    }

    /// <summary>Everything that lasts, without times, versions, salts, what was heard in the last half hour and counted in the day, which an interruption may change.</summary>
    private static string LedgerOf(World world)
    {
        Table[] lasting = [Table.Lines, Table.Agreements, Table.Accounts, Table.People, Table.Tasks, Table.Poison, Table.Broadcasts, Table.Inbox, Table.Consents, Table.Persons];
        var rows = lasting.SelectMany(t => world.Tables.All(t).Select(e => $"{t} {e.Key.Partition} {Timeless(e.Key.Row)} {Timeless(e.Data)}"));
        var left = Enum.GetValues<Queue>().SelectMany(q => world.Queues.Bodies(q).Select(b => $"left on {q}: {b}"));
        return string.Join('\n', rows.Concat(left));
    }

    private static string Timeless(string data) => Volatile().Replace(data, "");

    [GeneratedRegex("""
        "\d{4}-\d\d-\d\dT[^"]*"|\d{17}-(?=[0-9a-f]{8}\b)|"v":\d+|"heard":\[[^\]]*\]|"today":\{[^}]*\}|"personVersion":\d+|"(hash|newPin)":"[A-Za-z0-9+/=.]{20,}"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Volatile();
}

/// <summary>
/// Runs a scenario, counts its calls, then runs it again for each call, stopping the process right before it and right after it.
/// Phones, ledger and queues must end as in the undisturbed run.
/// </summary>
public static partial class Interruptions
{
    /// <summary>
    /// What a stop may change, by transcript, and nowhere else: the property that must hold instead.
    /// </summary>
    public static IReadOnlyDictionary<string, Func<Run, Run, bool>> Tolerated { get; } = new Dictionary<string, Func<Run, Run, bool>>(StringComparer.Ordinal)
    {
        // A PIN's try is counted before it is checked. One that a stop cuts off is counted again when it is repeated: the lock may come one
        // try sooner, never later, and nothing of the account is shown before the right PIN.
        ["pin-lock"] = LockedNoLater,
        ["pin-reset"] = (calm, run) => LockedNoLater(calm, run) && run.Transcript.Contains("Your PIN was reset.", StringComparison.Ordinal),
        // The same, for tries at the PIN of another number.
        ["old-number-guessed"] = (calm, run) => run.Transcript.Contains("Umekosea mara nyingi", StringComparison.Ordinal)
            && run.Transcript.Split('\n').Count(l => l.Contains("hazilingani", StringComparison.Ordinal)) <= calm.Transcript.Split('\n').Count(l => l.Contains("hazilingani", StringComparison.Ordinal)),
        // A try at the right PIN that is counted twice gives the line one version more, and the task that follows later another id.
        ["lost-phone-refused"] = (calm, run) => run.Transcript == calm.Transcript && TaskIds().Replace(run.Ledger, "") == TaskIds().Replace(calm.Ledger, ""),
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

    public static async Task CheckAsync(string script, Func<Run, Run, bool>? tolerated = null)
    {
        var calm = await Run.PlayAsync(script);
        Assert.NotEmpty(calm.Calls);
        var failures = new ConcurrentBag<(int Stop, string What)>();
        // Each run has a world of its own.
        await Parallel.ForAsync(0, calm.Calls.Count * 2, async (stop, _) =>
        {
            foreach (var what in await StoppedAsync(script, calm, stop / 2, stop % 2 == 1, tolerated)) failures.Add((stop, what));
        });
        Assert.True(failures.IsEmpty, $"{failures.Count} of {calm.Calls.Count * 2} stops change something.\n{string.Join("\n\n", failures.OrderBy(f => f.Stop).Take(5).Select(f => f.What))}");
    }

    private static async Task<IReadOnlyList<string>> StoppedAsync(string script, Run calm, int call, bool after, Func<Run, Run, bool>? tolerated)
    {
        var run = await Run.PlayAsync(script, call, after);
        if (tolerated?.Invoke(calm, run) == true) return [];
        var where = $"stopped {(after ? "after" : "before")} call {call}, {calm.Calls[call]}";
        var differing = new List<string>();
        if (run.Transcript != calm.Transcript) differing.Add($"{where}: phones differ\n{Difference(calm.Transcript, run.Transcript)}");
        if (run.Ledger != calm.Ledger) differing.Add($"{where}: the ledger differs\n{Difference(calm.Ledger, run.Ledger)}");
        return differing;
    }

    private static bool LockedNoLater(Run calm, Run run) => run.Transcript.Contains("Too many wrong PINs", StringComparison.Ordinal) && WrongPins(run) <= WrongPins(calm);

    private static int WrongPins(Run run) => run.Transcript.Split('\n').Count(l => l.Contains("Wrong PIN", StringComparison.Ordinal));

    /// <summary>Every message arrives, some perhaps twice, and the ledger is the same.</summary>
    private static bool ReceiptsAtLeastOnce(Run calm, Run run) => Lines(run).SetEquals(Lines(calm)) && run.Ledger == calm.Ledger;

    /// <summary>A tip whose stretch a stop cut off is not sent again: some may miss it, nobody gets it twice, nobody gets another.</summary>
    private static bool TipsAtMostOnce(Run calm, Run run)
    {
        static IEnumerable<string> Shown(Run r) => r.Transcript.Split('\n').Where(l => !l.Contains("handed over", StringComparison.Ordinal) && !l.Contains(" segments, ", StringComparison.Ordinal));
        var expected = Shown(calm).GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
        return Shown(run).GroupBy(l => l).All(g => g.Count() <= expected.GetValueOrDefault(g.Key))
            && run.Ledger.Contains("\"status\":\"Done\"", StringComparison.Ordinal) && !run.Ledger.Contains("left on", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=^Tasks [a-z-]+ )[0-9a-f]{20}", RegexOptions.Multiline)]
    private static partial Regex TaskIds();

    private static HashSet<string> Lines(Run run) => [.. run.Transcript.Split('\n')];

    private static string Difference(string expected, string actual)
    {
        var (before, now) = (expected.Split('\n'), actual.Split('\n'));
        var lost = before.Except(now).Take(6).Select(l => "- " + l);
        var extra = now.Except(before).Take(6).Select(l => "+ " + l);
        var lines = string.Join('\n', lost.Concat(extra));
        return lines.Length > 0 ? lines : "the same lines, in another order or number";
    }
}
