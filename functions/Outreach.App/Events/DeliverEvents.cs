using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>Takes one delivery's next step: one try, written down after it. A try that was cut off is made again.</summary>
public sealed class DeliverEvents(Engine engine, ITables tables, EventBodies bodies, EventSecrets secrets,
    IEnumerable<IEventSender> senders)
{
    /// <summary>Parked deliveries woken at once.</summary>
    private const int Lanes = 50;

    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        var now = engine.Now(work);
        if (await engine.StateAsync<EventDelivery>(work, id, ct) is not { State: EventDeliveryState.Waits } delivery
            || delivery.NextAt > now) return;
        var targets = await engine.StateAsync<EventTargets>(work, AggregateId.EventTargets(delivery.Event.Programme), ct);
        // A test is sent to see whether a target that is off, or spared, works again.
        var isTest = delivery.Event.Type == PartnerEvents.Test;
        Command command = targets?.Find(delivery.Target) switch
        {
            null => new EventNotSent(Gone: true),
            { IsOn: false } when !isTest => new EventNotSent(Gone: false),
            var target when !isTest && target.IsSpared(now) && target.Sparing!.Probe != delivery.Key => new ParkEvent(),
            var target => await TriedAsync(work, target, delivery, now, ct),
        };
        await engine.ExecuteAsync(work, id, command, $"event|{id.Key}|{delivery.Tries}", ct);
    }

    /// <summary>Wakes what parked: one delivery to see whether its target works again, and all once it does or is off.</summary>
    public async Task WakeAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<EventTargets>(work, id, ct) is not { } targets) return;
        var now = engine.Now(work);
        foreach (var target in targets.Targets.Where(t => t.Parked > 0 && !(t.IsOn && t.IsSpared(now))))
        {
            var isProbe = target is { IsOn: true, Sparing.Until: not null };
            var (parked, upto, isLast) = await ParkedAsync(id.Key, target.Id, isProbe ? "" : target.Woken, isProbe ? 1 : Lanes, ct);
            Command command = isProbe && parked is [var probe] ? new ProbeEventTarget(target.Id, probe)
                : new WakeParked(target.Id, parked, target.Parked, upto, isLast);
            await engine.ExecuteAsync(work, id, command, $"parked|{id.Key}|{target.Id}", ct);
        }
    }

    /// <summary>The keys of the next parked deliveries, and the name of the last one looked at.</summary>
    private async Task<(IReadOnlyList<string> Keys, string Upto, bool IsLast)> ParkedAsync(string programme, string target, string after,
        int most, CancellationToken ct)
    {
        const int page = 200;
        for (var upto = after; ;)
        {
            var rows = await tables.PageAsync(Table.EventDeliveries, programme, $"{target}|{upto}", page, ct);
            var parked = rows.TakeWhile(r => r.Key.Row.StartsWith($"{target}|", StringComparison.Ordinal))
                .Select(Stored.State<EventDelivery>).ToList();
            var found = parked.Where(d => d is { Parked: true, State: EventDeliveryState.Waits }).Take(most).ToList();
            if (found.Count == most) return ([.. found.Select(d => d.Key)], PartnerTargets.NameOf(found[^1]), false);
            if (parked.Count < page || found.Count > 0)
                return ([.. found.Select(d => d.Key)], parked.Count == 0 ? upto : PartnerTargets.NameOf(parked[^1]), parked.Count < page);
            upto = PartnerTargets.NameOf(parked[^1]);
        }
    }

    private async Task<Command> TriedAsync(Work work, EventTarget target, EventDelivery delivery, Instant now, CancellationToken ct)
    {
        var (body, timestamp) = (await bodies.OfAsync(work, delivery, target.Details, ct), now.ToUnixTimeSeconds());
        var signatures = secrets.Sign(delivery.Event.Programme, target, delivery.Id, timestamp, body, now);
        var outcome = await senders.Single().SendAsync(new(new(target.Url), delivery.Id, timestamp, body, signatures), ct);
        return new EventTried(delivery.Tries, outcome.Taken, outcome.Said);
    }
}
