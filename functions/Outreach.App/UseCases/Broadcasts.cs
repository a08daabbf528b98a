using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>The expected size and price of a broadcast, before sending.</summary>
/// <param name="OptedOut">People in the audience who take no tips and are left out.</param>
/// <param name="MissingLanguages">Languages without a text, with the number of their readers. A missing language prevents the
/// launch.</param>
/// <param name="SecondsToSend">The time at the configured rate.</param>
public sealed record Estimate(
    int People, int OptedOut, int Segments, IReadOnlyList<Money> Cost, double SecondsToSend,
    IReadOnlyList<LanguageEstimate> Languages, IReadOnlyDictionary<string, int> MissingLanguages);

/// <param name="ForcesUcs2">Characters that make the text cost more than twice as much.</param>
public sealed record LanguageEstimate(string Language, int People, SmsEncoding Encoding, int SegmentsEach,
    IReadOnlyList<string> ForcesUcs2);

/// <summary>The progress of a broadcast. Reports give <paramref name="Delivered"/> and <paramref name="Undelivered"/>.</summary>
public sealed record Progress(
    string Id, BroadcastStatus Status, int Batches, int BatchesSent, Counts Counts, int Delivered, int Undelivered);

/// <summary>Broadcasts for coordinators.</summary>
public sealed class Broadcasts(Engine engine, ITables tables, GatewayChoice gateways, Rates rates, SendingLimits limits)
{
    private const int ScanPage = 1000;

    /// <summary>The batches that a look at the progress reads.</summary>
    private const int BatchesRead = 3;

    public Task CreateAsync(string id, CreateBroadcast create, CancellationToken ct) => ExecuteAsync(id, create, ct);

    /// <returns>Null when done, otherwise a <see cref="NotNow"/> with the reason.</returns>
    public Task<object?> ExecuteAsync(string id, Command command, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Broadcast(id), command, id, ct);

    public Task<Broadcast?> FindAsync(string id, CancellationToken ct) =>
        engine.StateAsync<Broadcast>(new Work(Arrival.Request), AggregateId.Broadcast(id), ct);

    /// <summary>Counts the audience by language and prices it. One read for every thousand people of the programme.</summary>
    public async Task<Estimate> EstimateAsync(Audience audience, IReadOnlyDictionary<string, string> texts, CancellationToken ct)
    {
        Dictionary<(Language Language, string Region), int> people = [];
        var optedOut = 0;
        await foreach (var row in DirectoryAsync(audience.Programme, ct))
        {
            if (!audience.Includes(row)) continue;
            if (!row.TipsAllowed) optedOut++;
            else if (limits.Serves(row.Phone) && Country.OfPhone(row.Phone) is { } country)
                people[(row.Language, country.Region)] = people.GetValueOrDefault((row.Language, country.Region)) + 1;
        }
        return Price(audience.Programme, people, optedOut, texts);
    }

    public async Task<Progress?> ProgressAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } broadcast) return null;
        var counts = broadcast.Counts;
        // The first batches under way are read afresh; the broadcast has the counts of all others.
        foreach (var n in Enumerable.Range(0, broadcast.Released).Where(n => !broadcast.Batches[n].IsDone).Take(BatchesRead))
        {
            if (await engine.StateAsync<Batch>(new Work(Arrival.Request), AggregateId.Batch(id, n), ct) is { } batch)
                counts = counts - broadcast.Batches[n].Counts + batch.Count();
        }
        var reports = broadcast.Reports ?? new ReportCounts();
        if (broadcast.Batches.Count == 1) reports = await ReportsAsync(id, ct);
        return new Progress(id, broadcast.Status, broadcast.Batches.Count, broadcast.Batches.Count(b => b.IsDone), counts,
            reports.Delivered, reports.Undelivered);
    }

    /// <summary>Launches a draft with as many lanes as its gateway's pace fills.</summary>
    /// <returns>As <see cref="ExecuteAsync"/>.</returns>
    public async Task<object?> LaunchAsync(string id, CancellationToken ct)
    {
        var programme = (await FindAsync(id, ct))?.Audience.Programme;
        if (programme is null) return null;
        var region = (await engine.StateAsync<Programme>(new Work(Arrival.Request), AggregateId.Programme(programme), ct))?.Region;
        var lanes = region is null ? 1 : BulkPace.LanesFor(gateways.For(programme, Country.OfRegion(region)!.DialCode, Purpose.Tip)[0]);
        return await ExecuteAsync(id, new LaunchBroadcast(lanes), ct);
    }

    private Estimate Price(string programme, Dictionary<(Language Language, string Region), int> people, int optedOut,
        IReadOnlyDictionary<string, string> texts)
    {
        var languages = people.GroupBy(p => p.Key.Language).Where(g => texts.ContainsKey(g.Key.Code())).Select(g =>
        {
            var text = Normaliser.ToGsm7(texts[g.Key.Code()]);
            var size = Segments.Of(text);
            return new LanguageEstimate(g.Key.Code(), g.Sum(p => p.Value), size.Encoding, size.Count,
                size.Encoding == SmsEncoding.Ucs2 ? Segments.Offenders(text) : []);
        }).OrderBy(l => l.Language, StringComparer.Ordinal).ToList();
        var each = languages.ToDictionary(l => l.Language, l => l.SegmentsEach);
        var cost = people.GroupBy(p => Country.OfRegion(p.Key.Region)!.Currency)
            .Select(
                g => new Money(g.Sum(p => (long)p.Value * each.GetValueOrDefault(p.Key.Language.Code()) * TipRate(programme, p.Key.Region)),
                    g.Key));
        var missing =
            people.GroupBy(p => p.Key.Language.Code()).Where(g => !texts.ContainsKey(g.Key))
                .ToDictionary(g => g.Key, g => g.Sum(p => p.Value));
        var reached = languages.Sum(l => l.People);
        return new Estimate(reached, optedOut, languages.Sum(l => l.People * l.SegmentsEach), [.. cost],
            (double)reached / rates.SmsPerSecond, languages, missing);
    }

    /// <summary>The rate of the gateway that is asked first; a replacement's cost shows only after sending.</summary>
    private long TipRate(string programme, string region)
    {
        var anyPhone = Country.OfRegion(region)!.DialCode;
        return rates.MinorPerSegment(anyPhone, gateways.For(programme, anyPhone, Purpose.Tip)[0].Name);
    }

    private async IAsyncEnumerable<DirectoryRow> DirectoryAsync(string programme,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var cursor = "";
        while (true)
        {
            var rows = await tables.PageAsync(Table.People, programme, cursor, ScanPage, ct);
            foreach (var row in rows) yield return Json.Read<ListedPerson>(row.Data).Row;
            if (rows.Count < ScanPage) yield break;
            cursor = rows[^1].Key.Row;
        }
    }

    private async Task<ReportCounts> ReportsAsync(string id, CancellationToken ct)
    {
        var (delivered, undelivered) = Reports.Count(await tables.PageAsync(Table.Messages, id, "", ScanPage, ct));
        return new(delivered, undelivered);
    }
}
