using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;

namespace Outreach.App;

/// <summary>The mentors' inboxes.</summary>
public sealed class Inboxes(Engine engine, ITables tables)
{
    /// <summary>
    /// A programme's, oldest first, answered ones too. <paramref name="after"/> is the key of the last of the stretch before.
    /// </summary>
    public async Task<IReadOnlyList<(string Key, InboxItem Item)>> ListAsync(string programme, string after, int take,
        CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Inbox, programme, after, take, ct)).Select(e => (e.Key.Row, Stored.State<InboxItem>(e)))];

    public Task<InboxItem?> FindAsync(string id, CancellationToken ct) =>
        engine.StateAsync<InboxItem>(NewWork(), new(AggregateKind.Inbox, id), ct);

    /// <returns>Null when it is sent off, or was under the same id.</returns>
    public async Task<InboxRefusal?> ReplyAsync(string id, ReplyToInbox reply, CancellationToken ct) =>
        (InboxRefusal?)await engine.ExecuteAsync(NewWork(), new(AggregateKind.Inbox, id), reply, $"inbox|{id}", ct);

    private static Work NewWork() => new(queued: false);
}
