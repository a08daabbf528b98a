using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>What a programme's people have, to tell a value that nobody has.</summary>
/// <param name="All">False where the programme has more people than one stretch reads.</param>
public sealed record KnownOfPeople(IReadOnlySet<string> Places, IReadOnlySet<string> Crops, IReadOnlySet<Language> Languages,
    IReadOnlySet<string> Mentors, IReadOnlySet<string> Tags, bool All);

/// <summary>Looks through a programme's directory for an audience, a thousand people in a read.</summary>
public sealed class Audiences(Engine engine, ITables tables, SendingLimits limits, Standings standings, TipDays tipDays)
{
    private const int PageSize = 1000;

    /// <summary>Where nobody of so many thousand gets it, no example is looked for.</summary>
    private const int PagesForSome = 3;

    /// <summary>The people of a programme that one stretch reads.</summary>
    public const int AtOnce = 20_000;

    /// <summary>People of an audience, in the directory's order.</summary>
    /// <param name="Cursor">The last person looked at.</param>
    /// <param name="Listed">How many of those looked at the programme has, in the audience or not.</param>
    public sealed record Page(IReadOnlyList<DirectoryRow> People, string Cursor, bool IsLast, int Listed = 0);

    /// <summary>An audience that is being looked through, from wherever it was left.</summary>
    public sealed class Look(Audience audience, AudienceTest test, LocalDate today, string own, Unreached? unreached, ITables tables,
        Standings standings, TipDays tipDays)
    {
        private IReadOnlySet<string> had = new HashSet<string>();

        public AudienceTest Test => test;

        /// <summary>Whether somebody of the last page had another tip too short a time ago.</summary>
        public bool HadTip(DirectoryRow row) => had.Contains(row.PersonId);

        public async Task<Page> NextAsync(string after, CancellationToken ct)
        {
            var rows = await tables.PageAsync(Table.People, audience.Programme, after, PageSize, ct);
            if (rows.Count == 0) return new([], after, true);
            if (audience.RestDays > 0)
            {
                var rest = new TipRest(today.PlusDays(1 - audience.RestDays), audience, own);
                had = await tipDays.SinceAsync(audience.Programme, rest, today, after, rows[^1].Key.Row, ct);
            }
            var known = await standings.BetweenAsync(audience.Programme, test.Sources, after, rows[^1].Key.Row, ct);
            var all = rows.Select(r => Json.Read<ListedPerson>(r.Data).Row).ToList();
            var people = all.Where(p => test.Includes(p, known.GetValueOrDefault(p.PersonId))).ToList();
            if (unreached is not null)
            {
                var missed = await unreached.BetweenAsync(after, rows[^1].Key.Row, ct);
                people.RemoveAll(p => !missed.Contains(p.PersonId));
            }
            return new(people, rows[^1].Key.Row, rows.Count < PageSize, all.Count(p => p.Listed));
        }
    }

    /// <param name="salt">The broadcast's id.</param>
    /// <param name="at">The time from which a query's days count.</param>
    public async Task<Look> OpenAsync(Audience audience, string salt, Instant at, CancellationToken ct)
    {
        var programme = await engine.StateAsync<Programme>(new Work(Arrival.Queued), AggregateId.Programme(audience.Programme), ct);
        var today = Country.OfRegion(programme?.Region ?? "")?.Today(at) ?? at.InUtc().Date;
        var unreached = audience.NotReachedBy is { } broadcast
            ? await Unreached.OpenAsync(engine, tables, broadcast, audience.AlsoUnsure, ct)
            : null;
        return new(audience, new AudienceTest(audience, salt, today), today, salt, unreached, tables, standings, tipDays);
    }

    /// <summary>Counts a stretch of an audience: who would get it by language, country and place, and who not and why.</summary>
    /// <param name="texts">What they would get, to be measured with each reader's own values; empty for none.</param>
    public async Task<AudienceCount> CountAsync(Audience audience, IReadOnlyDictionary<string, string> texts, string salt, Instant at,
        string after, CancellationToken ct)
    {
        var look = await OpenAsync(audience, salt, at, ct);
        var (readers, places, leftOut) = (new Dictionary<string, ReaderCount>(), new Tally<string>(), new Tally<LeftOut>());
        var (sizes, listed) = (new TipSizes(texts), 0);
        var page = new Page([], after, false);
        for (var read = 0; read < AtOnce && !page.IsLast; read += PageSize)
        {
            page = await look.NextAsync(page.Cursor, ct);
            listed += page.Listed;
            foreach (var row in page.People)
            {
                if (Why(look, row) is { } why)
                {
                    leftOut.Add(why);
                    continue;
                }
                Add(readers, row, sizes);
                places.Add(row.Place);
            }
        }
        return AudienceCount.None.Plus(new(page.Cursor, readers, places, leftOut, page.IsLast, listed));
    }

    /// <summary>Some who would get it: those of the first thousand people among whom there is one.</summary>
    /// <remarks>At most three thousand are read.</remarks>
    public async Task<IReadOnlyList<DirectoryRow>> SomeAsync(Audience audience, string salt, Instant at, CancellationToken ct)
    {
        var look = await OpenAsync(audience, salt, at, ct);
        var page = new Page([], "", false);
        for (var read = 0; read < PagesForSome && !page.IsLast; read++)
        {
            page = await look.NextAsync(page.Cursor, ct);
            if (page.People.Where(row => Why(look, row) is null).ToList() is { Count: > 0 } some) return some;
        }
        return [];
    }

    /// <summary>Who of some people would get the texts now, by <c>language|region</c>.</summary>
    public IReadOnlyDictionary<string, ReaderCount> Readers(Look look, IEnumerable<DirectoryRow> people, TipSizes sizes)
    {
        var readers = new Dictionary<string, ReaderCount>(StringComparer.Ordinal);
        foreach (var row in people.Where(row => Why(look, row) is null)) Add(readers, row, sizes);
        return readers;
    }

    private LeftOut? Why(Look look, DirectoryRow row) =>
        look.Test.Why(row, limits.Serves(row.Phone) && Country.OfPhone(row.Phone) is not null)
            ?? (look.HadTip(row) ? LeftOut.HadTip : null);

    private static void Add(Dictionary<string, ReaderCount> readers, DirectoryRow row, TipSizes sizes)
    {
        var key = $"{row.Language.Code()}|{Country.OfPhone(row.Phone)!.Region}";
        readers[key] = readers.GetValueOrDefault(key, new()) + sizes.Of(row);
    }

    /// <summary>Places, crops, languages and mentors of a programme's people.</summary>
    public async Task<KnownOfPeople> KnownAsync(string programme, CancellationToken ct)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        var crops = new HashSet<string>(StringComparer.Ordinal);
        var mentors = new HashSet<string>(StringComparer.Ordinal);
        var tags = new HashSet<string>(StringComparer.Ordinal);
        var languages = new HashSet<Language>();
        var (cursor, isLast) = ("", false);
        for (var read = 0; read < AtOnce && !isLast; read += PageSize)
        {
            var rows = await tables.PageAsync(Table.People, programme, cursor, PageSize, ct);
            foreach (var row in rows.Select(r => Json.Read<ListedPerson>(r.Data).Row).Where(r => r.Listed))
            {
                if (row.Place.Length > 0) places.Add(row.Place);
                if (row.Mentor.Length > 0) mentors.Add(row.Mentor);
                crops.UnionWith(row.Crops);
                tags.UnionWith(row.Tags);
                languages.Add(row.Language);
            }
            isLast = rows.Count < PageSize;
            if (rows.Count > 0) cursor = rows[^1].Key.Row;
        }
        return new(places, crops, languages, mentors, tags, isLast);
    }

    private sealed class Tally<T> : Dictionary<T, int> where T : notnull
    {
        public void Add(T what) => this[what] = this.GetValueOrDefault(what) + 1;
    }
}
