using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Operations;

public enum EventDeliveryState
{
    /// <summary>It goes out, or waits for its next try.</summary>
    Waits,
    Taken,
    /// <summary>All tries failed, or the target is gone.</summary>
    Failed,
    /// <summary>The target is off; it goes when somebody sends it again.</summary>
    Held,
}

/// <summary>One event on its way to one target.</summary>
/// <param name="Key">With the programme in front.</param>
/// <param name="Id">The event's id, the same for every target and every try.</param>
/// <param name="Tries">Since it was last sent by an order.</param>
/// <param name="NextAt">The earliest time of the next try; null for at once, and when it is over.</param>
/// <param name="LastAt">The last try.</param>
/// <param name="Last">What the last try came to, in a few words.</param>
/// <param name="Parked">Its target is spared, and wakes it.</param>
public sealed record EventDelivery(string Key, string Target, string Id, PartnerEvent Event, EventDeliveryState State, int Tries = 0,
    Instant? NextAt = null, Instant? LastAt = null, string? Last = null, bool Parked = false);

/// <summary>An event for a target. A repeat is known by the delivery's key.</summary>
/// <param name="Held">The target is off.</param>
[StoredAs("DeliverEvent")] public sealed record DeliverEvent(string Target, string Id, PartnerEvent Event, bool Held = false) : Command;

/// <summary>What a try came to.</summary>
/// <param name="Try">The number of tries before it, so that a repeat counts once.</param>
/// <param name="Said">In a few words: <c>HTTP 503</c>.</param>
[StoredAs("EventTried")] public sealed record EventTried(int Try, bool Taken, string Said) : Command;

/// <summary>Its target is spared: no try is made and none is counted, until the target wakes it.</summary>
[StoredAs("ParkEvent")] public sealed record ParkEvent : Command;

/// <summary>The target is off, or gone.</summary>
[StoredAs("EventNotSent")] public sealed record EventNotSent(bool Gone) : Command;

/// <summary>Sends it again, as a person orders.</summary>
[StoredAs("SendEventAgain")] public sealed record SendEventAgain : Command;

public static class EventDeliveryDecisions
{
    /// <summary>The waits after each failed try; three days together, the last one again until the event is so old.</summary>
    public static IReadOnlyList<Duration> Waits { get; } =
    [
        Duration.FromSeconds(10), Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2),
        Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14), Duration.FromHours(20), Duration.FromHours(24),
    ];

    public static Outcome<EventDelivery> Decide(EventDelivery? delivery, string key, Command command, Instant now)
    {
        var id = AggregateId.EventDelivery(key);
        return (delivery, command) switch
        {
            (null, DeliverEvent deliver) => new(new(key, deliver.Target, deliver.Id, deliver.Event,
                deliver.Held ? EventDeliveryState.Held : EventDeliveryState.Waits), deliver.Held ? [] : [new WakeNow(id)]),
            ({ State: EventDeliveryState.Waits }, EventTried tried) when tried.Try == delivery.Tries => Tried(delivery, id, tried, now),
            // Its target may have woken it and been spared again since.
            ({ State: EventDeliveryState.Waits }, ParkEvent) => new(
                delivery.Parked ? delivery : delivery with { Parked = true, NextAt = null },
                [new Tell(AggregateId.EventTargets(delivery.Event.Programme), new EventParked(delivery.Target))]),
            ({ State: EventDeliveryState.Waits }, EventNotSent not) => new(delivery with
            {
                State = not.Gone ? EventDeliveryState.Failed : EventDeliveryState.Held, NextAt = null, Parked = false,
            }, []),
            ({ State: not EventDeliveryState.Waits }, SendEventAgain) =>
                new(delivery with { State = EventDeliveryState.Waits, Tries = 0, NextAt = null }, [new WakeNow(id)]),
            _ => Outcome<EventDelivery>.Nothing(delivery),
        };
    }

    private static Outcome<EventDelivery> Tried(EventDelivery delivery, AggregateId id, EventTried tried, Instant now)
    {
        var next = delivery with { Tries = delivery.Tries + 1, LastAt = now, Last = tried.Said, NextAt = null, Parked = false };
        Effect told = new Tell(AggregateId.EventTargets(delivery.Event.Programme),
            new EventTargetAnswered(delivery.Target, tried.Taken, now, delivery.Key, delivery.Tries));
        if (tried.Taken) return new(next with { State = EventDeliveryState.Taken }, [told]);
        // One that was tried often for the others has as long as they.
        if (delivery.Tries >= Waits.Count && now >= delivery.Event.At + EventTarget.PatientFor)
            return new(next with { State = EventDeliveryState.Failed }, [told]);
        var at = now + Waits[Math.Min(delivery.Tries, Waits.Count - 1)];
        return new(next with { NextAt = at }, [told, new WakeAt(id, at, Bulk: true)]);
    }
}
