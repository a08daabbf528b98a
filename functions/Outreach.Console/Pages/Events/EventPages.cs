using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>Where a programme's events go to: the addresses, what each took, and sending it again.</summary>
internal sealed class EventPages(PartnerTargets targets, Approvals approvals, Desk desk) : IPages
{
    private const int DeliveriesShown = 50;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/events", "page.events", (call, ct) => ListAsync(call, null, ct)).For(Access.Overseers),
        PageEndpoint.Post("{programme}/events", "page.events.add", AddAsync).For(Access.Admins),
        PageEndpoint.Get("{programme}/events/{target}", "page.event-target", (call, ct) => ViewAsync(call, null, null, ct))
            .For(Access.Overseers),
        PageEndpoint.Post("{programme}/events/{target}", "page.event-target.act", ActAsync).For(Access.Admins),
    ];

    private async Task<Shown> ListAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var there = await targets.FindAsync(call.Programme!.Id, ct);
        var asked = (await approvals.AllAsync(call.Programme, ct))
            .Where(a => a.Kind == ApprovalKinds.Events && a.StatusAt(call.Now) == ApprovalStatus.Waiting).ToList();
        return Shown.View<EventsPage>(call.Words["Events.Title"], ("Targets", there.Targets), ("Waiting", asked), ("Fault", fault));
    }

    private async Task<Shown> AddAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "event-target.add", BodyOf(call), ("programme", call.Programme!.Id));
        if (answer.IsDone()) return Shown.See(call.To("events"), "Asked");
        return answer.Page() ?? (await ListAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> ViewAsync(PageCall call, FormFault? fault, string? secret, CancellationToken ct)
    {
        if ((await targets.FindAsync(call.Programme!.Id, ct)).Find(call.Route("target")) is not { } target) return Shown.NotFound;
        var after = call.Query("after") ?? "";
        var sent = await targets.DeliveriesAsync(call.Programme.Id, target.Id, after, DeliveriesShown, ct);
        return Shown.View<EventTargetPage>(new Uri(target.Url).Host, ("Target", target), ("Deliveries", sent), ("Secret", secret),
            ("Fault", fault), ("Next", sent.Count < DeliveriesShown ? null : PartnerTargets.NameOf(sent[^1]))).Reads(sent.Count, target.Id);
    }

    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        if ((await targets.FindAsync(call.Programme!.Id, ct)).Find(call.Route("target")) is null) return Shown.NotFound;
        var here = call.To($"events/{Uri.EscapeDataString(call.Route("target"))}");
        var (name, body, done) = call.Field("act") switch
        {
            "change" => ("event-target.change", BodyOf(call), "Asked"),
            "test" => ("event-target.test", null, "EventSent"),
            "secret" => ("event-target.secret", null, ""),
            "on" => ("event-target.switch", new EventSwitchBody(true), "Act"),
            "off" => ("event-target.switch", new EventSwitchBody(false), "Act"),
            "remove" => ("event-target.remove", null, "Act"),
            "again" => ("event-deliveries.again", new EventAgainBody(call.Optional("delivery")), "Again"),
            _ => ("", (object?)null, ""),
        };
        if (name.Length == 0) return Shown.Stale;
        var answer = await desk.DoAsync(call, name, body, ("programme", call.Programme.Id), ("id", call.Route("target")));
        if (!answer.IsDone()) return answer.Page() ?? (await ViewAsync(call, answer.Fault(), null, ct)).With(answer.Fault()!.PageStatus);
        // The secret stands on the answer alone: in no address, and in nothing that is kept.
        if (done.Length == 0) return await ViewAsync(call, null, answer.Value("secret") ?? "", ct);
        if (done == "Again" && answer.Value("left") is not (null or "0")) done = "AgainMore";
        return Shown.See(name == "event-target.remove" ? call.To("events") : here, done);
    }

    private static EventTargetBody BodyOf(PageCall call) => new(call.Field("url"),
        [.. PartnerEvents.Types.Where(t => call.Field($"event-{t}").Length > 0)], call.Field("details").Length > 0);
}
