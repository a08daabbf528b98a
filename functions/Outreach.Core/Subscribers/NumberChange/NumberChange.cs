using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A person on the way from one number to another.</summary>
/// <param name="Key">The person's.</param>
/// <param name="Code">What went to the new number by SMS.</param>
/// <param name="Until">So long the code is good.</param>
/// <param name="Tries">Wrong codes so far.</param>
/// <param name="Reads">The person's language, for a new number that nobody has used yet.</param>
/// <param name="DueAt">When the old number has had its time to say no; null while the new one has
/// not proved itself, and when it is asked from the old one.</param>
public sealed record NumberChange(string Key, string From, string To, string Code, Instant Until, int Tries = 0, Instant? DueAt = null,
    Language? Reads = null)
{
    public static readonly Duration CodeGoodFor = Duration.FromHours(1);

    /// <summary>Who asks from the new number has shown the PIN, but not the old phone: so long that one may say no.</summary>
    public static readonly Duration MayRefuseFor = Duration.FromHours(24);

    public const int TriesAllowed = 3;

    /// <summary>All of a number that others may read.</summary>
    public static string Ending(string phone) => phone[^2..];

    public bool Fits(string typed, Instant now) => typed == Code && now < Until;
}

/// <summary>To the new line: send it the code.</summary>
[StoredAs("ExpectMove")] public sealed record ExpectMove(NumberChange Move) : Command;

/// <summary>To the old line: the new one has shown the code.</summary>
[StoredAs("MoveConfirmed")] public sealed record MoveConfirmed(NumberChange Move) : Command;

/// <summary>To the old line: two coordinators have said so.</summary>
[StoredAs("MoveNow")] public sealed record MoveNow(string Id, string Key, string To) : Command;

/// <summary>To the new line: the old number said no.</summary>
[StoredAs("MoveRefused")] public sealed record MoveRefused(string Id) : Command;

/// <summary>To the new line: here is the person, PIN and consent with them.</summary>
[StoredAs("MoveIn")] public sealed record MoveIn(string Id, PhoneUser Who, Consent Consent) : Command;

/// <summary>A coordinator takes somebody off a phone that goes on being used by others, or by nobody.</summary>
[StoredAs("LeaveNumber")] public sealed record LeaveNumber(string Key) : Command;

/// <summary>
/// A PIN of somebody on this line is about to be checked from elsewhere: counted first. Answers the <see cref="PinsToCheck"/>.
/// </summary>
[StoredAs("CountPinTries")] public sealed record CountPinTries : Command;

/// <summary>Hashes by person; locked ones are left out.</summary>
public sealed record PinsToCheck(IReadOnlyDictionary<string, string> Hashes);

/// <summary>That PIN was right.</summary>
[StoredAs("PinWasRight")] public sealed record PinWasRight(string Key) : Command;

/// <summary>How a number is changed: the code to the new phone, the time in which the old one may say no, and the step itself.</summary>
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

    /// <summary>The person leaves this line. First they are on the new one, then they are told gone here.</summary>
    public static Outcome<Subscriber> Complete(Subscriber subscriber, NumberChange change, Instant now)
    {
        if (subscriber.Find(change.Key) is not { } who) return Outcome<Subscriber>.Nothing(subscriber);
        var moved = new PhoneUser(who.Holder, who.Pin);
        return new(subscriber.Without(change.Key) with { Leaving = null },
        [
            new Tell(AggregateId.Subscriber(change.To), new MoveIn($"{change.From}|{change.Code}", moved, subscriber.Consent)),
            ToPhone(subscriber, new MovedAwaySms(who.FirstName, NumberChange.Ending(change.To)), now),
        ]);
    }

    public static Outcome<Subscriber> Now(Subscriber subscriber, MoveNow order, Instant now) =>
        Complete(subscriber, new NumberChange(order.Key, subscriber.Phone, order.To, order.Id, now), now);

    public static Outcome<Subscriber> Refuse(Subscriber subscriber, NumberChange change, Instant now) =>
        new(subscriber with { Leaving = null },
    [
        new Tell(AggregateId.Subscriber(change.To), new MoveRefused($"{change.From}|{change.Code}|no")),
        new RaiseTask(subscriber.Find(change.Key)?.Holder.Programme ?? "", "number change refused", change.Key, now),
        ToPhone(subscriber, new MoveStoppedSms(), now),
    ]);

    public static Outcome<Subscriber> Refused(Subscriber subscriber, string id, Instant now) => subscriber.Handled.Contains(id)
        ? Outcome<Subscriber>.Nothing(subscriber)
        : new(Noted(subscriber, id) with { Arriving = null }, [ToPhone(subscriber, new MoveStoppedSms(), now)]);

    private static Subscriber Noted(Subscriber subscriber, string id) =>
        subscriber with { Handled = [.. subscriber.Handled.TakeLast(Subscriber.HandledKept - 1), id] };

    public static Outcome<Subscriber> Take(Subscriber subscriber, MoveIn take, Instant now)
    {
        var key = take.Who.Holder.Key;
        if (subscriber.Handled.Contains(take.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        var noted = subscriber with { Handled = [.. subscriber.Handled.TakeLast(Subscriber.HandledKept - 1), take.Id], Arriving = null };
        if (!subscriber.Holds(key) && subscriber.Holders.Count >= Subscriber.MostHolders)
            return new(noted, [new RaiseTask(take.Who.Holder.Programme, "too many people on one phone", take.Who.Holder.PersonId, now)]);
        var next = noted.Holds(key) ? noted : noted.Joined(take.Who with { Tenure = new(now, now) });
        var told = ToPhone(subscriber, new MovedHereSms(take.Who.FirstName), now);
        if (subscriber.Holder is not null) return new(next, [told]);
        // Nobody else is here: what the person allows comes along, whatever a stranger said on this number before.
        var (theirs, rows) = ConsentDecisions.Brought(next with { Quarantine = null, Question = null, Joining = null }, take.Consent, now);
        return new(theirs, [.. rows, told]);
    }

    public static Outcome<Subscriber> CountTries(Subscriber subscriber, Instant now)
    {
        var open = subscriber.Holders.Where(s => s.Pin is { } pin && !pin.IsLocked(now)).ToList();
        var next = open.Aggregate(subscriber, (l, s) => l.As(s.Holder.Key) with { Pin = s.Pin!.Try(now) }).As(subscriber.Holder?.Key);
        var reply = new PinsToCheck(open.ToDictionary(s => s.Holder.Key, s => s.Pin!.Hash));
        return open.Count == 0 ? Outcome<Subscriber>.Nothing(subscriber, reply) : new(next, [], reply);
    }

    public static Outcome<Subscriber> Right(Subscriber subscriber, string key) => subscriber.Find(key) is { Pin: { } pin }
        ? new((subscriber.As(key) with { Pin = pin.Passed() }).As(subscriber.Holder?.Key), [])
        : Outcome<Subscriber>.Nothing(subscriber);

    private static Send ToPhone(Subscriber subscriber, Sms sms, Instant now) =>
        new(SmsOrder.To(subscriber.Phone, Purpose.Receipt, sms, subscriber.Programme, now));
}
