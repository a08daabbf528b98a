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

/// <param name="Named">The first named first.</param>
/// <param name="Handled">Ids of what was handled last, so that a repeat does nothing.</param>
public sealed record TradersClerks(IReadOnlyList<Clerk> Named, IReadOnlyList<string> Handled)
{
    public static TradersClerks None { get; } = new([], []);
}

/// <summary>By SMS: a trader names a clerk, ends all of them, or asks who they are.</summary>
/// <param name="Name">The owner of a key; with an end whatever the trader wrote. Null to end all, or to ask.</param>
/// <param name="Words">What the trader wrote, for the audit.</param>
/// <param name="Quiet">Another programme of the trader's answers; this one only where somebody was named.</param>
[StoredAs("NameClerk")]
public sealed record NameClerk(string Id, string Phone, string? Name, bool End, string Words, bool Quiet = false) : Command;

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
        if (person is null || person.Details.Role != Role.Trader || IsHandled(person, name.Id)) return Outcome<Person>.Nothing(person);
        var before = person.Clerks?.Named ?? [];
        IReadOnlyList<Clerk> clerks = name switch
        {
            { End: true, Name: null } => [],
            { End: true, Name: { } one } => [.. before.Where(c => !IsMeant(c, one))],
            { Name: { } one } when before.Count < Most && !before.Any(c => c.Is(one)) => [.. before, new(one, now)],
            _ => before,
        };
        if (name.Quiet && before.Count == 0 && clerks.Count == 0) return Outcome<Person>.Nothing(person);
        var next = With(person, name.Id, clerks);
        var sms = IdentityActs.To(person, name.Phone, new ClerksSms([.. clerks.Select(c => c.Name)]), now);
        var who = person.Details;
        return new(next, clerks.Count == before.Count ? [sms]
            : [sms, new KeepAudit(who.Programme, KeepAudit.Phone, clerks.Count > before.Count ? "clerk.named" : "clerk.ended",
                who.PersonId, now, name.Words)]);
    }

    public static Outcome<Person> Left(Person? person, ClerkLeft left, Instant now)
    {
        if (person?.Clerks is not { } kept || !kept.Named.Any(c => c.Is(left.Name))) return Outcome<Person>.Nothing(person);
        var clerks = kept.Named.Where(c => !c.Is(left.Name)).ToList();
        return new(person with { Clerks = kept with { Named = clerks } },
            Said(person, new ClerksSms([.. clerks.Select(c => c.Name)]), now));
    }

    public static Outcome<Person> Told(Person? person, ClerkTold told, Instant now) => person is null || IsHandled(person, told.Id)
        ? Outcome<Person>.Nothing(person)
        : new(With(person, told.Id, person.Clerks?.Named ?? []),
            Said(person, new ListToldSms(told.Clerk, told.Loads, told.Count, told.On), now));

    /// <summary>One word of a clerk's name is enough to end it; a no is not held to spelling.</summary>
    private static bool IsMeant(Clerk clerk, string said)
    {
        var words = Spelling.Key(clerk.Name).Split(' ');
        return Spelling.Key(said).Split(' ').Any(words.Contains);
    }

    private static bool IsHandled(Person person, string id) => person.Clerks?.Handled.Contains(id) == true;

    private static Person With(Person person, string id, IReadOnlyList<Clerk> named) =>
        person with { Clerks = new(named, (person.Clerks ?? TradersClerks.None).Handled.With(id, IdsKept)) };

    private static IReadOnlyList<Effect> Said(Person person, Sms sms, Instant now) =>
        person.Primary is { Quarantined: false } phone ? [IdentityActs.To(person, phone.Phone, sms, now)] : [];
}
