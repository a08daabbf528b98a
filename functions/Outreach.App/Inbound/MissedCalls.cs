using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Calls that were rung and not answered: the caller pays nothing, and is answered by SMS.</summary>
public sealed class MissedCalls(Engine engine, IOptions<OutreachOptions> options)
{
    /// <param name="id">The gateway's own id of the call; the same one twice is one call.</param>
    /// <param name="at">When it rang, by the gateway's clock.</param>
    public async Task TakeAsync(string phone, string id, Instant at, CancellationToken ct)
    {
        // As with SMS: nobody outside the served countries is answered.
        if (Country.OfPhone(phone) is null) return;
        var call = new MissedCall($"call|{id}", at, options.Value.UssdCode);
        await engine.ExecuteAsync(new Work(queued: false), AggregateId.Subscriber(phone), call, call.Id, ct);
    }
}
