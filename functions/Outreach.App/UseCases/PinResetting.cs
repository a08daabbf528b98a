using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>A reset that was begun, with the approval that a second owner may give in place of the person.</summary>
public sealed record BegunReset(PinResetReply Reply, Approval? Approval);

/// <summary>Begins a PIN reset. The person agrees on the phone, or a second owner by an approval.</summary>
public sealed class PinResetting(Engine engine, Approvals approvals, OutreachOptions options)
{
    /// <param name="by">The owner, as the audit and the person's SMS name them.</param>
    public async Task<BegunReset> StartAsync(string phone, Holder who, string by, CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(who.Programme), ct);
        var reply =
            (PinResetReply)(await engine.ExecuteAsync(work, AggregateId.Subscriber(phone),
                new StartPinReset(by, options.UssdCode, programme?.Name ?? who.Programme, who.Key), $"pin-reset|{phone}", ct))!;
        if (reply.Reset is not { ApprovedBy: null } reset) return new(reply, null);
        // One approval for one reset, however often it is asked for.
        var start =
            new StartApproval(who.Programme, ApprovalKinds.PinReset, who.PersonId, AggregateId.Subscriber(phone),
                new ApprovePinReset("", options.UssdCode, who.Key), reset.By,
                $"{who.Name} chooses a new PIN of {reset.Programme} on the phone {phone}.");
        return new(reply, await approvals.StartAsync($"pin-reset|{who.Key}|{phone}|{reset.Until}", start, ct));
    }
}
