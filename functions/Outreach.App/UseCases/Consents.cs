using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>The consent of a phone's person, with its history.</summary>
/// <param name="FirstFault">The first row that does not fit; null when the rows lead to exactly this consent.</param>
public sealed record ConsentStanding(string Phone, Consent Consent, ConsentQuestion? Question, IReadOnlyList<ConsentRow> Rows,
    long? FirstFault);

/// <summary>Reads consent ledgers.</summary>
public sealed class Consents(Engine engine, ITables tables)
{
    private const int Stretch = 500;

    /// <summary>Null for an unknown phone.</summary>
    public async Task<ConsentStanding?> OfAsync(string phone, CancellationToken ct)
    {
        var loaded = await engine.LoadAsync(new Work(Arrival.Request), AggregateId.Subscriber(phone), ct);
        if (loaded.State is not Subscriber subscriber) return null;
        var rows = new Dictionary<long, ConsentRow>();
        await foreach (var row in KeptAsync(phone, ct)) rows[row.Number] = row;
        // Committed rows that have not yet reached the ledger.
        foreach (var row in loaded.Pending.Select(p => p.Effect).OfType<KeepConsents>().SelectMany(k => k.Rows)) rows[row.Number] = row;
        var inOrder = rows.Values.OrderBy(r => r.Number).ToList();
        return new(phone, subscriber.Consent, subscriber.Question, inOrder, ConsentRow.FirstFault(phone, subscriber.Consent, inOrder));
    }

    private async IAsyncEnumerable<ConsentRow> KeptAsync(string phone,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = ""; ;)
        {
            var page = await tables.PageAsync(Table.Consents, phone, after, Stretch, ct);
            foreach (var row in page.SelectMany(e => Json.Read<IReadOnlyList<ConsentRow>>(e.Data))) yield return row;
            if (page.Count < Stretch) yield break;
            after = page[^1].Key.Row;
        }
    }
}
