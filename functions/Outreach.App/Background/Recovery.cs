using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>
/// What has to be put on the work queue when tables come back without their queues, as from a backup: effects that were committed and not
/// carried out, and broadcasts under way. Both are safe to ask for twice.
/// </summary>
public static class Recovery
{
    private sealed record Document(long V, IReadOnlyList<Effect>? P);

    private sealed record Effect(string Id);

    private static readonly Table[] aggregates =
        [Table.Subscribers, Table.Agreements, Table.Accounts, Table.Messages, Table.Broadcasts, Table.Batches, Table.Programmes,
            Table.Approvals, Table.Persons, Table.Inbox];

    /// <summary>The work that an entity as stored leaves to do; null when it leaves none.</summary>
    public static WorkItem? Of(Key key, string data) => key.Table switch
    {
        Table.Broadcasts => new WorkItem(WorkKind.Continue, AggregateId.Broadcast(key.Row)),
        Table.Imports => key.Row == "-" ? new WorkItem(WorkKind.Continue, new AggregateId(AggregateKind.Import, key.Partition)) : null,
        Table.Sweeps => new WorkItem(WorkKind.Continue, AggregateId.Sweep(key.Partition)),
        var table when !aggregates.Contains(table) => null,
        _ => Json.Read<Document>(data) is { P: [var first, ..], V: var version }
            ? new WorkItem(WorkKind.Guard, Owner(first.Id), version)
            : null,
    };

    /// <summary>An effect's id is <c>Kind/key|version|ordinal</c>.</summary>
    private static AggregateId Owner(string effectId)
    {
        var owner = string.Join('|', effectId.Split('|')[..^2]);
        var slash = owner.IndexOf('/', StringComparison.Ordinal);
        return new AggregateId(Enum.Parse<AggregateKind>(owner[..slash]), owner[(slash + 1)..]);
    }
}
