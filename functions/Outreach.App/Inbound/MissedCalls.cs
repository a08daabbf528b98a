using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Handles calls that rang unanswered: the caller pays nothing and gets an SMS.</summary>
public sealed class MissedCalls(Engine engine, IOptions<OutreachOptions> options)
{
    /// <param name="id">The gateway's own id of the call; a repeated id is one call.</param>
    /// <param name="at">The time of the ring, by the gateway's clock.</param>
    public async Task TakeAsync(string phone, string id, Instant at, CancellationToken ct)
    {
        // Numbers outside the known countries get no answer, as with SMS.
        if (Country.OfPhone(phone) is null) return;
        var work = new Work(Arrival.Request);
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone), ct);
        var programme = subscriber?.Holder is { } holder
            ? await engine.StateAsync<Programme>(work, AggregateId.Programme(holder.Programme), ct)
            : null;
        var call = new MissedCall($"call|{id}", at, options.Value.UssdCode, programme?.Name ?? "");
        await engine.ExecuteAsync(work, AggregateId.Subscriber(phone), call, call.Id, ct);
    }
}
