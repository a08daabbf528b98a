using Outreach.App;

namespace Outreach.Console;

/// <summary>A member of staff, with how they sign in and what sessions they have.</summary>
public sealed record StaffRow(KeyHolder Holder, bool HasKey, IReadOnlyList<BoundAccount> Accounts, IReadOnlyList<StaffSession> Sessions);

/// <summary>Who works in a programme and how they sign in; and one's own sessions.</summary>
internal sealed class StaffPages(KeyHolders keys, StaffAccounts accounts, StaffSessions going, Sessions sessions, OpenId provider,
    AuditTrail audit, Microsoft.Extensions.Options.IOptions<ConsoleOptions> options) : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/staff", "page.staff", (call, ct) => StaffAsync(call, null, ct)).For(Access.Overseers),
        PageEndpoint.Post("{programme}/staff", "page.staff.act", ActAsync).For(Access.Admins),
        PageEndpoint.Get("you", "page.you", YouAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Post("you", "page.you.end", EndOthersAsync).For(Access.Anyone, NamedBy.Nothing),
    ];

    private async Task<Shown> StaffAsync(PageCall call, string? link, CancellationToken ct)
    {
        // Who only coordinates sees who is there; how they sign in is for managers.
        var isManager = call.IsManager;
        var bound = isManager ? await accounts.ListAsync(ct) : [];
        var all = isManager ? await going.AllAsync(ct) : null;
        var rows = keys.All.Where(k => k.Holder.Reaches(call.Programme!.Id))
            .OrderBy(k => k.Holder.Owner, StringComparer.OrdinalIgnoreCase).ThenBy(k => k.Holder.Name, StringComparer.Ordinal)
            .Select(k => new StaffRow(k.Holder, k.Hash.Length > 0, [.. bound.Where(b => b.Name == k.Holder.Name)],
                [.. all?[k.Holder.Name] ?? []])).ToList();
        return Shown.View<StaffPage>(call.Words["Nav.staff"], ("Rows", rows), ("IsManager", isManager), ("Provider", provider.Name),
            ("Link", link), ("Reach", (Func<KeyHolder, bool>)(h => Reaches(call.Staff, h))));
    }

    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        // A manager of one programme does not look after who works in others.
        if (keys.Named(call.Field("name")) is not { } holder || !holder.Reaches(call.Programme!.Id) || !Reaches(call.Staff, holder))
            return Shown.NotFound;
        switch (call.Field("act"))
        {
            case "invite" when provider.IsOn:
                var token = await accounts.InviteAsync(holder, call.Staff.Owner, ct);
                await NoteAsync(call, "staff.invite", holder);
                return await StaffAsync(call, $"{options.Value.PublicBase}/console/invitation-{token}", ct);
            case "end":
                await sessions.EndAllAsync(call.Http, holder.Name, call.Session!, ct);
                await NoteAsync(call, "staff.end-sessions", holder);
                return Shown.See(call.To("staff"), "SessionsEnded");
            case "disconnect":
                await accounts.DisconnectAsync(holder.Name, ct);
                await sessions.EndAllAsync(call.Http, holder.Name, call.Session!, ct);
                await NoteAsync(call, "staff.disconnect", holder);
                return Shown.See(call.To("staff"), "Disconnected");
            default:
                return Shown.Stale;
        }
    }

    private async Task<Shown> YouAsync(PageCall call, CancellationToken ct) => Shown.View<YouPage>(call.Words["You.Title"],
        ("Sessions", await going.ListAsync(call.Staff.Name, ct)),
        ("Accounts", (IReadOnlyList<BoundAccount>)[.. (await accounts.ListAsync(ct)).Where(b => b.Name == call.Staff.Name)]));

    private async Task<Shown> EndOthersAsync(PageCall call, CancellationToken ct)
    {
        await sessions.EndAllAsync(call.Http, call.Staff.Name, call.Session!, ct);
        return Shown.See("/console/you", "SessionsEnded");
    }

    private Task NoteAsync(PageCall call, string what, KeyHolder holder) => audit.AppendAsync(call.Programme!.Id,
        new(call.Staff.Owner, what, holder.Name, call.Now, holder.Owner, call.Staff.Name), Repeats.IdOf(call.Field(Desk.Once)),
        CancellationToken.None);

    private static bool Reaches(KeyHolder manager, KeyHolder other) =>
        manager.ReachesAll || other.Programmes?.All(manager.Reaches) == true;
}
