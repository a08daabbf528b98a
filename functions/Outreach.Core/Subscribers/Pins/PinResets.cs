using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A coordinator begins to reset this person's PIN. Answers with a <see cref="PinResetReply"/>.</summary>
/// <param name="Key">The person's; null for a phone that only one uses.</param>
[StoredAs("StartPinReset")] public sealed record StartPinReset(string By, string UssdCode, string? Key = null) : Command;

/// <summary>A second coordinator stands in for the person's own yes. Answers with a <see cref="PinResetReply"/>.</summary>
[StoredAs("ApprovePinReset")] public sealed record ApprovePinReset(string By, string UssdCode, string? Key = null) : Command;

/// <summary>Why a reset was not begun or approved.</summary>
public enum PinResetRefusal { NotRegistered, NoPin, NoneOpen, SamePerson, Shared }

/// <summary>The reset as it stands, or why there is none.</summary>
public sealed record PinResetReply(PinReset? Reset, PinResetRefusal? Refusal = null);

/// <summary>Resetting a PIN by two: a coordinator begins; the person on the phone, or a second coordinator, agrees.</summary>
public static class PinResets
{
    /// <summary>On a phone that several share it is the PIN of one of them, who must be named.</summary>
    internal static Outcome<Subscriber> Decide(Subscriber subscriber, Command command, Instant now)
    {
        var key = command switch { StartPinReset start => start.Key, ApprovePinReset approve => approve.Key, _ => null };
        if (key is null && subscriber.IsShared) return Refused(subscriber, PinResetRefusal.Shared);
        if (key is not null && !subscriber.Holds(key)) return Refused(subscriber, PinResetRefusal.NotRegistered);
        var theirs = subscriber.As(key);
        var outcome = command is StartPinReset begin ? Start(theirs, begin, now) : Approve(theirs, (ApprovePinReset)command, now);
        return outcome with { State = ReferenceEquals(outcome.State, theirs) ? subscriber : outcome.State?.As(subscriber.Holder?.Key) };
    }

    private static Outcome<Subscriber> Start(Subscriber subscriber, StartPinReset start, Instant now)
    {
        if (subscriber.Holder is null) return Refused(subscriber, PinResetRefusal.NotRegistered);
        if (subscriber.Pin is null) return Refused(subscriber, PinResetRefusal.NoPin);
        // Asked for again, by whomever: one question to the person is enough.
        if (subscriber.Reset is { } open && open.IsOpen(now)) return Outcome<Subscriber>.Nothing(subscriber, new PinResetReply(open));
        var reset = new PinReset(start.By, now + PinReset.ValidFor);
        return new(subscriber with { Reset = reset }, [Sent(subscriber, new PinResetAskedSms(start.By, start.UssdCode), reset.Until)],
            new PinResetReply(reset));
    }

    /// <summary>What shows something of the person closes at once: somebody may be in it with the old PIN.</summary>
    private static Outcome<Subscriber> Approve(Subscriber subscriber, ApprovePinReset approve, Instant now)
    {
        if (subscriber.Holder is null) return Refused(subscriber, PinResetRefusal.NotRegistered);
        if (subscriber.Reset is not { } open || !open.IsOpen(now)) return Refused(subscriber, PinResetRefusal.NoneOpen);
        if (open.By == approve.By) return Refused(subscriber, PinResetRefusal.SamePerson);
        if (open.IsGranted(now)) return Outcome<Subscriber>.Nothing(subscriber, new PinResetReply(open));
        var reset = open with { ApprovedBy = approve.By, Until = now + PinReset.ValidFor };
        var next = subscriber with { Reset = reset, Session = subscriber.Session is { } s ? s with { Authenticated = false } : null };
        return new(next, [Sent(subscriber, new PinResetReadySms(subscriber.Holder.Mentor, approve.UssdCode), reset.Until)],
            new PinResetReply(reset));
    }

    /// <summary>The question waits for this phone's answer.</summary>
    public static bool IsAsked(Subscriber subscriber, Instant now) =>
        subscriber.Reset is { } reset && reset.IsOpen(now) && !reset.IsGranted(now);

    /// <summary>
    /// What follows from a new PIN: the person hears of it, and after a reset the audit does. Nothing when it is the first.
    /// </summary>
    internal static IReadOnlyList<Effect>? AfterChoosing(Subscriber subscriber, Instant now)
    {
        if (subscriber.Holder is not { } holder || subscriber.Pin is null) return null;
        var reset = subscriber.Reset?.IsGranted(now) == true;
        var told =
            new Send(
                SmsOrder.To(subscriber.Phone, Purpose.Receipt, new PinChangedSms(reset, holder.Mentor), subscriber.Programme, now)
                    with { PersonId = holder.PersonId });
        return reset ? [told, Audited(subscriber, "pin.reset", now)] : [told];
    }

    internal static KeepAudit Audited(Subscriber subscriber, string what, Instant now) => new(
        subscriber.Programme, "phone", what, subscriber.Holder!.PersonId, now,
        $"begun by {subscriber.Reset!.By}" + (subscriber.Reset.ApprovedBy is { } second ? $", approved by {second}" : ""));

    private static Send Sent(Subscriber subscriber, Sms sms, Instant until) =>
        new(new SmsOrder(subscriber.Phone, Purpose.Receipt, sms, subscriber.Programme, until, subscriber.Holder!.PersonId));

    private static Outcome<Subscriber> Refused(Subscriber subscriber, PinResetRefusal why) =>
        Outcome<Subscriber>.Nothing(subscriber, new PinResetReply(null, why));
}
