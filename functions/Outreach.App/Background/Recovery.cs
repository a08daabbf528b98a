using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>Finds the work to queue when tables return without their queues, as from a backup. Queuing it twice is harmless.</summary>
/// <remarks>Covers committed effects that were not carried out, and jobs and events under way.</remarks>
public static class Recovery
{
    private sealed record Document(long V, IReadOnlyList<Effect>? P);

    private sealed record Effect(string Id);

    /// <summary>Where aggregates are; a new kind's table is among them.</summary>
    private static readonly Table[] aggregates =
        [.. Enum.GetValues<AggregateKind>().Select(kind => Keys.Of(new AggregateId(kind, "a.b")).Table)];

    /// <summary>The work that a stored entity leaves to do; null for none.</summary>
    public static WorkItem? Of(Key key, string data) => key.Table switch
    {
        Table.Broadcasts => WorkItem.Wake(AggregateId.Broadcast(key.Row)),
        Table.Imports => key.Row == "-" ? WorkItem.Wake(new AggregateId(AggregateKind.Import, key.Partition)) : null,
        Table.Batches when Json.Read<Document>(data) is { P: null } =>
            WorkItem.Wake(new AggregateId(AggregateKind.Batch, $"{key.Partition}.{key.Row}")),
        Table.EventDeliveries => WorkItem.Wake(AggregateId.EventDelivery($"{key.Partition}.{key.Row}")),
        Table.EventTargets => WorkItem.Wake(AggregateId.EventTargets(key.Partition)),
        Table.Sweeps => WorkItem.Wake(AggregateId.Sweep(key.Partition)),
        Table.Intakes => WorkItem.Wake(new AggregateId(AggregateKind.Intake, $"{key.Partition}.{key.Row}")),
        Table.Endings => WorkItem.Wake(AggregateId.Ending(key.Partition)),
        Table.Courses when Keys.IsCourseVersion(key) => null,
        var table when !aggregates.Contains(table) => null,
        _ => Json.Read<Document>(data) is { P: [var first, ..], V: var version }
            ? new WorkItem(WorkKind.Guard, Owner(first.Id), version)
            : null,
    };

    /// <summary>Reads the aggregate from an effect's id, <c>Kind/key|version|ordinal</c>.</summary>
    private static AggregateId Owner(string effectId)
    {
        var owner = string.Join('|', effectId.Split('|')[..^2]);
        var slash = owner.IndexOf('/', StringComparison.Ordinal);
        return new AggregateId(Enum.Parse<AggregateKind>(owner[..slash]), owner[(slash + 1)..]);
    }
}
