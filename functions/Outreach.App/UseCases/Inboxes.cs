using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>The mentors' inboxes.</summary>
public sealed class Inboxes(Engine engine, ITables tables, People people, KeyHolders keys, IClock clock)
{
    /// <summary>A programme's whole inbox: who waits longest first, then what nobody waits for. One read for each thousand kept.</summary>
    public async Task<IReadOnlyList<InboxItem>> AllAsync(string programme, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Inbox, programme, ct)).Select(Stored.State<InboxItem>)
            .OrderBy(i => i.Place, StringComparer.Ordinal)];

    public Task<InboxItem?> FindAsync(string id, CancellationToken ct) =>
        engine.StateAsync<InboxItem>(NewWork(), new(AggregateKind.Inbox, id), ct);

    /// <summary>Replies, closes, takes or passes on.</summary>
    /// <returns>Null when it is done, now or earlier under the same id.</returns>
    public async Task<InboxRefusal?> DoAsync(string id, Command command, CancellationToken ct) =>
        (InboxRefusal?)await engine.ExecuteAsync(NewWork(), new(AggregateKind.Inbox, id), command, $"inbox|{id}", ct);

    /// <summary>Who can have a conversation: owners of keys that coordinate, and the programme's coordinators.</summary>
    public async Task<IReadOnlyList<string>> MentorsAsync(string programme, CancellationToken ct) =>
        MentorsOf(programme, await people.DirectoryAsync(programme, ct));

    /// <summary>As above, of a directory that is read already.</summary>
    public IReadOnlyList<string> MentorsOf(string programme, IReadOnlyList<DirectoryRow> directory)
    {
        var owners = keys.OwnersOf([programme], ApiRoles.Coordinate, clock.GetCurrentInstant());
        var registered = directory.Where(p => p.Role == Role.Coordinator).Select(p => p.Name);
        return [.. owners.Concat(registered).DistinctBy(Spelling.Key).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static Work NewWork() => new(Arrival.Request);
}
