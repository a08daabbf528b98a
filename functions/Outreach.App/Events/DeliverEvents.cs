using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>Takes one delivery's next step: one try, written down after it. A try that was cut off is made again.</summary>
public sealed class DeliverEvents(Engine engine, EventBodies bodies, EventSecrets secrets, IEnumerable<IEventSender> senders)
{
    /// <summary>How long a target is spared that failed several times in a row just now.</summary>
    private static readonly Duration spared = Duration.FromMinutes(1);

    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        var now = engine.Now(work);
        if (await engine.StateAsync<EventDelivery>(work, id, ct) is not { State: EventDeliveryState.Waits } delivery
            || delivery.NextAt > now) return;
        var programme = delivery.Event.Programme;
        var targets = await engine.StateAsync<EventTargets>(work, AggregateId.EventTargets(programme), ct);
        var command = targets?.Find(delivery.Target) switch
        {
            null => new EventNotSent(Gone: true),
            // A test is sent to see whether a target that is off works again.
            { IsOn: false } when delivery.Event.Type != PartnerEvents.Test => new EventNotSent(Gone: false),
            var target => Outcome(delivery, await TryAsync(work, target, delivery, now, ct)),
        };
        await engine.ExecuteAsync(work, id, command, $"event|{id.Key}|{delivery.Tries}", ct);
    }

    private static Command Outcome(EventDelivery delivery, EventOutcome outcome) =>
        outcome.Tried ? new EventTried(delivery.Tries, outcome.Taken, outcome.Said) : new EventWaits(spared);

    private async Task<EventOutcome> TryAsync(Work work, EventTarget target, EventDelivery delivery, Instant now, CancellationToken ct)
    {
        var (body, timestamp) = (await bodies.OfAsync(work, delivery, target.Details, ct), now.ToUnixTimeSeconds());
        var signatures = secrets.Sign(delivery.Event.Programme, target, delivery.Id, timestamp, body, now);
        return await senders.Single().SendAsync(new(new(target.Url), delivery.Id, timestamp, body, signatures), ct);
    }
}
