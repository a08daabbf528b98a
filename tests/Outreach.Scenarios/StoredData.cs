using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>One thing that a version stored: an entity of a table, or a body of a queue.</summary>
/// <param name="Where">The table's or queue's name.</param>
/// <param name="Key">The partition and the row; empty for a queue.</param>
/// <param name="At">When it was written.</param>
/// <param name="As">What a later version makes of it when it writes it back; null where that is the same.</param>
public sealed partial record StoredThing(string Where, string Key, Instant At, JsonNode Data, JsonNode? As = null)
{
    /// <summary>
    /// The properties in it, each with the way there from the entity, or from the nearest object that names its type; and the values that
    /// may be names of ours, such as <c>Delivered</c>.
    /// </summary>
    public IReadOnlySet<string> Shape { get; } = Names(Data, Where).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonNode? node, string at) => node switch
    {
        JsonObject map => map.SelectMany(p => Names(p.Value, $"{map["$type"] ?? at}.{p.Key}")),
        JsonArray list => list.SelectMany(item => Names(item, at)).Append(at),
        JsonValue value when value.TryGetValue<string>(out var text) && Name().IsMatch(text) => [$"{at}={text}"],
        _ => [at],
    };

    [GeneratedRegex("^[A-Z][A-Za-z]{1,30}$")]
    private static partial Regex Name();
}

/// <summary>
/// Plays transcripts and keeps what they store: few things, which together have every property and every type that occurred.
/// </summary>
public static class StoredData
{
    public static async Task<IReadOnlyList<StoredThing>> RecordAsync(IEnumerable<string> scripts)
    {
        var all = new List<StoredThing>();
        foreach (var script in scripts) all.AddRange(await RecordAsync(script));
        var candidates = all.DistinctBy(thing => string.Join('|', thing.Shape.Order(StringComparer.Ordinal))).ToList();
        var (chosen, seen) = (new List<StoredThing>(), new HashSet<string>(StringComparer.Ordinal));
        while (candidates.MaxBy(New) is { } best && New(best) > 0)
        {
            chosen.Add(best);
            seen.UnionWith(best.Shape);
        }
        return [.. chosen.OrderBy(thing => thing.Where, StringComparer.Ordinal).ThenBy(thing => thing.Key, StringComparer.Ordinal)];

        int New(StoredThing thing) => thing.Shape.Count(name => !seen.Contains(name));
    }

    private static async Task<IReadOnlyList<StoredThing>> RecordAsync(string script)
    {
        var stored = new ConcurrentQueue<StoredThing>();
        World world = null!;
        world = new World(services => services
            .AddSingleton<ITables>(
                _ => new WatchedTables(world.Tables, (key, data) => Keep(key.Table.ToString(), $"{key.Partition} {key.Row}", data)))
            .AddSingleton<IQueues>(_ => new WatchedQueues(world.Queues, (queue, body) => Keep(queue.ToString(), "", body))));
        await using (world)
        {
            await Village.SettleInAsync(world, script);
            await new Transcript(world).PlayAsync(script);
        }
        return [.. stored];

        void Keep(string where, string key, string data)
        {
            // A message's id, or a number, is no JSON object and has no format.
            if (data.StartsWith('{') || data.StartsWith('['))
                stored.Enqueue(new(where, key, world.Clock.GetCurrentInstant(), JsonNode.Parse(data)!));
        }
    }

    private sealed class WatchedTables(ITables inner, Action<Key, string> keep) : TablesAround(inner)
    {
        public override Task<string?> InsertAsync(Key key, string data, CancellationToken ct)
        {
            keep(key, data);
            return base.InsertAsync(key, data, ct);
        }

        public override Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct)
        {
            keep(key, data);
            return base.ReplaceAsync(key, data, etag, ct);
        }

        public override Task UpsertAsync(Key key, string data, CancellationToken ct)
        {
            keep(key, data);
            return base.UpsertAsync(key, data, ct);
        }
    }

    private sealed class WatchedQueues(IQueues inner, Action<Queue, string> keep) : IQueues
    {
        public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct)
        {
            keep(queue, body);
            return inner.SendAsync(queue, body, delay, ct);
        }

        public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct)
        {
            keep(queue, body);
            return inner.UpdateAsync(queue, item, body, delay, ct);
        }

        public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeleteAsync(queue, item, ct);

        public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
            inner.ReceiveAsync(queue, max, visibility, ct);

        public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
            inner.ReceivePoisonAsync(queue, max, visibility, ct);

        public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) => inner.SendPoisonAsync(queue, body, ct);

        public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeletePoisonAsync(queue, item, ct);
    }
}
