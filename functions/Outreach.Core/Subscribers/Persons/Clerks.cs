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

/// <summary>By SMS: a trader names a clerk, ends one or all of them, or asks who they are.</summary>
/// <param name="Name">Null to end all, or to ask.</param>
/// <param name="Words">What the trader wrote, for the audit.</param>
/// <param name="Owner">Who has a clerk's key of that name, as it is written there; null for nobody.</param>
/// <param name="In">The programme, where the trader has several; empty for one.</param>
[StoredAs("NameClerk")]
public sealed record NameClerk(string Id, string Phone, string? Name, bool End, string Words, string? Owner = null, string In = "")
    : Command;

/// <summary>Gives a trader the command once it is known whose key has the name.</summary>
[StoredAs("AskForClerk")] public sealed record AskForClerk(string Programme, AggregateId Trader, NameClerk Name) : Effect;

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
            { End: true, Name: { } one } => Without(before, one),
            { Owner: { } owner } when before.Count < Most && !before.Any(c => c.Is(owner)) => [.. before, new(owner, now)],
            _ => before,
        };
        var next = With(person, name.Id, clerks);
        Sms sms = name is { End: false, Name: { } unknown, Owner: null } ? new NoSuchClerkSms(unknown, name.In)
            : new ClerksSms([.. clerks.Select(c => c.Name)], name.In);
        if (clerks.Count == before.Count) return new(next, [IdentityActs.To(person, name.Phone, sms, now)]);
        var who = person.Details;
        return new(next, [.. Said(person, sms, now, name.Phone), .. PersonDecisions.Listed(person, next),
            new KeepAudit(who.Programme, KeepAudit.Phone, clerks.Count > before.Count ? "clerk.named" : "clerk.ended", who.PersonId, now,
                name.Words)]);
    }

    /// <summary>Without the one of that name, or whose name has these words; as they were where that is nobody, or several.</summary>
    private static IReadOnlyList<Clerk> Without(IReadOnlyList<Clerk> clerks, string name)
    {
        var meant = clerks.Where(c => c.Is(name)).ToList() is [_] exact ? exact
            : [.. clerks.Where(c => Spelling.MayMean(name, c.Name))];
        return meant is [var one] ? [.. clerks.Where(c => c != one)] : clerks;
    }

    public static Outcome<Person> Left(Person? person, ClerkLeft left, Instant now)
    {
        if (person?.Clerks is not { } kept || !kept.Named.Any(c => c.Is(left.Name))) return Outcome<Person>.Nothing(person);
        var clerks = kept.Named.Where(c => !c.Is(left.Name)).ToList();
        var next = person with { Clerks = kept with { Named = clerks } };
        return new(next,
            [.. Said(person, new ClerksSms([.. clerks.Select(c => c.Name)]), now), .. PersonDecisions.Listed(person, next)]);
    }

    public static Outcome<Person> Told(Person? person, ClerkTold told, Instant now) => person is null || IsHandled(person, told.Id)
        ? Outcome<Person>.Nothing(person)
        : new(With(person, told.Id, person.Clerks?.Named ?? []),
            Said(person, new ListToldSms(told.Clerk, told.Loads, told.Count, told.On), now));

    private static bool IsHandled(Person person, string id) => person.Clerks?.Handled.Contains(id) == true;

    private static Person With(Person person, string id, IReadOnlyList<Clerk> named) =>
        person with { Clerks = new(named, (person.Clerks ?? TradersClerks.None).Handled.With(id, IdsKept)) };

    /// <summary>Who may speak in the person's name is told on every phone, so that none of them names a clerk in secret.</summary>
    private static IReadOnlyList<Effect> Said(Person person, Sms sms, Instant now, params string[] besides) =>
        [.. IdentityActs.Trusted(person).Select(p => p.Phone).Union(besides).Select(phone => IdentityActs.To(person, phone, sms, now))];
}
