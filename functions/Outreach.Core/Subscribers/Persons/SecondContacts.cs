using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>Who is told when a person is not reached.</summary>
/// <param name="AgreedAt">When they said yes; nothing is passed on before.</param>
/// <param name="ToldAt">When they were last asked to pass something on.</param>
public sealed record SecondContact(string Phone, string Name, Instant NamedAt, Instant? AgreedAt = null, Instant? ToldAt = null);

/// <summary>The person, or a coordinator for them, names a second contact, who is asked; null takes the one there is away.</summary>
[StoredAs("NameSecond")] public sealed record NameSecond(string? Phone, string Name) : Command;

/// <summary>The second contact said yes from this phone.</summary>
[StoredAs("SecondAgreed")] public sealed record SecondAgreed(string Phone) : Command;

/// <summary>A message to the person did not reach them and will not.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Code">The agreement it is about; null for several or none.</param>
/// <param name="Nowhere">They have no phone that is known to be theirs.</param>
[StoredAs("MissedSms")] public sealed record MissedSms(string Id, Purpose Purpose, string? Code, bool Nowhere) : Command;

/// <summary>
/// What becomes of messages that do not reach a person: a second contact who agreed is asked to pass it on, in words that show nothing.
/// </summary>
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
        ? new(person with { Second = second with { AgreedAt = now } }, [])
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
