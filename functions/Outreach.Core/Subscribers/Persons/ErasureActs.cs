using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>To a person: somebody with whom they have an open agreement is to be erased; KEEP objects.</summary>
/// <param name="Of">The key of who is to be erased.</param>
[StoredAs("MayObject")] public sealed record MayObject(string Id, string Of, string Name, string Code, Instant Until) : Command;

/// <summary>
/// An erasure by coordinators. First the account says who depends on the person: they are told on all their phones, and have a fortnight.
/// </summary>
internal static class ErasureActs
{
    public static readonly Duration MayObjectFor = Duration.FromDays(14);

    public static Outcome<Person> Check(Person person, DoIdentityAct act) =>
        new(person with { Acts = [.. person.Acts ?? [], new(act.Id, act.Kind, act.By, null, act.Second, null)] },
            [new Tell(AggregateId.Account(person.Details.Programme, person.Details.PersonId), new CheckErasure(act.Id, Of(person)))]);

    public static Outcome<Person> Checked(Person? person, ErasureChecked known, Instant now)
    {
        if (person?.Acts?.FirstOrDefault(a => a.Id == known.Id && a.DueAt is null) is not { } act) return Outcome<Person>.Nothing(person);
        var (who, wait) = (person.Details, known.Open.Count == 0 ? IdentityActs.MayKeepFor : MayObjectFor);
        var due = now + wait;
        return new(person with { Acts = [.. person.Acts.Select(a => a == act ? a with { DueAt = due } : a)] },
        [
            .. person.Phones.Where(p => p.Held).Select(p => new Tell(AggregateId.Subscriber(p.Phone), new MayKeep(act.Id, who.Key, due))),
            .. known.Open.Select(o => new Tell(AggregateId.Person(who.Programme, o.PersonId),
                new MayObject(act.Id, who.Key, who.Name, o.Code, due))),
            .. IdentityActs.Told(person, new DoIdentityAct(act.Id, act.Kind, act.By), now, wait),
            new WakeAt(Of(person), due),
        ]);
    }

    /// <summary>Tells the other side on each of their phones.</summary>
    public static Outcome<Person> Told(Person? person, MayObject erasure, Instant now)
    {
        if (person is null) return Outcome<Person>.Nothing(person);
        if (!IdentityActs.Trusted(person).Any())
            return new(person, [new RaiseTask(person.Details.Programme, TaskKinds.CannotBeToldOfErasure, person.Details.PersonId, now)]);
        var sms = new ErasureNoticeSms(erasure.Name, erasure.Code, (int)Math.Round((erasure.Until - now).TotalDays));
        return new(person,
        [
            .. IdentityActs.Trusted(person).SelectMany(p => new Effect[]
            {
                new Tell(AggregateId.Subscriber(p.Phone), new MayKeep(erasure.Id, person.Details.Key, erasure.Until, erasure.Of,
                    Name: erasure.Name.Split(' ')[0])),
                new Send(SmsOrder.To(p.Phone, Purpose.Receipt, sms, person.Details.Programme, now)),
            }),
        ]);
    }

    private static AggregateId Of(Person person) => new(AggregateKind.Person, person.Details.Key);
}
