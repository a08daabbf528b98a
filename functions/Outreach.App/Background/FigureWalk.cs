using NodaTime;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Counts figures on the daily walk, which reads every entity anyway: each night anew, so that nothing drifts.</summary>
public sealed class FigureWalk(Engine engine, ITables tables)
{
    private const int PageSize = 1000;

    /// <summary>What one stretch found, by programme.</summary>
    public sealed class Stretch(Instant now)
    {
        private readonly Dictionary<string, List<Findings>> found = new(StringComparer.Ordinal);

        public Instant Now { get; } = now;

        public Dictionary<string, (Country Country, IReadOnlyList<LocalDate> Holidays)> Calendars { get; } = new(StringComparer.Ordinal);

        public IEnumerable<(string Programme, Findings Findings)> Found => found.Select(f => (f.Key, Findings.Of(f.Value)));

        public void Add(string programme, Findings more)
        {
            if (found.TryGetValue(programme, out var known)) known.Add(more);
            else found[programme] = [more];
        }
    }

    /// <summary>Takes from an entity what the figures need.</summary>
    public async Task LookAsync(Stretch stretch, Entity row, CancellationToken ct)
    {
        switch (row.Key.Table)
        {
            case Table.Agreements:
                var agreement = Stored.State<Agreement>(row);
                stretch.Add(agreement.Programme, new(AgreementFigures.DuePayments(agreement),
                    AgreementFigures.Counts(agreement, stretch.Now), []));
                break;
            case Table.Learners:
                var learner = Stored.State<Learner>(row);
                var zone = (await CalendarAsync(stretch, learner.Programme, ct)).Country.TimeZone;
                stretch.Add(learner.Programme, new([], MentoringFigures.Of(learner, zone), []));
                break;
            case Table.Inbox:
                var item = Stored.State<InboxItem>(row);
                var (country, holidays) = await CalendarAsync(stretch, item.Programme, ct);
                stretch.Add(item.Programme, new([], MentoringFigures.Of(item, stretch.Now, country, holidays), []));
                break;
            case Table.People:
                var person = Json.Read<ListedPerson>(row.Data).Row;
                stretch.Add(person.Programme, new([], [], [new(person.PersonId, person.Place, person.Listed)]));
                break;
        }
    }

    /// <summary>Keeps what a stretch found. A stretch that is walked twice is kept once.</summary>
    public async Task KeepAsync(Stretch stretch, Sweep sweep, CancellationToken ct)
    {
        foreach (var (programme, found) in stretch.Found)
            await tables.UpsertAsync(Keys.FigurePart(programme, sweep.StartedAt, sweep.Place), Json.Write(found), ct);
    }

    /// <summary>Adds up what a whole walk found. Doing it twice is harmless.</summary>
    public async Task FoldAsync(Sweep sweep, Instant now, CancellationToken ct)
    {
        foreach (var row in await tables.PageAsync(Table.Programmes, "all", "", PageSize, ct))
        {
            var programme = Stored.State<Programme>(row);
            var findings = await FoundAsync(programme.Id, sweep.StartedAt, ct);
            var today = now.InZone(ZoneOf(programme)).Date;
            await KeepAsync(programme.Id, FigureFold.Of(findings, today), today, now, ct);
        }
    }

    /// <summary>The walk that found a part.</summary>
    public static Instant? WalkOf(Key part) =>
        InstantPattern.ExtendedIso.Parse(part.Row.Split('|')[0]) is { Success: true, Value: var at } ? at : null;

    /// <summary>
    /// Writes the months that may still change. Older ones stay as they were told; what would be told otherwise now is named beside them.
    /// </summary>
    private async Task KeepAsync(string programme, IReadOnlyList<Figure> figures, LocalDate today, Instant now, CancellationToken ct)
    {
        var there = await tables.AllAsync(Table.Figures, programme, ct);
        var isFirst = there.All(r => r.Key != Keys.FiguresState(programme));
        var kept = there.Where(r => Keys.IsFigure(r.Key)).ToDictionary(r => r.Key, r => r.Data);
        var counted = figures.ToDictionary(f => Keys.Figure(programme, f), f => Json.Write(f));
        var changed = counted.Keys.Union(kept.Keys).Where(k => counted.GetValueOrDefault(k) != kept.GetValueOrDefault(k))
            .ToLookup(k => isFirst || Keys.MonthOf(k) >= today.ToYearMonth().PlusMonths(-ProgrammeFigures.OpenMonths));
        await tables.UpsertAllAsync(changed[true].Where(counted.ContainsKey).Select(k => (k, counted[k])), ct);
        await tables.DeleteAllAsync(changed[true].Where(k => !counted.ContainsKey(k)), ct);
        var differs = changed[false].Where(k => Keys.NameOf(k) != FigureName.OwedPastDue).Select(k => k.Row);
        var state = new FiguresState(now, [.. differs.Order(StringComparer.Ordinal)]);
        await tables.UpsertAsync(Keys.FiguresState(programme), Json.Write(state), ct);
    }

    private async Task<Findings> FoundAsync(string programme, Instant walk, CancellationToken ct)
    {
        var (prefix, parts) = (Keys.FigureParts(walk), new List<Findings>());
        for (var after = prefix; ;)
        {
            var page = await tables.PageAsync(Table.FigureParts, programme, after, PageSize, ct);
            var ours = page.TakeWhile(r => r.Key.Row.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            parts.AddRange(ours.Select(r => Json.Read<Findings>(r.Data)));
            if (ours.Count < PageSize) break;
            after = ours[^1].Key.Row;
        }
        return Findings.Of(parts);
    }

    private async Task<(Country Country, IReadOnlyList<LocalDate> Holidays)> CalendarAsync(Stretch stretch, string programme,
        CancellationToken ct)
    {
        if (stretch.Calendars.TryGetValue(programme, out var calendar)) return calendar;
        var known = await engine.StateAsync<Programme>(new Work(Arrival.Queued), AggregateId.Programme(programme), ct);
        return stretch.Calendars[programme] = (Country.OfRegion(known?.Region ?? "") ?? Country.All[0], known?.Holidays ?? []);
    }

    private static DateTimeZone ZoneOf(Programme programme) => Country.OfRegion(programme.Region)?.TimeZone ?? DateTimeZone.Utc;
}
