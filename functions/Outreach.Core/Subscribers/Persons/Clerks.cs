using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>Whom a trader lets tell loads and payments in their name.</summary>
/// <param name="Name">As on the key of its owner.</param>
public sealed record Clerk(string Name, Instant Since)
{
    public bool Is(string owner) => Spelling.Key(Name) == Spelling.Key(owner);
}

/// <summary>By SMS: a trader names a clerk, ends all of them, or asks who they are.</summary>
/// <param name="Name">Null to end all, or to ask.</param>
/// <param name="Words">What the trader wrote, for the audit.</param>
[StoredAs("NameClerk")] public sealed record NameClerk(string Id, string Phone, string? Name, bool End, string Words) : Command;

/// <summary>The clerk acts for the trader no more, by the clerk's own word.</summary>
[StoredAs("ClerkLeft")] public sealed record ClerkLeft(string Name) : Command;

/// <summary>A clerk has told a list in the trader's name, and the trader hears of it.</summary>
[StoredAs("ClerkTold")] public sealed record ClerkTold(string Id, string Clerk, bool Loads, int Count, LocalDate On) : Command;

/// <summary>A trader's clerks: named by the trader on the phone, ended by either. See docs/decisions/0236.</summary>
internal static class Clerks
{
    private const int Most = 5;
    private const int IdsKept = 50;

    public static Outcome<Person> Named(Person? person, NameClerk name, Instant now)
    {
        if (person is null || person.Details.Role != Role.Trader || person.ActIds?.Contains(name.Id) == true)
            return Outcome<Person>.Nothing(person);
        var before = person.Clerks ?? [];
        IReadOnlyList<Clerk> clerks = name switch
        {
            { End: true } => [],
            { Name: { } one } when before.Count < Most && !before.Any(c => c.Is(one)) => [.. before, new(one, now)],
            _ => before,
        };
        var next = With(person, name.Id) with { Clerks = clerks.Count == 0 ? null : clerks };
        var sms = IdentityActs.To(person, name.Phone, new ClerksSms([.. clerks.Select(c => c.Name)]), now);
        var who = person.Details;
        return new(next, clerks.Count == before.Count ? [sms]
            : [sms, new KeepAudit(who.Programme, KeepAudit.Phone, clerks.Count > before.Count ? "clerk.named" : "clerk.ended",
                who.PersonId, now, name.Words)]);
    }

    public static Outcome<Person> Left(Person? person, ClerkLeft left, Instant now)
    {
        if (person?.Clerks?.Any(c => c.Is(left.Name)) != true) return Outcome<Person>.Nothing(person);
        var clerks = person.Clerks.Where(c => !c.Is(left.Name)).ToList();
        return new(person with { Clerks = clerks.Count == 0 ? null : clerks }, Said(person, new ClerksSms([.. clerks.Select(c => c.Name)]),
            now));
    }

    public static Outcome<Person> Told(Person? person, ClerkTold told, Instant now) =>
        person is null || person.ActIds?.Contains(told.Id) == true
            ? Outcome<Person>.Nothing(person)
            : new(With(person, told.Id), Said(person, new ListToldSms(told.Clerk, told.Loads, told.Count, told.On), now));

    private static Person With(Person person, string id) => person with { ActIds = (person.ActIds ?? []).With(id, IdsKept) };

    private static IReadOnlyList<Effect> Said(Person person, Sms sms, Instant now) =>
        person.Primary is { Quarantined: false } phone ? [IdentityActs.To(person, phone.Phone, sms, now)] : [];
}
