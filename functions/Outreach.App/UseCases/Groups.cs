using NodaTime;
using Outreach.Core.Mentoring;

namespace Outreach.App;

/// <summary>Saved queries of programmes. Who uses a group takes its query as it is then.</summary>
public sealed class Groups(ITables tables, IClock clock)
{
    /// <summary>The most groups of a programme.</summary>
    public const int Most = 500;

    public async Task<IReadOnlyList<Group>> ListAsync(string programme, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Groups, programme, "", Most, ct)).Select(r => Json.Read<Group>(r.Data))];

    public async Task<Group?> FindAsync(string programme, string id, CancellationToken ct) =>
        await tables.GetAsync(Keys.Group(programme, id), ct) is { } row ? Json.Read<Group>(row.Data) : null;

    /// <summary>Saves a group, in place of one of the same id. The same once more changes nothing.</summary>
    public async Task<Group> SaveAsync(string programme, string id, string name, AudienceQuery query, string by, CancellationToken ct)
    {
        if (await FindAsync(programme, id, ct) is { } there && there.Name == name && there.Query == query.Understood) return there;
        var group = new Group(id, name, query.Understood, by, clock.GetCurrentInstant());
        await tables.UpsertAsync(Keys.Group(programme, id), Json.Write(group), ct);
        return group;
    }

    public Task RemoveAsync(string programme, string id, CancellationToken ct) => tables.DeleteAsync(Keys.Group(programme, id), ct);
}
