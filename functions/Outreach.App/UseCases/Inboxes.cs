using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;

namespace Outreach.App;

/// <summary>The mentors' inboxes.</summary>
public sealed class Inboxes(Engine engine, ITables tables)
{
    /// <summary>
    /// A page of a programme's inbox, oldest first, answered items included. <paramref name="after"/> is the last key of the page before.
    /// </summary>
    public async Task<IReadOnlyList<(string Key, InboxItem Item)>> ListAsync(string programme, string after, int take,
        CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Inbox, programme, after, take, ct)).Select(e => (e.Key.Row, Stored.State<InboxItem>(e)))];

    /// <summary>A programme's whole inbox, oldest first. One read for each thousand that are kept.</summary>
    public async Task<IReadOnlyList<InboxItem>> AllAsync(string programme, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Inbox, programme, ct)).Select(Stored.State<InboxItem>)];

    public Task<InboxItem?> FindAsync(string id, CancellationToken ct) =>
        engine.StateAsync<InboxItem>(NewWork(), new(AggregateKind.Inbox, id), ct);

    /// <returns>Null when the reply is sent, now or earlier under the same id.</returns>
    public async Task<InboxRefusal?> ReplyAsync(string id, ReplyToInbox reply, CancellationToken ct) =>
        (InboxRefusal?)await engine.ExecuteAsync(NewWork(), new(AggregateKind.Inbox, id), reply, $"inbox|{id}", ct);

    private static Work NewWork() => new(Arrival.Request);
}
