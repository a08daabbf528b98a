using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>
/// Where a programme's events go to. What lets more data out takes two owners. Less takes one, and so do the secret and
/// going on with what two approved.
/// </summary>
internal sealed class EventApi(PartnerTargets targets, Approvals approvals, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<EventTargetsView>("events/{programme}", "event-targets", "The addresses that get the programme's events.",
            ListAsync).For(Access.Overseers, NamedBy.Route),
        ApiEndpoint.Post<EventTargetBody, EventTargetsView>("events/{programme}", "event-target.add",
            "Adds an address that gets events, once a second owner with admin approves it.",
            (call, body, ct) => SetAsync(call, "e" + call.RequestId[..12], body, ct)).MayWait.For(Access.Admins, NamedBy.Route),
        ApiEndpoint.Post<EventTargetBody, EventTargetsView>("events/{programme}/{id}", "event-target.change",
            "Changes an address or what it gets, once a second owner with admin approves it.",
            async (call, body, ct) => await FindAsync(call, ct) is null ? None : await SetAsync(call, call.Route("id"), body, ct))
            .MayWait.For(Access.Admins, NamedBy.Route),
        ApiEndpoint.Post<EventRemovedView>("events/{programme}/{id}/remove", "event-target.remove",
            "Removes an address. What was on its way goes nowhere.", RemoveAsync).EvenOver.For(Access.Admins, NamedBy.Route),
        ApiEndpoint.Post<EventSwitchBody, EventTargetsView>("events/{programme}/{id}/switch", "event-target.switch",
            "Switches an address off, or on again to what two owners approved.", SwitchAsync).EvenOver.For(Access.Admins, NamedBy.Route),
        ApiEndpoint.Post<EventSecretView>("events/{programme}/{id}/secret", "event-target.secret",
            "Makes the address's next secret and shows it this once. The one before signs too for a day.", SecretAsync)
            .EvenOver.For(Access.Admins, NamedBy.Route),
        ApiEndpoint.Post<EventAgainView>("events/{programme}/{id}/test", "event-target.test",
            "Sends an event of type test, which says nothing.", TestAsync).For(Access.Admins, NamedBy.Route),
        ApiEndpoint.Get<EventDeliveriesView>("events/{programme}/{id}/deliveries", "event-deliveries",
            "What was sent to an address, the newest first.", DeliveriesAsync, "after", "take")
            .For(Access.Overseers, NamedBy.Route),
        ApiEndpoint.Post<EventAgainBody, EventAgainView>("events/{programme}/{id}/again", "event-deliveries.again",
            "Sends a delivery again, or all that the address did not take. The events keep their ids.", AgainAsync)
            .For(Access.Admins, NamedBy.Route),
    ];

    private static Answer None { get; } = Answer.NotFound("The programme has no such target.");

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, fault) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return fault!;
        return Answer.Ok(EventTargetsView.Of(await targets.FindAsync(place.Programme.Id, ct), whole: call.Holder.HasAny(Access.Admins)));
    }

    private async Task<Answer> SetAsync(Call call, string id, EventTargetBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        if (!Uri.TryCreate(body.Url.Trim(), UriKind.Absolute, out var url) || !targets.MayBeAt(url)
            || !url.Host.All(char.IsAscii))
            return Answer.Bad("url", "url is an address such as https://erp.example.org/outreach: over https, at a name and not a number, "
                + "in letters of a to z (another script's as xn--), without a user or a mark behind #.");
        if (body.Events.Count == 0 || body.Events.FirstOrDefault(e => !PartnerEvents.Types.Contains(e)) is not null)
            return Answer.Bad("events", $"events are one or more of: {string.Join(", ", PartnerEvents.Types)}.");
        var there = await targets.FindAsync(place.Programme.Id, ct);
        if (there.Find(id) is null && there.Targets.Count >= EventTargets.Most)
            return Answer.Conflict($"A programme has at most {EventTargets.Most} targets.");
        IReadOnlyList<string> events = [.. PartnerEvents.Types.Intersect(body.Events)];
        var set = new SetEventTarget(id, url.AbsoluteUri, events, body.Details, call.Who, there.Edition + 1);
        var about = $"{Said(url.AbsoluteUri, events, body.Details)}{(there.Find(id) is { } now
            ? $", in place of {Said(now.Url, now.Events, now.Details)}" : "")}.";
        var start = new StartApproval(place.Programme.Id, ApprovalKinds.Events, id, AggregateId.EventTargets(place.Programme.Id), set,
            call.Who, $"Events go to {about}");
        var approval = await approvals.StartAsync(call.CommandId("events|"), start, ct);
        return Answer.Waits(EventTargetsView.Of(there, whole: true) with { Approval = approval.Id },
            new(place.Programme.Id, approval.Id, $"asked for: {about}"));
    }

    private async Task<Answer> RemoveAsync(Call call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } target) return None;
        var programme = call.Route("programme");
        await targets.DoAsync(programme, new RemoveEventTarget(target.Id), call.CommandId("events|"), ct);
        return Answer.Changed(new EventRemovedView(target.Id), new(programme, target.Id, new Uri(target.Url).Host));
    }

    private async Task<Answer> SwitchAsync(Call call, EventSwitchBody body, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } target) return None;
        var programme = call.Route("programme");
        var (place, _) = await lookups.ProgrammeAsync(programme, "programme", ct);
        if (body.On && place?.Programme.ReadOnlySince is { } since) return Gate.Over(since);
        await targets.DoAsync(programme, new SwitchEventTarget(target.Id, body.On, call.Who), call.CommandId("events|"), ct);
        return Answer.Changed(EventTargetsView.Of(await targets.FindAsync(programme, ct), whole: true),
            new(programme, target.Id, body.On ? "on" : "off", IsWritten: target.IsOn != body.On));
    }

    private async Task<Answer> SecretAsync(Call call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } target) return None;
        var programme = call.Route("programme");
        var secret = await targets.RenewAsync(programme, target.Id, call.CommandId("secret|"), ct);
        return Answer.Changed(new EventSecretView(target.Id, secret), new(programme, target.Id, new Uri(target.Url).Host))
            .KeptAs(new EventSecretView(target.Id, null));
    }

    private async Task<Answer> TestAsync(Call call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } target) return None;
        var programme = call.Route("programme");
        await targets.TestAsync(programme, target, call.CommandId("test|"), ct);
        return Answer.Changed(new EventAgainView(target.Id, 1), new(programme, target.Id, new Uri(target.Url).Host));
    }

    private async Task<Answer> DeliveriesAsync(Call call, CancellationToken ct)
    {
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        if (await FindAsync(call, ct) is not { } target) return None;
        var sent = await targets.DeliveriesAsync(call.Route("programme"), target.Id, stretch.After, stretch.Take, ct);
        return Answer.Shows(new EventDeliveriesView([.. sent.Select(EventDeliveryView.Of)], stretch.Next(sent, PartnerTargets.NameOf)),
            call.Route("programme"), sent.Count, target.Id);
    }

    private async Task<Answer> AgainAsync(Call call, EventAgainBody body, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } target) return None;
        if (!target.IsOn) return Answer.Conflict("The target is off. Switch it on first.", "off");
        var programme = call.Route("programme");
        if (body.Delivery is { } one && !await targets.AgainAsync(programme, target.Id, one, ct))
            return Answer.Conflict("There is no such delivery, or it is on its way.");
        var (sent, left) = body.Delivery is null ? await targets.AgainAsync(programme, target.Id, ct) : (1, 0);
        return Answer.Changed(new EventAgainView(target.Id, sent, left),
            new(programme, target.Id, body.Delivery ?? $"{sent} again{(left > 0 ? $", {left} left" : "")}", IsWritten: sent > 0));
    }

    private async Task<EventTarget?> FindAsync(Call call, CancellationToken ct) =>
        Inputs.IsKey(call.Route("programme")) ? (await targets.FindAsync(call.Route("programme"), ct)).Find(call.Route("id")) : null;

    private static string Said(string url, IReadOnlyList<string> events, bool details) =>
        $"{EventTarget.Bare(url)}: {string.Join(", ", events)}{(details ? ", with names, figures and masked numbers" : ", ids only")}";
}
