using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>The tables there are. Their physical names and key escaping are Outreach.Storage's.</summary>
public enum Table
{
    Subscribers, Agreements, Accounts, Messages, Broadcasts, Batches, Programmes,
    People, Due, ProviderIds, Tasks, Audit, Poison, Ledger, Letters, Pulses, Proofs, Approvals, Requests, Inbox, Sessions, Consents,
    Imports, Persons, Limits, Sweeps, DataCodes,
}

/// <summary>The queues there are. Each has a poison queue beside it.</summary>
public enum Queue { InboundSms, DeliveryReports, Work }

/// <summary>Where one entity stands. Any text is allowed in either part; comparisons are ordinal.</summary>
public readonly record struct Key(Table Table, string Partition, string Row);

/// <summary>One entity: its text (at most about 900 KB of UTF-8) and the version tag for a conditional write.</summary>
public sealed record Entity(Key Key, string Data, string ETag);

/// <summary>
/// Table storage as the App needs it. Every write is atomic for its one entity and nothing spans two.
/// A transient storage failure throws; a lost race is a null or false, never an exception.
/// </summary>
public interface ITables
{
    /// <summary>A point read; null when there is none.</summary>
    Task<Entity?> GetAsync(Key key, CancellationToken ct);

    /// <summary>Writes a new entity and returns its ETag; null when one is there already.</summary>
    Task<string?> InsertAsync(Key key, string data, CancellationToken ct);

    /// <summary>Replaces the entity if it still has this ETag and returns the new one; null when it has not, or is gone.</summary>
    Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct);

    /// <summary>Writes the entity whatever was there.</summary>
    Task UpsertAsync(Key key, string data, CancellationToken ct);

    /// <summary>Removes the entity; none there is fine.</summary>
    Task DeleteAsync(Key key, CancellationToken ct);

    /// <summary>
    /// Up to <paramref name="take"/> (1–1000) entities of one partition with row keys after <paramref name="after"/> ("" for the first), in
    /// ordinal order. One storage call.
    /// </summary>
    Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct);

    /// <summary>
    /// Up to <paramref name="take"/> (1–1000) entities in partitions up to and including <paramref name="partition"/>, in order of
    /// partition and row. For time buckets.
    /// </summary>
    Task<IReadOnlyList<Entity>> ThroughAsync(Table table, string partition, int take, CancellationToken ct);

    /// <summary>
    /// Up to <paramref name="take"/> (1–1000) entities in partitions after <paramref name="partition"/>, in order of partition and row. For
    /// walking a whole table in steps, away from anybody who waits.
    /// </summary>
    Task<IReadOnlyList<Entity>> BeyondAsync(Table table, string partition, int take, CancellationToken ct);
}

/// <summary>
/// A queued message as received: <paramref name="Receipt"/> is good until its visibility runs
/// out; <paramref name="DequeueCount"/> is 1 on the first delivery.
/// </summary>
public sealed record QueueItem(string Id, string Receipt, string Body, int DequeueCount);

/// <summary>
/// Queue storage as the App needs it: at least once, in no promised order, delays of 0 to 7 days. A JSON body carries the trace that is
/// being recorded along (<see cref="TraceCarrier"/>), and means the same with it.
/// </summary>
public interface IQueues
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>.</summary>
    Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct);

    /// <summary>
    /// Changes a message's body and when it shows; false when the receipt is stale (somebody else holds it, or it is gone).
    /// </summary>
    Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct);

    /// <summary>Removes a message; a stale receipt is fine and does nothing.</summary>
    Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct);

    /// <summary>Up to <paramref name="max"/> (1–32) visible messages, hidden from others for <paramref name="visibility"/>.</summary>
    Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct);

    /// <summary>The same for the queue's poison queue.</summary>
    Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct);

    /// <summary>Puts a body on the queue's poison queue.</summary>
    Task SendPoisonAsync(Queue queue, string body, CancellationToken ct);

    /// <summary>Removes a message from the poison queue.</summary>
    Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct);
}
