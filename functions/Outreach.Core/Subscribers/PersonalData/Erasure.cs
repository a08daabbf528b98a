using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>
/// Erases a person, asked for by the person or by two coordinators. Deletes content and identity; debts stay under a code.
/// </summary>
/// <param name="By">The initiator as the audit names them: <c>the person</c>, or the first owner.</param>
[StoredAs("ErasePerson")] public sealed record ErasePerson(string By) : Command;

/// <summary>Rules for erasing a person: the aggregates to tell, and the data that remains.</summary>
public static class Erasure
{
    /// <summary>Whether an open debt, question or dispute must be settled first, because the other side depends on the person.</summary>
    public static bool IsOpen(Account? account) => account?.Entries.Any(e => e.IsUnsettled) == true;

    /// <summary>
    /// The erased person's name for others: <c>Former farmer K7M4</c>. Derived from the id, so that all counterparties see the same name.
    /// </summary>
    public static string Pseudonym(Holder who) =>
        $"Former {who.Role.ToString().ToLowerInvariant()} {CodeAlphabet.Of(SHA256.HashData(Encoding.UTF8.GetBytes(who.Key)), 4)}";

    /// <summary>What a person's rows are found by.</summary>
    public static Sought SoughtOf(Person person, Instant at) => new(person.Details.Programme, person.Details.PersonId, person.Details.Name,
        Pseudonym(person.Details), [.. person.Phones.Select(p => new SoughtPhone(p.Phone, p.Since, p.Until))], at, person.Second?.Phone);

    internal static Outcome<Person> OfPerson(Person? person, ErasePerson erase, Instant now)
    {
        if (person is null) return Outcome<Person>.Nothing(null);
        var (who, name) = (person.Details, Pseudonym(person.Details));
        var gone =
            new Person(
                who with
                {
                    Name = name, Place = "", Crops = [], Mentor = "", HasMentor = false, Language = Language.English, Unconfirmed = false,
                },
                person.DetailsAt, [], person.Changes + 1, ErasedAt: now);
        IEnumerable<Effect> lines =
            person.Phones.Where(p => p.Held).Select(p => new Tell(AggregateId.Subscriber(p.Phone), new EraseHolder(who.Key)));
        return new(gone,
        [
            .. lines,
            .. person.Second is { } second ? [new Tell(AggregateId.Subscriber(second.Phone), new ContactOver(who.Key))]
                : Array.Empty<Effect>(),
            .. (person.Same ?? []).Select(key => new Tell(new AggregateId(AggregateKind.Person, key), new ForgetSame(who.Key))),
            new Tell(AggregateId.Account(who.Programme, who.PersonId), new OwnerErased(who.PersonId, name)),
            new ListPerson(gone.Row()),
            new KeepAudit(who.Programme, erase.By, KeepAudit.PersonErased, who.PersonId, now, null),
            new Tell(AggregateId.Sweep(who.Key),
                new StartSweep(SoughtOf(person, now))),
        ]);
    }
}
