using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>
/// A large account is kept on sheets, each an entity with a ledger and reminders of its own. An agreement stays on its sheet, so a posting
/// reads and writes one. Whoever reads an account reads all of them as one. See docs/decisions/0309.
/// </summary>
public static class Sheets
{
    /// <summary>The open agreements on a sheet from which on new ones go to another.</summary>
    public const int Room = 250;

    /// <summary>The most on a sheet: offers of one moment choose it side by side.</summary>
    public const int Most = 2 * Room;

    /// <summary>The sheet for a new agreement: the first that has room.</summary>
    public static int ForNew(IReadOnlyList<Account> sheets)
    {
        var full = sheets.Where(s => s.Entries.Count(e => e.IsOpen) >= Room).Select(s => s.Sheet).ToHashSet();
        return Enumerable.Range(0, full.Count + 1).First(n => !full.Contains(n));
    }

    /// <summary>The account as one, for reading; null for none.</summary>
    public static Account? Joined(IReadOnlyList<Account> sheets)
    {
        if (sheets.Count < 2) return sheets.FirstOrDefault();
        return new(sheets[0].WholeId, [.. sheets.SelectMany(s => s.Entries).OrderBy(e => e.OfferedAt)], null,
            [.. sheets.SelectMany(s => s.Seasons ?? []).GroupBy(t => t with { Committed = 0, Delivered = 0 })
                .Select(g => g.Key with { Committed = g.Sum(t => t.Committed), Delivered = g.Sum(t => t.Delivered) })],
            sheets.Aggregate(PastRecord.None, (sum, s) => sum + (s.Past ?? PastRecord.None)),
            sheets.Min(s => s.Since), Unlisted: [.. sheets.SelectMany(s => s.Unlisted ?? [])]);
    }
}

/// <summary>A command to an account's first sheet that is about all of them.</summary>
public interface IAboutWholeAccount
{
    /// <summary>All sheets as one; looked up as the command is carried out.</summary>
    Account? Whole { get; }

    Command With(Account? whole);
}
