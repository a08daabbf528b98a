using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>What takes two people, and what was done by whom.</summary>
internal sealed class ApprovalPages(Approvals approvals, AuditTrail audit, Broadcasts broadcasts, TipStories tips, Desk desk) : IPages
{
    private const int RowsShown = 100;
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/approvals", "page.approvals", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/approvals/{id}", "page.approval", ShowAsync).For(Access.Readers, NamedBy.Approval, "id"),
        PageEndpoint.Post("{programme}/approvals/{id}", "page.approval.decide", DecideAsync).For(Access.Overseers, NamedBy.Approval, "id")
            .Anew(Sureness.Strong, call => call.Field("decision") == "approve").ReadOnceMore,
        PageEndpoint.Get("{programme}/audit", "page.audit", AuditAsync).For(Access.Overseers),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var all = await approvals.AllAsync(call.Programme!, ct);
        var waiting = all.Where(a => a.StatusAt(call.Now) == ApprovalStatus.Waiting).OrderBy(a => a.StartedAt).ToList();
        return Shown.View<ApprovalsPage>(call.Words["Nav.approvals"], ("Waiting", waiting),
            ("Decided", all.Where(a => a.StatusAt(call.Now) != ApprovalStatus.Waiting).Take(30).ToList())).Reads(waiting.Count);
    }

    private Task<Shown> ShowAsync(PageCall call, CancellationToken ct) => ViewAsync(call, null, ct);

    private async Task<Shown> DecideAsync(PageCall call, CancellationToken ct)
    {
        var yes = call.Field("decision") == "approve";
        // The hash of what was on the page: a yes to that and nothing else.
        var answer = yes
            ? await desk.DoAsync(call, "approval.approve", null, ("id", call.Route("id")), ("hash", call.Field("hash")))
            : await desk.DoAsync(call, "approval.refuse", null, ("id", call.Route("id")));
        if (answer.IsDone()) return Shown.See(call.To("approvals"), yes ? "Approved" : "Refused");
        return answer.Page() ?? (await ViewAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> ViewAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var approval = (await approvals.FindAsync(call.Route("id"), ct))!;
        // Who says yes to a tip sees the check that its writer saw.
        var tip = approval.Kind == ApprovalKinds.Broadcast && approval.StatusAt(call.Now) == ApprovalStatus.Waiting
            && await broadcasts.FindAsync(approval.Subject, ct) is { Status: BroadcastStatus.Draft } draft
            ? await tips.OfAsync(call, draft, ct)
            : null;
        return Shown.View<ApprovalPage>(call.Words["Nav.approvals"], ("Approval", approval), ("Tip", tip), ("Fault", fault))
            .Reads(1 + (tip?.Readers ?? 0), approval.Id);
    }

    private async Task<Shown> AuditAsync(PageCall call, CancellationToken ct)
    {
        var subject = call.Query("subject");
        // Of one thing all is meant, unless a day is said.
        var from = Inputs.Day(call.Query("from") ?? "") ?? (subject is null ? call.Now.InZone(call.Zone).Date.PlusDays(-7) : null);
        var after = call.Query("after")
            ?? (from is { } day ? InstantPattern.ExtendedIso.Format(day.AtStartOfDayInZone(call.Zone).ToInstant()) : "");
        var (rows, next) = await audit.OfAsync(call.Programme!.Id, subject, new(after, RowsShown), ct);
        return Shown.View<AuditPage>(call.Words["Nav.audit"], ("Rows", (IReadOnlyList<AuditRow>)[.. rows.Select(r => r.Row)]),
            ("From", from?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? ""), ("Subject", subject), ("Next", next));
    }
}
