using Outreach.App;
using Outreach.Core.Mentoring;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Who looks after whom.</summary>
internal sealed class MentorApi(Mentors mentors, Inboxes inboxes, AudienceReading reading, Lookups lookups) : IEndpoints
{
    private const int MostMentors = 50;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<MentorsView>("mentors", "mentors",
            "The mentors of a programme, with how many people each looks after and how many wait for an answer.", ListAsync,
            "programme").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<AssignMentorsBody, AssignedMentorsView>("mentors/assign", "mentors.assign",
            $"Gives people a mentor: one, or several evenly. At most {Mentors.MostEach} people each; from {Mentors.Many} on it is said "
                + $"that they are many. At most {Mentors.MostAtOnce} people at once.", AssignAsync).For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<HandOverMentorBody, AssignedMentorsView>("mentors/hand-over", "mentors.hand-over",
            "Gives all people and conversations of a mentor who leaves to others.", HandOverAsync)
            .For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (all, without) = await mentors.AllAsync(place.Programme, ct);
        return Answer.Shows(new MentorsView([.. all.Select(MentorView.Of)], without), place.Programme.Id, all.Count);
    }

    private async Task<Answer> AssignAsync(Call call, AssignMentorsBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (names, unknown) = await NamesAsync(place, "mentors", body.Mentors, ct);
        if (names is null) return unknown!;
        if (names.Count == 0 && body.Others != true)
            return Answer.Bad("mentors", "mentors are missing; without one, others is true and the people lose theirs.");
        var (query, fault) = await reading.QueryAsync(place.Programme, "", body.Query, body.Group, ct);
        if (query is null) return fault!;
        var (only, whom) = await reading.PeopleAsync(place, "people", body.People, ct);
        if (whom is not null) return whom;
        if (only is null && query.Understood.Length == 0 && names.Count == 0)
            return Answer.Bad("people", "people, query or group says who shall have no mentor.");
        var plan = await mentors.PlanAsync(new(place.Programme.Id, query.Understood, only), names, body.Others ?? false, ct);
        return await DoneAsync(place, plan, "mentors", body.Check == true, null, ct);
    }

    private async Task<Answer> HandOverAsync(Call call, HandOverMentorBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (Inputs.Fault(new TextField("from", body.From, 1, 80)) is { } bad) return bad;
        var (names, unknown) = await NamesAsync(place, "to", body.To ?? [], ct);
        if (names is null) return unknown!;
        if (names.Any(n => Spelling.Same(n, body.From))) return Answer.Bad("to", "to are others than who leaves.");
        var plan = await mentors.PlanOfAsync(place.Programme.Id, body.From, names, ct);
        return await DoneAsync(place, plan, "to", body.Check == true, body.From, ct);
    }

    private async Task<Answer> DoneAsync(Place place, MentorPlan plan, string field, bool check, string? from, CancellationToken ct)
    {
        var programme = place.Programme;
        if (plan.Loads.FirstOrDefault(l => l.Value > Mentors.MostEach) is { Key: { } full } over)
            return Answer.Bad(field, $"{full} would look after {over.Value} people; a mentor has {Mentors.MostEach} at most.");
        var view = AssignedMentorsView.Of(programme.Id, plan) with { From = from };
        if (!check)
        {
            await mentors.AssignAsync(programme, plan, ct);
            if (from is not null) view = view with { Conversations = await mentors.PassOnAsync(programme.Id, from, plan, ct) };
        }
        var about = view.Mentors.Count == 0 ? "nobody any more" : string.Join(", ", view.Mentors.Select(m => $"{m.Name}: {m.Given}"));
        return Answer.Changed(view, new Change(programme.Id, from ?? "mentors", $"{view.People} people, {about}",
            IsWritten: !check && view.People + view.Conversations > 0));
    }

    /// <summary>The mentors as the programme writes their names.</summary>
    private async Task<(IReadOnlyList<string>? Names, Answer? Fault)> NamesAsync(Place place, string field, IReadOnlyList<string>? typed,
        CancellationToken ct)
    {
        if (Inputs.Fault(field, typed, 80) is { } fault) return (null, fault);
        if (typed is null || typed.Count > MostMentors) return (null, Answer.Bad(field, $"{field} are at most {MostMentors} names."));
        var staff = await inboxes.MentorsAsync(place.Programme.Id, ct);
        List<string> names = [];
        foreach (var name in typed)
        {
            if (staff.FirstOrDefault(s => Spelling.Same(s, name)) is not { } known)
                return (null, Answer.Bad(field, $"{field} are of: {string.Join(", ", staff)}."));
            if (!names.Contains(known)) names.Add(known);
        }
        return (names, null);
    }
}
