using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>Where a programme's events go to, and what became of each: for the API and the console.</summary>
public sealed class PartnerTargets(Engine engine, ITables tables, EventSecrets secrets, IEnumerable<IEventSender> senders, IClock clock)
{
    /// <summary>The most deliveries that one order sends again.</summary>
    public const int MostAgain = 200;

    public async Task<EventTargets> FindAsync(string programme, CancellationToken ct) =>
        await engine.StateAsync<EventTargets>(NewWork(), AggregateId.EventTargets(programme), ct) ?? new(programme, []);

    public bool MayBeAt(Uri url) => senders.Single().MayBeAt(url);

    public Task DoAsync(string programme, Command command, string cause, CancellationToken ct) =>
        engine.ExecuteAsync(NewWork(), AggregateId.EventTargets(programme), command, cause, ct);

    /// <summary>Makes the next secret and says it. The same command once more makes no other.</summary>
    public async Task<string> RenewAsync(string programme, string target, string commandId, CancellationToken ct)
    {
        await DoAsync(programme, new RenewEventSecret(target, commandId), commandId, ct);
        return secrets.Of(programme, target, (await FindAsync(programme, ct)).Find(target)!.Secret);
    }

    /// <summary>Sends an event that says nothing, to see whether the target takes it.</summary>
    public Task<string> TestAsync(string programme, EventTarget target, string commandId, CancellationToken ct) =>
        EventPublisher.SendAsync(engine, NewWork(), target with { OffAt = null },
            new(programme, PartnerEvents.Test, clock.GetCurrentInstant()), EventPublisher.EventId(commandId), ct);

    /// <summary>A target's deliveries, the newest first. <paramref name="after"/> is the last id of the page before.</summary>
    public async Task<IReadOnlyList<EventDelivery>> DeliveriesAsync(string programme, string target, string after, int take,
        CancellationToken ct)
    {
        var rows = await tables.PageAsync(Table.EventDeliveries, programme, $"{target}|{after}", take, ct);
        return [.. rows.TakeWhile(r => r.Key.Row.StartsWith($"{target}|", StringComparison.Ordinal)).Select(Stored.State<EventDelivery>)];
    }

    /// <summary>How a delivery is named among its target's.</summary>
    public static string NameOf(EventDelivery delivery) => delivery.Key[(delivery.Key.IndexOf('|', StringComparison.Ordinal) + 1)..];

    /// <returns>False where there is none, or it is on its way.</returns>
    public async Task<bool> AgainAsync(string programme, string target, string name, CancellationToken ct)
    {
        var id = AggregateId.EventDelivery($"{programme}.{target}|{name}");
        if (await engine.StateAsync<EventDelivery>(NewWork(), id, ct) is not { State: not EventDeliveryState.Waits }) return false;
        await engine.ExecuteAsync(NewWork(), id, new SendEventAgain(), $"again|{id.Key}", ct);
        return true;
    }

    /// <summary>Sends again what the target did not take, the oldest first.</summary>
    /// <returns>How many, at most <see cref="MostAgain"/>, and how many are left for another order.</returns>
    public async Task<(int Sent, int Left)> AgainAsync(string programme, string target, CancellationToken ct)
    {
        const int page = 200;
        var (oldest, left) = (new Queue<string>(), 0);
        for (var after = ""; ;)
        {
            var deliveries = await DeliveriesAsync(programme, target, after, page, ct);
            foreach (var lost in deliveries.Where(d => d.State is EventDeliveryState.Failed or EventDeliveryState.Held))
            {
                oldest.Enqueue(NameOf(lost));
                if (oldest.Count <= MostAgain) continue;
                oldest.Dequeue();
                left++;
            }
            if (deliveries.Count < page) break;
            after = NameOf(deliveries[^1]);
        }
        foreach (var name in oldest.Reverse()) await AgainAsync(programme, target, name, ct);
        return (oldest.Count, left);
    }

    private static Work NewWork() => new(Arrival.Request);
}
