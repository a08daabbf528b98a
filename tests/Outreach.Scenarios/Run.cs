using System.Text.RegularExpressions;
using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>One run of a scenario: the phones' output, and the final content of the storage.</summary>
public sealed partial record Run(string Transcript, string Ledger)
{
    /// <summary>What a stop may change, though phones and books stay the same.</summary>
    private static readonly Table[] passing =
    [
        // Tries, and times at which something is due, was sent or was dialled.
        Table.Messages, Table.Batches, Table.Due, Table.ProviderIds, Table.Sweeps, Table.Paces, Table.Limits, Table.TipDays, Table.Sessions,
        // Rows chained by hashes over their times.
        Table.Audit, Table.Ledger,
    ];

    public static Run Of(Transcript played) => new(played.Played, LedgerOf(played.World));

    /// <summary>
    /// All lasting state, without times, versions, salts, recent SMS, daily counts and what was told a moment ago, which an interruption
    /// may change. So may how many of a number's reports a person heard: a later one overtakes an earlier.
    /// </summary>
    private static string LedgerOf(World world)
    {
        var rows = Enum.GetValues<Table>().Except(passing)
            .SelectMany(t => world.Tables.All(t).Select(e => $"{t} {e.Key.Partition} {Timeless(e.Key.Row)} {Timeless(e.Data)}"))
            .Order(StringComparer.Ordinal);
        var left = Enum.GetValues<Queue>().SelectMany(q => world.Queues.Bodies(q).Select(b => $"left on {q}: {b}"));
        var told = world.Partner.Taken.Select(e => $"event {e.Id} {Timeless(e.Body)}").Distinct().Order(StringComparer.Ordinal);
        return string.Join('\n', rows.Concat(left).Concat(told));
    }

    private static string Timeless(string data) => Volatile().Replace(data, "");

    [GeneratedRegex("""
        "\d{4}-\d\d-\d\dT[^"]*"|\d{17}-(?=[0-9a-f]{8}\b)|(?<=\|)\d{19}(?=\|)
        |"v":\d+|"recentSms":\[[^\]]*\]|"today":\{[^}]*\}
        |,"fresh":\{[^}]*\}|"personVersion":\d+|(?<="phones":\[[^\]]*\],)"changes":\d+
        |"acts":\[[^\]]*\]|"(hash|newPin)":"[A-Za-z0-9+/=.]{20,}"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Volatile();
}
