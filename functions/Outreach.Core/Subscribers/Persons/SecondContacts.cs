using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A contact who is told when a person cannot be reached.</summary>
/// <param name="AgreedAt">The time of agreement; nothing is passed on before.</param>
/// <param name="ToldAt">The time of the last request to pass a message on.</param>
public sealed record SecondContact(string Phone, string Name, Instant NamedAt, Instant? AgreedAt = null, Instant? ToldAt = null);

/// <summary>Names a second contact and asks for agreement; null removes the present one.</summary>
[StoredAs("NameSecond")] public sealed record NameSecond(string? Phone, string Name) : Command;

/// <summary>The second contact agreed from this phone.</summary>
[StoredAs("SecondAgreed")] public sealed record SecondAgreed(string Phone) : Command;

/// <summary>A message to the person failed for good.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Code">The message's agreement; null for several or none.</param>
/// <param name="Nowhere">Whether the person has no phone known to be theirs.</param>
[StoredAs("MissedSms")] public sealed record MissedSms(string Id, Purpose Purpose, string? Code, bool Nowhere) : Command;

/// <summary>Asks an agreed second contact to pass on undelivered messages, in words that reveal nothing.</summary>
internal static class SecondContacts
{
    private const int MissedKept = 50;
    private static readonly Duration passedOnEvery = Duration.FromDays(1);
    private static readonly Duration taskEvery = Duration.FromDays(7);

    public static Outcome<Person> Name(Person? person, NameSecond name, Instant now)
    {
        if (person is null || person.Second?.Phone == name.Phone) return Outcome<Person>.Nothing(person);
        if (name.Phone is not { } phone) return new(person with { Second = null }, []);
        var first = new PhoneUser(person.Details).FirstName;
        return new(person with { Second = new(phone, name.Name, now) },
            [new Tell(AggregateId.Subscriber(phone), new AskContact(person.Details.Key, first))]);
    }

    public static Outcome<Person> Agreed(Person? person, SecondAgreed agreed, Instant now) =>
        person?.Second is { AgreedAt: null } second && second.Phone == agreed.Phone
        ? new(person with { Second = second with { AgreedAt = now } },
            [PinResets.OwnAct(person.Details, "second-contact.agreed", now, $"…{NumberChange.Ending(second.Phone)}")])
        : Outcome<Person>.Nothing(person);

    public static Outcome<Person> Missed(Person? person, MissedSms missed, Instant now)
    {
        if (person is null || person.Missed?.Contains(missed.Id) == true) return Outcome<Person>.Nothing(person);
        var effects = new List<Effect>();
        var next = person with { Missed = [.. (person.Missed ?? []).TakeLast(MissedKept - 1), missed.Id] };
        if (person.Second is { AgreedAt: not null } second && missed.Purpose is Purpose.Receipt or Purpose.Reminder
            && !(now - second.ToldAt < passedOnEvery))
        {
            next = next with { Second = second with { ToldAt = now } };
            var sms = new PassItOnSms(new PhoneUser(person.Details).FirstName, missed.Code);
            effects.Add(new Send(SmsOrder.To(second.Phone, Purpose.Reminder, sms, person.Details.Programme, now)));
        }
        if (missed.Nowhere && !(now - person.TaskAt < taskEvery))
        {
            next = next with { TaskAt = now };
            effects.Add(new RaiseTask(person.Details.Programme, "person without a phone", person.Details.PersonId, now));
        }
        return new(next, effects);
    }
}
