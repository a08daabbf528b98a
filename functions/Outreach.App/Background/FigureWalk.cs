using NodaTime;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Counts figures on the daily walk, which reads every entity anyway: each night anew, so that nothing drifts.</summary>
public sealed class FigureWalk(Engine engine, ITables tables, Standings standings)
{
    private const int PageSize = 1000;

    /// <summary>Older messages are not in any figure that is still counted.</summary>
    private static readonly Duration kept = Duration.FromDays(OwnActs.AsksKnownFor);

    /// <summary>What one stretch found, by programme.</summary>
    public sealed class Stretch(Instant now)
    {
        private readonly Dictionary<string, List<Findings>> found = new(StringComparer.Ordinal);

        public Instant Now { get; } = now;

        public Dictionary<string, Programme> Programmes { get; } = new(StringComparer.Ordinal);

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
                    AgreementFigures.Counts(agreement, stretch.Now), [], [.. OwnActs.Of(agreement, Oldest(stretch.Now))]));
                break;
            case Table.Learners:
                var learner = Stored.State<Learner>(row);
                var zone = ZoneOf(await ProgrammeAsync(stretch, learner.Programme, ct));
                stretch.Add(learner.Programme,
                    new([], MentoringFigures.Of(learner, zone), [], [.. OwnActs.Of(learner.PersonId, learner.Active)],
                        [.. learner.Enrolments.Select(CourseCounts.Of)]));
                break;
            case Table.Inbox:
                var item = Stored.State<InboxItem>(row);
                var programme = await ProgrammeAsync(stretch, item.Programme, ct);
                stretch.Add(item.Programme, new([],
                    MentoringFigures.Of(item, stretch.Now, CountryOf(programme), programme.Holidays), [],
                    [.. OwnActs.Of(item, ZoneOf(programme))]));
                break;
            case Table.People:
                var person = Json.Read<ListedPerson>(row.Data).Row;
                stretch.Add(person.Programme, new([], [], [new(person.PersonId, person.Place, person.Listed, person.Joined)]));
                break;
            case Table.Persons:
                var whole = Stored.State<Person>(row);
                if (whole.Active is { } active)
                    stretch.Add(whole.Details.Programme, new([], [], [], [.. OwnActs.Of(whole.Details.PersonId, active)]));
                break;
            case Table.Subscribers:
                foreach (var user in Stored.State<Subscriber>(row).Holders.Where(u => u.Tenure?.Active is not null))
                    stretch.Add(user.Holder.Programme, new([], [], [], [.. OwnActs.Of(user.Holder.PersonId, user.Tenure!.Active)]));
                break;
            case Table.TipDays:
                var (day, of) = Keys.DayAndProgrammeOf(row.Key);
                stretch.Add(of, new([], [], [], [OwnActs.Asked(TipHad.Of(row).Person, day)]));
                break;
            case Table.Messages:
                var message = Stored.State<Message>(row);
                if (message.Order is not { Programme.Length: > 0 } order || message.FirstAt < stretch.Now - kept) break;
                var sender = await ProgrammeAsync(stretch, order.Programme, ct);
                stretch.Add(order.Programme, new([], [.. SmsCost.Of(message, sender, ZoneOf(sender))], [],
                    [.. OwnActs.Of(message, ZoneOf(sender))]));
                break;
            case Table.Broadcasts:
                var tip = Stored.State<Broadcast>(row);
                if (tip.LaunchedAt is not { } launched || launched < stretch.Now - kept) break;
                var tips = await ProgrammeAsync(stretch, tip.Audience.Programme, ct);
                stretch.Add(tips.Id, new([], [.. SmsCost.Of(tip, tips, ZoneOf(tips))], []));
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
            var folded = FigureFold.Of(findings, today);
            await KeepAsync(programme.Id, folded.Figures, today, now, ct);
            await tables.UpsertAsync(Keys.CourseCounts(programme.Id), Json.Write(new CoursesCounted(now, findings.Courses ?? [])), ct);
            await standings.KeepAsync(programme.Id, folded.Alone, ct);
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
        var before = there.Where(r => Keys.IsFigure(r.Key)).ToDictionary(r => r.Key, r => r.Data);
        var counted = figures.ToDictionary(f => Keys.Figure(programme, f), f => Json.Write(f));
        var changed = counted.Keys.Union(before.Keys).Where(k => counted.GetValueOrDefault(k) != before.GetValueOrDefault(k))
            .ToLookup(k => isFirst || Keys.MonthOf(k) >= today.ToYearMonth().PlusMonths(-FigureFold.OpenMonths(Keys.NameOf(k))));
        await tables.UpsertAllAsync(changed[true].Where(counted.ContainsKey).Select(k => (k, counted[k])), ct);
        await tables.DeleteAllAsync(changed[true].Where(k => !counted.ContainsKey(k)), ct);
        var differs = changed[false].Where(k => !IsToldOnce(Keys.NameOf(k))).Select(k => k.Row);
        var state = new FiguresState(now, [.. differs.Order(StringComparer.Ordinal)]);
        await tables.UpsertAsync(Keys.FiguresState(programme), Json.Write(state), ct);
    }

    /// <summary>What is owed today, and what is counted from data that is not kept, cannot be counted again later.</summary>
    private static bool IsToldOnce(FigureName name) =>
        name is FigureName.OwedPastDue or FigureName.MonthSixActive || FigureFold.IsKeptShortly(name);

    private async Task<Findings> FoundAsync(string programme, Instant walk, CancellationToken ct)
    {
        var (prefix, found) = (Keys.FigureParts(walk), Findings.Of([]));
        for (var after = prefix; ;)
        {
            var page = await tables.PageAsync(Table.FigureParts, programme, after, PageSize, ct);
            var ours = page.TakeWhile(r => r.Key.Row.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            found = Findings.Of([found, .. ours.Select(r => Json.Read<Findings>(r.Data))]);
            if (ours.Count < PageSize) return found;
            after = ours[^1].Key.Row;
        }
    }

    private async Task<Programme> ProgrammeAsync(Stretch stretch, string programme, CancellationToken ct)
    {
        if (stretch.Programmes.TryGetValue(programme, out var known)) return known;
        return stretch.Programmes[programme] =
            await engine.StateAsync<Programme>(new Work(Arrival.Queued), AggregateId.Programme(programme), ct)
            ?? new(programme, "", "", "", [], "");
    }

    private static YearMonth Oldest(Instant now) => now.InUtc().Date.ToYearMonth().PlusMonths(-ActMonth.Kept);

    private static Country CountryOf(Programme programme) => Country.OfRegion(programme.Region) ?? Country.All[0];

    private static DateTimeZone ZoneOf(Programme programme) => Country.OfRegion(programme.Region)?.TimeZone ?? DateTimeZone.Utc;
}
