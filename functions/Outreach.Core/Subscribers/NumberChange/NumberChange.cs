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
/// <param name="Asked">Whether the new number was asked to take the person in; nothing else is left to wait for.</param>
public sealed record NumberChange(string Key, string From, string To, string Code, Instant Until, int Tries = 0, Instant? DueAt = null,
    Language? Reads = null, bool Asked = false)
{
    public static readonly Duration CodeGoodFor = Duration.FromMinutes(10);

    public const int CodeLength = 7;

    /// <summary>The old number's time to refuse. A change begun on the new number proves the PIN, but not the old phone.</summary>
    public static readonly Duration MayRefuseFor = Duration.FromHours(24);

    public const int TriesAllowed = 3;

    /// <summary>The last digits, the only part of a number that others may read.</summary>
    public static string Ending(string phone) => phone[^2..];

    public string Id => $"{From}|{Code}";

    public bool Fits(string typed, Instant now) => typed == Code && now < Until;
}

/// <summary>The changes on one number, one for each person.</summary>
internal static class NumberChangeLists
{
    public static NumberChange? Of(this IReadOnlyList<NumberChange>? changes, string key) => changes?.FirstOrDefault(c => c.Key == key);

    public static IReadOnlyList<NumberChange>? Without(this IReadOnlyList<NumberChange>? changes, string key) =>
        changes.Of(key) is null ? changes : Some(changes!.Where(c => c.Key != key));

    /// <summary>This change in place of the person's earlier one.</summary>
    public static IReadOnlyList<NumberChange> With(this IReadOnlyList<NumberChange>? changes, NumberChange change) =>
        [.. (changes ?? []).Where(c => c.Key != change.Key), change];

    /// <summary>After a wrong code: each change has one try less, and ends with the last.</summary>
    public static IReadOnlyList<NumberChange>? Tried(this IReadOnlyList<NumberChange>? changes) =>
        Some((changes ?? []).Select(c => c with { Tries = c.Tries + 1 }).Where(c => c.Tries < NumberChange.TriesAllowed));

    private static IReadOnlyList<NumberChange>? Some(IEnumerable<NumberChange> changes) =>
        changes.ToList() is { Count: > 0 } some ? some : null;
}

/// <summary>To the new number's subscriber: send the code.</summary>
[StoredAs("ExpectMove")] public sealed record ExpectMove(NumberChange Move) : Command;

/// <summary>To the old number's subscriber: the new number showed the code.</summary>
[StoredAs("MoveConfirmed")] public sealed record MoveConfirmed(NumberChange Move) : Command;

/// <summary>To a person's present number: the person comes to another number, or has it too, as two owners agreed.</summary>
/// <param name="Vouched">Coordinators act, and not the person.</param>
[StoredAs("MoveNow")]
public sealed record MoveNow(string Id, string Key, string To, bool Stays = false, bool Vouched = false) : Command;

/// <summary>To a person's present number: nobody stopped the change on the person's other phones.</summary>
/// <param name="Key">The person's key.</param>
[StoredAs("MoveDue")] public sealed record MoveDue(string Id, string Key) : Command;

/// <summary>To a number: the other number, old or new, refused the change.</summary>
/// <param name="Key">The person's key.</param>
[StoredAs("MoveRefused")] public sealed record MoveRefused(string Id, string Key) : Command;

/// <summary>To the new number's subscriber: add the person, with PIN and the copy of their consent.</summary>
/// <param name="Vouched">Coordinators act, and not the person.</param>
[StoredAs("MoveIn")] public sealed record MoveIn(string Id, PhoneUser Who, bool Vouched = false) : Command;

/// <summary>Takes a person off a phone.</summary>
/// <param name="Silent">The person has said STOP, or left the programme: the number stays silent.</param>
[StoredAs("LeaveNumber")] public sealed record LeaveNumber(string Key, bool Silent = false) : Command;

/// <summary>Counts a PIN try before another phone checks a PIN of this subscriber. Answers with <see cref="PinsToCheck"/>.</summary>
[StoredAs("CountPinTries")] public sealed record CountPinTries : Command;

/// <summary>PIN hashes by person; locked PINs are left out.</summary>
public sealed record PinsToCheck(IReadOnlyDictionary<string, string> Hashes);

/// <summary>The PIN checked from another phone was right.</summary>
[StoredAs("PinWasRight")] public sealed record PinWasRight(string Key) : Command;

/// <summary>Steps of a number change: the code to the new number, the old number's time to refuse, and the change.</summary>
internal static class NumberChanges
{
    public static Outcome<Subscriber> Expect(Subscriber subscriber, NumberChange change, Instant now) =>
        subscriber.Arriving.Of(change.Key) == change
        ? Outcome<Subscriber>.Nothing(subscriber)
        : new(
            (subscriber.Holder is null && change.Reads is { } language ? subscriber with { Language = language } : subscriber)
                with { Arriving = subscriber.Arriving.With(change) }, [ToPhone(subscriber, new MoveCodeSms(change.Code), now)]);

    /// <summary>The change to this number whose code that is.</summary>
    public static NumberChange? Typed(Subscriber subscriber, string code, Instant now) =>
        subscriber.Arriving?.FirstOrDefault(c => c.Fits(code, now));

    public static Outcome<Subscriber> Confirmed(Subscriber subscriber, NumberChange change, Instant now)
    {
        if (!subscriber.Holds(change.Key) || subscriber.Leaving.Of(change.Key) is { DueAt: not null })
            return Outcome<Subscriber>.Nothing(subscriber);
        if (subscriber.Leaving.Of(change.Key) is { } asked && asked.Code == change.Code)
            return new(subscriber, [ToldElsewhere(subscriber, asked, waits: false)]);
        var leaving = change with { DueAt = now + NumberChange.MayRefuseFor };
        var name = subscriber.Find(change.Key)!.FirstName;
        return new(subscriber with { Leaving = subscriber.Leaving.With(leaving) },
            [new WakeAt(AggregateId.Subscriber(subscriber.Phone), leaving.DueAt.Value), ToldElsewhere(subscriber, leaving, waits: true),
                ToPhone(subscriber, new MoveWarnSms(name, NumberChange.Ending(change.To), (int)NumberChange.MayRefuseFor.TotalHours),
                    now).Naming(change.Key)]);
    }

    /// <summary>Tells the person, whose other phones may stop the change.</summary>
    public static Tell ToldElsewhere(Subscriber subscriber, NumberChange change, bool waits) =>
        new(new AggregateId(AggregateKind.Person, change.Key), new DoIdentityAct(change.Id, IdentityActKind.NumberMoved,
            DoIdentityAct.ByThePerson, change.To, From: subscriber.Phone, Waits: waits));

    /// <summary>The person's other phones did not stop it.</summary>
    public static Outcome<Subscriber> Due(Subscriber subscriber, MoveDue due) =>
        subscriber.Leaving.Of(due.Key) is { Asked: false } change && change.Id == due.Id
            ? Asking(subscriber, change)
            : Outcome<Subscriber>.Nothing(subscriber);

    /// <summary>The time to refuse is over for some.</summary>
    public static Outcome<Subscriber> Woken(Subscriber subscriber, Instant now)
    {
        var (state, effects) = (subscriber, new List<Effect>());
        foreach (var change in (subscriber.Leaving ?? []).Where(c => c is { DueAt: { } due, Asked: false } && now >= due))
        {
            var asking = Asking(state, change);
            effects.AddRange(asking.Effects);
            state = asking.State!;
        }
        return new(state, effects);
    }

    /// <summary>Asks whoever uses the new number. The person stays here until they say yes.</summary>
    public static Outcome<Subscriber> Asking(Subscriber subscriber, NumberChange change)
    {
        if (subscriber.Find(change.Key) is not { } who) return Outcome<Subscriber>.Nothing(subscriber);
        return new(subscriber with { Leaving = subscriber.Leaving.With(change with { Asked = true }) },
            [new Tell(AggregateId.Subscriber(change.To), new AskMoveIn(change.Id, change.Key, who.FirstName, who.Holder.Programme,
                AggregateId.Subscriber(subscriber.Phone), subscriber.Phone))]);
    }

    /// <summary>The new number takes the person in.</summary>
    public static Outcome<Subscriber> Allowed(Subscriber subscriber, MoveInAllowed allowed, Instant now)
    {
        if (subscriber.Leaving.Of(allowed.Key) is not { Asked: true } change || change.Id != allowed.Id
            || subscriber.Find(allowed.Key) is not { } who) return Outcome<Subscriber>.Nothing(subscriber);
        var about = $"…{NumberChange.Ending(change.From)} to …{NumberChange.Ending(change.To)}";
        var (state, effects) = (subscriber, new List<Effect>());
        // Her own act takes her along in each of her programmes with the PIN that she typed. Another PIN may be one that a programme's
        // owners reset, and opens no other programme.
        var hers = subscriber.SameAs(who.Holder.Key).Where(u => u.Pin?.Hash == who.Pin?.Hash);
        foreach (var (n, user) in hers.OrderByDescending(u => u.Holder.Key == allowed.Key).Index())
        {
            var done = Now(state, new MoveNow(n == 0 ? allowed.Id : $"{allowed.Id}|{n}", user.Holder.Key, allowed.To), now);
            effects.AddRange(n == 0 ? done.Effects : done.Effects.Where(e => e is not Send));
            effects.Add(PinResets.OwnAct(user.Holder, "number.moved", now, about));
            state = done.State!;
        }
        return new(state, effects);
    }

    /// <summary>Sends the person to the other number, with PIN and consent; here they stay, or are told goodbye.</summary>
    public static Outcome<Subscriber> Now(Subscriber subscriber, MoveNow order, Instant now)
    {
        if (subscriber.Find(order.Key) is not { } who || order.To == subscriber.Phone) return Outcome<Subscriber>.Nothing(subscriber);
        var moved = new PhoneUser(who.Holder, who.Pin, Tenure: who.Tenure, Consent: who.Consent);
        var there = new Tell(AggregateId.Subscriber(order.To), new MoveIn(order.Id, moved, order.Vouched));
        if (order.Stays) return new(subscriber, [there]);
        // Whoever has a number in quarantine need not know who had it, nor where they went.
        return subscriber.Quarantine is not null
            ? new(subscriber.Without(order.Key), [there])
            : new(subscriber.Without(order.Key),
                [there, ToPhone(subscriber, new MovedAwaySms(who.FirstName, NumberChange.Ending(order.To)), now, who.Holder.Language)
                    .Naming(order.Key)]);
    }

    /// <summary>The changes that this SMS may stop.</summary>
    public static IEnumerable<NumberChange> Open(Subscriber subscriber, SmsIn sms) =>
        (subscriber.Leaving ?? []).Where(c => c.DueAt is { } due && sms.IsAfter(due - NumberChange.MayRefuseFor));

    /// <summary>KEEP here stops this change.</summary>
    public static Outcome<Subscriber> Kept(Subscriber subscriber, NumberChange change, Instant now) =>
        Stopped(KeptNumbers.Marked(subscriber, change.Key, now), [change], now);

    /// <summary>Stops these changes, and says so on both numbers.</summary>
    public static Outcome<Subscriber> Stopped(Subscriber subscriber, IReadOnlyList<NumberChange> stopped, Instant now) =>
        stopped.Count == 0 ? Outcome<Subscriber>.Nothing(subscriber) : new(
            subscriber with { Leaving = stopped.Aggregate(subscriber.Leaving, (left, c) => left.Without(c.Key)) },
            [
                .. stopped.Select(c => new Tell(AggregateId.Subscriber(c.To), new MoveRefused($"{c.Id}|no", c.Key))),
                .. stopped.Select(c =>
                    new RaiseTask(subscriber.Find(c.Key)?.Holder.Programme ?? "", TaskKinds.NumberChangeRefused, c.Key, now)),
                ToPhone(subscriber, new MoveStoppedSms(), now),
            ]);

    /// <summary>The other number, old or new, said no.</summary>
    public static Outcome<Subscriber> Refused(Subscriber subscriber, MoveRefused refused, Instant now) =>
        subscriber.Handled.Contains(refused.Id)
        ? Outcome<Subscriber>.Nothing(subscriber)
        : new(
            subscriber with
            {
                Handled = subscriber.Handled.With(refused.Id, Subscriber.HandledKept), Leaving = subscriber.Leaving.Without(refused.Key),
                Arriving = subscriber.Arriving.Without(refused.Key), Newcomers = subscriber.Newcomers.Without(refused.Key),
            }, [ToPhone(subscriber, new MoveStoppedSms(), now)]);

    public static Outcome<Subscriber> Take(Subscriber subscriber, MoveIn take, Instant now)
    {
        var key = take.Who.Holder.Key;
        if (subscriber.Handled.Contains(take.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        var noted = subscriber with { Handled = subscriber.Handled.With(take.Id, Subscriber.HandledKept),
            Arriving = subscriber.Arriving.Without(key), Newcomers = subscriber.Newcomers.Without(key) };
        var known = subscriber.Holders.Any(u => u.Human == take.Who.Human);
        if (!known && subscriber.People.Count >= Subscriber.MostHolders)
            return new(noted, [new RaiseTask(take.Who.Holder.Programme, TaskKinds.TooManyOnPhone, take.Who.Holder.PersonId, now)]);
        if (noted.Holds(key)) return new(noted, []);
        var tenure = new Tenure(now, now, Human: take.Who.Tenure?.Human, VouchedAt: take.Vouched ? now : null);
        var next = noted.Joined(take.Who with { Tenure = tenure });
        if (known) return new(next, []);
        return subscriber.Holder is null
            ? new(next with { Quarantine = null, Joining = null },
                [ToPhone(subscriber, new MovedHereSms(take.Who.FirstName, next.Silences(next.Current)), now).Naming(take.Who.Holder.Key)])
            : Newcomers.Came(next, take.Id, take.Who, now);
    }

    /// <summary>
    /// Counts a try from another phone, apart from the tries here, so that a stranger cannot lock the owner out. Who was tried at is told.
    /// </summary>
    public static Outcome<Subscriber> CountTries(Subscriber subscriber, Instant now)
    {
        var tries = subscriber.RemoteTries ?? new Pin("", 0, null, 0);
        // A person's programmes have one PIN, which fits once.
        var open = subscriber.Holders.Where(s => s.Pin is { } pin && !pin.IsLocked(now)).DistinctBy(s => (s.Human, s.Pin!.Hash)).ToList();
        if (tries.IsLocked(now) || open.Count == 0)
            return Outcome<Subscriber>.Nothing(subscriber, new PinsToCheck(new Dictionary<string, string>()));
        var counted = tries.Try(now);
        var reply = new PinsToCheck(open.ToDictionary(s => s.Holder.Key, s => s.Pin!.Hash));
        return new(subscriber with { RemoteTries = counted },
            counted.IsLocked(now) ? [ToPhone(subscriber, new PinTriedSms(subscriber.Holder!.Mentor), now)] : [], reply);
    }

    /// <summary>The right PIN clears the count where it is the only one. Elsewhere it must not pay for guesses at another's.</summary>
    public static Outcome<Subscriber> Right(Subscriber subscriber, string key)
    {
        if (subscriber.RemoteTries is not { } tries || !subscriber.Holds(key)) return Outcome<Subscriber>.Nothing(subscriber);
        var pins = subscriber.Holders.Where(u => u.Pin is not null).Select(u => u.Pin!.Hash).Distinct(StringComparer.Ordinal);
        return new(subscriber with { RemoteTries = pins.Count() > 1 ? tries.Untried() : null }, []);
    }

    private static Send ToPhone(Subscriber subscriber, Sms sms, Instant now, Language? reads = null) =>
        new(SmsOrder.To(subscriber.Phone, Purpose.Receipt, sms, subscriber.Programme, now) with { Reads = reads });
}
