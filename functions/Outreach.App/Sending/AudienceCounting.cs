using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Counts an audience by language and country, a stretch of the directory at a time.</summary>
public sealed class AudienceCounting(ITables tables, SendingLimits limits)
{
    private const int PageSize = 1000;

    /// <summary>The people of a programme that one stretch reads.</summary>
    public const int AtOnce = 20_000;

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
