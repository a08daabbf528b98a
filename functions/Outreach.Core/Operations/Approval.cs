using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Core.Operations;

public enum ApprovalStatus { Waiting, Approved, Refused, Expired }

/// <summary>Why an approval did not do what it was asked.</summary>
public enum ApprovalRefusal
{
    NotFound,
    /// <summary>Whoever started it cannot be the second who says yes.</summary>
    SameHolder,
    /// <summary>It was approved or refused before.</summary>
    Decided,
    Expired,
}

/// <summary>Somebody asks for what takes two: a second holder of an API key has to approve it.</summary>
/// <param name="Kind">What it is, in a word or two: <c>number change</c>.</param>
/// <param name="Subject">Whom or what it is about, as coordinators read it: a person's id, never a number or a PIN.</param>
/// <param name="Target">Who is told once it is approved.</param>
/// <param name="Command">What it is told. Kept as it is until then, so it holds no secret.</param>
/// <param name="By">The name of the key's holder.</param>
[StoredAs("StartApproval")]
public sealed record StartApproval(string Programme, string Kind, string Subject, AggregateId Target, Command Command, string By) : Command;

/// <summary>The second holder's yes, or anybody's no.</summary>
[StoredAs("DecideApproval")] public sealed record DecideApproval(string By, bool Approve) : Command;

/// <summary>What waits for a second holder, or was decided by one.</summary>
/// <param name="Id">With the programme's in front: <c>maize.0123456789abcdef0123</c>.</param>
public sealed record Approval(
    string Id, string Programme, string Kind, string Subject, AggregateId Target, Command Command, string StartedBy, Instant StartedAt,
    ApprovalStatus Status = ApprovalStatus.Waiting, string? DecidedBy = null, Instant? DecidedAt = null)
{
    public static readonly Duration OpenFor = Duration.FromHours(24);

    public Instant ExpiresAt => StartedAt + OpenFor;

    /// <summary>As it is now: one whose time has passed has expired, whether or not it has been woken since.</summary>
    public ApprovalStatus StatusAt(Instant now) => Status == ApprovalStatus.Waiting && now >= ExpiresAt ? ApprovalStatus.Expired : Status;
}

/// <summary>How an approval moves: once, by another holder than the one who started it, within a day.</summary>
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
