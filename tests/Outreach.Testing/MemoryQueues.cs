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
    private readonly Dictionary<(Queue, bool Poison), List<Message>> queues = Enum.GetValues<Queue>()
        .SelectMany(queue => new[] { (queue, false), (queue, true) }).ToDictionary(name => name, _ => new List<Message>());
    private long stamps;

    public Task<QueueItem> SendAsync(Queue queue, string body, Duration delay, CancellationToken ct) =>
        Answer(() => Send(queues[(queue, false)], TraceCarrier.Write(body), delay), ct);

    public Task<bool> UpdateAsync(Queue queue, QueueItem item, string body, Duration delay, CancellationToken ct) => Answer(() =>
    {
        CheckBody(body);
        if (Find(queues[(queue, false)], item) is not { } message) return false;
        message.Body = TraceCarrier.Write(body);
        Hide(message, delay, Duration.Zero);
        return true;
    }, ct);

    public Task DeleteAsync(Queue queue, QueueItem item, CancellationToken ct) => Answer(() => Delete(queues[(queue, false)], item), ct);

    public Task<IReadOnlyList<QueueItem>> ReceiveAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        Answer(() => Receive(queues[(queue, false)], max, visibility), ct);

    public Task<IReadOnlyList<QueueItem>> ReceivePoisonAsync(Queue queue, int max, Duration visibility, CancellationToken ct) =>
        Answer(() => Receive(queues[(queue, true)], max, visibility), ct);

    public Task SendPoisonAsync(Queue queue, string body, CancellationToken ct) =>
        Answer(() => Send(queues[(queue, true)], body, Duration.Zero), ct);

    public Task DeletePoisonAsync(Queue queue, QueueItem item, CancellationToken ct) =>
        Answer(() => Delete(queues[(queue, true)], item), ct);

    /// <summary>The bodies in a queue, hidden ones too, in the order of visibility.</summary>
    public IReadOnlyList<string> Bodies(Queue queue, bool poison = false)
    {
        lock (gate) return [.. InOrder(queues[(queue, poison)]).Select(message => message.Body)];
    }

    /// <summary>
    /// The instant when a queue's next message becomes visible, possibly in the past; null when the queue is empty. A test can move the
    /// clock there.
    /// </summary>
    public Instant? NextVisible(Queue queue)
    {
        lock (gate) return InOrder(queues[(queue, false)]).FirstOrDefault()?.VisibleAt;
    }

    /// <summary>Everything in a queue: the body, the instant of visibility, and the count of deliveries.</summary>
    public IReadOnlyList<(string Body, Instant VisibleAt, int DequeueCount)> All(Queue queue, bool poison = false)
    {
        lock (gate) return [.. InOrder(queues[(queue, poison)]).Select(message => (message.Body, message.VisibleAt, message.DequeueCount))];
    }

    /// <summary>Replaces the content by that of the other queues.</summary>
    public void Load(MemoryQueues other)
    {
        lock (gate)
        {
            foreach (var (name, messages) in other.queues) queues[name] = [.. messages.Select(message => message.Copy())];
            stamps = other.stamps;
        }
    }

    private Task<T> Answer<T>(Func<T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(work());
    }

    private QueueItem Send(List<Message> queue, string body, Duration delay)
    {
        CheckBody(body);
        var message = new Message { Id = Stamp("m"), Body = body };
        Hide(message, delay, Duration.Zero);
        queue.Add(message);
        return message.Item;
    }

    private IReadOnlyList<QueueItem> Receive(List<Message> queue, int max, Duration visibility)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 32);
        var now = clock.GetCurrentInstant();
        var received = InOrder(queue).Where(message => message.VisibleAt <= now).Take(max).ToList();
        foreach (var message in received)
        {
            Hide(message, visibility, Duration.FromSeconds(1));
            message.DequeueCount++;
        }
        return [.. received.Select(message => message.Item)];
    }

    private void Hide(Message message, Duration delay, Duration least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, Longest);
        message.VisibleAt = clock.GetCurrentInstant() + Duration.FromSeconds(Math.Ceiling(delay.TotalSeconds));
        message.Receipt = Stamp("r");
    }

    private string Stamp(string kind) => kind + (++stamps).ToString(CultureInfo.InvariantCulture);

    private static bool Delete(List<Message> queue, QueueItem item) => Find(queue, item) is { } message && queue.Remove(message);

    private static Message? Find(List<Message> queue, QueueItem item) =>
        queue.Find(message => message.Id == item.Id && message.Receipt == item.Receipt);

    /// <summary>Orders messages by visibility; the sort is stable, so equal ones keep the order of sending.</summary>
    private static IEnumerable<Message> InOrder(List<Message> queue) => queue.OrderBy(message => message.VisibleAt);

    private static void CheckBody(string body) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(body), MaxBodyBytes, nameof(body));

    private sealed class Message
    {
        public required string Id { get; init; }
        public required string Body { get; set; }
        public string Receipt { get; set; } = "";
        public Instant VisibleAt { get; set; }
        public int DequeueCount { get; set; }
        public Message Copy() => (Message)MemberwiseClone();
        public QueueItem Item => new(Id, Receipt, Body, DequeueCount);
    }
}
