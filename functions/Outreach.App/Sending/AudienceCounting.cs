using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>What a programme's people have, to tell a filter that fits nobody.</summary>
/// <param name="All">False where the programme has more people than one stretch reads.</param>
public sealed record KnownOfPeople(IReadOnlySet<string> Places, IReadOnlySet<string> Crops, IReadOnlySet<Language> Languages, bool All);

/// <summary>Counts an audience by language and country, a stretch of the directory at a time.</summary>
public sealed class AudienceCounting(ITables tables, SendingLimits limits)
{
    private const int PageSize = 1000;

    /// <summary>The people of a programme that one stretch reads.</summary>
    public const int AtOnce = 20_000;

    /// <summary>Places, crops and languages of a programme's people.</summary>
    public async Task<KnownOfPeople> KnownAsync(string programme, CancellationToken ct)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        var crops = new HashSet<string>(StringComparer.Ordinal);
        var languages = new HashSet<Language>();
        var cursor = "";
        for (var read = 0; read < AtOnce; read += PageSize)
        {
            var rows = await tables.PageAsync(Table.People, programme, cursor, PageSize, ct);
            foreach (var row in rows.Select(r => Json.Read<ListedPerson>(r.Data).Row).Where(r => r.Listed))
            {
                if (row.Place.Length > 0) places.Add(row.Place);
                crops.UnionWith(row.Crops);
                languages.Add(row.Language);
            }
            if (rows.Count < PageSize) return new(places, crops, languages, true);
            cursor = rows[^1].Key.Row;
        }
        return new(places, crops, languages, false);
    }

    public async Task<AudienceCount> CountAsync(Audience audience, string cursor, CancellationToken ct)
    {
        Dictionary<string, int> people = new(StringComparer.Ordinal);
        var optedOut = 0;
        for (var read = 0; read < AtOnce; read += PageSize)
        {
            var rows = await tables.PageAsync(Table.People, audience.Programme, cursor, PageSize, ct);
            foreach (var row in rows.Select(r => Json.Read<ListedPerson>(r.Data).Row).Where(audience.Includes))
            {
                if (!row.TipsAllowed) optedOut++;
                else if (limits.Serves(row.Phone) && Country.OfPhone(row.Phone) is { } country)
                {
                    var key = $"{row.Language.Code()}|{country.Region}";
                    people[key] = people.GetValueOrDefault(key) + 1;
                }
            }
            if (rows.Count > 0) cursor = rows[^1].Key.Row;
            if (rows.Count < PageSize) return new(cursor, people, optedOut, true);
        }
        return new(cursor, people, optedOut, false);
    }
}
