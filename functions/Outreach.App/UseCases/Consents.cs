using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>A person's consent, with its history.</summary>
/// <param name="Question">What the person was asked last and has not answered, at their first number.</param>
/// <param name="FirstFault">The first row that does not fit; null when the rows are complete and unchanged.</param>
public sealed record ConsentStanding(Person Person, Consent Consent, ConsentQuestion? Question, IReadOnlyList<ConsentRow> Rows,
    long? FirstFault);

/// <summary>Reads consent ledgers.</summary>
public sealed class Consents(Engine engine, ITables tables)
{
    private const int Stretch = 500;

    /// <summary>Null for an unknown person.</summary>
    public async Task<ConsentStanding?> OfAsync(string programme, string personId, CancellationToken ct)
    {
        var (work, id) = (new Work(Arrival.Request), AggregateId.Person(programme, personId));
        var loaded = await engine.LoadAsync(work, id, ct);
        if (loaded.State is not Person person) return null;
        var rows = new Dictionary<long, ConsentRow>();
        await foreach (var row in KeptAsync(id.Key, ct)) rows[row.Number] = row;
        // Committed rows that have not yet reached the ledger.
        foreach (var row in loaded.Pending.Select(p => p.Effect).OfType<KeepConsents>().SelectMany(k => k.Rows)) rows[row.Number] = row;
        var inOrder = rows.Values.OrderBy(r => r.Number).ToList();
        var first = person.Primary is { } primary
            ? await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(primary.Phone), ct)
            : null;
        return new(person, person.Consent, first?.Find(id.Key)?.Question, inOrder,
            ConsentRow.FirstFault(id.Key, person.Consents ?? ConsentLedger.Empty, inOrder));
    }

    private async IAsyncEnumerable<ConsentRow> KeptAsync(string person,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = ""; ;)
        {
            var page = await tables.PageAsync(Table.Consents, person, after, Stretch, ct);
            foreach (var row in page.SelectMany(e => Json.Read<IReadOnlyList<ConsentRow>>(e.Data))) yield return row;
            if (page.Count < Stretch) yield break;
            after = page[^1].Key.Row;
        }
    }
}
