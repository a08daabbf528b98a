using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>Makes a delivery for each target that wants an event.</summary>
/// <remarks>
/// A process reads a programme's targets once a minute, so that an event costs nothing where nobody wants it. A new target gets what
/// happens from a minute after it was added.
/// </remarks>
public sealed class EventPublisher(ITables tables, IClock clock)
{
    private static readonly Duration readEvery = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Instant Until, IReadOnlyList<EventTarget> Targets)> known = new();

    /// <param name="effect">The id of the effect, from which the event's is made: carried out twice it is one event.</param>
    public async Task PublishAsync(Engine engine, Work work, PartnerEvent happened, string effect, CancellationToken ct)
    {
        // What is loaded as history happened to nobody's program.
        if (work.Silent) return;
        foreach (var target in (await TargetsAsync(happened.Programme, ct)).Where(t => t.Events.Contains(happened.Type)))
        {
            // Who switched a target off wants nothing there; what its failures held back can be sent again.
            if (target is { IsOn: false, OffBy: not null }) continue;
            await SendAsync(engine, work, target, happened, EventId(effect), ct);
        }
    }

    /// <summary>Sends one event to one target; the same event to it once more does nothing.</summary>
    /// <returns>The delivery's key.</returns>
    public static async Task<string> SendAsync(Engine engine, Work work, EventTarget target, PartnerEvent happened, string id,
        CancellationToken ct)
    {
        var key = KeyOf(happened.Programme, target.Id, happened.At, id);
        await engine.ExecuteAsync(work, AggregateId.EventDelivery(key), new DeliverEvent(target.Id, id, happened, Held: !target.IsOn), id,
            ct, expectNew: true);
        return key;
    }

    public static string EventId(string effect) => "evt_" + SmsSender.MessageId(effect);

    /// <summary>The newest of a target first.</summary>
    private static string KeyOf(string programme, string target, Instant at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{programme}.{target}|{long.MaxValue - at.ToUnixTimeTicks():D19}|{id}");

    private async Task<IReadOnlyList<EventTarget>> TargetsAsync(string programme, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (known.TryGetValue(programme, out var there) && now < there.Until) return there.Targets;
        var row = await tables.GetAsync(Keys.Of(AggregateId.EventTargets(programme)), ct);
        var targets = row is null ? [] : Stored.State<EventTargets>(row).Targets;
        known[programme] = (now + readEvery, targets);
        return targets;
    }
}
