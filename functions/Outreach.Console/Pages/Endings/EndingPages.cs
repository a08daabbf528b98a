using Outreach.App;

namespace Outreach.Console;

/// <summary>The exit plan: its steps, and by person what is open.</summary>
internal sealed class EndingPages(Endings endings, Desk desk) : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/ending", "page.ending", ShowAsync).For(Access.Coordinators),
        PageEndpoint.GetFile("{programme}/ending/csv", "page.ending.csv", (call, _) => FileAsync(call, "programme.ending.csv", "open"))
            .For(Access.Coordinators),
        PageEndpoint.GetFile("{programme}/ending/handover", "page.ending.handover",
            (call, _) => FileAsync(call, "programme.handover.csv", "handover")).For(Access.Coordinators),
    ];

    private async Task<Shown> FileAsync(PageCall call, string endpoint, string name) =>
        (await desk.DoAsync(call, endpoint, null, ("programme", call.Programme!.Id))).File($"{name}-{call.Programme.Id}.csv");

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct)
    {
        var programme = call.Programme!;
        var open = await endings.OpenAsync(programme.Id, call.Query("after") ?? "", ct);
        return Shown.View<EndingPage>(call.Words["Ending.Title"],
            ("Steps", EndingApi.Steps(await endings.FindAsync(programme.Id, ct))),
            ("Open", (IReadOnlyList<OpenPersonView>)[.. open.People.Select(EndingApi.View)]), ("Next", open.Next)).Reads(open.People.Count);
    }
}
