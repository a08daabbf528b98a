using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>The person's own consent: each act becomes a row of the person's ledger, and every number they hold hears of it.</summary>
internal static class PersonConsents
{
    private const int ActsKept = 64;

    public static Outcome<Person> Acted(Person person, ConsentActed acted)
    {
        var ledger = person.Consents ?? ConsentLedger.Empty;
        if (ledger.Acts.Contains(acted.Id)) return Outcome<Person>.Nothing(person);
        var key = person.Details.Key;
        var rows = new List<ConsentRow>();
        var hash = ledger.Rows == 0 ? key : ledger.Hash;
        foreach (var note in acted.Notes)
        {
            var row =
                new ConsentRow(ledger.Rows + rows.Count + 1, note.At, acted.Phone, note.Act, note.Purposes, note.Own, note.Source,
                    note.Words, "", note.To);
            rows.Add(row = row with { Hash = row.HashAfter(hash) });
            hash = row.Hash;
        }
        var consent = acted.Notes.Aggregate(ledger.Consent, (c, note) => c.After(note));
        var next =
            person with { Changes = person.Changes + 1,
                Consents = new(consent, ledger.Rows + rows.Count, hash, [.. ledger.Acts.TakeLast(ActsKept - 1), acted.Id]) };
        return new(next,
        [
            .. rows.Count > 0 ? [new KeepConsents(key, rows)] : Array.Empty<Effect>(),
            .. acted.Everywhere ? Others(person, acted) : [],
            .. consent == ledger.Consent ? [] : next.Phones.Where(p => p.Held).Select(p => To(next, p.Phone, consent)),
            .. consent == ledger.Consent ? [] : Late(next, acted),
            .. PersonDecisions.Listed(person, next),
        ]);
    }

    /// <summary>START: the person alone knows what their last STOP took, wherever they said it.</summary>
    public static Outcome<Person> Returned(Person person, ReturnPerson returns)
    {
        var consent = person.Consent;
        var taken = returns.WasSilent ? consent.In(ConsentState.Given) : consent.Taken;
        return Acted(person, new(returns.Id, returns.Phone,
            [new ConsentNote(ConsentAct.Returned, taken, returns.At, true, returns.Source, returns.Words)]));
    }

    /// <summary>What the same human stopped elsewhere stops here; no number and no place of the other programme comes along.</summary>
    public static Outcome<Person> ActedElsewhere(Person person, ConsentActedElsewhere acted) =>
        Acted(person, new(acted.Id, "",
            [.. acted.Notes.Select(n => Here(person.Consent, n)).OfType<ConsentNote>()], Everywhere: true));

    /// <summary>Notes that these persons are the same human.</summary>
    public static Outcome<Person> Known(Person person, SameHuman same)
    {
        var keys = (person.Same ?? []).Union(same.Keys).Where(k => k != person.Details.Key).Order(StringComparer.Ordinal).ToList();
        return keys.Count == (person.Same?.Count ?? 0) ? Outcome<Person>.Nothing(person) : new(person with { Same = keys }, []);
    }

    /// <summary>A STOP goes on to the human's other programmes; a yes or a return never does.</summary>
    private static IEnumerable<Effect> Others(Person person, ConsentActed acted)
    {
        var notes = acted.Notes.Where(n => n.Act is ConsentAct.Stopped or ConsentAct.Refused or ConsentAct.PhoneStopped
            or ConsentAct.PhoneFreed).ToList();
        return notes.Count == 0 ? [] : (person.Same ?? []).Select(key =>
            new Tell(new AggregateId(AggregateKind.Person, key), new ConsentActedElsewhere(acted.Id, notes)));
    }

    /// <summary>One purpose that was never given here is refused here. Null for what says nothing new.</summary>
    private static ConsentNote? Here(Consent consent, ConsentNote note)
    {
        var here = note with { Source = "another programme", Words = "" };
        if (note.Act is ConsentAct.PhoneStopped or ConsentAct.PhoneFreed || note.Purposes.Count == Consent.Purposes.Count) return here;
        var given = note.Purposes.All(p => consent.Of(p) == ConsentState.Given);
        return note.Purposes.All(p => consent.Of(p) is ConsentState.Stopped or ConsentState.Refused) ? null
            : here with { Act = given ? ConsentAct.Stopped : ConsentAct.Refused };
    }

    /// <summary>
    /// A number that the person had when they said a no, and has left since, keeps that no for whoever comes later, but none that they
    /// said afterwards.
    /// </summary>
    private static IEnumerable<Effect> Late(Person person, ConsentActed acted)
    {
        var others = person.Consent with { StoppedAt = null, PhoneStoppedAt = null };
        foreach (var phone in person.Phones)
        {
            var said = acted.Notes.Where(n => n.At < phone.Until
                && n.Act is ConsentAct.Stopped or ConsentAct.Refused or ConsentAct.PhoneStopped).ToList();
            if (said.Count > 0) yield return To(person, phone.Phone, said.Aggregate(others, (c, n) => c.After(n)));
        }
    }

    public static Tell To(Person person, string phone, Consent consent) =>
        new(AggregateId.Subscriber(phone), new ConsentIs(person.Details.Key, consent));
}
