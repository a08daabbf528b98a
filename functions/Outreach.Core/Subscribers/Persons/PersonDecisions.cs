using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>Decides on a person, from the reports of subscribers.</summary>
public static class PersonDecisions
{
    public static Outcome<Person> Decide(Person? person, Command command, Instant now) => command switch
    {
        // A late report must not restore an erased person.
        _ when person?.ErasedAt is not null => Outcome<Person>.Nothing(person),
        ErasePerson erase => Erasure.OfPerson(person, erase, now),
        SubscriberChanged tells => Hear(person, tells, now),
        ConsentActed acted when person is not null => PersonConsents.Acted(person, acted),
        ReturnPerson returns when person is not null => ProgrammeLeaving.Stays(PersonConsents.Returned(person, returns), returns.At, now),
        ConsentActedElsewhere acted when person is not null => PersonConsents.ActedElsewhere(person, acted),
        SameHuman same when person is not null => Transfers.Joined(PersonConsents.Known(person, same), same, now),
        OfferTransfer offer when person is not null => Transfers.Offer(person, offer, now),
        ForgetSame gone when person?.Same?.Contains(gone.Key) == true =>
            new(person with { Same = person.Same.Where(k => k != gone.Key).ToList() is { Count: > 0 } left ? left : null }, []),
        NameSecond name => SecondContacts.Name(person, name, now),
        SecondAgreed agreed => SecondContacts.Agreed(person, agreed, now),
        SecondEnded ended => SecondContacts.Ended(person, ended, now),
        ForgetContact gone => SecondContacts.Forget(person, gone),
        DropFormerContacts drop => SecondContacts.Drop(person, drop),
        MissedSms missed => SecondContacts.Missed(person, missed, now),
        DoIdentityAct act => IdentityActs.Do(person, act, now),
        ErasureChecked known => ErasureActs.Checked(person, known, now),
        MayObject erasure => ErasureActs.Told(person, erasure, now),
        MoveInAllowed allowed => IdentityActs.Allowed(person, allowed, now),
        MoveRefused refused => IdentityActs.Refused(person, refused, now),
        NumberTaken taken => IdentityActs.Taken(person, taken, now),
        NoticeLost lost => IdentityActs.Lost(person, lost, now),
        KeepAsIs keep => IdentityActs.Keep(person, keep, now),
        TagPerson tag => Tagging.Tag(person, tag),
        AssignMentor assign when person is not null => MentorOfPerson.Assigned(person, assign),
        NameClerk name => Clerks.Named(person, name, now),
        ClerkLeft left => Clerks.Left(person, left, now),
        ClerkTold told => Clerks.Told(person, told, now),
        MailCame came => Mailbox.Came(person, came, now),
        Wake => Mailbox.Woken(IdentityActs.Woken(person, now), now),
        _ => Outcome<Person>.Nothing(person),
    };

    private static Outcome<Person> Hear(Person? before, SubscriberChanged tells, Instant now)
    {
        var known = before?.Phones.FirstOrDefault(p => p.Phone == tells.Phone);
        if (known is not null && known.Said >= tells.Number) return Outcome<Person>.Nothing(before);
        var phone =
            new PersonPhone(tells.Phone, tells.Number, tells.Since, tells.Held, tells.Suppressed, tells.Quarantined,
                tells.Held && known is { Held: true, ToldSecond: true }, tells.Held ? null : now);
        var person = before is null
            ? new Person(tells.Details, tells.DetailsAt, [phone], 1)
            : before with { Phones = [.. before.Phones.Where(p => p != known).Append(phone).OrderBy(p => p.Phone, StringComparer.Ordinal)],
                Changes = before.Changes + 1 };
        if (tells.Held && tells.DetailsAt >= person.DetailsAt)
            person = person with { Details = GivenMentor.Kept(person.Details, tells.Details), DetailsAt = tells.DetailsAt };
        if (tells.Active is { } active) person = person with { Active = ActMonth.Merged(person.Active, active) };
        // A subscriber that the person returned to holds no placement, or an outdated one.
        var arrived = tells.Held && known is not { Held: true };
        if (arrived) person = person with { LeftAt = null };
        // A phone that the person comes to knows neither its place nor their mentor.
        var isNew = arrived && (known is not null || GivenMentor.Of(tells.Details) != GivenMentor.Of(person.Details));
        var placed = Noted(before, tells, arrived, Placed(before, person, isNew ? tells.Phone : null), now);
        if (known is { Quarantined: true } && tells is { Held: true, Quarantined: false })
            placed = placed with { Effects = [.. placed.Effects, .. IdentityActs.TellWaiting(person, tells.Phone, now)] };
        placed = before is null ? placed : placed with { Effects = [.. placed.Effects, .. Renamed(before.Details, person, now)] };
        return arrived && person.Consents is { } kept
            ? placed with { Effects = [PersonConsents.To(person, tells.Phone, kept.Consent), .. placed.Effects] }
            : placed;
    }

    /// <summary>A name or a role is written by others alone: the person hears of it on every phone.</summary>
    private static IEnumerable<Effect> Renamed(Holder was, Person person, Instant now)
    {
        var role = was.Role == person.Details.Role ? (Role?)null : person.Details.Role;
        if (Spelling.Same(was.Name, person.Details.Name) && role is null) return [];
        var sms = new DetailsChangedSms(new PhoneUser(was).FirstName, person.Details.Name, role, person.Details.Mentor);
        return person.Phones.Where(p => p is { Held: true, Quarantined: false }).Select(p => IdentityActs.To(person, p.Phone, sms, now));
    }

    /// <summary>Adds to the audit that a person has one more number or one less, whoever asked. The first number is no change.</summary>
    private static Outcome<Person> Noted(Person? before, SubscriberChanged tells, bool arrived, Outcome<Person> placed, Instant now)
    {
        var left = !tells.Held && before?.Phones.Any(p => p.Phone == tells.Phone && p.Held) == true;
        if (before is null || !arrived && !left) return placed;
        var who = before.Details;
        var row = new KeepAudit(who.Programme, KeepAudit.System, arrived ? "number.arrived" : "number.left", who.PersonId, now,
            $"…{NumberChange.Ending(tells.Phone)}");
        return placed with { Effects = [.. placed.Effects, row] };
    }

    /// <summary>Tells the subscribers which phone comes first, and writes the directory row if it changed.</summary>
    private static Outcome<Person> Placed(Person? before, Person person, string? back)
    {
        var first = person.Primary?.Phone;
        var moved = person.Phones.Where(p => p.Held && (p.Phone == back || p.ToldSecond != (p.Phone != first))).ToList();
        var placed =
            person with { Phones = [.. person.Phones.Select(p => moved.Contains(p) ? p with { ToldSecond = p.Phone != first } : p)] };
        IEnumerable<Effect> told = moved.Select(p => MentorOfPerson.To(placed, p with { ToldSecond = p.Phone != first }));
        return new(placed, [.. told, .. Listed(before, placed)]);
    }

    /// <summary>The directory row, if it changed.</summary>
    internal static IReadOnlyList<Effect> Listed(Person? before, Person person) =>
        before is not null && Same(before.Row(), person.Row()) ? [] : [new ListPerson(person.Row())];

    private static bool Same(DirectoryRow a, DirectoryRow b) => a with { Crops = b.Crops, Tags = b.Tags, Clerks = b.Clerks } == b
        && a.Crops.SequenceEqual(b.Crops) && a.Tags.SequenceEqual(b.Tags) && a.Clerks.SequenceEqual(b.Clerks);
}
