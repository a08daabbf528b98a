using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>The net balance between the account's owner and one person; positive when the owner is owed.</summary>
public sealed record Counterparty(string OtherId, string Name, Money Net)
{
    /// <summary>All people with an open balance, the largest first.</summary>
    public static IReadOnlyList<Counterparty> Of(Account account) =>
    [
        .. account.Entries.Where(e => e.Counts).GroupBy(e => e.OtherId)
            .Select(g => new Counterparty(g.Key, g.First().OtherName, g.Select(e => e.Net).Aggregate((a, b) => a + b)))
            .OrderByDescending(c => Math.Abs(c.Net.Minor)).ThenBy(c => c.OtherId, StringComparer.Ordinal),
    ];
}
