using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <param name="Id">Lower-case letters, digits and dashes.</param>
internal sealed record GroupBody(string Programme, string Id, string Name, string Query);

internal sealed record RemoveGroupBody(string Programme);

/// <param name="Query">As it was understood.</param>
internal sealed record GroupView(string Programme, string Id, string Name, string Query, string By, Instant At)
{
    public static GroupView Of(string programme, Group g) => new(programme, g.Id, g.Name, g.Query, g.By, g.At);
}

internal sealed record GroupsView(IReadOnlyList<GroupView> Groups) : Zoned;

/// <param name="People">Who would get a broadcast now.</param>
/// <param name="Languages">The same people by what they read.</param>
/// <param name="Places">The fifty places with the most of them.</param>
/// <param name="LeftOut">People of the group who would not, by reason.</param>
/// <param name="IsWhole">False where the programme has more people than are counted at once: then these are of its first part.</param>
internal sealed record GroupCountView(string Programme, string Id, string Name, string Query, int People,
    IReadOnlyDictionary<string, int> Languages, IReadOnlyList<PlaceView> Places, IReadOnlyDictionary<LeftOut, int> LeftOut, bool IsWhole);

/// <param name="Tag">Lower-case letters, digits and dashes.</param>
/// <param name="People">Phones or ids.</param>
/// <param name="TakeOff">Takes the tag off; absent: puts it on.</param>
internal sealed record TagBody(string Programme, string Tag, IReadOnlyList<string> People, bool? TakeOff = null);

/// <param name="Changed">The ids of those who did not have it before, or had.</param>
/// <param name="Full">The ids of those who have as many tags as there may be, and did not get it.</param>
internal sealed record TaggedView(string Programme, string Tag, IReadOnlyList<string> Changed, IReadOnlyList<string> Full);

/// <summary>Saved queries, and the tags that a query can ask for.</summary>
internal sealed class GroupApi(Groups groups, Audiences audiences, AudienceReading reading, Lookups lookups, Engine engine,
    IClock clock) : IEndpoints
{
    private const int MostPlaces = 50;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<GroupsView>("groups", "groups", "The groups of a programme: saved queries.", ListAsync, "programme")
            .For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<GroupBody, GroupView>("groups", "group.save", "Saves a query under a name, in place of the group of that id.",
            SaveAsync).CreatesOrAlters.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Get<GroupCountView>("groups/{programme}/{id}", "group", "A group, and how many people it has now.", CountAsync)
            .For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Post<RemoveGroupBody, GroupView>("groups/{id}/remove", "group.remove",
            "Removes a group. What was drafted for it keeps its query.", RemoveAsync).For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<TagBody, TaggedView>("people/tags", "person.tag", "Puts a tag on people, or takes it off.", TagAsync)
            .For(Access.Coordinators, NamedBy.Body),
    ];

    private static Answer None { get; } = Answer.NotFound("There is no group of that id in this programme.");

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var programme = place.Programme.Id;
        return Answer.Ok(new GroupsView([.. (await groups.ListAsync(programme, ct)).Select(g => GroupView.Of(programme, g))]));
    }

    private async Task<Answer> SaveAsync(Call call, GroupBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (!Inputs.IsId(body.Id)) return Answer.Bad("id", "id is 1 to 40 lower-case letters, digits and dashes.");
        if (Inputs.Fault(new TextField("name", body.Name, 1, 60)) is { } fault) return fault;
        var (query, wrong) = await reading.QueryAsync(place.Programme, "", body.Query, null, ct);
        if (query is null) return wrong!;
        if (query.Understood.Length == 0) return Answer.Bad("query", "query is missing; the whole programme needs no group.");
        var programme = place.Programme.Id;
        var before = await groups.FindAsync(programme, body.Id, ct);
        if (before is null && (await groups.ListAsync(programme, ct)).Count >= Groups.Most)
            return Answer.Conflict($"A programme has {Groups.Most} groups at most; remove one.");
        var group = await groups.SaveAsync(programme, body.Id, body.Name.Trim(), query, call.Who, ct);
        var (view, change) = (GroupView.Of(programme, group), new Change(programme, group.Id, group.Query, IsWritten: group != before));
        return before is null ? Answer.Created(view, change) : Answer.Changed(view, change);
    }

    private async Task<Answer> CountAsync(Call call, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("id"));
        if (!Inputs.IsKey(programme) || !Inputs.IsKey(id) || await groups.FindAsync(programme, id, ct) is not { } group) return None;
        var count = await audiences.CountAsync(new(programme, group.Query), new Dictionary<string, string>(), "",
            clock.GetCurrentInstant(), "", ct);
        var languages = count.Readers.GroupBy(p => p.Key.Split('|')[0]).ToDictionary(g => g.Key, g => g.Sum(p => p.Value.People));
        IReadOnlyList<PlaceView> places = [.. count.Places.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Take(MostPlaces).Select(p => new PlaceView(p.Key, p.Value))];
        return Answer.Ok(new GroupCountView(programme, id, group.Name, group.Query, languages.Values.Sum(), languages, places,
            count.LeftOut, count.IsDone));
    }

    private async Task<Answer> RemoveAsync(Call call, RemoveGroupBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (programme, id) = (place.Programme.Id, call.Route("id"));
        if (!Inputs.IsKey(id) || await groups.FindAsync(programme, id, ct) is not { } group) return None;
        await groups.RemoveAsync(programme, id, ct);
        return Answer.Changed(GroupView.Of(programme, group), new(programme, id, group.Query));
    }

    private async Task<Answer> TagAsync(Call call, TagBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (!Inputs.IsId(body.Tag)) return Answer.Bad("tag", "tag is 1 to 40 lower-case letters, digits and dashes.");
        var (people, fault) = await reading.PeopleAsync(place, "people", body.People, ct);
        if (people is null) return fault!;
        List<string> changed = [], full = [];
        foreach (var person in people)
        {
            var tag = new TagPerson(body.Tag, body.TakeOff ?? false);
            var (work, id) = (new Work(Arrival.Request), AggregateId.Person(place.Programme.Id, person));
            var had = (await engine.StateAsync<Person>(work, id, ct))?.Tags?.Contains(body.Tag) == true;
            var reply = await engine.ExecuteAsync(work, id, tag, $"tag|{person}", ct);
            if (reply is TooManyTags) full.Add(person);
            else if (had == (body.TakeOff ?? false)) changed.Add(person);
        }
        return Answer.Changed(new TaggedView(place.Programme.Id, body.Tag, changed, full), new(place.Programme.Id, body.Tag,
            $"{(body.TakeOff == true ? "taken off" : "put on")} {string.Join(", ", changed)}", IsWritten: changed.Count > 0));
    }
}
