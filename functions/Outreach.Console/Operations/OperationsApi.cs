using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Reason">The reason that the message was not sent or delivered, in one sentence.</param>
internal sealed record MessageView(
    string Id, DeliveryState State, Purpose? Purpose, string? Programme, int Segments, MoneyView? Price, int Attempts, string? Gateway,
    SendFailure? Failure, string? Reason, Instant? FirstAt, Instant? ChangedAt)
{
    public static MessageView Of(Message m) =>
        new(m.Id, m.State, m.Order?.Purpose, m.Order?.Programme, m.Segments, PriceOf(m), m.Attempts, m.Gateway,
        m.Failure, m.Failure?.Sentence() ?? m.Why, m.FirstAt, m.ChangedAt);

    private static MoneyView? PriceOf(Message m) => m.Order is { } order && Country.OfPhone(order.Phone) is { } country
        ? MoneyView.Of(new Money(m.PriceMinor, country.Currency))
        : null;
}

internal sealed record PoisonView(string Id, Queue Queue, string Reason, Instant At);

internal sealed record PoisonListView(IReadOnlyList<PoisonView> Messages, string? Next);

/// <param name="Oldest">Seconds that the next message has been there.</param>
internal sealed record QueueLengthView(Queue Queue, bool SetAside, int Messages, long Oldest);

/// <param name="Problem">What is wrong with the storage; absent for nothing.</param>
/// <param name="SetAside">Messages that wait to be sent again, a thousand at most.</param>
/// <param name="WalkBegan">The last nightly walk; absent before the first.</param>
/// <param name="WalkEnded">Absent while it is under way.</param>
internal sealed record HealthView(string? Problem, IReadOnlyList<QueueLengthView> Queues, int SetAside, Instant? WalkBegan,
    Instant? WalkEnded)
{
    public static HealthView Of(SystemState s) => new(s.Problem,
        [.. s.Queues.Select(q => new QueueLengthView(q.Queue, q.IsSetAside, q.Messages, (long)q.Oldest.TotalSeconds))], s.SetAside,
        s.WalkBegan, s.WalkEnded);
}

internal sealed record ResentView(string Id);

/// <param name="Queue">Null for every queue.</param>
/// <param name="Reason">Words that the reason contains; null for every reason.</param>
internal sealed record ResendBody(Queue? Queue = null, string? Reason = null);

internal sealed record ResentManyView(int Messages);

/// <summary>The state of messages, and work that failed for good.</summary>
internal sealed class OperationsApi(Engine engine, Poison poison, SystemHealth health) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<MessageView>("messages/{id}", "message", "What became of an outgoing message.", MessageAsync)
            .For(Access.Readers, NamedBy.Message, "id"),
        ApiEndpoint.Get<HealthView>("health", "health", "How the system is: the storage, the queues, what was set aside, the last walk.",
            HealthAsync).For(Access.Admins, NamedBy.Everything),
        ApiEndpoint.Get<PoisonListView>("poison", "poison", "Queue messages that nobody could handle, without their bodies.", PoisonAsync,
            "after", "take").For(Access.Admins, NamedBy.Everything),
        ApiEndpoint.Post<ResentView>("poison/{id}/resend", "poison.resend", "Puts such a message on its queue again.", ResendAsync)
            .For(Access.Admins, NamedBy.Everything, "id"),
        ApiEndpoint.Post<ResendBody, ResentManyView>("poison/resend", "poison.resend-many",
            "Puts such messages of one queue, or with words in their reason, on their queues again; up to 1,000.", ResendManyAsync)
            .For(Access.Admins, NamedBy.Everything),
    ];

    private async Task<Answer> MessageAsync(Call call, CancellationToken ct) =>
        await engine.StateAsync<Message>(new Work(Arrival.Request), AggregateId.Message(call.Named.Id), ct) is { } message
            ? Answer.Ok(MessageView.Of(message))
            : Answer.NotFound("There is no message of that id.");

    private async Task<Answer> HealthAsync(Call call, CancellationToken ct) => Answer.Ok(HealthView.Of(await health.LookAsync(ct)));

    private async Task<Answer> PoisonAsync(Call call, CancellationToken ct)
    {
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var messages = await poison.ListAsync(stretch.After, stretch.Take, ct);
        return Answer.Shows(
            new PoisonListView([.. messages.Select(m => new PoisonView(m.Id, m.Queue, m.Reason, m.At))],
                stretch.Next(messages, m => m.Id)), "", messages.Count, "messages");
    }

    private async Task<Answer> ResendAsync(Call call, CancellationToken ct)
    {
        var id = call.Named.Id;
        return await poison.SendAgainAsync(id, ct)
            ? Answer.Changed(new ResentView(id), new("", id))
            : Answer.NotFound("There is no such message any more.");
    }

    private async Task<Answer> ResendManyAsync(Call call, ResendBody body, CancellationToken ct)
    {
        if (body is { Queue: null, Reason: null }) return Answer.Bad("queue", "Name a queue, a reason, or both.");
        return Answer.Changed(new ResentManyView(await poison.SendAgainAsync(body.Queue, body.Reason, ct)), new("", "messages"));
    }
}
