using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Operations;

public enum ApprovalStatus { Waiting, Approved, Refused, Expired }

/// <summary>The reason why an approval command was refused.</summary>
public enum ApprovalRefusal
{
    NotFound,
    /// <summary>The initiator cannot be the second approver.</summary>
    SameHolder,
    Decided,
    Expired,
}

/// <summary>Requests an operation that takes two: a second holder of an API key must approve it.</summary>
/// <param name="Kind">The kind of operation, in a word or two: <c>number change</c>.</param>
/// <param name="Subject">The subject for coordinators to read: a person's id, never a number or a PIN.</param>
/// <param name="Target">The aggregate that gets the command after approval.</param>
/// <param name="Command">The command to send after approval. Stored unencrypted until then, so it must hold no secret.</param>
/// <param name="By">The name of the API key's holder.</param>
[StoredAs("StartApproval")]
public sealed record StartApproval(string Programme, string Kind, string Subject, AggregateId Target, Command Command, string By) : Command;

/// <summary>The second holder's yes, or any holder's no.</summary>
[StoredAs("DecideApproval")] public sealed record DecideApproval(string By, bool Approve) : Command;

/// <summary>An operation that waits for a second holder, or was decided by one.</summary>
/// <param name="Id">Prefixed with the programme: <c>maize.0123456789abcdef0123</c>.</param>
public sealed record Approval(
    string Id, string Programme, string Kind, string Subject, AggregateId Target, Command Command, string StartedBy, Instant StartedAt,
    ApprovalStatus Status = ApprovalStatus.Waiting, string? DecidedBy = null, Instant? DecidedAt = null)
{
    public static readonly Duration OpenFor = Duration.FromHours(24);

    public Instant ExpiresAt => StartedAt + OpenFor;

    /// <summary>The status at a time: expired after the deadline, even before the wake-up.</summary>
    public ApprovalStatus StatusAt(Instant now) => Status == ApprovalStatus.Waiting && now >= ExpiresAt ? ApprovalStatus.Expired : Status;
}

/// <summary>Decides on an approval: once, by another holder than the initiator, within a day.</summary>
public static class ApprovalDecisions
{
    public static Outcome<Approval> Decide(Approval? approval, string id, Command command, Instant now) => (approval, command) switch
    {
        (null, StartApproval start) => Start(id, start, now),
        (null, _) => Outcome<Approval>.Nothing(null, ApprovalRefusal.NotFound),
        (_, DecideApproval decide) => Decided(approval, decide, now),
        (_, Wake) when approval.StatusAt(now) != approval.Status => new(approval with { Status = ApprovalStatus.Expired }, []),
        _ => Outcome<Approval>.Nothing(approval),
    };

    private static Outcome<Approval> Start(string id, StartApproval start, Instant now)
    {
        var approval = new Approval(id, start.Programme, start.Kind, start.Subject, start.Target, start.Command, start.By, now);
        return new(approval, [new WakeAt(new AggregateId(AggregateKind.Approval, id), approval.ExpiresAt)]);
    }

    private static Outcome<Approval> Decided(Approval approval, DecideApproval decide, Instant now)
    {
        var verdict = decide.Approve ? ApprovalStatus.Approved : ApprovalStatus.Refused;
        if (approval.Status == verdict && approval.DecidedBy == decide.By) return Outcome<Approval>.Nothing(approval);
        if (approval.StatusAt(now) == ApprovalStatus.Expired) return Outcome<Approval>.Nothing(approval, ApprovalRefusal.Expired);
        if (approval.Status != ApprovalStatus.Waiting) return Outcome<Approval>.Nothing(approval, ApprovalRefusal.Decided);
        if (decide.Approve && decide.By == approval.StartedBy) return Outcome<Approval>.Nothing(approval, ApprovalRefusal.SameHolder);
        return new(approval with { Status = verdict, DecidedBy = decide.By, DecidedAt = now },
            decide.Approve ? [new Tell(approval.Target, approval.Command)] : []);
    }
}
