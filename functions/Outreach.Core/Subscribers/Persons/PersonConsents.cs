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
                    note.Words, "");
            rows.Add(row = row with { Hash = row.HashAfter(hash) });
            hash = row.Hash;
        }
        var consent = acted.Notes.Aggregate(ledger.Consent, (c, note) => c.After(note));
        var next =
            person with { Changes = person.Changes + 1,
                Consents = new(consent, rows[^1].Number, hash, [.. ledger.Acts.TakeLast(ActsKept - 1), acted.Id]) };
        return new(next,
        [
            new KeepConsents(key, rows),
            .. consent == ledger.Consent ? [] : next.Phones.Where(p => p.Held).Select(p => To(next, p.Phone, consent)),
            .. PersonDecisions.Listed(person, next),
        ]);
    }

    public static Tell To(Person person, string phone, Consent consent) =>
        new(AggregateId.Subscriber(phone), new ConsentIs(person.Details.Key, consent));
}
