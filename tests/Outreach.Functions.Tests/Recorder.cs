using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Functions.Tests;

/// <summary>
/// Records all output of a request: log lines at every level, spans, and texts written to tables and queues. Log lines keep state, scopes
/// and exception; spans keep tags.
/// </summary>
public sealed class Recorder : ILoggerProvider, IDisposable
{
    private readonly ConcurrentQueue<string> kept = new();
    private readonly ActivityListener listener;

    public Recorder(MemoryTables tables, MemoryQueues queues)
    {
        (Tables, Queues) = (new KeptTables(tables, this), new KeptQueues(queues, this));
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped =
                span =>
                    Keep("span",
                        $"{span.DisplayName} {span.OperationName} {span.StatusDescription} {Join(span.TagObjects)} "
                            + $"{string.Join(' ', span.Baggage)} {string.Join(' ', span.Events.Select(e => e.Name + Join(e.Tags)))}"),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ITables Tables { get; }
    public IQueues Queues { get; }

    /// <summary>All recorded texts, each with its source in front.</summary>
    public IReadOnlyList<string> All => [.. kept];

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, this);

    public void Dispose() => listener.Dispose();

    private void Keep(string where, string what) => kept.Enqueue($"{where}: {what}");

    private static string Join(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    private sealed class Log(string category, Recorder to) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            to.Keep($"scope of {category}", state is IEnumerable<KeyValuePair<string, object?>> pairs ? Join(pairs) : $"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            to.Keep($"{logLevel} of {category}",
                $"{formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> pairs ? Join(pairs) : "")} "
                    + $"{exception}");
    }

    private sealed class KeptTables(MemoryTables inner, Recorder to) : TablesAround(inner)
    {
        public override Task<string?> InsertAsync(Key key, string data, CancellationToken ct) =>
            base.InsertAsync(Kept(key, data), data, ct);
        public override Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct) =>
            base.ReplaceAsync(Kept(key, data), data, etag, ct);
        public override Task UpsertAsync(Key key, string data, CancellationToken ct) => base.UpsertAsync(Kept(key, data), data, ct);
        public override Task UpsertManyAsync(IReadOnlyCollection<(Key Key, string Data)> entities, CancellationToken ct)
        {
            foreach (var (key, data) in entities) Kept(key, data);
            return base.UpsertManyAsync(entities, ct);
        }

        public override Task<bool> AppendAsync((Key Key, string Data) row, (Key Key, string Data) head, string? headETag,
            CancellationToken ct)
        {
            Kept(row.Key, row.Data);
            return base.AppendAsync(row, head, headETag, ct);
        }

        private Key Kept(Key key, string data)
        {
            to.Keep($"table {key.Table}", $"{key.Partition} {key.Row} {data}");
            return key;
        }
    }

    private sealed class KeptQueues(MemoryQueues inner, Recorder to) : IQueues
    {
        public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct) =>
            inner.SendAsync(Kept(queue, body), body, delay, ct);
        public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct) =>
            inner.UpdateAsync(Kept(queue, body), item, body, delay, ct);
        public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeleteAsync(queue, item, ct);
        public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
            inner.ReceiveAsync(queue, max, visibility, ct);
        public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
            inner.ReceivePoisonAsync(queue, max, visibility, ct);
        public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) => inner.SendPoisonAsync(Kept(queue, body), body, ct);
        public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) => inner.DeletePoisonAsync(queue, item, ct);

        private Queue Kept(Queue queue, string body)
        {
            to.Keep($"queue {queue}", body);
            return queue;
        }
    }
}
