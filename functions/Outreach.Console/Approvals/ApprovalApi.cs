using System.Text.Json;
using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <param name="Kind">The kind of request, in one or two words.</param>
/// <param name="Subject">The person or thing that the approval concerns.</param>
/// <param name="About">What will happen: whole numbers and names, before and after.</param>
/// <param name="Hash">The hash of exactly what will happen; the approver may send it back.</param>
/// <param name="StartedBy">The key's owner; a different owner must approve.</param>
/// <param name="Command">Exactly what is carried out, as it is stored. The hash covers it. Absent for who may not approve.</param>
/// <param name="Programmes">All programmes that it changes. Who approves reaches them all; who refuses, one.</param>
/// <param name="WaitsAlone">The programme has one owner: without a no, it is carried out when it expires.</param>
internal sealed record ApprovalView(
    string Id, string Programme, string Kind, string Subject, string About, string Hash, string StartedBy, Instant StartedAt,
    Instant ExpiresAt, bool WaitsAlone, ApprovalStatus Status, string? DecidedBy, Instant? DecidedAt, JsonElement? Command,
    IReadOnlyList<string> Programmes)
{
    public static ApprovalView Of(Approval a, KeyHolder reader, Instant now) => new(a.Id, a.Programme, a.Kind, a.Subject, a.About, a.Hash,
        a.StartedBy, a.StartedAt, a.ExpiresAt, a.WaitsAlone, a.StatusAt(now), a.DecidedBy, a.DecidedAt,
        reader.HasAny(Approvals.RoleFor(a.Kind)) ? JsonSerializer.Deserialize<JsonElement>(Json.Write(a.Command)) : null, a.Programmes);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record ApprovalsView(IReadOnlyList<ApprovalView> Approvals, string? Next) : Zoned;

/// <summary>Lists what takes two owners; the second approves or refuses each.</summary>
internal sealed class ApprovalApi(Approvals approvals, Lookups lookups, IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<ApprovalsView>("approvals", "approvals", "What waits for a second owner's approval, and what was decided.",
            ListAsync, "programme", "after", "take").For(Access.Readers | Access.Admins, NamedBy.Query),
        ApiEndpoint.Post<ApprovalView>("approvals/{id}/approve", "approval.approve",
            "A second owner's yes: it is carried out. With hash it is that and nothing else. A programme's rules take admin.",
            (call, ct) => DecideAsync(call, true, ct)).EvenOver.For(Access.Overseers, NamedBy.Approval, "id")
                with { Query = ["hash"] },
        ApiEndpoint.Post<ApprovalView>("approvals/{id}/refuse", "approval.refuse", "Nothing is carried out.",
            (call, ct) => DecideAsync(call, false, ct)).EvenOver.For(Access.Overseers, NamedBy.Approval, "id"),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var found = await approvals.ListAsync(place.Programme, stretch.After, stretch.Take, ct);
        // A key that may read no person reads none here.
        var shown = found.Where(a => call.Holder.HasAny(Access.Readers) || call.Holder.HasAny(Approvals.RoleFor(a.Kind)))
            .Select(a => ApprovalView.Of(a, call.Holder, clock.GetCurrentInstant())).ToList();
        return Answer.Shows(new ApprovalsView(shown, stretch.Next(found, a => a.Id)), place.Programme.Id, shown.Count);
    }

    private async Task<Answer> DecideAsync(Call call, bool approve, CancellationToken ct)
    {
        var id = call.Named.Id;
        if (await approvals.FindAsync(id, ct) is not { } before) return NotFound;
        if (!call.Holder.HasAny(Approvals.RoleFor(before.Kind)))
            return Answer.Forbidden($"This needs a key for {string.Join(", ", Access.Names(Approvals.RoleFor(before.Kind)))}.");
        if (approve && before.Programmes.FirstOrDefault(p => !call.Holder.Reaches(p)) is not null)
            return Answer.Forbidden($"This changes {string.Join(", ", before.Programmes)}; a yes needs a key that reaches all of them.");
        if (await approvals.DecideAsync(id, new DecideApproval(call.Who, approve, call.Query("hash")), ct) is { } refusal)
            return Refused(refusal);
        var after = (await approvals.FindAsync(id, ct))!;
        var change =
            new Change(after.Programme, after.Id, $"{after.Kind}: {after.Subject}, asked by {after.StartedBy}",
                before.Status != after.Status) { Programmes = after.Programmes };
        return Answer.Changed(ApprovalView.Of(after, call.Holder, clock.GetCurrentInstant()), change);
    }

    private static Answer NotFound { get; } = Answer.NotFound("There is no approval of that id.");

    private static Answer Refused(ApprovalRefusal refusal) => refusal switch
    {
        ApprovalRefusal.SameOwner => Answer.Conflict("You started this; another owner of a key has to approve it."),
        ApprovalRefusal.Changed => Answer.Conflict("hash is not the one of what would happen; read the approval again."),
        ApprovalRefusal.Overtaken => Answer.Conflict("What this would replace was changed since it was asked for; start it anew."),
        ApprovalRefusal.Over => Answer.Conflict("The programme is over since this was asked for."),
        ApprovalRefusal.Decided => Answer.Conflict("This was approved or refused before."),
        ApprovalRefusal.Expired => Answer.Conflict("Nobody approved this within a day; start it anew."),
        _ => NotFound,
    };
}
