using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A coordinator begins to reset this person's PIN. Answers with a <see cref="PinResetReply"/>.</summary>
/// <param name="Key">The person's; null for a phone that only one uses.</param>
public sealed record StartPinReset(string By, string UssdCode, string? Key = null) : Command;

/// <summary>A second coordinator stands in for the person's own yes. Answers with a <see cref="PinResetReply"/>.</summary>
public sealed record ApprovePinReset(string By, string UssdCode, string? Key = null) : Command;

/// <summary>Why a reset was not begun or approved.</summary>
public enum PinResetRefusal { NotRegistered, NoPin, NoneOpen, SamePerson, Shared }

/// <summary>The reset as it stands, or why there is none.</summary>
public sealed record PinResetReply(PinReset? Reset, PinResetRefusal? Refusal = null);

/// <summary>Resetting a PIN by two: a coordinator begins; the person on the phone, or a second coordinator, agrees.</summary>
public static class PinResets
{
    /// <summary>On a phone that several share it is the PIN of one of them, who must be named.</summary>
    internal static Outcome<Line> Decide(Line line, Command command, Instant now)
    {
        var key = command switch { StartPinReset start => start.Key, ApprovePinReset approve => approve.Key, _ => null };
        if (key is null && line.IsShared) return Refused(line, PinResetRefusal.Shared);
        if (key is not null && !line.Holds(key)) return Refused(line, PinResetRefusal.NotRegistered);
        var theirs = line.As(key);
        var outcome = command is StartPinReset begin ? Start(theirs, begin, now) : Approve(theirs, (ApprovePinReset)command, now);
        return outcome with { State = ReferenceEquals(outcome.State, theirs) ? line : outcome.State?.As(line.Holder?.Key) };
    }

    private static Outcome<Line> Start(Line line, StartPinReset start, Instant now)
    {
        if (line.Holder is null) return Refused(line, PinResetRefusal.NotRegistered);
        if (line.Pin is null) return Refused(line, PinResetRefusal.NoPin);
        // Asked for again, by whomever: one question to the person is enough.
        if (line.Reset is { } open && open.IsOpen(now)) return Outcome<Line>.Nothing(line, new PinResetReply(open));
        var reset = new PinReset(start.By, now + PinReset.ValidFor);
        return new(line with { Reset = reset }, [Sent(line, new PinResetAskedSms(start.By, start.UssdCode), reset.Until)], new PinResetReply(reset));
    }

    /// <summary>What shows something of the person closes at once: somebody may be in it with the old PIN.</summary>
    private static Outcome<Line> Approve(Line line, ApprovePinReset approve, Instant now)
    {
        if (line.Holder is null) return Refused(line, PinResetRefusal.NotRegistered);
        if (line.Reset is not { } open || !open.IsOpen(now)) return Refused(line, PinResetRefusal.NoneOpen);
        if (open.By == approve.By) return Refused(line, PinResetRefusal.SamePerson);
        if (open.IsGranted(now)) return Outcome<Line>.Nothing(line, new PinResetReply(open));
        var reset = open with { ApprovedBy = approve.By, Until = now + PinReset.ValidFor };
        var next = line with { Reset = reset, Session = line.Session is { } s ? s with { Authenticated = false } : null };
        return new(next, [Sent(line, new PinResetReadySms(line.Holder.Mentor, approve.UssdCode), reset.Until)], new PinResetReply(reset));
    }

    /// <summary>The question waits for this phone's answer.</summary>
    public static bool IsAsked(Line line, Instant now) => line.Reset is { } reset && reset.IsOpen(now) && !reset.IsGranted(now);

    /// <summary>What follows from a new PIN: the person hears of it, and after a reset the audit does. Nothing when it is the first.</summary>
    internal static IReadOnlyList<Effect>? AfterChoosing(Line line, Instant now)
    {
        if (line.Holder is not { } holder || line.Pin is null) return null;
        var reset = line.Reset?.IsGranted(now) == true;
        var told = new Send(SmsOrder.To(line.Phone, Purpose.Receipt, new PinChangedSms(reset, holder.Mentor), line.Programme, now) with { PersonId = holder.PersonId });
        return reset ? [told, Audited(line, "pin.reset", now)] : [told];
    }

    internal static KeepAudit Audited(Line line, string what, Instant now) => new(
        line.Programme, "phone", what, line.Holder!.PersonId, now, $"begun by {line.Reset!.By}" + (line.Reset.ApprovedBy is { } second ? $", approved by {second}" : ""));

    private static Send Sent(Line line, Sms sms, Instant until) => new(new SmsOrder(line.Phone, Purpose.Receipt, sms, line.Programme, until, line.Holder!.PersonId));

    private static Outcome<Line> Refused(Line line, PinResetRefusal why) => Outcome<Line>.Nothing(line, new PinResetReply(null, why));
}
