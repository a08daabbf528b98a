using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A person was told that another programme would take them in; only their own JOIN goes there.</summary>
/// <param name="To">The other programme's id.</param>
/// <param name="By">The owner who told them.</param>
public sealed record TransferOffer(string Id, string To, string By, Instant At)
{
    /// <summary>How long joining there means leaving here, and how long nobody tells them once more.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(30);

    public bool IsOpen(Instant now) => now < At + OpenFor;
}

/// <summary>To a person: tells them of another programme.</summary>
/// <param name="Name">The other programme's name.</param>
/// <param name="Code">The code that joins it.</param>
[StoredAs("OfferTransfer")] public sealed record OfferTransfer(string Id, string To, string Name, string Code, string By) : Command;

public enum TransferRefusal
{
    /// <summary>They were told within the last 30 days.</summary>
    Told,
    /// <summary>No phone of theirs takes our messages.</summary>
    NotReached,
    Left,
}

/// <summary>
/// A person goes from one programme to another, often another organisation's, by own act alone. Nothing of them goes ahead or along: what
/// they agreed and owe stays, and the new programme learns what it asks them.
/// </summary>
internal static class Transfers
{
    public static Outcome<Person> Offer(Person person, OfferTransfer offer, Instant now)
    {
        if (person.Transfer?.Id == offer.Id) return Outcome<Person>.Nothing(person);
        if (person.LeftAt is not null) return Outcome<Person>.Nothing(person, TransferRefusal.Left);
        if (person.Transfer?.IsOpen(now) == true) return Outcome<Person>.Nothing(person, TransferRefusal.Told);
        if (!person.IsWritten) return Outcome<Person>.Nothing(person, TransferRefusal.NotReached);
        var (who, phone) = (person.Details, person.Primary!.Phone);
        var sms = new TransferSms(new PhoneUser(who).FirstName, offer.Name, offer.Code);
        return new(person with { Transfer = new(offer.Id, offer.To, offer.By, now) },
            [new Send(SmsOrder.To(phone, Purpose.Reminder, sms, who.Programme, now) with { PersonId = who.PersonId })]);
    }

    /// <summary>Joining there is leaving here: messages stop at once, the rest a day later, and KEEP stops it.</summary>
    public static Outcome<Person> Joined(Outcome<Person> known, SameHuman same, Instant now)
    {
        if (known.State is not { Transfer: { } offer, LeftAt: null } person || !offer.IsOpen(now)
            || !same.Keys.Any(k => k.StartsWith(offer.To + ".", StringComparison.Ordinal))) return known;
        var id = $"transfer|{offer.Id}";
        var note = new ConsentNote(ConsentAct.Stopped, Consent.Purposes, now, true, "went to another programme", "");
        var stopped = PersonConsents.Acted(person with { Transfer = null }, new(id, person.Primary?.Phone ?? "", [note]));
        var leaves = IdentityActs.Do(stopped.State, ProgrammeLeaving.Act(id), now);
        return new(leaves.State, [.. known.Effects, .. stopped.Effects, .. leaves.Effects]);
    }
}
