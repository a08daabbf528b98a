using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Decides on a subscriber.</summary>
public static class SubscriberDecisions
{
    public static Outcome<Subscriber> Decide(Subscriber? before, string phone, Command command, Instant now)
    {
        var subscriber = before ?? Subscriber.New(phone);
        if (command is IMeetsHandOver { Over: { Count: > 0 } asks }) subscriber = HandOvers.Without(subscriber, asks);
        var outcome = command switch
        {
            SmsIn sms => WithSessions(subscriber, RecycledNumbers.Heard(subscriber, sms, Written(subscriber, sms, now), now)),
            UssdPath path => UssdDecisions.Decide(subscriber, path, now),
            UssdOver over => SessionLog.Decide(subscriber, over),
            StartPinReset or ApprovePinReset => PinResets.Decide(subscriber, command, now),
            Register register => Registered(subscriber, register, now),
            ProviderBlocked blocked => ProviderBlocks.Decide(subscriber, blocked, now),
            Arrived arrived => ConsentDecisions.Arrived(subscriber, arrived, now),
            MissedCall call => MissedCalls.Decide(subscriber, call, now),
            Wake or WakePhone => Woken(subscriber, now),
            DropOver => Tidying.Decide(subscriber, now),
            NotArrived lost => ContactDecisions.Lost(subscriber, lost, RecycledNumbers.Lost(subscriber, lost, now), now),
            AskContact ask => ContactDecisions.Ask(subscriber, ask, now),
            AskMediator ask => ContactDecisions.Ask(subscriber, ask, now),
            ContactOver over => ContactDecisions.Over(subscriber, over.Key, now),
            MediatorOver over => ContactDecisions.Over(subscriber, over.Code, now),
            PhoneAsked { Contact: { } contact } asked => ContactDecisions.Asked(subscriber, contact, asked.At ?? now),
            PhoneAsked asked => ConsentDecisions.Asked(subscriber, asked.Key, asked.At ?? now),
            PhoneNotAsked { Contact: { } contact } lost => ContactDecisions.Lost(subscriber, contact, lost.At),
            PhoneNotAsked lost => ConsentDecisions.Lost(subscriber, lost.Key, lost.At),
            OfferWaits offer => ConsentDecisions.Waits(subscriber, offer, now),
            AskHandOver ask => ConsentDecisions.AskHandOver(subscriber, ask, now),
            ConsentIs known => ConsentDecisions.Copied(subscriber, known, now),
            ExpectMove or MoveConfirmed or MoveDue or AskMoveIn or MoveInAllowed or MoveNow or MoveRefused or MoveIn or LeaveNumber
                or CountPinTries or PinWasRight =>
                Move(subscriber, command, now),
            EraseHolder erase => Erasing.Holder(subscriber, erase, now),
            ForgetSomebody forget => Erasing.Somebody(subscriber, forget),
            NumberPlaced place => Placed(subscriber, place),
            MayKeep may => IdentityActs.MayKeep(subscriber, may, now),
            CountUnsolicited count => Count(subscriber, count, now),
            TalkGoesOn talk => new(subscriber.Talking(talk), []),
            MentorAsked asked => MentorDesks.Asked(subscriber, asked, now),
            MentorPhoneLeft left => MentorDesks.Left(subscriber, left, now),
            CountSent count => Limits.Count(subscriber, count, now),
            _ => Outcome<Subscriber>.Nothing(subscriber),
        };
        // An unknown number stays unstored when the command changed nothing.
        return ReferenceEquals(outcome.State, subscriber) && outcome.State is not { Newcomers: not null, Holder: null }
            ? outcome with { State = before }
            : Completed(subscriber, outcome, now);
    }

    /// <summary>What follows from every decision: newcomers, marks of who went, contacts, and what persons are told.</summary>
    internal static Outcome<Subscriber> Completed(Subscriber before, Outcome<Subscriber> outcome, Instant now)
    {
        if (outcome.State is { Newcomers: not null, Holder: null } free && NewcomerAnswers.Settled(free, now) is { } settled)
            outcome = outcome with { State = settled.State, Effects = [.. outcome.Effects, .. settled.Effects] };
        if (outcome.State is { } changed)
            outcome = outcome with { State = FormerUsers.Marked(before, Subscriber.OnePin(before, changed, now), now) };
        return PersonUpdates.Persons(before, MentorDesks.After(before, ContactDecisions.After(before, outcome, now), now), now);
    }

    /// <summary>Adds the person to the subscriber. <see cref="Decide"/> adds the updates to persons.</summary>
    internal static Outcome<Subscriber> Registered(Subscriber subscriber, Register register, Instant now)
    {
        var who = register.Holder;
        if (register.Known && !subscriber.Holds(who.Key))
            return new(subscriber, [new RaiseTask(who.Programme, TaskKinds.LeftThisPhone, who.PersonId, now)]);
        if (subscriber.Holder is null || subscriber.Holds(who.Key)) return Taken(subscriber, register, now);
        if (register.Shared) return Newcomers.Ask(subscriber, register, now);
        // Another person in place of those here takes evidence that the number is not theirs any more.
        return subscriber.Quarantine is null ? Outcome<Subscriber>.Nothing(subscriber) : Taken(subscriber, register, now);
    }

    /// <summary>The person is on this phone from now on: alone, or, where the registration says shared, with those who are there.</summary>
    internal static Outcome<Subscriber> Taken(Subscriber subscriber, Register register, Instant now)
    {
        var key = register.Holder.Key;
        // A number that changed hands keeps nothing of its previous users.
        var changedHands = subscriber.Holder is not null && !register.Shared && !subscriber.Holds(key);
        var kept = changedHands ? subscriber.Emptied() : subscriber;
        var there = (kept.Holds(key) ? kept : kept.Joined(new PhoneUser(register.Holder, Tenure: new(now, now)))).As(key);
        // Replacing a PIN takes two people: see PinResets.
        var pin = there.Pin ?? (register.PinHash is { } hash ? new Pin(hash, 0, null, 0) : null);
        var next =
            there with { Holder = GivenMentor.Kept(there.Holder!, register.Holder), Language = register.Holder.Language, Pin = pin,
                Joining = null };
        // Somebody here said STOP: what others write down about one more person does not speak for this phone.
        var silent = !subscriber.Holds(key) && register.Consents?.Any(g => g is { Own: true, Given: true }) != true
            && subscriber.Holders.Any(u => u.Consent is { Stopped: true });
        var marked = silent ? next.Suppressed(Suppression.FormerUser, now) : next;
        var (asked, follows, _) = ConsentDecisions.Registered(marked, register, now);
        if (changedHands)
            follows = [.. follows, .. subscriber.Holders.Select(u => new Tell(new AggregateId(AggregateKind.Person, u.Holder.Key),
                new NumberTaken($"taken|{subscriber.Phone}|{subscriber.UpdateNumber}", subscriber.Phone, register.Source)))];
        // What nobody known said here before the person came may be theirs, and goes with them to their other numbers. It counts from when
        // it was said, so that it does not outrank what they have said elsewhere since.
        if (!subscriber.Holds(key) && asked!.StopHere is { } said && asked.Silences(asked.Current) && !asked.Consent.Stopped)
        {
            var stopped = ConsentDecisions.StopPhone(asked, "said here before", "", said.At);
            (asked, follows) = (stopped.State, [.. follows, .. stopped.Effects]);
        }
        // A repeated registration changes nothing, so that an import may be repeated.
        var same = subscriber.Find(key) is { } was && was.Pin == pin && PersonUpdates.Same(was.Holder, register.Holder);
        return same && follows.Count == 0 && subscriber.Joining is null
            ? Outcome<Subscriber>.Nothing(subscriber)
            : new(asked!.As(kept.Holder?.Key), follows);
    }

    /// <summary>Handles a wake-up: repeats a question, or completes a number change whose time to refuse is over.</summary>
    private static Outcome<Subscriber> Woken(Subscriber subscriber, Instant now)
    {
        var asks = ContactDecisions.Woken(subscriber, now);
        var moved = NumberChanges.Woken(asks.State!, now);
        moved = moved with { Effects = [.. asks.Effects, .. moved.Effects] };
        var desk = MentorDesks.Woken(moved.State!, now);
        moved = desk with { Effects = [.. moved.Effects, .. desk.Effects] };
        var settled = NewcomerAnswers.Settled(moved.State!, now);
        moved = settled with { Effects = [.. moved.Effects, .. settled.Effects] };
        var asked = moved.State!.Holder is null ? Outcome<Subscriber>.Nothing(moved.State) : ConsentDecisions.AskAgain(moved.State, now);
        return asked with { Effects = [.. moved.Effects, .. asked.Effects] };
    }

    private static Outcome<Subscriber> Written(Subscriber before, SmsIn sms, Instant now)
    {
        // START to a provider that blocks by itself ends its block, as STOP began it.
        var subscriber = sms.Provider == ProviderKeyword.Start
            ? before.Lifted(sms.Gateway, now).Lifted(Suppression.OptOutAt(sms.Gateway), now)
            : before;
        return AwaitedSms.Decide(subscriber, sms, now)
            ?? MentorTexts.Decide(subscriber, sms, now)
            ?? (SharedPhone.IsOne(subscriber) ? SharedPhone.Decide(subscriber, sms, now)
                : subscriber.HasSeveral ? HerProgrammes.Decide(subscriber, sms, now)
                : SmsDecisions.Decide(subscriber, sms, now));
    }

    private static Outcome<Subscriber> Move(Subscriber subscriber, Command command, Instant now) => command switch
    {
        ExpectMove expect => NumberChanges.Expect(subscriber, expect.Move, now),
        MoveConfirmed confirmed => NumberChanges.Confirmed(subscriber, confirmed.Move, now),
        MoveDue due => NumberChanges.Due(subscriber, due),
        AskMoveIn ask => Newcomers.Ask(subscriber, ask, now),
        MoveInAllowed allowed => NumberChanges.Allowed(subscriber, allowed, now),
        MoveNow order => NumberChanges.Now(subscriber, order, now),
        MoveRefused refused => NumberChanges.Refused(subscriber, refused, now),
        MoveIn take => NumberChanges.Take(subscriber, take, now),
        LeaveNumber leave when subscriber.Holds(leave.Key) && subscriber.Without(leave.Key) is var left =>
            new(leave.Silent ? FormerUsers.Silent(left, now) : left, []),
        LeaveNumber => Outcome<Subscriber>.Nothing(subscriber),
        CountPinTries => NumberChanges.CountTries(subscriber, now),
        PinWasRight right => NumberChanges.Right(subscriber, right.Key),
        _ => throw new InvalidOperationException($"{command.GetType().Name} moves nobody."),
    };

    private static Outcome<Subscriber> Placed(Subscriber subscriber, NumberPlaced place)
    {
        if (subscriber.Find(place.Key) is not { Tenure: { } tenure } || tenure.PlaceNumber >= place.Number)
            return Outcome<Subscriber>.Nothing(subscriber);
        var theirs = subscriber.As(place.Key);
        var next = theirs with
        {
            Tenure = tenure with { Second = place.Second, PlaceNumber = place.Number },
            Holder = place.Mentor?.For(theirs.Holder!) ?? theirs.Holder,
        };
        return new(next.As(subscriber.Holder?.Key), []);
    }

    private static Outcome<Subscriber> Count(Subscriber subscriber, CountUnsolicited count, Instant now)
    {
        // Counted in calendar days, so that a minute makes no difference.
        var country = Country.OfPhone(subscriber.Phone)!;
        var first = country.Today(now).PlusDays(-6);
        var recent = (subscriber.Unsolicited ?? []).Where(u => country.Today(u.At) >= first).ToList();
        if (recent.Any(u => u.Id == count.Id)) return Outcome<Subscriber>.Nothing(subscriber, true);
        return recent.Count >= count.Most
            ? Outcome<Subscriber>.Nothing(subscriber, false)
            : new(Limits.Sent(subscriber, count.Id, now) with { Unsolicited = [.. recent, new UnsolicitedSms(count.Id, now)] }, [], true);
    }

    /// <summary>Writes the waiting session figures with a queue worker's write; an SMS that is only passed on costs none.</summary>
    private static Outcome<Subscriber> WithSessions(Subscriber before, Outcome<Subscriber> outcome) =>
        ReferenceEquals(outcome.State, before) ? outcome : SessionLog.Written(outcome);
}
