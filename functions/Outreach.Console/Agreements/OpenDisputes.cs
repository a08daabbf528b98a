using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console;

/// <summary>A programme's agreements in dispute, with those that nobody agreed about in time.</summary>
internal sealed class OpenDisputes(Agreements agreements, ITables tables)
{
    /// <summary>Each is an agreement to read.</summary>
    public const int Most = 100;

    /// <summary>By code, and after which code the next page begins.</summary>
    public async Task<(IReadOnlyList<Agreement> Found, string? Next)> PageAsync(string programme, string after, int take,
        CancellationToken ct)
    {
        var rows = await tables.PageAsync(Table.Disputes, programme, after, Math.Min(take, Most), ct);
        var found = await Task.WhenAll(rows.Select(row => agreements.FindAsync(row.Key.Row, ct)));
        // A row may be a moment older than its agreement.
        return ([.. found.OfType<Agreement>().Where(a => a.Dispute is not null && a.Programme == programme)],
            rows.Count == Math.Min(take, Most) ? rows[^1].Key.Row : null);
    }

    /// <summary>
    /// The first of them, by the day on which they should be closed. One about an agreement that was settled meanwhile is left out after
    /// that day: nothing is left to do.
    /// </summary>
    public async Task<IReadOnlyList<Agreement>> FirstAsync(string programme, Instant now, CancellationToken ct) =>
        [.. (await PageAsync(programme, "", Most, ct)).Found
            .Where(a => a.Status != AgreementStatus.Settled || now < a.Dispute!.CloseBy).OrderBy(a => a.Dispute!.CloseBy)];
}
