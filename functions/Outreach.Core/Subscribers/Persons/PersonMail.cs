using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>Free words to a person whose phone others read: read on the menu, after the PIN.</summary>
/// <param name="Name">Who signs it.</param>
public sealed record PersonMail(string Text, string Name, Instant At);

/// <summary>To a person: words for them wait to be read on the menu.</summary>
[StoredAs("MailCame")] public sealed record MailCame(PersonMail Mail) : Command;

/// <summary>Keeps the last free words to a person for a month.</summary>
internal static class Mailbox
{
    private const int Most = 5;
    private static readonly Duration keptFor = Duration.FromDays(30);

    public static Outcome<Person> Came(Person? person, MailCame came, Instant now)
    {
        if (person is null || person.Mail?.Contains(came.Mail) == true) return Outcome<Person>.Nothing(person);
        return new(person with { Mail = [.. (person.Mail ?? []).TakeLast(Most - 1), came.Mail] },
            [new WakeAt(new AggregateId(AggregateKind.Person, person.Details.Key), now + keptFor)]);
    }

    /// <summary>Drops what is older than a month.</summary>
    public static Outcome<Person> Woken(Outcome<Person> outcome, Instant now)
    {
        if (outcome.State is not { Mail: { } mail } person || mail.All(m => now < m.At + keptFor)) return outcome;
        var left = mail.Where(m => now < m.At + keptFor).ToList();
        return outcome with { State = person with { Mail = left.Count == 0 ? null : left } };
    }
}
