using System.Text.RegularExpressions;
using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>One run of a scenario: the phones' output, and the final content of the storage.</summary>
public sealed partial record Run(string Transcript, string Ledger)
{
    public static Run Of(Transcript played) => new(played.Played, LedgerOf(played.World));

    /// <summary>All lasting state, without times, versions, salts, recent SMS and daily counts, which an interruption may change.</summary>
    private static string LedgerOf(World world)
    {
        Table[] lasting =
            [Table.Subscribers, Table.Agreements, Table.Accounts, Table.People, Table.Tasks, Table.Poison, Table.Broadcasts, Table.Inbox,
                Table.Consents, Table.Persons, Table.Transactions, Table.Unassigned, Table.Budgets];
        var rows =
            lasting.SelectMany(t => world.Tables.All(t).Select(e => $"{t} {e.Key.Partition} {Timeless(e.Key.Row)} {Timeless(e.Data)}"));
        var left = Enum.GetValues<Queue>().SelectMany(q => world.Queues.Bodies(q).Select(b => $"left on {q}: {b}"));
        return string.Join('\n', rows.Concat(left));
    }

    private static string Timeless(string data) => Volatile().Replace(data, "");

    [GeneratedRegex("""
        "\d{4}-\d\d-\d\dT[^"]*"|\d{17}-(?=[0-9a-f]{8}\b)
        |"v":\d+|"recentSms":\[[^\]]*\]|"today":\{[^}]*\}
        |"personVersion":\d+|"acts":\[[^\]]*\]|"(hash|newPin)":"[A-Za-z0-9+/=.]{20,}"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Volatile();
}
