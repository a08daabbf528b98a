using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Partners: who they are, what they share, and how they come and go.</summary>
internal sealed class PartnerApi(Organisations organisations, People people, Approvals approvals, KeyHolders keys, IClock clock)
    : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<PartnersView>("partners", "partners", "The partners whose programmes the key reaches.", ListAsync)
            .For(Access.Overseers, NamedBy.Nothing),
        ApiEndpoint.Get<PartnerView>("partners/{partner}", "partner", "A partner, its programmes, and whose keys reach its people.",
            ShowAsync).For(Access.Overseers, NamedBy.Partner, "partner"),
        ApiEndpoint.Post<PartnerBody, PartnerView>("partners", "partner.create",
            "Writes a partner down with its programmes, which come into being with it.", CreateAsync)
            .Creates.For(Access.Admins, NamedBy.Everything),
        ApiEndpoint.Post<PartnerChangeBody, PartnerView>("partners/{partner}", "partner.change",
            "Another name, other languages, another owner. The key reaches every programme of the partner.", ChangeAsync)
            .For(Access.Admins, NamedBy.Partner, "partner"),
        ApiEndpoint.Post<ShareBody, PartnerView>("partners/{partner}/share", "partner.share",
            "From next month on a programme shares its figures with a joint programme's partners, or with nobody.", ShareAsync)
            .For(Access.Admins, NamedBy.Everything, "partner"),
        ApiEndpoint.Post<PartnerView>("partners/{partner}/leave", "partner.leave",
            "Nothing begins in the partner's programmes any more, once a second owner with admin approves it. What was agreed goes on.",
            LeaveAsync).MayWait.EvenOver.For(Access.Admins, NamedBy.Partner, "partner"),
    ];

    private static Answer None { get; } = Answer.NotFound("There is no partner of that id.");

    private static Answer NotWhole { get; } = Answer.Forbidden("This needs a key that reaches every programme of the partner.");

    private async Task<Answer> ListAsync(Call call, CancellationToken ct) => Answer.Ok(new PartnersView(
        [.. (await organisations.ReachedAsync(call.Holder, ct)).Select(View)]));

    private async Task<Answer> ShowAsync(Call call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } standing) return None;
        var waiting = standing.Programmes.Count == 0 ? null : await WaitingAsync(standing.Programmes[0], ct);
        return Answer.Ok(View(standing) with { Approval = waiting?.Id });
    }

    private async Task<Answer> CreateAsync(Call call, PartnerBody body, CancellationToken ct)
    {
        var (before, all) = (await organisations.FindAsync(body.Id, ct), await people.ProgrammesAsync(ct));
        if (PartnerChecks.Fault(body, await organisations.AllAsync(ct)) is { } fault) return fault;
        var now = clock.GetCurrentInstant();
        var organisation = new Organisation(body.Id, body.Name.Trim(), body.Region, body.Languages,
            new(body.Owner.Name.Trim(), body.Owner.Contact.Trim()), call.Who, now);
        if (before is not null && !IsSame(before, organisation)) return Answer.Conflict("There is another partner of that id.");
        if (before?.LeftAt is not null) return Answer.Conflict("This partner has left.");
        if (all.FirstOrDefault(p => p.Partner?.Organisation == body.Id) is { } one && await WaitingAsync(one, ct) is not null)
            return Answer.Conflict("It is asked for that this partner leaves.");
        var (programmes, wrong) = PartnerChecks.Programmes(body, all, NextMonth(body.Region, now));
        if (programmes is null) return wrong!;
        // First what is asked for again and again until the partner itself is there.
        foreach (var programme in programmes)
        {
            if (all.All(p => p.Id != programme.Id)) await people.CreateProgrammeAsync(programme, ct);
            else
            {
                await organisations.JoinAsync(programme.Id, organisation, ct);
                if (body.Joint is { } joint) await organisations.ShareAsync(programme.Id, joint, NextMonth(body.Region, now), ct);
            }
        }
        await organisations.CreateAsync(organisation, ct);
        var standing = await organisations.ReachedAsync(body.Id, call.Holder, ct);
        return Answer.Created(View(standing!), new(programmes[0].Id, body.Id,
            $"{organisation.Name}: {string.Join(", ", programmes.Select(p => p.Id))}", before is null)
        { Programmes = [.. programmes.Select(p => p.Id)] });
    }

    private async Task<Answer> ChangeAsync(Call call, PartnerChangeBody body, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } standing) return None;
        if (!standing.IsWhole) return NotWhole;
        var (id, before) = (standing.Organisation.Id, standing.Organisation);
        if (PartnerChecks.Fault(id, body.Name, body.Languages, body.Owner, await organisations.AllAsync(ct)) is { } fault) return fault;
        IReadOnlyList<string> of = [.. standing.Programmes.Select(p => p.Id)];
        var replace = new ReplaceOrganisation(body.Name.Trim(), body.Languages, new(body.Owner.Name.Trim(), body.Owner.Contact.Trim()), of,
            body.Edition + 1);
        if (before.LeftAt is not null || !await organisations.ReplaceAsync(id, replace, call.CommandId("partner|"), ct))
            return Answer.Conflict("This partner was changed meanwhile, or has left; look at it again.");
        return await ChangedAsync(call, of,
            $"{before.Name}, {before.Owner.Name} before; {replace.Name}, {replace.Owner.Name} now", ct);
    }

    private async Task<Answer> ShareAsync(Call call, ShareBody body, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } standing) return None;
        if (standing.Programmes.FirstOrDefault(p => p.Id == body.Programme) is not { } programme)
            return Answer.Bad("programme", "programme is one of this partner's.");
        if (PartnerChecks.JointFault(body.Joint) is { } fault) return fault;
        if (programme.ReadOnlySince is { } since) return Gate.Over(since);
        if (programme.IsEnded) return Answer.Conflict("This programme has ended: it shares nothing new.");
        var from = NextMonth(programme.Region, clock.GetCurrentInstant());
        await organisations.ShareAsync(programme.Id, body.Joint ?? "", from, ct);
        return await ChangedAsync(call, [programme.Id],
            $"{programme.Id} shares with {body.Joint ?? "nobody"} from {YearMonthPattern.Iso.Format(from)}", ct);
    }

    private async Task<Answer> LeaveAsync(Call call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } standing) return None;
        if (!standing.IsWhole) return NotWhole;
        if (standing.Programmes is not [var first, ..] of) return None;
        if (standing.Organisation.LeftAt is not null) return Answer.Conflict("This partner has left.");
        if (await WaitingAsync(first, ct) is not null) return Answer.Conflict("That is asked for already.");
        IReadOnlyList<string> ids = [.. of.Select(p => p.Id)];
        var start = new StartApproval(first.Id, ApprovalKinds.Partner, standing.Organisation.Id,
            AggregateId.Organisation(standing.Organisation.Id), new EndOrganisation(ids), call.Who,
            $"{standing.Organisation.Name} leaves. Nobody is registered, no tip goes out and no course begins any more in "
                + $"{string.Join(", ", of.Select(p => p.Name))}; what people agree goes on.",
            Also: ids.Count > 1 ? [.. ids.Skip(1)] : null);
        var approval = await approvals.StartAsync(call.CommandId("leave|"), start, ct);
        return Answer.Waits(View(standing) with { Approval = approval.Id }, new(first.Id, standing.Organisation.Id, "asked for: leaves")
        { Programmes = ids });
    }

    private async Task<Answer> ChangedAsync(Call call, IReadOnlyList<string> programmes, string about, CancellationToken ct) =>
        Answer.Changed(View((await FindAsync(call, ct))!),
            new(programmes is [var first, ..] ? first : "", call.Named.Id, about) { Programmes = programmes is [] ? [""] : programmes });

    private async Task<Approval?> WaitingAsync(Programme programme, CancellationToken ct) => (await approvals.AllAsync(programme, ct))
        .FirstOrDefault(a => a.Kind == ApprovalKinds.Partner && a.StatusAt(clock.GetCurrentInstant()) == ApprovalStatus.Waiting);

    private Task<PartnerStanding?> FindAsync(Call call, CancellationToken ct) =>
        organisations.ReachedAsync(call.Named.Id, call.Holder, ct);

    private PartnerView View(PartnerStanding standing) => PartnerView.Of(standing, keys, clock.GetCurrentInstant());

    private static YearMonth NextMonth(string region, Instant now) =>
        Country.OfRegion(region)!.Today(now).ToYearMonth().PlusMonths(1);

    private static bool IsSame(Organisation a, Organisation b) =>
        (a.Name, a.Region, a.Owner) == (b.Name, b.Region, b.Owner) && a.Languages.SequenceEqual(b.Languages);
}
