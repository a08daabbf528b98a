using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>
/// Reads a request's audience, or says what is wrong with it. A value that nobody has is a slip more often than a wish: it is refused with
/// the nearest of what is known.
/// </summary>
internal sealed class AudienceReading(Audiences audiences, Broadcasts broadcasts, People people, Groups groups, Courses courses)
{
    private const int MostNamed = 10;

    public async Task<(Audience? Audience, Answer? Fault)> ReadAsync(AudienceBody body, Place place, CancellationToken ct)
    {
        var (query, fault) = await QueryAsync(place.Programme, "audience.", body.Query, body.Group, ct);
        if (query is null) return (null, fault);
        if (body.HoldOut is < 0 or > Audience.MostHoldOut)
            return (null, Answer.Bad("audience.holdOut", $"audience.holdOut is 0 to {Audience.MostHoldOut} per cent."));
        if (body.RestDays is < 0 or > Audience.MostRestDays)
            return (null, Answer.Bad("audience.restDays", $"audience.restDays is 0 to {Audience.MostRestDays} days."));
        if (await EarlierAsync(body, place.Programme.Id, ct) is { } earlier) return (null, earlier);
        var (only, onlyFault) = await PeopleAsync(place, "audience.only", body.Only, ct);
        if (onlyFault is not null) return (null, onlyFault);
        var (except, exceptFault) = await PeopleAsync(place, "audience.except", body.Except, ct);
        if (exceptFault is not null) return (null, exceptFault);
        return (new(place.Programme.Id, query.Understood, only, except, body.HoldOut ?? 0, body.NotReachedBy, body.AlsoUnsure ?? false,
            body.RestDays ?? place.Programme.DaysBetweenTips), null);
    }

    /// <summary>A query or a group's, if it can be read and each value in it fits somebody.</summary>
    /// <param name="at">Where the fields <c>query</c> and <c>group</c> stand.</param>
    public async Task<(AudienceQuery? Query, Answer? Fault)> QueryAsync(Programme programme, string at, string? text, string? group,
        CancellationToken ct)
    {
        if (group is not null && text is not null)
            return (null, Answer.Bad($"{at}group", $"{at}group is a query already; send one of the two."));
        var saved = group is not null && Inputs.IsKey(group) ? await groups.FindAsync(programme.Id, group, ct) : null;
        if (group is not null && saved is null) return (null, Answer.Bad($"{at}group", "There is no group of that id in this programme."));
        var (query, fault) = AudienceQuery.Read(saved?.Query ?? text);
        fault ??= await UnknownAsync(query!, programme, ct);
        return fault is null ? (query, null) : (null, Answer.Bad(group is null ? $"{at}query" : $"{at}group", fault.ToString()));
    }

    /// <summary>The ids of people, each named by id or by phone.</summary>
    public async Task<(IReadOnlyList<string>? Ids, Answer? Fault)> PeopleAsync(Place place, string field, IReadOnlyList<string>? named,
        CancellationToken ct)
    {
        if (named is null) return (null, null);
        if (named.Count is 0 or > Audience.MostNamed) return (null, Answer.Bad(field, $"{field} are 1 to {Audience.MostNamed} people."));
        List<string> ids = [];
        foreach (var typed in named)
        {
            if (typed is null) return (null, Answer.Bad(field, $"{field} are phone numbers, or ids of people."));
            var programme = place.Programme.Id;
            var found = Lookups.Phone(place, typed) is { } phone
                ? ((await people.SubscriberAsync(phone, ct))?.Holders ?? []).Select(u => u.Holder).Where(h => h.Programme == programme)
                    .Select(h => h.PersonId).ToList()
                : Inputs.IsKey(typed) && await people.FindAsync(programme, typed, ct) is not null ? [typed] : [];
            if (found.Count == 0) return (null, Answer.Bad(field, $"{field}: nobody in this programme has the phone or id {typed}."));
            ids.AddRange(found);
        }
        return (ids.Distinct(StringComparer.Ordinal).ToList(), null);
    }

    private async Task<Answer?> EarlierAsync(AudienceBody body, string programme, CancellationToken ct)
    {
        if (body.NotReachedBy is not { } id)
            return body.AlsoUnsure == true
                ? Answer.Bad("audience.alsoUnsure", "audience.alsoUnsure goes with audience.notReachedBy.")
                : null;
        if (!Inputs.IsKey(id) || await broadcasts.FindAsync(id, ct) is not { } earlier || earlier.Audience.Programme != programme)
            return Answer.Bad("audience.notReachedBy", "There is no broadcast of that id in this programme.");
        return earlier.Status is BroadcastStatus.Done or BroadcastStatus.Cancelled
            ? null
            : Answer.Bad("audience.notReachedBy", "That broadcast is not over: whom it does not reach is not known yet.");
    }

    /// <summary>Null where each value fits somebody, or where the programme has more people than can be read at once.</summary>
    private async Task<QueryFault?> UnknownAsync(AudienceQuery query, Programme programme, CancellationToken ct)
    {
        if (query.Asked.Count == 0) return null;
        Func<string, string, bool> same = (one, other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
        var known = query.Asked.Any(a => a.Field != "course") ? await audiences.KnownAsync(programme.Id, ct) : null;
        foreach (var asked in query.Asked)
        {
            (string Does, IEnumerable<string> All, Func<string, string, bool> Same) wanted = asked.Field switch
            {
                "course" => ("can take a course",
                    (await courses.ShelfAsync(programme.Id, ct)).All.Select(p => p.Course.Id).Distinct(), same),
                "place" => ("lives in", known!.Places, Spelling.Same),
                "crop" => ("grows", programme.Crops.Concat(known!.Crops).Distinct(StringComparer.OrdinalIgnoreCase), CropReading.Same),
                "mentor" => ("has the mentor", known!.Mentors, Spelling.Same),
                "tag" => ("has the tag", known!.Tags, same),
                _ => ("reads", known!.Languages.Select(l => l.Code()), same),
            };
            if (known?.All != false && !wanted.All.Any(own => wanted.Same(own, asked.Value)))
                return new(asked.Column, Unknown(wanted.Does, asked.Value, wanted.All));
        }
        return null;
    }

    private static string Unknown(string does, string asked, IEnumerable<string> known)
    {
        var key = Spelling.Key(asked);
        // Nearest first, so that the slip's correction is the first word.
        var named = known.OrderBy(k => EditDistance.Of(key, Spelling.Key(k))).ThenBy(k => k, StringComparer.Ordinal).ToList();
        var list = named.Count == 0 ? "none is known" : $"known, the nearest first: {string.Join(", ", named.Take(MostNamed))}";
        return $"nobody in this programme {does} \"{asked}\"; {list}{(named.Count > MostNamed ? " …" : "")}.";
    }
}
