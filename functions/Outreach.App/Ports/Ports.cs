using NodaTime;

namespace Outreach.App;

/// <summary>The tables. Outreach.Storage defines their physical names and key escaping.</summary>
public enum Table
{
    Subscribers, Agreements, Accounts, Messages, Broadcasts, Batches, Programmes,
    People, Due, ProviderIds, Tasks, Audit, Poison, Ledger, Letters, Pulses, Transactions, Unassigned, Approvals, Requests, Inbox,
    Sessions, Consents, Imports, Persons, Limits, Sweeps, DataCodes, Paces, TipDays, Learners, Courses, Intakes, Certificates, Disputes,
    FigureParts, Figures, Standings, Groups, Budgets, Staff, Organisations, Sheets, EventTargets, EventDeliveries, Endings,
}

/// <summary>The queues. Each has a poison queue beside it.</summary>
public enum Queue
{
    InboundSms, DeliveryReports, Work,
    /// <summary>Batches, reminder waves and other long work, which an answer to a person must not wait for.</summary>
    Bulk,
}

/// <summary>Storage is out of reach or refuses for now: no fault of the call, which may succeed later.</summary>
public sealed class StorageUnavailableException(string message, Exception cause) : Exception(message, cause);

/// <summary>The key of one entity. Any text is allowed in either part; comparisons are ordinal.</summary>
public readonly record struct Key(Table Table, string Partition, string Row);

/// <summary>One entity: its text (at most about 900 KB of UTF-8) and the version tag for a conditional write.</summary>
public sealed record Entity(Key Key, string Data, string ETag);

/// <summary>Table storage for the App. Every write is atomic for one entity; only <see cref="AppendAsync"/> spans two.</summary>
/// <remarks>Trouble throws <see cref="StorageUnavailableException"/>; a lost race is a null or false, never an exception.</remarks>
public interface ITables
{
    /// <summary>A point read; null when the entity does not exist.</summary>
    Task<Entity?> GetAsync(Key key, CancellationToken ct);

    /// <summary>Writes a new entity and returns its ETag; null when the entity exists already.</summary>
    Task<string?> InsertAsync(Key key, string data, CancellationToken ct);

    /// <summary>Replaces an entity that still has this ETag and returns the new one; null for a changed or missing entity.</summary>
    Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct);

    /// <summary>Writes the entity unconditionally.</summary>
    Task UpsertAsync(Key key, string data, CancellationToken ct);

    /// <summary>Removes the entity; a missing entity is no error.</summary>
    Task DeleteAsync(Key key, CancellationToken ct);

    /// <summary>Writes up to 100 entities of one partition unconditionally, all or none. One storage call.</summary>
    Task UpsertManyAsync(IReadOnlyCollection<(Key Key, string Data)> entities, CancellationToken ct);

    /// <summary>
    /// Inserts a row and, in the same partition, inserts the head or replaces the one that has this ETag: both or neither. False when the
    /// row is there, or another head. One storage call.
    /// </summary>
    Task<bool> AppendAsync((Key Key, string Data) row, (Key Key, string Data) head, string? headETag, CancellationToken ct);

    /// <summary>Removes up to 100 entities of one partition. One storage call, or one each where some are missing.</summary>
    Task DeleteManyAsync(IReadOnlyCollection<Key> keys, CancellationToken ct);

    /// <summary>Up to <paramref name="take"/> (1–1000) entities of one partition in ordinal order. One storage call.</summary>
    /// <param name="after">The row key before the first entity; "" for the partition's start.</param>
    Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct);

    /// <summary>
    /// Up to <paramref name="take"/> (1–1000) entities in partitions up to and including <paramref name="partition"/>, in order of
    /// partition and row. For time buckets.
    /// </summary>
    Task<IReadOnlyList<Entity>> ThroughAsync(Table table, string partition, int take, CancellationToken ct);

    /// <summary>
    /// Up to <paramref name="take"/> (1–1000) entities in partitions after <paramref name="partition"/>, in order of partition and row.
    /// For background walks through a whole table.
    /// </summary>
    Task<IReadOnlyList<Entity>> BeyondAsync(Table table, string partition, int take, CancellationToken ct);
}

/// <summary>
/// A received queue message. <paramref name="Receipt"/> is valid until the visibility ends; <paramref name="DequeueCount"/> is 1 on the
/// first delivery.
/// </summary>
public sealed record QueueItem(string Id, string Receipt, string Body, int DequeueCount);

/// <summary>Queue storage for the App: at-least-once delivery, no promised order, delays of 0 to 7 days.</summary>
/// <remarks>
/// Trouble throws <see cref="StorageUnavailableException"/>. A JSON body also carries the current trace (<see cref="TraceCarrier"/>),
/// which does not change its meaning.
/// </remarks>
public interface IQueues
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>.</summary>
    Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct);

    /// <summary>
    /// Changes a message's body and the time it becomes visible. False for a stale receipt: another receiver holds the message, or it is
    /// gone.
    /// </summary>
    Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct);

    /// <summary>Removes a message; a stale receipt is no error and does nothing.</summary>
    Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct);

    /// <summary>
    /// Receives up to <paramref name="max"/> (1–32) visible messages, hidden from others for <paramref name="visibility"/>.
    /// </summary>
    Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct);

    /// <summary>Receives from the queue's poison queue in the same way.</summary>
    Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct);

    /// <summary>Puts a body on the queue's poison queue.</summary>
    Task SendPoisonAsync(Queue queue, string body, CancellationToken ct);

    /// <summary>Removes a message from the poison queue.</summary>
    Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct);
}
