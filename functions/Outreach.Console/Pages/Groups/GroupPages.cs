using System.Security.Cryptography;
using System.Text;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console;

/// <summary>A group on its page.</summary>
/// <param name="People">Who would get a tip now.</param>
/// <param name="LeftOut">Who of the group would not, by reason.</param>
/// <param name="IsWhole">False where these are of the programme's first part.</param>
public sealed record GroupStory(Group Group, int People, IReadOnlyDictionary<string, int> Languages, IReadOnlyList<PlaceCount> Places,
    IReadOnlyDictionary<LeftOut, int> LeftOut, bool IsWhole);

/// <summary>Saved groups: queries under a name, which a tip can choose.</summary>
internal sealed class GroupPages(Groups groups, Desk desk) : IPages
{
    private const int LongestSlug = 30;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/groups", "page.groups", (call, ct) => ListAsync(call, null, ct)).For(Access.Readers),
        PageEndpoint.Post("{programme}/groups", "page.group.save", SaveAsync).For(Access.Coordinators),
        PageEndpoint.Get("{programme}/groups/{group}", "page.group", (call, ct) => ShowAsync(call, null, ct)).For(Access.Readers),
        PageEndpoint.Post("{programme}/groups/{group}", "page.group.change", ChangeAsync).For(Access.Coordinators),
    ];

    private async Task<Shown> ListAsync(PageCall call, FormFault? fault, CancellationToken ct) =>
        Shown.View<GroupsPage>(call.Words["Groups.Title"], ("Groups", await groups.ListAsync(call.Programme!.Id, ct)), ("Fault", fault));

    private async Task<Shown> SaveAsync(PageCall call, CancellationToken ct)
    {
        var (id, name) = (NewId(call), call.Field("name"));
        var answer = await desk.DoAsync(call, "group.save", new GroupBody(call.Programme!.Id, id, name, call.Field("query")));
        if (answer.IsDone()) return Shown.See(call.To($"groups/{id}"), "Group");
        return answer.Page() ?? (await ListAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> ShowAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var id = call.Route("group");
        if (!Inputs.IsKey(id) || await groups.FindAsync(call.Programme!.Id, id, ct) is not { } group) return Shown.NotFound;
        var answer = await desk.DoAsync(call, "group", null, ("programme", call.Programme.Id), ("id", id));
        return answer.Body is GroupCountView count
            ? Shown.View<GroupPage>(group.Name, ("Story", new GroupStory(group, count.People, count.Languages,
                [.. count.Places.Select(p => new PlaceCount(p.Place, p.People))], count.LeftOut, count.IsWhole)), ("Fault", fault))
            : answer.Page() ?? Shown.NotFound;
    }

    private async Task<Shown> ChangeAsync(PageCall call, CancellationToken ct)
    {
        var (programme, id) = (call.Programme!.Id, call.Route("group"));
        if (!Inputs.IsKey(id) || await groups.FindAsync(programme, id, ct) is null) return Shown.NotFound;
        var removes = call.Field("act") == "remove";
        var answer = removes
            ? await desk.DoAsync(call, "group.remove", new RemoveGroupBody(programme), ("id", id))
            : await desk.DoAsync(call, "group.save", new GroupBody(programme, id, call.Field("name"), call.Field("query")));
        if (answer.IsDone()) return removes ? Shown.See(call.To("groups"), "GroupGone") : Shown.See(call.To($"groups/{id}"), "Group");
        return answer.Page() ?? (await ShowAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    /// <summary>Of the name's letters, and of this one form, so that a second press is no second group and no name takes another's
    /// place.</summary>
    private static string NewId(PageCall call)
    {
        var slug = new StringBuilder();
        foreach (var letter in call.Field("name").ToLowerInvariant().Take(LongestSlug))
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.Field(Desk.Once))))[..6];
        return slug.Length == 0 ? $"g-{mark}" : $"{slug.ToString().TrimEnd('-')}-{mark}";
    }
}
