using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A coordinator begins to reset this person's PIN. Answers with a <see cref="PinResetReply"/>.</summary>
/// <param name="Key">The person's key; null for a phone with one user.</param>
[StoredAs("StartPinReset")] public sealed record StartPinReset(string By, string UssdCode, string? Key = null) : Command;

/// <summary>A second coordinator agrees in place of the person. Answers with a <see cref="PinResetReply"/>.</summary>
[StoredAs("ApprovePinReset")]
public sealed record ApprovePinReset(string By, string UssdCode, string? Key = null) : Command, ITakesTwo
{
    public Command ApprovedBy(string owner) => this with { By = owner };
}

/// <summary>The reason why a reset was not begun or approved.</summary>
public enum PinResetRefusal { NotRegistered, NoPin, NoneOpen, SamePerson, Shared }

/// <summary>The reset's state, or the reason why there is none.</summary>
public sealed record PinResetReply(PinReset? Reset, PinResetRefusal? Refusal = null);

/// <summary>A PIN reset needs two: a coordinator begins it, and the person or a second coordinator agrees.</summary>
public static class PinResets
{
    /// <summary>On a shared phone the command must name the user.</summary>
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
        // Where nobody knows who holds the phone, a reset that two owners allow lets a person choose the first PIN too.
        if (subscriber is { Pin: null, IsShared: false, Quarantine: null }) return Refused(subscriber, PinResetRefusal.NoPin);
        // An open reset is enough: a repeated request must not ask the person twice.
        if (subscriber.Reset is { } open && open.IsOpen(now)) return Outcome<Subscriber>.Nothing(subscriber, new PinResetReply(open));
        var reset = new PinReset(start.By, now + PinReset.ValidFor);
        var holder = subscriber.Holder;
        var elsewhere =
            new DoIdentityAct($"pin|{subscriber.Phone}|{reset.Until}", IdentityActKind.PinReset, start.By, subscriber.Phone);
        return new(subscriber with { Reset = reset },
            [Sent(subscriber, new PinResetAskedSms(start.By, start.UssdCode), reset.Until),
                new Tell(AggregateId.Person(holder.Programme, holder.PersonId), elsewhere)],
            new PinResetReply(reset));
    }

    /// <summary>Closes personal screens at once, because a stranger may be in the session with the old PIN.</summary>
    private static Outcome<Subscriber> Approve(Subscriber subscriber, ApprovePinReset approve, Instant now)
    {
        if (subscriber.Holder is null) return Refused(subscriber, PinResetRefusal.NotRegistered);
        if (subscriber.Reset is not { } open || !open.IsOpen(now)) return Refused(subscriber, PinResetRefusal.NoneOpen);
        if (string.Equals(open.By, approve.By, StringComparison.OrdinalIgnoreCase)) return Refused(subscriber, PinResetRefusal.SamePerson);
        if (open.IsGranted(now)) return Outcome<Subscriber>.Nothing(subscriber, new PinResetReply(open));
        var reset = open with { ApprovedBy = approve.By, Until = now + PinReset.ValidFor };
        var next = subscriber with { Reset = reset, Session = subscriber.Session is { } s ? s with { Authenticated = false } : null };
        return new(next, [Sent(subscriber, new PinResetReadySms(subscriber.Holder.Mentor, approve.UssdCode), reset.Until)],
            new PinResetReply(reset));
    }

    /// <summary>
    /// Whether the reset waits for an answer from this phone. A shared phone, or one in quarantine, is nobody's word: it takes a second
    /// owner.
    /// </summary>
    public static bool IsAsked(Subscriber subscriber, Instant now) =>
        subscriber is { IsShared: false, Quarantine: null } && subscriber.Reset is { } reset && reset.IsOpen(now) && !reset.IsGranted(now);

    /// <summary>The effects of a new PIN: an audit entry, and unless it is the first, a notice to the person.</summary>
    internal static IReadOnlyList<Effect>? AfterChoosing(Subscriber subscriber, Instant now)
    {
        if (subscriber.Holder is not { } holder) return null;
        if (subscriber.Pin is null && subscriber.Reset is null) return [OwnAct(holder, "pin.set", now)];
        var reset = subscriber.Reset?.IsGranted(now) == true;
        var told =
            new Send(
                SmsOrder.To(subscriber.Phone, Purpose.Receipt, new PinChangedSms(reset, holder.Mentor), subscriber.Programme, now)
                    with { PersonId = holder.PersonId });
        var elsewhere = new Tell(AggregateId.Person(holder.Programme, holder.PersonId), new DoIdentityAct($"pin|{subscriber.Phone}|{now}",
            IdentityActKind.PinChanged, DoIdentityAct.ByThePerson, subscriber.Phone));
        return [told, elsewhere, reset ? Audited(subscriber, "pin.reset", now) : OwnAct(holder, "pin.changed", now)];
    }

    /// <summary>What a person did on a phone, for the audit.</summary>
    internal static KeepAudit OwnAct(Holder who, string what, Instant now, string? about = null) =>
        new(who.Programme, KeepAudit.Phone, what, who.PersonId, now, about);

    internal static KeepAudit Audited(Subscriber subscriber, string what, Instant now) => new(
        subscriber.Programme, KeepAudit.Phone, what, subscriber.Holder!.PersonId, now,
        $"begun by {subscriber.Reset!.By}" + (subscriber.Reset.ApprovedBy is { } second ? $", approved by {second}" : ""));

    private static Send Sent(Subscriber subscriber, Sms sms, Instant until) =>
        new(new SmsOrder(subscriber.Phone, Purpose.Receipt, sms, subscriber.Programme, until, subscriber.Holder!.PersonId));

    private static Outcome<Subscriber> Refused(Subscriber subscriber, PinResetRefusal why) =>
        Outcome<Subscriber>.Nothing(subscriber, new PinResetReply(null, why));
}
