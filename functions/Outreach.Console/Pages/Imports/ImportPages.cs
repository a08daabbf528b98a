using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>A file of people: looked at first, then brought in, and what was refused as a file to correct.</summary>
internal sealed class ImportPages(Imports imports, Desk desk) : IPages
{
    /// <summary>The largest file that the API takes, and the form around it.</summary>
    private const int MostBytes = 4 * 1024 * 1024 + 64 * 1024;

    /// <summary>Refused rows that the page shows; the file has all.</summary>
    private const int RefusedShown = 20;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/import", "page.import", (call, _) => Task.FromResult(Form(call, null, null)))
            .For(Access.Coordinators),
        PageEndpoint.Post("{programme}/import", "page.import.bring", BringAsync).For(Access.Coordinators) with { MostBytes = MostBytes },
        PageEndpoint.Get("{programme}/import/{id}", "page.imported", ProgressAsync).For(Access.Coordinators, NamedBy.Import, "id"),
        PageEndpoint.GetFile("{programme}/import/{id}/refused.csv", "page.import.refused", RefusedAsync)
            .For(Access.Coordinators, NamedBy.Import, "id"),
    ];

    private async Task<Shown> BringAsync(PageCall call, CancellationToken ct)
    {
        if (call.Field("unreadable").Length > 0)
            return Form(call, null, FormFault.Of("file", call.Words["Course.NotUtf8"])).With(422);
        var text = call.Field("file") is { Length: > 0 } file ? file : call.Field("text");
        if (text.Length == 0) return Form(call, null, FormFault.Of("file", call.Words["Import.NoFile"])).With(422);
        var looks = call.Field("act") != "bring";
        var answer = looks
            ? await desk.DoAsync(call, "people.import", text, ("programme", call.Programme!.Id), ("dryRun", "true"))
            : await desk.DoAsync(call, "people.import", text, ("programme", call.Programme!.Id));
        if (!answer.IsDone())
        {
            if (answer.Page() is { } page) return page;
            // A fault of the whole file has no field of its own.
            var fault = answer.Fault()!;
            return Form(call, null, fault with { Field = "file" }).With(fault.PageStatus);
        }
        if (!looks) return Shown.See(call.To($"import/{answer.Value("id")}"), answer.Value("approval") is null ? "Import" : "Asked");
        var view = (ImportView)answer.Body;
        return Shown.View<ImportFormPage>(call.Words["Import.Title"], ("Plan", view), ("Text", text)).Reads(view.Rows);
    }

    private async Task<Shown> ProgressAsync(PageCall call, CancellationToken ct)
    {
        if (await imports.FindAsync(call.Route("id"), ct) is not { } import) return Shown.NotFound;
        var refused = import.EndedAt is null || import.Counts.Refused == 0
            ? []
            : (await imports.RefusedAsync(import.Id, ct)).Take(RefusedShown).Select(i => i.Result).ToList();
        return Shown.View<ImportPage>(call.Words["Import.Title"], ("Import", import), ("Refused", (IReadOnlyList<ImportResult>)refused))
            .Reads(refused.Count, import.Id);
    }

    private async Task<Shown> RefusedAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "people.refused", null, ("id", call.Route("id")));
        return answer.File($"refused-{call.Route("id")}.csv");
    }

    private static Shown Form(PageCall call, ImportView? plan, FormFault? fault) =>
        Shown.View<ImportFormPage>(call.Words["Import.Title"], ("Plan", plan), ("Text", call.Field("text")), ("Fault", fault));
}
