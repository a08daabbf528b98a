using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A contact who is told when a person cannot be reached.</summary>
/// <param name="AgreedAt">The time of agreement; nothing is passed on before.</param>
/// <param name="ToldAt">The time of the last request to pass a message on.</param>
public sealed record SecondContact(string Phone, string Name, Instant NamedAt, Instant? AgreedAt = null, Instant? ToldAt = null);

/// <summary>What happened to a second contact.</summary>
public enum ContactAct { Named, Agreed, Declined, Left, Stopped, HandsChanged, Removed, NotAsked, NotAnswered }

/// <summary>Why nobody was named and nobody asked.</summary>
public enum ContactRefusal { NamedTooOften, AskedToday, NumberAskedTooOften }

/// <summary>A record of a second contact's consent, and of its end.</summary>
/// <param name="Source">Such as <c>sms</c>, <c>ussd</c>, or <c>api</c>.</param>
/// <param name="Words">The contact's own words.</param>
/// <param name="Notice">The sentence that the contact was shown, in their language.</param>
/// <param name="ShownAt">When it was shown.</param>
public sealed record ContactRecord(
    ContactAct Act, string Phone, string Name, Instant At, string Source, string Words = "", string Notice = "", Instant? ShownAt = null);

/// <summary>Names a second contact and asks for agreement; null removes the present one.</summary>
/// <param name="Own">The person did it, on a menu that says so itself.</param>
/// <param name="NumberFull">The number has had its questions of the day.</param>
[StoredAs("NameSecond")]
public sealed record NameSecond(string? Phone, string Name, bool Own = false, bool NumberFull = false) : Command;

/// <summary>The second contact agreed from this phone.</summary>
[StoredAs("SecondAgreed")]
public sealed record SecondAgreed(string Phone, Instant At, string Words, string Notice, Instant? ShownAt) : Command;

/// <summary>The second contact's phone is the person's contact no more.</summary>
[StoredAs("SecondEnded")] public sealed record SecondEnded(string Phone, ContactEnd Why, Instant At) : Command;

/// <summary>The contact with this phone is erased.</summary>
[StoredAs("ForgetContact")] public sealed record ForgetContact(string Phone) : Command;

/// <summary>To a person: drop the records of former second contacts that are older.</summary>
[StoredAs("DropFormerContacts")] public sealed record DropFormerContacts(Instant Before) : Command;

/// <summary>A message to the person failed for good.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Code">The message's agreement; null for several or none.</param>
/// <param name="Nowhere">Whether the person has no phone known to be theirs.</param>
[StoredAs("MissedSms")] public sealed record MissedSms(string Id, Purpose Purpose, string? Code, bool Nowhere) : Command;

/// <summary>Asks an agreed second contact to pass on undelivered messages, in words that reveal nothing.</summary>
internal static class SecondContacts
{
    private const int MissedKept = 50;
    private const int RecordsKept = 50;

    /// <summary>Each naming is an SMS to a number of somebody's choice.</summary>
    public const int NamedADay = 3;

    private static readonly Duration passedOnEvery = Duration.FromDays(1);
    private static readonly Duration taskEvery = Duration.FromDays(7);

    /// <summary>Names, removes, or answers with a <see cref="ContactRefusal"/>.</summary>
    public static Outcome<Person> Name(Person? person, NameSecond name, Instant now)
    {
        if (person is null || person.Second?.Phone == name.Phone) return Outcome<Person>.Nothing(person);
        if (name.Phone is not null && Refusal(person, name, now) is { } why) return Refused(person, name, why, now);
        var (next, effects, source) = (person, new List<Effect>(), name.Own ? "ussd" : "api");
        if (person.Second is { } before)
        {
            next = Recorded(next, new(ContactAct.Removed, before.Phone, before.Name, now, source));
            effects.Add(new Tell(AggregateId.Subscriber(before.Phone), new ContactOver(person.Details.Key)));
            if (!name.Own) effects.AddRange(Told(person, before, ContactNews.Ended, now));
        }
        if (name.Phone is not { } phone) return new(next with { Second = null }, effects);
        var named = new SecondContact(phone, name.Name, now);
        next = Recorded(next with { Second = named }, new(ContactAct.Named, phone, name.Name, now, source));
        var first = new PhoneUser(person.Details).FirstName;
        return new(next,
        [
            .. effects, new Tell(AggregateId.Subscriber(phone), new AskContact(person.Details.Key, first)),
            .. name.Own ? [] : Told(person, named, ContactNews.Named, now),
        ]);
    }

    private static ContactRefusal? Refusal(Person person, NameSecond name, Instant now)
    {
        var named = (person.ContactRecords ?? []).Where(r => r.Act == ContactAct.Named && now - r.At < passedOnEvery).ToList();
        if (named.Count >= NamedADay) return ContactRefusal.NamedTooOften;
        if (named.Any(r => r.Phone == name.Phone)) return ContactRefusal.AskedToday;
        return name.NumberFull ? ContactRefusal.NumberAskedTooOften : null;
    }

    /// <summary>The first refusal of a day is a record and a task.</summary>
    private static Outcome<Person> Refused(Person person, NameSecond name, ContactRefusal why, Instant now) =>
        person.ContactRecords?.Any(r => r.Act == ContactAct.NotAsked && now - r.At < passedOnEvery) == true
            ? Outcome<Person>.Nothing(person, why)
            : new(Recorded(person, new(ContactAct.NotAsked, name.Phone!, name.Name, now, "api")), [TooOften(person, now)], why);

    private static RaiseTask TooOften(Person person, Instant now) =>
        new(person.Details.Programme, "second contacts over their limit", person.Details.PersonId, now);

    /// <summary>A yes that comes after the person named another is no role.</summary>
    public static Outcome<Person> Agreed(Person? person, SecondAgreed agreed, Instant now)
    {
        if (person?.Second is not { } second || second.Phone != agreed.Phone)
            return Outcome<Person>.Nothing(person) with { Effects = person is null
                ? []
                : [new Tell(AggregateId.Subscriber(agreed.Phone), new ContactOver(person.Details.Key))] };
        if (second.AgreedAt is not null) return Outcome<Person>.Nothing(person);
        var record =
            new ContactRecord(ContactAct.Agreed, second.Phone, second.Name, agreed.At, "sms", agreed.Words, agreed.Notice, agreed.ShownAt);
        return new(Recorded(person with { Second = second with { AgreedAt = agreed.At } }, record),
            [.. Told(person, second, ContactNews.Agreed, now), Audited(person, record, now)]);
    }

    public static Outcome<Person> Ended(Person? person, SecondEnded ended, Instant now)
    {
        if (person?.Second is not { } second || second.Phone != ended.Phone || ended.At < second.NamedAt)
            return Outcome<Person>.Nothing(person);
        var record =
            new ContactRecord(Enum.Parse<ContactAct>(ended.Why.ToString()), second.Phone, second.Name, ended.At, "phone");
        return new(Recorded(person with { Second = null }, record),
            [
                .. Told(person, second, ContactNews.Ended, now), Audited(person, record, now),
                .. ended.Why == ContactEnd.NotAsked ? [TooOften(person, now)] : Array.Empty<Effect>(),
            ]);
    }

    public static Outcome<Person> Missed(Person? person, MissedSms missed, Instant now)
    {
        if (person is null || person.Missed?.Contains(missed.Id) == true) return Outcome<Person>.Nothing(person);
        var effects = new List<Effect>();
        var next = person with { Missed = [.. (person.Missed ?? []).TakeLast(MissedKept - 1), missed.Id] };
        if (person.Second is { AgreedAt: not null } second && missed.Purpose is Purpose.Receipt or Purpose.Reminder
            && !(now - second.ToldAt < passedOnEvery))
        {
            next = next with { Second = second with { ToldAt = now } };
            var sms = new PassItOnSms(new PhoneUser(person.Details).FirstName, missed.Code, person.Details.Key);
            effects.Add(new Send(SmsOrder.To(second.Phone, Purpose.Contact, sms, person.Details.Programme, now)));
        }
        if (missed.Nowhere && !(now - person.TaskAt < taskEvery))
        {
            next = next with { TaskAt = now };
            effects.Add(new RaiseTask(person.Details.Programme, TaskKinds.PersonWithoutPhone, person.Details.PersonId, now));
        }
        return new(next, effects);
    }

    public static Outcome<Person> Forget(Person? person, ForgetContact gone)
    {
        if (person is null || person.Second?.Phone != gone.Phone && person.ContactRecords?.Any(r => r.Phone == gone.Phone) != true)
            return Outcome<Person>.Nothing(person);
        var left = person.ContactRecords?.Where(r => r.Phone != gone.Phone).ToList();
        return new(person with { Second = person.Second?.Phone == gone.Phone ? null : person.Second,
            ContactRecords = left is { Count: > 0 } ? left : null }, []);
    }

    /// <summary>Records of the present contact stay as long as they are it.</summary>
    public static Outcome<Person> Drop(Person? person, DropFormerContacts drop)
    {
        var kept = person?.ContactRecords?.Where(r => r.At >= drop.Before || r.Phone == person.Second?.Phone).ToList();
        return kept is null || kept.Count == person!.ContactRecords!.Count
            ? Outcome<Person>.Nothing(person)
            : new(person with { ContactRecords = kept.Count > 0 ? kept : null }, []);
    }

    private static Person Recorded(Person person, ContactRecord record) =>
        person with { ContactRecords = [.. (person.ContactRecords ?? []).TakeLast(RecordsKept - 1), record] };

    private static KeepAudit Audited(Person person, ContactRecord record, Instant now) =>
        PinResets.OwnAct(person.Details, $"second-contact.{record.Act.ToString().ToLowerInvariant()}", now,
            $"…{NumberChange.Ending(record.Phone)}");

    /// <summary>Tells the person on each phone of theirs; after a STOP the menu alone does.</summary>
    private static IEnumerable<Send> Told(Person person, SecondContact second, ContactNews news, Instant now)
    {
        var who = person.Details;
        if (person.Consent.Stopped) return [];
        var sms = new SecondContactSms(news, PhoneUser.FirstOf(second.Name), NumberChange.Ending(second.Phone), who.Mentor);
        return person.Phones.Where(p => p is { Held: true, Quarantined: false, Suppressed: false }).Select(p => new Send(
            SmsOrder.To(p.Phone, Purpose.Receipt, sms, who.Programme, now)));
    }
}
