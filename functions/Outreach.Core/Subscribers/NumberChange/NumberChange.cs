using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A person's pending change from one number to another.</summary>
/// <param name="Key">The person's key.</param>
/// <param name="Code">The code sent to the new number by SMS.</param>
/// <param name="Until">The end of the code's validity.</param>
/// <param name="Tries">Wrong codes so far.</param>
/// <param name="Reads">The person's language, for a new number that has no user yet.</param>
/// <param name="DueAt">The end of the old number's time to refuse. Null until the new number shows the code, and for a change begun on the
/// old number.</param>
public sealed record NumberChange(string Key, string From, string To, string Code, Instant Until, int Tries = 0, Instant? DueAt = null,
    Language? Reads = null)
{
    public static readonly Duration CodeGoodFor = Duration.FromMinutes(10);

    /// <summary>The old number's time to refuse. A change begun on the new number proves the PIN, but not the old phone.</summary>
    public static readonly Duration MayRefuseFor = Duration.FromHours(24);

    public const int TriesAllowed = 3;

    /// <summary>The last digits, the only part of a number that others may read.</summary>
    public static string Ending(string phone) => phone[^2..];

    public bool Fits(string typed, Instant now) => typed == Code && now < Until;
}

/// <summary>To the new number's subscriber: send the code.</summary>
[StoredAs("ExpectMove")] public sealed record ExpectMove(NumberChange Move) : Command;

/// <summary>To the old number's subscriber: the new number showed the code.</summary>
[StoredAs("MoveConfirmed")] public sealed record MoveConfirmed(NumberChange Move) : Command;

/// <summary>To the old number's subscriber: two owners approved that the person goes to another number, or has it too.</summary>
[StoredAs("MoveNow")] public sealed record MoveNow(string Id, string Key, string To, bool Stays = false) : Command;

/// <summary>To the new number's subscriber: the old number refused the change.</summary>
[StoredAs("MoveRefused")] public sealed record MoveRefused(string Id) : Command;

/// <summary>To the new number's subscriber: add the person, with PIN and the copy of their consent.</summary>
[StoredAs("MoveIn")] public sealed record MoveIn(string Id, PhoneUser Who) : Command;

/// <summary>Removes a person from a phone that others go on using, or no one.</summary>
[StoredAs("LeaveNumber")] public sealed record LeaveNumber(string Key) : Command;

/// <summary>Counts a PIN try before another phone checks a PIN of this subscriber. Answers with <see cref="PinsToCheck"/>.</summary>
[StoredAs("CountPinTries")] public sealed record CountPinTries : Command;

/// <summary>PIN hashes by person; locked PINs are left out.</summary>
public sealed record PinsToCheck(IReadOnlyDictionary<string, string> Hashes);

/// <summary>The PIN checked from another phone was right.</summary>
[StoredAs("PinWasRight")] public sealed record PinWasRight(string Key) : Command;

/// <summary>Steps of a number change: the code to the new number, the old number's time to refuse, and the change.</summary>
internal static class NumberChanges
{
    public static Outcome<Subscriber> Expect(Subscriber subscriber, NumberChange change, Instant now) => subscriber.Arriving == change
        ? Outcome<Subscriber>.Nothing(subscriber)
        : new(
            (subscriber.Holder is null && change.Reads is { } language ? subscriber with { Language = language } : subscriber)
                with { Arriving = change }, [ToPhone(subscriber, new MoveCodeSms(change.Code), now)]);

    public static Outcome<Subscriber> Confirmed(Subscriber subscriber, NumberChange change, Instant now)
    {
        if (!subscriber.Holds(change.Key) || subscriber.Leaving is { DueAt: not null }) return Outcome<Subscriber>.Nothing(subscriber);
        if (subscriber.Leaving is { } asked && asked.Code == change.Code && asked.Key == change.Key)
            return Complete(subscriber, asked, now);
        var leaving = change with { DueAt = now + NumberChange.MayRefuseFor };
        var name = subscriber.Find(change.Key)!.FirstName;
        return new(subscriber with { Leaving = leaving },
            [new WakeAt(AggregateId.Subscriber(subscriber.Phone), leaving.DueAt.Value),
                ToPhone(subscriber, new MoveWarnSms(name, NumberChange.Ending(change.To), (int)NumberChange.MayRefuseFor.TotalHours),
                    now)]);
    }

    public static Outcome<Subscriber> Woken(Subscriber subscriber, Instant now) =>
        subscriber.Leaving is { DueAt: { } due } change && now >= due
            ? Complete(subscriber, change, now)
            : Outcome<Subscriber>.Nothing(subscriber);

    /// <summary>
    /// Completes the change. The new number gets the person first, and only then does the old number confirm the departure.
    /// </summary>
    public static Outcome<Subscriber> Complete(Subscriber subscriber, NumberChange change, Instant now)
    {
        if (subscriber.Find(change.Key) is not { } who) return Outcome<Subscriber>.Nothing(subscriber);
        var moved = new PhoneUser(who.Holder, who.Pin, Consent: who.Consent);
        return new(subscriber.Without(change.Key) with { Leaving = null },
        [
            new Tell(AggregateId.Subscriber(change.To), new MoveIn($"{change.From}|{change.Code}", moved)),
            ToPhone(subscriber, new MovedAwaySms(who.FirstName, NumberChange.Ending(change.To)), now),
        ]);
    }

    public static Outcome<Subscriber> Now(Subscriber subscriber, MoveNow order, Instant now)
    {
        if (!order.Stays) return Complete(subscriber, new NumberChange(order.Key, subscriber.Phone, order.To, order.Id, now), now);
        if (subscriber.Find(order.Key) is not { } who) return Outcome<Subscriber>.Nothing(subscriber);
        var copy = new MoveIn(order.Id, new PhoneUser(who.Holder, who.Pin, Consent: who.Consent));
        return new(subscriber, [new Tell(AggregateId.Subscriber(order.To), copy)]);
    }

    public static Outcome<Subscriber> Refuse(Subscriber subscriber, NumberChange change, Instant now) =>
        new(subscriber with { Leaving = null },
    [
        new Tell(AggregateId.Subscriber(change.To), new MoveRefused($"{change.From}|{change.Code}|no")),
        new RaiseTask(subscriber.Find(change.Key)?.Holder.Programme ?? "", "number change refused", change.Key, now),
        ToPhone(subscriber, new MoveStoppedSms(), now),
    ]);

    public static Outcome<Subscriber> Refused(Subscriber subscriber, string id, Instant now) => subscriber.Handled.Contains(id)
        ? Outcome<Subscriber>.Nothing(subscriber)
        : new(subscriber with { Handled = subscriber.Handled.With(id, Subscriber.HandledKept), Arriving = null },
            [ToPhone(subscriber, new MoveStoppedSms(), now)]);

    public static Outcome<Subscriber> Take(Subscriber subscriber, MoveIn take, Instant now)
    {
        var key = take.Who.Holder.Key;
        if (subscriber.Handled.Contains(take.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        var noted = subscriber with { Handled = subscriber.Handled.With(take.Id, Subscriber.HandledKept), Arriving = null };
        if (!subscriber.Holds(key) && subscriber.Holders.Count >= Subscriber.MostHolders)
            return new(noted, [new RaiseTask(take.Who.Holder.Programme, "too many people on one phone", take.Who.Holder.PersonId, now)]);
        var next = noted.Holds(key) ? noted : noted.Joined(take.Who with { Tenure = new(now, now) });
        var told = ToPhone(subscriber, new MovedHereSms(take.Who.FirstName), now);
        return new(subscriber.Holder is null ? next with { Quarantine = null, Joining = null } : next, [told]);
    }

    /// <summary>
    /// Counts a try from another phone, apart from the tries here, so that a stranger cannot lock the owner out. Who was tried at is told.
    /// </summary>
    public static Outcome<Subscriber> CountTries(Subscriber subscriber, Instant now)
    {
        var tries = subscriber.RemoteTries ?? new Pin("", 0, null, 0);
        var open = subscriber.Holders.Where(s => s.Pin is { } pin && !pin.IsLocked(now)).ToList();
        if (tries.IsLocked(now) || open.Count == 0)
            return Outcome<Subscriber>.Nothing(subscriber, new PinsToCheck(new Dictionary<string, string>()));
        var counted = tries.Try(now);
        var reply = new PinsToCheck(open.ToDictionary(s => s.Holder.Key, s => s.Pin!.Hash));
        return new(subscriber with { RemoteTries = counted },
            counted.IsLocked(now) ? [ToPhone(subscriber, new PinTriedSms(subscriber.Holder!.Mentor), now)] : [], reply);
    }

    public static Outcome<Subscriber> Right(Subscriber subscriber, string key) =>
        subscriber is { RemoteTries: not null } && subscriber.Holds(key)
        ? new(subscriber with { RemoteTries = null }, [])
        : Outcome<Subscriber>.Nothing(subscriber);

    private static Send ToPhone(Subscriber subscriber, Sms sms, Instant now) =>
        new(SmsOrder.To(subscriber.Phone, Purpose.Receipt, sms, subscriber.Programme, now));
}
