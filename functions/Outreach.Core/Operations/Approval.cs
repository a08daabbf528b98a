using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Operations;

public enum ApprovalStatus { Waiting, Approved, Refused, Expired }

/// <summary>The kinds of what takes two owners.</summary>
public static class ApprovalKinds
{
    public const string NumberAdded = "number added";
    public const string NumberLeft = "number left";
    public const string NumberMoved = "number moved";
    public const string PinReset = "PIN reset";
    public const string Erasure = "erasure";
    public const string Broadcast = "broadcast";
    /// <summary>Many people put into a course.</summary>
    public const string Enrolment = "enrolment";
    /// <summary>Other words for those who are in a course.</summary>
    public const string Correction = "correction";
    /// <summary>What coordinators say about an agreement in a side's name, and a mediator whom nobody knows.</summary>
    public const string InAName = "in a name";
    public const string Payment = "payment";
    public const string Programme = "programme";
    /// <summary>More money for SMS in a month.</summary>
    public const string Budget = "budget";
    /// <summary>Events go to a partner's address.</summary>
    public const string Events = "events";
    /// <summary>A mentor's reply that leads its reader elsewhere.</summary>
    public const string Reply = "reply";
    /// <summary>A file of many people.</summary>
    public const string Import = "import";
    /// <summary>A number in quarantine becomes another person's.</summary>
    public const string NumberTaken = "number taken";
    /// <summary>A partner leaves, with all its programmes.</summary>
    public const string Partner = "partner leaves";
    /// <summary>A farmer becomes a trader.</summary>
    public const string Trader = "trader";

    /// <summary>Takes data or access away, so it stays possible where a programme can only be read.</summary>
    public static bool StaysPossible(string kind) => kind is Erasure or NumberLeft or Partner;
}

/// <summary>The reason why an approval command was refused.</summary>
public enum ApprovalRefusal
{
    NotFound,
    /// <summary>The initiator cannot be the second approver.</summary>
    SameOwner,
    Decided,
    Expired,
    /// <summary>What would happen is not what the approver read.</summary>
    Changed,
    /// <summary>What it would replace was changed since.</summary>
    Overtaken,
    /// <summary>Its programme is over since it was asked for.</summary>
    Over,
}

/// <summary>Requests an operation that takes two: a second owner of a key must approve it.</summary>
/// <param name="Kind">The kind of operation: see <see cref="ApprovalKinds"/>.</param>
/// <param name="Subject">The subject for coordinators to read: a person's id, never a number or a PIN.</param>
/// <param name="Target">The aggregate that gets the command after approval.</param>
/// <param name="Command">The command to send after approval. Stored unencrypted until then, so it must hold no secret.</param>
/// <param name="By">The owner of the API key.</param>
/// <param name="About">What will happen, in words for the approver.</param>
/// <param name="Hash">The hash of exactly what will happen.</param>
/// <param name="WaitsAlone">The programme has one owner, and a day without a no stands for the second yes.</param>
/// <param name="PersonStops">The programme has one owner, and the person's own day to say KEEP stands for it.</param>
/// <param name="Also">Other programmes that it changes; null for none.</param>
[StoredAs("StartApproval")]
public sealed record StartApproval(string Programme, string Kind, string Subject, AggregateId Target, Command Command, string By,
    string About = "", string Hash = "", bool WaitsAlone = false, bool PersonStops = false,
    IReadOnlyList<string>? Also = null) : Command
{
    /// <summary>All programmes that it changes.</summary>
    public IReadOnlyList<string> Programmes => [Programme, .. Also ?? []];
}

/// <summary>The second owner's yes, or any owner's no.</summary>
/// <param name="Hash">The hash of what the approver read; null when they name the approval alone.</param>
[StoredAs("DecideApproval")] public sealed record DecideApproval(string By, bool Approve, string? Hash = null) : Command;

/// <summary>The person that it was about is erased.</summary>
[StoredAs("ForgetSubject")] public sealed record ForgetSubject : Command;

/// <summary>Stands where a command was that named an erased person's numbers. Changes nothing.</summary>
[StoredAs("Forgotten")] public sealed record Forgotten : Command;

/// <summary>An operation that waits for a second owner, or was decided by one.</summary>
/// <param name="Id">Prefixed with the programme: <c>maize.0123456789abcdef0123</c>.</param>
public sealed record Approval(
    string Id, string Programme, string Kind, string Subject, AggregateId Target, Command Command, string StartedBy, Instant StartedAt,
    ApprovalStatus Status = ApprovalStatus.Waiting, string? DecidedBy = null, Instant? DecidedAt = null, string About = "",
    string Hash = "", bool WaitsAlone = false, IReadOnlyList<string>? Also = null)
{
    /// <summary>All programmes that it changes. Who approves reaches them all; who refuses, one.</summary>
    public IReadOnlyList<string> Programmes => [Programme, .. Also ?? []];

    /// <summary>Who decided where a day without a no was the second yes.</summary>
    public const string TheWait = "24 hours";

    /// <summary>Who decided where the person can stop it on their phones.</summary>
    public const string ThePerson = WaitingAct.ThePerson;

    public static readonly Duration OpenFor = Duration.FromHours(24);

    public Instant ExpiresAt => StartedAt + OpenFor;

    /// <summary>The status at a time: expired after the deadline, even before the wake-up.</summary>
    public ApprovalStatus StatusAt(Instant now) =>
        Status == ApprovalStatus.Waiting && !WaitsAlone && now >= ExpiresAt ? ApprovalStatus.Expired : Status;
}

/// <summary>Decides on an approval: once, by another owner than the initiator, within a day.</summary>
public static class ApprovalDecisions
{
    public static Outcome<Approval> Decide(Approval? approval, string id, Command command, Instant now) => (approval, command) switch
    {
        (null, StartApproval start) => Start(id, start, now),
        (null, _) => Outcome<Approval>.Nothing(null, ApprovalRefusal.NotFound),
        (_, DecideApproval decide) => Decided(approval, decide, now),
        (_, ForgetSubject) => approval.StatusAt(now) == ApprovalStatus.Waiting || approval.Command is Forgotten
            ? Outcome<Approval>.Nothing(approval)
            : new(approval with { Target = approval.Target with { Key = "" }, Command = new Forgotten(), About = "" }, []),
        (_, Wake) when approval is { WaitsAlone: true, Status: ApprovalStatus.Waiting } && now >= approval.ExpiresAt =>
            Carried(approval, Approval.TheWait, now),
        (_, Wake) when approval.StatusAt(now) != approval.Status => new(approval with { Status = ApprovalStatus.Expired }, []),
        _ => Outcome<Approval>.Nothing(approval),
    };

    private static Outcome<Approval> Start(string id, StartApproval start, Instant now)
    {
        var approval =
            new Approval(id, start.Programme, start.Kind, start.Subject, start.Target, start.Command, start.By, now, About: start.About,
                Hash: start.Hash, WaitsAlone: start.WaitsAlone, Also: start.Also);
        return start.PersonStops
            ? Carried(approval, Approval.ThePerson, now)
            : new(approval, [new WakeAt(new AggregateId(AggregateKind.Approval, id), approval.ExpiresAt)]);
    }

    private static Outcome<Approval> Decided(Approval approval, DecideApproval decide, Instant now)
    {
        var verdict = decide.Approve ? ApprovalStatus.Approved : ApprovalStatus.Refused;
        if (approval.Status == verdict && approval.DecidedBy == decide.By) return Outcome<Approval>.Nothing(approval);
        if (approval.StatusAt(now) == ApprovalStatus.Expired) return Outcome<Approval>.Nothing(approval, ApprovalRefusal.Expired);
        if (approval.Status != ApprovalStatus.Waiting) return Outcome<Approval>.Nothing(approval, ApprovalRefusal.Decided);
        if (!decide.Approve) return new(approval with { Status = verdict, DecidedBy = decide.By, DecidedAt = now }, []);
        if (string.Equals(decide.By, approval.StartedBy, StringComparison.OrdinalIgnoreCase))
            return Outcome<Approval>.Nothing(approval, ApprovalRefusal.SameOwner);
        return decide.Hash is { } read && read != approval.Hash
            ? Outcome<Approval>.Nothing(approval, ApprovalRefusal.Changed)
            : Carried(approval, decide.By, now);
    }

    private static Outcome<Approval> Carried(Approval approval, string by, Instant now) =>
        new(approval with { Status = ApprovalStatus.Approved, DecidedBy = by, DecidedAt = now },
        [
            new Tell(approval.Target, approval.Command is ITakesTwo two ? two.ApprovedBy(by) : approval.Command),
            .. by is Approval.TheWait or Approval.ThePerson
                ? approval.Programmes.Select(programme => new KeepAudit(programme, by, "approval.waited", approval.Id, now,
                    $"{approval.Kind}: {approval.Subject}, asked by {approval.StartedBy}"))
                : [],
        ]);
}
