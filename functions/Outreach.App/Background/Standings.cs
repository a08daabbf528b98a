using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Keeps where people stand, for audiences. The nightly walk, which reads every entity anyway, writes them; nobody else does, and nobody is
/// told. So no account, learner or phone ever changes because of them.
/// </summary>
public sealed class Standings(ITables tables)
{
    private const int PageSize = 1000;

    /// <summary>How long a standing is kept that no walk has written again.</summary>
    public const int DaysKept = 3;

    /// <summary>Writes the standings that follow from these entities: a write for a hundred of one programme. Twice is once.</summary>
    public Task NoteAsync(IReadOnlyList<Entity> rows, Instant now, CancellationToken ct)
    {
        var day = now.InUtc().Date;
        // Two users of one phone have rows of their own; the same person at one phone has one.
        var standings = rows.SelectMany(row => Of(row, day, now)).DistinctBy(s => s.Key);
        return tables.UpsertAllAsync(standings.Select(s => (s.Key, Json.Write(s.Standing))), ct);
    }

    /// <summary>The standings of the people after one directory key, up to and with another.</summary>
    /// <param name="sources">The only ones that are read: one read for a thousand people each.</param>
    public async Task<IReadOnlyDictionary<string, Standing>> BetweenAsync(string programme, IReadOnlySet<StandingSource> sources,
        string after, string last, CancellationToken ct)
    {
        Dictionary<string, Standing> found = new(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            for (var cursor = Keys.StandingsBehind(after); ;)
            {
                var rows = await tables.PageAsync(Table.Standings, Keys.StandingsOf(source, programme), cursor, PageSize, ct);
                foreach (var row in rows)
                {
                    var (person, standing) = (Keys.PersonOfStanding(row.Key), Json.Read<Standing>(row.Data));
                    found[person] = found.TryGetValue(person, out var known) ? known.With(standing) : standing;
                }
                if (rows.Count < PageSize || string.CompareOrdinal(Keys.PersonOfStanding(rows[^1].Key), last) > 0) break;
                cursor = rows[^1].Key.Row;
            }
        }
        return found;
    }

    /// <summary>Keeps how far each person stands alone: a write for a hundred.</summary>
    public Task KeepAsync(string programme, IReadOnlyDictionary<string, StandsAlone> people, CancellationToken ct) =>
        tables.UpsertAllAsync(people.Where(p => p.Value.Figures.Count > 0)
            .Select(p => (Keys.Standing(StandingSource.Alone, programme, p.Key), Json.Write(p.Value))), ct);

    /// <summary>How far a person stands alone; null before the first night after something of theirs.</summary>
    public async Task<StandsAlone?> AloneAsync(string programme, string person, CancellationToken ct) =>
        await tables.GetAsync(Keys.Standing(StandingSource.Alone, programme, person), ct) is { } row
            ? Json.Read<StandsAlone>(row.Data)
            : null;

    private static IEnumerable<(Key Key, Standing Standing)> Of(Entity row, LocalDate day, Instant now)
    {
        switch (row.Key.Table)
        {
            case Table.Accounts when Person(row.Key.Partition) is { } who:
                var account = Stored.State<Account>(row);
                yield return (Keys.Standing(StandingSource.Money, who.Programme, who.Id, Keys.ShardOf(row.Key)),
                    new(day, MoneyStanding.Of(account, phone => Today(phone, now))));
                // A yes by SMS is passed on to the agreement, and the phone keeps nothing of it.
                if (account.Entries.Where(e => e.AnsweredAt is not null).MaxBy(e => e.AnsweredAt) is { } answered)
                    yield return Heard(who.Programme, who.Id, "account" + Keys.ShardOf(row.Key), day,
                        Today(answered.Phone, answered.AnsweredAt!.Value));
                break;
            case Table.Learners:
                var learner = Stored.State<Learner>(row);
                yield return (Keys.Standing(StandingSource.Courses, learner.Programme, learner.PersonId),
                    new(day, Courses: learner.Enrolments.ToDictionary(e => e.Course, e => e.State)));
                if (learner.Replied is [.., var replied])
                    yield return Heard(learner.Programme, learner.PersonId, "learner", day, Today(learner.Phone, replied));
                break;
            case Table.Subscribers:
                var subscriber = Stored.State<Subscriber>(row);
                if (subscriber.LastHeard is not { } at) break;
                foreach (var user in subscriber.Holders)
                    yield return Heard(user.Holder.Programme, user.Holder.PersonId, subscriber.Phone, day, Today(subscriber.Phone, at));
                break;
        }
    }

    private static (Key, Standing) Heard(string programme, string person, string where, LocalDate day, LocalDate heard) =>
        (Keys.Standing(StandingSource.Heard, programme, person, where), new(day, Heard: heard));

    private static LocalDate Today(string phone, Instant at) => Country.OfPhone(phone)?.Today(at) ?? at.InUtc().Date;

    private static (string Programme, string Id)? Person(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : (key[..dot], key[(dot + 1)..]);
    }
}
