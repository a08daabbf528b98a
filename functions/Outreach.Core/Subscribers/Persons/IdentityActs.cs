using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>Two owners agreed on an act that touches a person's identity; or it takes one, as a first number does.</summary>
/// <param name="By">The owner who asked.</param>
/// <param name="Phone">The number concerned; null for an erasure.</param>
/// <param name="Second">The owner who agreed.</param>
/// <param name="From">The number that the person leaves by own act; it keeps the change.</param>
/// <param name="Waits">That number itself waits a day.</param>
[StoredAs("DoIdentityAct")]
public sealed record DoIdentityAct(string Id, IdentityActKind Kind, string By, string? Phone = null, string? Second = null,
    string? From = null, bool Waits = false) : Command, ITakesTwo
{
    public const string ByThePerson = "the person";


    public Command ApprovedBy(string owner) => this with { Second = owner };
}

/// <summary>An act that takes something away. The person may stop it until it is due.</summary>
/// <param name="DueAt">Null for an erasure until it is known who depends on the person.</param>
/// <param name="From">As in <see cref="DoIdentityAct"/>; null where that number waits itself.</param>
/// <param name="Lost">The phones where the notice of it did not arrive.</param>
public sealed record WaitingAct(string Id, IdentityActKind Kind, string By, string? Phone, string? Second, Instant? DueAt,
    string? From = null, bool Waits = false, IReadOnlyList<string>? Lost = null)
{
    /// <summary>Stands for the second owner: the person can stop it, so the person must hear of it.</summary>
    public const string ThePerson = "the person, unless they say KEEP";

    /// <summary>Who dials from a number in quarantine says that it is not the person's.</summary>
    public const string ByThePhone = "the phone";
}

/// <summary>To a subscriber: KEEP from here stops this act.</summary>
/// <param name="Key">The key of the phone's user.</param>
/// <param name="Of">The key of the person whom the act is about; null for that user.</param>
/// <param name="Number">The last digits of the number that the act is about; empty for none.</param>
/// <param name="Name">The first name of whom the act is about, where that is not the user.</param>
[StoredAs("MayKeep")]
public sealed record MayKeep(
    string Id, string Key, Instant Until, string? Of = null, IdentityActKind? Kind = null, string Number = "", string Name = "") : Command;

/// <summary>To a person: KEEP was said on one of their phones, or by somebody who depends on them.</summary>
/// <param name="By">The key of who objects; null for the person.</param>
[StoredAs("KeepAsIs")] public sealed record KeepAsIs(string Id, string? By = null) : Command;

/// <summary>To a person: the notice of an act of this kind did not arrive on this phone.</summary>
[StoredAs("NoticeLost")] public sealed record NoticeLost(IdentityActKind Kind, string Phone) : Command;

/// <summary>An act that KEEP from this phone stops.</summary>
/// <param name="Key">The key of the phone's user.</param>
/// <param name="At">When the question came; an earlier KEEP means nothing.</param>
/// <param name="Of">The key of the person whom the act is about; null for that user.</param>
/// <param name="Undo">Whether the person has come to this phone already, and KEEP takes them off again.</param>
public sealed record KeepAsk(string Id, string Key, Instant At, Instant Until, string? Of = null, bool Undo = false,
    IdentityActKind? Kind = null, string Number = "", string Name = "")
{
    /// <summary>Whether this SMS was sent while the question was open.</summary>
    public bool IsMeant(SmsIn sms, Instant now) => sms.IsAfter(At) && (sms.ReceivedAt ?? now) < Until;
}

/// <summary>
/// Carries out identity acts. The person is told on every phone; what takes something away waits a day, and KEEP from any of the phones
/// stops it.
/// </summary>
internal static class IdentityActs
{
    private const int IdsKept = 32;

    public static readonly Duration MayKeepFor = Duration.FromHours(24);

    public static Outcome<Person> Do(Person? person, DoIdentityAct act, Instant now)
    {
        if (person is null || person.ActIds?.Contains(act.Id) == true) return Outcome<Person>.Nothing(person);
        if (person.LeftAt is not null && act.Kind is IdentityActKind.NumberAdded or IdentityActKind.NumberMoved)
            return HasLeft(person, act.Kind, now);
        var known = person with { ActIds = (person.ActIds ?? []).With(act.Id, IdsKept) };
        return act.Kind switch
        {
            IdentityActKind.NumberAdded => Add(known, act, now),
            // Her only phone asked for it; another phone of hers hears of it first, and has a day.
            IdentityActKind.Erased when act.By == DoIdentityAct.ByThePerson && Trusted(known).Count() <= 1 =>
                Erasure.OfPerson(known, new ErasePerson(act.By), now),
            IdentityActKind.Erased => ErasureActs.Check(known, act),
            IdentityActKind.NumberMoved when act.From is { } from => MoveAway(known, act, from, now),
            IdentityActKind.PinReset or IdentityActKind.PinChanged => new(known,
                [.. Told(known, act, now).Where(t => t.Order.Phone != act.Phone)]),
            _ => Wait(known, act, now),
        };
    }

    /// <summary>A yes that comes after the person left the programme brings nobody back.</summary>
    private static Outcome<Person> HasLeft(Person person, IdentityActKind kind, Instant now) =>
        new(person,
            [new RaiseTask(person.Details.Programme, TaskKinds.PersonHasLeft.With(kind), person.Details.PersonId, now)]);

    /// <summary>Joins the number with the PIN of the present one, so that a phone alone opens nothing.</summary>
    private static Outcome<Person> Add(Person person, DoIdentityAct act, Instant now)
    {
        if (person.Phones.Any(p => p.Held && p.Phone == act.Phone)) return new(person, []);
        return new(person, [.. Told(person, act, now), Asking(person, act.Id, act.Phone!, stays: true)]);
    }

    /// <summary>A change of number by own act: at once where that is the only phone; the others hear of it, and have a day.</summary>
    private static Outcome<Person> MoveAway(Person person, DoIdentityAct act, string from, Instant now)
    {
        var others = Trusted(person).Select(p => p.Phone).Where(p => p != from && p != act.Phone).ToList();
        if (others.Count == 0) return new(person, act.Waits ? [] : [new Tell(AggregateId.Subscriber(from), Due(person, act.Id))]);
        var due = now + MayKeepFor;
        return new(person with { Acts = [.. person.Acts ?? [], new(act.Id, act.Kind, act.By, act.Phone, null, due, from, act.Waits)] },
        [
            .. others.Select(p => new Tell(AggregateId.Subscriber(p), new MayKeep(act.Id, person.Details.Key, due, Kind: act.Kind,
                Number: NumberChange.Ending(act.Phone!)))),
            .. Told(person, act, now).Where(t => others.Contains(t.Order.Phone)),
            new WakeAt(new AggregateId(AggregateKind.Person, person.Details.Key), due),
        ]);
    }

    private static MoveDue Due(Person person, string id) => new(id, person.Details.Key);

    private static Outcome<Person> Wait(Person person, DoIdentityAct act, Instant now)
    {
        if (act.By == WaitingAct.ByThePhone && person.Acts?.Any(a => a.By == act.By && a.Phone == act.Phone) == true)
            return new(person, []);
        var due = now + MayKeepFor;
        var key = person.Details.Key;
        return new(person with { Acts = [.. person.Acts ?? [], new(act.Id, act.Kind, act.By, act.Phone, act.Second, due)] },
        [
            .. person.Phones.Where(p => p.Held).Select(p => new Tell(AggregateId.Subscriber(p.Phone), new MayKeep(act.Id, key, due,
                Kind: act.Kind, Number: act.Phone is { } number ? NumberChange.Ending(number) : ""))),
            .. Told(person, act, now),
            new WakeAt(new AggregateId(AggregateKind.Person, key), due),
        ]);
    }

    /// <summary>Carries out what is due.</summary>
    public static Outcome<Person> Woken(Person? person, Instant now)
    {
        var due = (person?.Acts ?? []).Where(a => a.DueAt is { } at && now >= at).ToList();
        if (person is null || due.Count == 0) return Outcome<Person>.Nothing(person);
        if (due.FirstOrDefault(a => !IsHeard(person, a)) is { } unheard) return Unheard(person, unheard, now);
        if (due.FirstOrDefault(a => a.Kind == IdentityActKind.Erased) is { } erased)
            return Erasure.OfPerson(person, new ErasePerson(erased.By), now);
        if (due.FirstOrDefault(a => a.Kind == IdentityActKind.Left) is { } leaves) return ProgrammeLeaving.Of(person, leaves, now);
        var left = person.Acts!.Except(due).ToList();
        return new(person with { Acts = left.Count == 0 ? null : left },
            [.. due.Where(a => IsStillSo(person, a)).Select(a => Done(person, a))]);
    }

    /// <summary>Whether the person's silence counts: a second owner said yes, or the notice may have reached a phone of theirs.</summary>
    private static bool IsHeard(Person person, WaitingAct act) => act.Second != WaitingAct.ThePerson
        || person.Phones.Any(p => p is { Held: true, Quarantined: false } && act.Lost?.Contains(p.Phone) != true);

    /// <summary>The notice of an act did not arrive. Where none did, the act falls, if nobody but the person stands for it.</summary>
    public static Outcome<Person> Lost(Person? person, NoticeLost lost, Instant now)
    {
        if (person?.Acts?.FirstOrDefault(a => a.Kind == lost.Kind && a.Second == WaitingAct.ThePerson
            && a.Lost?.Contains(lost.Phone) != true) is not { } act) return Outcome<Person>.Nothing(person);
        var noted = act with { Lost = [.. act.Lost ?? [], lost.Phone] };
        var next = person with { Acts = [.. person.Acts.Select(a => a == act ? noted : a)] };
        return IsHeard(next, noted) ? new(next, []) : Unheard(next, noted, now);
    }

    private static Outcome<Person> Unheard(Person person, WaitingAct act, Instant now)
    {
        var left = person.Acts!.Where(a => a != act).ToList();
        return new(person with { Acts = left.Count == 0 ? null : left },
            [new RaiseTask(person.Details.Programme, TaskKinds.CouldNotHear.With(act.Kind),
                person.Details.PersonId, now)]);
    }

    /// <summary>A PIN typed meanwhile shows that the number is the person's after all.</summary>
    private static bool IsStillSo(Person person, WaitingAct act) => !act.Waits &&
        (act.By != WaitingAct.ByThePhone || person.Phones.Any(p => p is { Held: true, Quarantined: true } && p.Phone == act.Phone));

    public static Outcome<Person> Keep(Person? person, KeepAsIs keep, Instant now)
    {
        if (person?.Acts?.FirstOrDefault(a => a.Id == keep.Id) is not { } act) return Outcome<Person>.Nothing(person);
        var (who, left) = (person.Details, person.Acts.Where(a => a != act).ToList());
        return new(person with { Acts = left.Count == 0 ? null : left },
        [
            .. act.From is { } from
                ? [new Tell(AggregateId.Subscriber(from), new MoveRefused($"{act.Id}|kept", who.Key))]
                : Array.Empty<Effect>(),
            .. Trusted(person).Where(p => p.Phone != act.From).Select(p =>
                To(person, p.Phone, act.Kind == IdentityActKind.Left ? new StayedSms() : new KeptSms(), now)),
            new RaiseTask(who.Programme, keep.By is null ? TaskKinds.StoppedOnPhone : TaskKinds.ObjectsToErasure,
                keep.By ?? who.PersonId, now),
            PinResets.OwnAct(who, "person.kept", now, $"{act.Kind} by {act.By}"),
        ]);
    }

    /// <summary>On the phone: KEEP is understood until the act is due.</summary>
    public static Outcome<Subscriber> MayKeep(Subscriber subscriber, MayKeep may, Instant now)
    {
        if (!subscriber.Holds(may.Key) || subscriber.Keeps?.Any(k => k.Id == may.Id) == true)
            return Outcome<Subscriber>.Nothing(subscriber);
        var open = (subscriber.Keeps ?? []).Where(k => now < k.Until);
        var ask = new KeepAsk(may.Id, may.Key, now, may.Until, may.Of, Kind: may.Kind, Number: may.Number, Name: may.Name);
        return new(subscriber with { Keeps = [.. open, ask] }, []);
    }

    /// <summary>KEEP here stops this act.</summary>
    public static Outcome<Subscriber> Kept(Subscriber subscriber, KeepAsk ask, Instant now)
    {
        var marked = KeptNumbers.IsOfNumber(ask) ? KeptNumbers.Marked(subscriber, ask.Key, now) : subscriber;
        return new(marked with { Keeps = subscriber.Keeps.Without(ask) },
            [new Tell(new AggregateId(AggregateKind.Person, ask.Of ?? ask.Key), new KeepAsIs(ask.Id, ask.Of is null ? null : ask.Key))]);
    }

    public static IReadOnlyList<KeepAsk>? Without(this IReadOnlyList<KeepAsk>? asks, KeepAsk ask) =>
        asks?.Where(k => k != ask).ToList() is { Count: > 0 } left ? left : null;

    private static Tell Done(Person person, WaitingAct act) => act.From is { } from
        ? new(AggregateId.Subscriber(from), Due(person, act.Id))
        : act.Kind == IdentityActKind.NumberMoved
        ? Asking(person, act.Id, act.Phone!, stays: false)
        : new(AggregateId.Subscriber(act.Phone!), new LeaveNumber(person.Details.Key, person.Consent.Stopped));

    /// <summary>Asks whoever uses that number whether the person may come.</summary>
    private static Tell Asking(Person person, string id, string phone, bool stays) => new(AggregateId.Subscriber(phone),
        new AskMoveIn(id, person.Details.Key, new PhoneUser(person.Details).FirstName, person.Details.Programme,
            new AggregateId(AggregateKind.Person, person.Details.Key), person.Primary?.Phone, stays));

    /// <summary>The person comes to a number, from their present one with the PIN; without one, to choose a PIN.</summary>
    public static Outcome<Person> Allowed(Person? person, MoveInAllowed allowed, Instant now) => person is null
        ? Outcome<Person>.Nothing(person)
        : person.LeftAt is not null ? HasLeft(person, IdentityActKind.NumberAdded, now)
        : new(person,
        [
            allowed.From is { } from
                ? new Tell(AggregateId.Subscriber(from), new MoveNow(allowed.Id, allowed.Key, allowed.To, allowed.Stays, Vouched: true))
                : new Tell(AggregateId.Subscriber(allowed.To),
                    new MoveIn(allowed.Id, new PhoneUser(person.Details, Consent: person.Consent), Vouched: true)),
        ]);

    /// <summary>Whoever uses the number said no.</summary>
    public static Outcome<Person> Refused(Person? person, MoveRefused refused, Instant now)
    {
        if (person is null || person.ActIds?.Contains(refused.Id) == true) return Outcome<Person>.Nothing(person);
        var known = person with { ActIds = (person.ActIds ?? []).With(refused.Id, IdsKept) };
        return new(known, [.. Trusted(person).Select(p => To(person, p.Phone, new MoveStoppedSms(), now))]);
    }

    /// <summary>Whose number is another's now hears of it on their other phones; who has none is somebody to look for.</summary>
    public static Outcome<Person> Taken(Person? person, NumberTaken taken, Instant now)
    {
        if (person is null || person.ActIds?.Contains(taken.Id) == true) return Outcome<Person>.Nothing(person);
        var (who, number) = (person.Details, NumberChange.Ending(taken.Phone));
        var sms = new NumberTakenSms(new PhoneUser(who).FirstName, number, who.Mentor);
        return new(person with { ActIds = (person.ActIds ?? []).With(taken.Id, IdsKept) },
        [
            .. Trusted(person).Where(p => p.Phone != taken.Phone).Select(p => To(person, p.Phone, sms, now)),
            new RaiseTask(who.Programme, TaskKinds.NumberGivenToAnother, who.PersonId, now),
            new KeepAudit(who.Programme, KeepAudit.System, "number.taken", who.PersonId, now, $"…{number} by {taken.By}"),
        ]);
    }

    internal static IEnumerable<Send> Told(Person person, DoIdentityAct act, Instant now, Duration? wait = null)
    {
        var number = act.Phone is { } phone ? NumberChange.Ending(phone) : "";
        var hours = (int)Math.Ceiling((wait ?? MayKeepFor).TotalHours);
        var sms = new IdentityActSms(act.Kind, new PhoneUser(person.Details).FirstName, number, hours, person.Details.Mentor,
            person.Details.Key, act.Kind == IdentityActKind.Left ? person.Details.Programme : "");
        return Trusted(person).Select(p => To(person, p.Phone, sms, now));
    }

    /// <summary>The phones that hear of the person: one in quarantine may be another's by now.</summary>
    internal static IEnumerable<PersonPhone> Trusted(Person person) => person.Phones.Where(p => p is { Held: true, Quarantined: false });

    /// <summary>What waits, told to a phone that the PIN has shown to be the person's after all.</summary>
    internal static IEnumerable<Send> TellWaiting(Person person, string phone, Instant now) =>
        (person.Acts ?? []).Where(a => a.DueAt > now).SelectMany(a => Told(person, new DoIdentityAct(a.Id, a.Kind, a.By, a.Phone), now,
            a.DueAt!.Value - now)).Where(t => t.Order.Phone == phone);

    internal static Send To(Person person, string phone, Sms sms, Instant now) =>
        new(SmsOrder.To(phone, Purpose.Receipt, sms, person.Details.Programme, now));
}
