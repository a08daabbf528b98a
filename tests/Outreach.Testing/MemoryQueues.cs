using System.Globalization;
using System.Text;
using NodaTime;
using Outreach.App;

namespace Outreach.Testing;

/// <summary>
/// The queues in memory, on a test's clock, with Azure's limits. As in Azure, a receipt stays valid after its visibility until another
/// receive or update, and waits are whole seconds, rounded up.
/// </summary>
public sealed class MemoryQueues(IClock clock) : IQueues
{
    private const int MaxBodyBytes = 48 * 1024;
    private static readonly Duration Longest = Duration.FromDays(7);

    private readonly Lock gate = new();
    private readonly Dictionary<(Queue, bool Poison), Messages> queues = Enum.GetValues<Queue>()
        .SelectMany(queue => new[] { (queue, false), (queue, true) }).ToDictionary(name => name, _ => new Messages());
    private long stamps;

    public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct) =>
        Answer(() => Send(queues[(queue, false)], TraceCarrier.Write(body), delay), ct);

    public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct) => Answer(() =>
    {
        CheckBody(body);
        if (queues[(queue, false)].Find(item) is not { } message) return false;
        message.Body = TraceCarrier.Write(body);
        Hide(queues[(queue, false)], message, delay, Duration.Zero);
        return true;
    }, ct);

    public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) => Answer(() => queues[(queue, false)].Remove(item), ct);

    public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        Answer(() => Receive(queues[(queue, false)], max, visibility), ct);

    public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        Answer(() => Receive(queues[(queue, true)], max, visibility), ct);

    public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) =>
        Answer(() => Send(queues[(queue, true)], body, Duration.Zero), ct);

    public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) =>
        Answer(() => queues[(queue, true)].Remove(item), ct);

    /// <summary>The bodies in a queue, hidden ones too, in the order of visibility.</summary>
    public IReadOnlyList<string> Bodies(Queue queue, bool poison = false)
    {
        lock (gate) return [.. queues[(queue, poison)].InOrder.Select(message => message.Body)];
    }

    /// <summary>
    /// The instant when a queue's next message becomes visible, possibly in the past; null when the queue is empty. A test can move the
    /// clock there.
    /// </summary>
    public Instant? NextVisible(Queue queue)
    {
        lock (gate) return queues[(queue, false)].InOrder.FirstOrDefault()?.VisibleAt;
    }

    /// <summary>Everything in a queue: the body, the instant of visibility, and the count of deliveries.</summary>
    public IReadOnlyList<(string Body, Instant VisibleAt, int DequeueCount)> All(Queue queue, bool poison = false)
    {
        lock (gate) return [.. queues[(queue, poison)].InOrder.Select(message => (message.Body, message.VisibleAt, message.DequeueCount))];
    }

    /// <summary>Replaces the content by that of the other queues.</summary>
    public void Load(MemoryQueues other)
    {
        lock (gate)
        {
            foreach (var (name, messages) in other.queues) queues[name] = messages.Copy();
            stamps = other.stamps;
        }
    }

    private Task<T> Answer<T>(Func<T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(work());
    }

    private QueueItem Send(Messages queue, string body, Duration delay)
    {
        CheckBody(body);
        var message = new Message { Id = Stamp("m"), Number = stamps, Body = body };
        Hide(queue, message, delay, Duration.Zero);
        return message.Item;
    }

    private IReadOnlyList<QueueItem> Receive(Messages queue, int max, Duration visibility)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 32);
        var now = clock.GetCurrentInstant();
        var received = queue.InOrder.TakeWhile(message => message.VisibleAt <= now).Take(max).ToList();
        foreach (var message in received)
        {
            Hide(queue, message, visibility, Duration.FromSeconds(1));
            message.DequeueCount++;
        }
        return [.. received.Select(message => message.Item)];
    }

    private void Hide(Messages queue, Message message, Duration delay, Duration least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, Longest);
        queue.Put(message, clock.GetCurrentInstant() + Duration.FromSeconds(Math.Ceiling(delay.TotalSeconds)));
        message.Receipt = Stamp("r");
    }

    private string Stamp(string kind) => kind + (++stamps).ToString(CultureInfo.InvariantCulture);

    private static void CheckBody(string body) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(body), MaxBodyBytes, nameof(body));

    private sealed class Message
    {
        public required string Id { get; init; }

        /// <summary>In the order of sending.</summary>
        public required long Number { get; init; }
        public required string Body { get; set; }
        public string Receipt { get; set; } = "";
        public Instant VisibleAt { get; set; }
        public int DequeueCount { get; set; }
        public Message Copy() => (Message)MemberwiseClone();
        public QueueItem Item => new(Id, Receipt, Body, DequeueCount);
    }

    /// <summary>One queue's messages by visibility; equal ones keep the order of sending.</summary>
    private sealed class Messages
    {
        private static readonly Comparer<Message> soonest = Comparer<Message>.Create((one, other) =>
            one.VisibleAt.CompareTo(other.VisibleAt) is not 0 and var first ? first : one.Number.CompareTo(other.Number));

        private readonly SortedSet<Message> order = new(soonest);
        private readonly Dictionary<string, Message> byId = new(StringComparer.Ordinal);

        public IEnumerable<Message> InOrder => order;

        /// <summary>Adds the message, or moves it to another time.</summary>
        public void Put(Message message, Instant visibleAt)
        {
            if (!byId.TryAdd(message.Id, message)) order.Remove(message);
            message.VisibleAt = visibleAt;
            order.Add(message);
        }

        public Message? Find(QueueItem item) => byId.GetValueOrDefault(item.Id) is { } message && message.Receipt == item.Receipt
            ? message
            : null;

        public bool Remove(QueueItem item) => Find(item) is { } message && byId.Remove(message.Id) && order.Remove(message);

        public Messages Copy()
        {
            var copy = new Messages();
            foreach (var message in order) copy.Put(message.Copy(), message.VisibleAt);
            return copy;
        }
    }
}
