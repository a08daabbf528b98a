using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.Core.Kernel;
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
        var call = new MissedCall($"call|{id}", at, options.Value.UssdCode);
        await engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Subscriber(phone), call, call.Id, ct);
    }
}
