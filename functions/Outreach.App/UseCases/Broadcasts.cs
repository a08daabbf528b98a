using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>The expected size and price of a broadcast, before sending.</summary>
/// <param name="Places">Who would get it by place, the most first.</param>
/// <param name="LeftOut">Who of the audience would not, by reason.</param>
/// <param name="MissingLanguages">Languages without a text, with the number of their readers. A missing language prevents the
/// launch.</param>
/// <param name="SecondsToSend">The time at the configured rate.</param>
/// <param name="Listed">How many people the programme has, in the audience or not.</param>
/// <param name="From">When the first SMS may go, after quiet hours and holidays.</param>
/// <param name="Until">When the last goes, at the configured rate.</param>
public sealed record Estimate(
    int People, IReadOnlyList<PlaceCount> Places, IReadOnlyDictionary<LeftOut, int> LeftOut, long Segments, IReadOnlyList<Money> Cost,
    double SecondsToSend,
    IReadOnlyList<LanguageEstimate> Languages, IReadOnlyDictionary<string, int> MissingLanguages, Instant From, Instant Until,
    int Listed = 0);

/// <param name="Place">Empty for people without one.</param>
public sealed record PlaceCount(string Place, int People);

/// <param name="Segments">Of all SMS in this language, each with its reader's own values.</param>
/// <param name="SegmentsEach">Of the longest of them.</param>
/// <param name="Ucs2">How many of them are outside GSM-7, by the text or by a reader's name.</param>
/// <param name="CostEach">The price of the longest, in each currency.</param>
/// <param name="Dear">Characters of the text as it was written that GSM-7 lacks.</param>
public sealed record LanguageEstimate(string Language, int People, long Segments, int SegmentsEach, int Ucs2, IReadOnlyList<Money> CostEach,
    IReadOnlyList<DearCharacter> Dear);

/// <summary>The progress of a broadcast.</summary>
/// <param name="Report">What networks reported: of one batch as of now, of more as the last walk counted it.</param>
/// <param name="Spent">By currency, up to now.</param>
/// <param name="Waits">Why nothing goes out now; null where something does, or all is over.</param>
public sealed record Progress(
    string Id, BroadcastStatus Status, int Batches, int BatchesSent, Counts Counts, TipReport Report,
    IReadOnlyList<Money> Spent, Waits? Waits);

public enum WaitsFor { QuietHours, Gateway, Budget, Hour }

/// <summary>What a launched broadcast waits for.</summary>
/// <param name="Until">When it goes on by itself; null where nobody knows.</param>
/// <param name="Failure">The gateway's trouble.</param>
public sealed record Waits(WaitsFor For, Instant? Until = null, SendFailure? Failure = null);

/// <summary>Broadcasts for coordinators.</summary>
public sealed class Broadcasts(Engine engine, ITables tables, TipPrices prices, Rates rates, Audiences audiences, TipReporting reporting)
{
    /// <summary>The batches that a look at the progress reads.</summary>
    private const int BatchesRead = 3;

    /// <returns>Null when drafted, otherwise <see cref="AsksForAnswer"/>, <see cref="QueryFault"/> or <see cref="TipFault"/>.</returns>
    public Task<object?> CreateAsync(string id, CreateBroadcast create, CancellationToken ct) => ExecuteAsync(id, create, ct);

    /// <returns>Null when done, otherwise a <see cref="NotNow"/> or <see cref="HourPassed"/> with the reason.</returns>
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
    /// Null in a programme of more than <see cref="Audiences.AtOnce"/> people: a draft's audience is counted by a job.
    /// </returns>
    /// <param name="hour">When it would go out; null for at once.</param>
    /// <param name="draft">The broadcast's id, which settles whom it holds back.</param>
    public async Task<Estimate?> EstimateAsync(Audience audience, IReadOnlyDictionary<string, string> texts, CancellationToken ct,
        TipHour? hour = null, string draft = "") =>
        await audiences.CountAsync(audience, texts, draft, hour?.First ?? engine.Now(new Work(Arrival.Request)), "", ct)
            is { IsDone: true } count
            ? await PriceAsync(audience.Programme, count, texts, hour, ct)
            : null;

    /// <summary>The estimate of a draft: counted now where the programme is small, otherwise by a job that this begins.</summary>
    /// <returns>Null while the job counts.</returns>
    public async Task<Estimate?> EstimateAsync(Broadcast draft, CancellationToken ct)
    {
        if (draft.Count is { IsDone: true } count)
            return await PriceAsync(draft.Audience.Programme, count, draft.Texts, draft.Hour, ct);
        if (draft.Count is not null) return null;
        if (await EstimateAsync(draft.Audience, draft.Texts, ct, draft.Hour, draft.Id) is { } estimate) return estimate;
        await ExecuteAsync(draft.Id, new CountAudience(), ct);
        return null;
    }

    public async Task<Progress?> ProgressAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } broadcast) return null;
        var (counts, spent) = (broadcast.Counts, broadcast.Spent);
        Batch? first = null;
        // The first batches under way are read afresh; the broadcast has the counts of all others.
        foreach (var n in Enumerable.Range(0, broadcast.Released).Where(n => !broadcast.Batches[n].IsDone).Take(BatchesRead))
        {
            if (await BatchAsync(id, n, ct) is { } batch)
            {
                first ??= batch;
                counts = counts - broadcast.Batches[n].Counts + batch.Count();
                var newer = (batch.Spent ?? []).Concat((broadcast.Batches[n].Spent ?? []).Select(m => Money.Zero(m.Currency) - m));
                spent = Moneys.Sum(spent, newer);
            }
        }
        // A small broadcast's report is as of now.
        var report = broadcast.Batches.Count == 1 && (first ?? await BatchAsync(id, 0, ct)) is { } only
            ? await reporting.OfAsync(broadcast.Audience.Programme, only, ct)
            : broadcast.Reports?.Report ?? TipReport.None;
        return new Progress(id, broadcast.Status, broadcast.Batches.Count, broadcast.Batches.Count(b => b.IsDone), counts,
            report, spent, await WaitsAsync(broadcast, ct));
    }

    private Task<Batch?> BatchAsync(string id, int number, CancellationToken ct) =>
        engine.StateAsync<Batch>(new Work(Arrival.Request), AggregateId.Batch(id, number), ct);

    private async Task<Waits?> WaitsAsync(Broadcast broadcast, CancellationToken ct)
    {
        if (broadcast is { Status: BroadcastStatus.Paused, Money: TipMoney.Refused }) return new(WaitsFor.Budget);
        if (broadcast.Status != BroadcastStatus.Running) return null;
        if (broadcast.Trouble is { } trouble) return new(WaitsFor.Gateway, Failure: trouble.Failure);
        var work = new Work(Arrival.Request);
        if (broadcast.Hour?.In(broadcast.Region) is { } hour && engine.Now(work) < hour) return new(WaitsFor.Hour, hour);
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(broadcast.Audience.Programme), ct);
        return Country.OfRegion(broadcast.Region)?.QuietNowUntil(engine.Now(work), programme?.Holidays) is { } until
            ? new(WaitsFor.QuietHours, until)
            : null;
    }

    /// <summary>Launches a draft with as many lanes as its gateway's pace fills.</summary>
    /// <returns>As <see cref="ExecuteAsync"/>.</returns>
    public async Task<object?> LaunchAsync(string id, CancellationToken ct, Estimate? estimate = null)
    {
        var programme = (await FindAsync(id, ct))?.Audience.Programme;
        return programme is null ? null : await ExecuteAsync(id, await LaunchAsync(programme, estimate, new Work(Arrival.Request), ct), ct);
    }

    /// <summary>The command that launches a broadcast of the programme.</summary>
    /// <param name="estimate">What it is agreed for; null for whatever it comes to.</param>
    public async Task<LaunchBroadcast> LaunchAsync(string programme, Estimate? estimate, Work work, CancellationToken ct)
    {
        var region = (await engine.StateAsync<Programme>(work, AggregateId.Programme(programme), ct))?.Region;
        return new(region is null ? 1 : BulkPace.LanesFor(prices.GatewayIn(programme, region)), region ?? "",
            estimate is null ? null : new(estimate.People, estimate.Cost));
    }

    private async Task<Estimate> PriceAsync(string programme, AudienceCount count, IReadOnlyDictionary<string, string> texts, TipHour? hour,
        CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        var holidays = (await engine.StateAsync<Programme>(work, AggregateId.Programme(programme), ct))?.Holidays;
        var people = count.Readers.ToDictionary(
            p => (Language: Languages.FromCode(p.Key.Split('|')[0])!.Value, Region: p.Key.Split('|')[1]), p => p.Value);
        var languages = people.GroupBy(p => p.Key.Language).Where(g => texts.ContainsKey(g.Key.Code())).Select(g =>
        {
            var all = g.Select(p => p.Value).Aggregate((a, b) => a + b);
            return new LanguageEstimate(g.Key.Code(), all.People, all.Segments, all.Most, all.Ucs2,
                [.. InCurrencies(g.Select(p => (p.Key.Region, all.Most * prices.Rate(programme, p.Key.Region))))
                    .DistinctBy(m => m.Currency)],
                DearCharacter.In(g.Key, texts[g.Key.Code()]));
        }).OrderBy(l => l.Language, StringComparer.Ordinal).ToList();
        var cost = InCurrencies(people.Select(p => (p.Key.Region, p.Value.Segments * prices.Rate(programme, p.Key.Region))))
            .GroupBy(m => m.Currency).Select(g => g.Aggregate((a, b) => a + b));
        var missing =
            people.GroupBy(p => p.Key.Language.Code()).Where(g => !texts.ContainsKey(g.Key))
                .ToDictionary(g => g.Key, g => g.Sum(p => p.Value.People));
        var reached = languages.Sum(l => l.People);
        IReadOnlyList<PlaceCount> places = [.. count.Places.Select(p => new PlaceCount(p.Key, p.Value)).OrderByDescending(p => p.People)
            .ThenBy(p => p.Place, StringComparer.Ordinal)];
        var seconds = (double)reached / rates.SmsPerSecond;
        var starts = people.Keys.Select(k => FirstSms(Country.OfRegion(k.Region)!)).ToList();
        return new Estimate(reached, places, count.LeftOut, languages.Sum(l => l.Segments), [.. cost], seconds, languages, missing,
            starts.Min() ?? engine.Now(work), (starts.Max() ?? engine.Now(work)) + Duration.FromSeconds(seconds), count.Listed);

        Instant? FirstSms(Country country)
        {
            var at = hour?.In(country) ?? engine.Now(work);
            return country.QuietNowUntil(at, holidays) ?? at;
        }
    }

    private static IEnumerable<Money> InCurrencies(IEnumerable<(string Region, long Minor)> amounts) =>
        amounts.Select(a => new Money(a.Minor, Country.OfRegion(a.Region)!.Currency));
}
