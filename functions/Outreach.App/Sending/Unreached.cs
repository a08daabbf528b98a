using System.Globalization;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;

namespace Outreach.App;

/// <summary>
/// Whom an earlier broadcast did not reach, read in the directory's order: two reads for each of its batches. Batches hold their people in
/// that order too.
/// </summary>
public sealed class Unreached
{
    private readonly Engine engine;
    private readonly ITables tables;
    private readonly Broadcast broadcast;
    private readonly bool alsoUnsure;
    private (int Number, Batch Batch, IReadOnlySet<string> People)? current;

    private Unreached(Engine engine, ITables tables, Broadcast broadcast, bool alsoUnsure) =>
        (this.engine, this.tables, this.broadcast, this.alsoUnsure) = (engine, tables, broadcast, alsoUnsure);

    /// <exception cref="InvalidOperationException">There is no such broadcast.</exception>
    public static async Task<Unreached> OpenAsync(Engine engine, ITables tables, string broadcast, bool alsoUnsure, CancellationToken ct) =>
        await engine.StateAsync<Broadcast>(new Work(Arrival.Queued), AggregateId.Broadcast(broadcast), ct) is { } there
            ? new(engine, tables, there, alsoUnsure)
            : throw new InvalidOperationException($"There is no broadcast {broadcast}.");

    /// <summary>Those after one directory key, up to and with another. Cheap where each stretch begins where the last ended.</summary>
    public async Task<IReadOnlySet<string>> BetweenAsync(string after, string last, CancellationToken ct)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (broadcast.Batches.Count == 0) return found;
        var number = current is { } known && string.CompareOrdinal(known.Batch.People[0], after) <= 0
            ? known.Number
            : await FirstAsync(after, ct);
        for (; number < broadcast.Batches.Count; number++)
        {
            if (current?.Number != number) current = await ReadAsync(number, ct);
            if (current is not { } batch || string.CompareOrdinal(batch.Batch.People[0], last) > 0) break;
            found.UnionWith(batch.People);
            if (string.CompareOrdinal(batch.Batch.People[^1], last) >= 0) break;
        }
        return found;
    }

    /// <summary>The first batch that ends after the key.</summary>
    private async Task<int> FirstAsync(string after, CancellationToken ct)
    {
        var (low, high) = (0, after.Length == 0 ? 0 : broadcast.Batches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal((await BatchAsync(middle, ct))!.People[^1], after) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private Task<Batch?> BatchAsync(int number, CancellationToken ct) =>
        engine.StateAsync<Batch>(new Work(Arrival.Queued), AggregateId.Batch(broadcast.Id, number), ct);

    private async Task<(int, Batch, IReadOnlySet<string>)?> ReadAsync(int number, CancellationToken ct)
    {
        if (await BatchAsync(number, ct) is not { } batch) return null;
        var own = string.Create(CultureInfo.InvariantCulture, $"{number:D5}.");
        var reports = (await tables.PageAsync(Table.Messages, broadcast.Id, own, Batch.Size, ct))
            .Where(r => r.Key.Row.StartsWith(own, StringComparison.Ordinal))
            .ToDictionary(r => int.Parse(r.Key.Row[own.Length..], CultureInfo.InvariantCulture), r => Stored.State<Message>(r).State);
        return (number, batch, batch.People.Where((_, place) => IsMissed((RecipientState)batch.States[place],
            reports.TryGetValue(place, out var state) ? state : null)).ToHashSet(StringComparer.Ordinal));
    }

    private bool IsMissed(RecipientState state, DeliveryState? report) => report switch
    {
        DeliveryState.Delivered => false,
        { } reported when reported.IsLost() => true,
        _ => state switch
        {
            RecipientState.Accepted or RecipientState.HeldBack => false,
            RecipientState.Unsure or RecipientState.Sending => alsoUnsure,
            _ => true,
        },
    };
}
