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
public sealed class Broadcasts(Engine engine, ITables tables, GatewayChoice gateways, Rates rates, AudienceCounting counting)
{
    private const int ScanPage = 1000;

    /// <summary>The batches that a look at the progress reads.</summary>
    private const int BatchesRead = 3;

    /// <returns>Null when drafted, otherwise <see cref="AsksForAnswer"/>.</returns>
    public Task<object?> CreateAsync(string id, CreateBroadcast create, CancellationToken ct) => ExecuteAsync(id, create, ct);

    /// <returns>Null when done, otherwise a <see cref="NotNow"/> with the reason.</returns>
    public async Task<object?> ExecuteAsync(string id, Command command, CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        var reply = await engine.ExecuteAsync(work, AggregateId.Broadcast(id), command, id, ct);
        if (reply is null && command is PauseBroadcast or CancelBroadcast) await HoldAsync(work, id, ct);
        return reply;
    }

    /// <summary>
    /// Holds the batches under way after their chunk in hand. One that is missed, because the process died, goes on for its step.
    /// </summary>
    private async Task HoldAsync(Work work, string id, CancellationToken ct)
    {
        if (await engine.StateAsync<Broadcast>(work, AggregateId.Broadcast(id), ct) is not { } broadcast) return;
        foreach (var n in Enumerable.Range(0, broadcast.Released).Where(n => !broadcast.Batches[n].IsDone))
            await engine.ExecuteAsync(work, AggregateId.Batch(id, n), new HoldBatch(), $"hold|{id}|{n}", ct);
    }

    public Task<Broadcast?> FindAsync(string id, CancellationToken ct) =>
        engine.StateAsync<Broadcast>(new Work(Arrival.Request), AggregateId.Broadcast(id), ct);

    /// <summary>A programme's broadcasts, newest first. One read for each thousand of all programmes'.</summary>
    public async Task<IReadOnlyList<Broadcast>> ListAsync(string programme, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Broadcasts, "all", ct)).Select(Stored.State<Broadcast>)
            .Where(b => b.Audience.Programme == programme).OrderByDescending(b => b.CreatedAt)];

    /// <summary>Counts the audience by language and prices it. One read for every thousand people of the programme.</summary>
    /// <returns>
    /// Null in a programme of more than <see cref="AudienceCounting.AtOnce"/> people: a draft's audience is counted by a job.
    /// </returns>
    public async Task<Estimate?> EstimateAsync(Audience audience, IReadOnlyDictionary<string, string> texts, CancellationToken ct) =>
        await counting.CountAsync(audience, "", ct) is { IsDone: true } count ? Price(audience.Programme, count, texts) : null;

    /// <summary>The estimate of a draft: counted now where the programme is small, otherwise by a job that this begins.</summary>
    /// <returns>Null while the job counts.</returns>
    public async Task<Estimate?> EstimateAsync(Broadcast draft, CancellationToken ct)
    {
        if (draft.Count is { IsDone: true } count) return Price(draft.Audience.Programme, count, draft.Texts);
        if (draft.Count is not null) return null;
        if (await EstimateAsync(draft.Audience, draft.Texts, ct) is { } estimate) return estimate;
        await ExecuteAsync(draft.Id, new CountAudience(), ct);
        return null;
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
        return programme is null ? null : await ExecuteAsync(id, await LaunchAsync(programme, new Work(Arrival.Request), ct), ct);
    }

    /// <summary>The command that launches a broadcast of the programme.</summary>
    public async Task<LaunchBroadcast> LaunchAsync(string programme, Work work, CancellationToken ct)
    {
        var region = (await engine.StateAsync<Programme>(work, AggregateId.Programme(programme), ct))?.Region;
        return new(region is null ? 1 : BulkPace.LanesFor(GatewayIn(programme, region)));
    }

    private Estimate Price(string programme, AudienceCount count, IReadOnlyDictionary<string, string> texts)
    {
        var people = count.People.ToDictionary(p => (Language: Languages.FromCode(p.Key.Split('|')[0])!.Value, Region: p.Key.Split('|')[1]),
            p => p.Value);
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
        return new Estimate(reached, count.OptedOut, languages.Sum(l => l.People * l.SegmentsEach), [.. cost],
            (double)reached / rates.SmsPerSecond, languages, missing);
    }

    private long TipRate(string programme, string region) =>
        rates.MinorPerSegment(Country.OfRegion(region)!.DialCode, GatewayIn(programme, region).Name);

    /// <summary>The gateway that is asked first for tips; a replacement's cost and pace show only in sending.</summary>
    private IGateway GatewayIn(string programme, string region) =>
        gateways.For(programme, Country.OfRegion(region)!.DialCode, Purpose.Tip)[0];

    private async Task<ReportCounts> ReportsAsync(string id, CancellationToken ct)
    {
        var (delivered, undelivered) = Reports.Count(await tables.PageAsync(Table.Messages, id, "", ScanPage, ct));
        return new(delivered, undelivered);
    }
}
