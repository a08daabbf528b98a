using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>
/// A large account is kept in shards, each an entity with a ledger and reminders of its own. An agreement stays on its shard, so a posting
/// reads and writes one. Whoever reads an account reads all of them as one. See docs/decisions/0309.
/// </summary>
public static class Shards
{
    /// <summary>The open agreements on a shard from which on new ones go to another.</summary>
    public const int Room = 250;

    /// <summary>The most on a shard: offers of one moment choose it side by side.</summary>
    public const int Most = 2 * Room;

    /// <summary>The shard for a new agreement: the first that has room.</summary>
    public static int ForNew(IReadOnlyList<Account> shards)
    {
        var full = shards.Where(s => s.Entries.Count(e => e.IsOpen) >= Room).Select(s => s.Shard).ToHashSet();
        return Enumerable.Range(0, full.Count + 1).First(n => !full.Contains(n));
    }

    /// <summary>The account as one, for reading; null for none.</summary>
    public static Account? Joined(IReadOnlyList<Account> shards)
    {
        if (shards.Count < 2) return shards is [var only] ? only : null;
        return new(shards[0].WholeId, [.. shards.SelectMany(s => s.Entries).OrderBy(e => e.OfferedAt)], null,
            [.. shards.SelectMany(s => s.Seasons ?? []).GroupBy(t => t with { Committed = 0, Delivered = 0 })
                .Select(g => g.Key with { Committed = g.Sum(t => t.Committed), Delivered = g.Sum(t => t.Delivered) })],
            shards.Aggregate(PastRecord.None, (sum, s) => sum + (s.Past ?? PastRecord.None)),
            shards.Min(s => s.Since), Unlisted: [.. shards.SelectMany(s => s.Unlisted ?? [])]);
    }
}

/// <summary>A command to an account's first shard that is about all of them.</summary>
public interface IAboutWholeAccount
{
    /// <summary>All shards as one; looked up as the command is carried out.</summary>
    Account? Whole { get; }

    Command With(Account? whole);
}
