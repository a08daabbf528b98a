using Outreach.App;

namespace Outreach.Console;

/// <summary>Who looks after whom, and the forms that change it.</summary>
internal sealed class MentorPages(Mentors mentors, Groups groups, Desk desk) : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/mentors", "page.mentors", (call, ct) => ListAsync(call, null, null, ct)).For(Access.Readers),
        PageEndpoint.Post("{programme}/mentors", "page.mentors.assign", AssignAsync).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/mentors/hand-over", "page.mentors.hand-over", HandOverAsync).For(Access.Coordinators),
    ];

    private async Task<Shown> ListAsync(PageCall call, AssignedMentorsView? looked, FormFault? fault, CancellationToken ct)
    {
        var (all, without) = await mentors.AllAsync(call.Programme!, ct);
        return Shown.View<MentorsPage>(call.Words["Nav.mentors"], ("Mentors", all), ("Without", without), ("Looked", looked),
            ("Fault", fault), ("Groups", await groups.ListAsync(call.Programme!.Id, ct))).Reads(all.Count);
    }

    private async Task<Shown> AssignAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "mentors.assign", new
        {
            programme = call.Programme!.Id,
            mentors = call.Fields("mentors"),
            query = call.Optional("query"),
            group = call.Optional("group"),
            others = call.Optional("others") is not null,
            check = IsLook(call),
        });
        return await DoneAsync(call, answer, ct);
    }

    private async Task<Shown> HandOverAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "mentors.hand-over", new
        {
            programme = call.Programme!.Id,
            from = call.Field("from"),
            to = call.Fields("to"),
            check = IsLook(call),
        });
        return await DoneAsync(call, answer, ct);
    }

    private async Task<Shown> DoneAsync(PageCall call, Answer answer, CancellationToken ct)
    {
        if (answer.IsDone())
            return IsLook(call) ? await ListAsync(call, answer.Body as AssignedMentorsView, null, ct)
                : Shown.See(call.To("mentors"), "Mentors");
        return answer.Page() ?? (await ListAsync(call, null, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private static bool IsLook(PageCall call) => call.Optional("look") is not null;
}
