using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Row">The row in the file; the header is row 1.</param>
/// <param name="Person">Where the phone was known under another name: the same person renamed, a new owner, or one who shares it.</param>
/// <param name="Warnings">What is doubtful about a row that is brought in nonetheless.</param>
public sealed record ImportResultView(int Row, ImportAction Action, string Phone, string? PersonId, IReadOnlyList<ImportChange>? Changes,
    string? Why, PersonIs? Person, IReadOnlyList<string>? Warnings)
{
    public static ImportResultView Of(ImportResult r) =>
        new(r.Row, r.Action, r.Phone, r.PersonId, r.Changes, r.Why, r.Person, r.Warnings);
}

/// <param name="Id">The id to query the progress by; absent for a dry run.</param>
/// <param name="Done">False while rows are still being written; unwritten rows show their expected result.</param>
/// <param name="Rows">The number of people in the file.</param>
/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
/// <param name="Sms">Of a file not yet brought in: the SMS that go out for it at once, at most one a person.</param>
/// <param name="Waits">True until a second owner says yes.</param>
/// <param name="Approval">The approval that a second owner has to give.</param>
public sealed record ImportView(
    string? Id, string Programme, bool DryRun, bool Done, int Rows, int Added, int Changed, int Unchanged, int Refused,
    IReadOnlyList<ImportResultView> Results, string? Next, ImportSmsView? Sms = null, bool Waits = false, string? Approval = null)
{
    public static ImportView Of(string? id, string programme, bool dryRun, IReadOnlyList<ImportResult> results) =>
        Of(id, programme, dryRun, dryRun, results.Count, ImportCounts.Of(results), results, null);

    public static ImportView Of(string? id, string programme, bool dryRun, bool done, int rows, ImportCounts c,
        IReadOnlyList<ImportResult> results, string? next) =>
        new(id, programme, dryRun, done, rows, c.Added, c.Changed, c.Unchanged, c.Refused, [.. results.Select(ImportResultView.Of)], next);
}

/// <param name="Messages">How many SMS.</param>
/// <param name="Segments">What they are counted and paid by.</param>
/// <param name="Price">By currency; empty where no price is set.</param>
public sealed record ImportSmsView(int Messages, int Segments, IReadOnlyList<MoneyView> Price);

/// <param name="Who">Whose key brought it in.</param>
/// <param name="Waits">True until a second owner says yes.</param>
/// <param name="Rows">The number of people in the file; the others are counted as they are written.</param>
internal sealed record ImportRowView(
    string Id, string Who, Instant StartedAt, Instant? EndedAt, bool Waits, int Rows, int Added, int Changed,
    int Unchanged, int Refused)
{
    public static ImportRowView Of(Import i) => new(i.Id, i.Who, i.StartedAt, i.EndedAt, i.Waits, i.Rows, i.Counts.Added,
        i.Counts.Changed, i.Counts.Unchanged, i.Counts.Refused);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record ImportsView(IReadOnlyList<ImportRowView> Imports, string? Next) : Zoned;

/// <summary>Files of people.</summary>
internal sealed class ImportApi(Imports imports, Approvals approvals, SmsPreviews previews, Lookups lookups) : IEndpoints
{
    /// <summary>Rows in the answer that is kept with the request's key; the others are read page by page.</summary>
    private const int MostShown = 1000;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<ImportView>("people/import", "people.import",
            "Writes down the people of a CSV file, or with dryRun=true says row by row what that would change.", Csv.Media, ImportAsync,
            "programme", "dryRun").For(Access.Coordinators, NamedBy.Query),
        ApiEndpoint.Get<ImportsView>(
            "people/imports", "people.imports", "A programme's imports that are kept, the newest first.", ListAsync,
            "programme", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Get<ImportView>("people/imports/{id}", "people.imported",
            "How far an import is, and what became of its rows, in stretches.", FindAsync, "after", "take")
            .For(Access.Readers, NamedBy.Import, "id"),
        ApiEndpoint.GetFile("people/imports/{id}/refused.csv", "people.refused",
            "The refused rows as a CSV file, each with its reason, to correct and to send again.", Csv.Media, RefusedAsync)
            .For(Access.Coordinators, NamedBy.Import, "id"),
    ];

    private async Task<Answer> ImportAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.OpenAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        if (call.Query("dryRun") is not (null or "true" or "false")) return Answer.Bad("dryRun", "dryRun is true or false.");
        var (read, fault) = PeopleCsv.Read(call.Canonical, place);
        if (read is null) return Answer.BadBody(fault!);
        return call.Query("dryRun") == "true" ? await TryAsync(place, read, ct) : await StartAsync(call, place, read, ct);
    }

    private async Task<Answer> TryAsync(Place place, IReadOnlyList<ImportItem> read, CancellationToken ct)
    {
        var plan = await imports.PlanAsync(place.Programme, read, ct);
        var view = ImportView.Of(null, place.Programme.Id, true, [.. plan.Items.Select(i => i.Result)]) with
        {
            Sms = SmsOf(plan.Sms, place), Waits = TakesTwo(plan),
        };
        return Answer.Changed(view, ChangeOf(view, "dry run") with { IsWritten = false });
    }

    private async Task<Answer> StartAsync(Call call, Place place, IReadOnlyList<ImportItem> read, CancellationToken ct)
    {
        // A repeat after a crash continues the import that it began.
        var id =
            Convert.ToHexStringLower(
                SHA256.HashData([.. Encoding.UTF8.GetBytes($"{place.Programme.Id}|{call.CommandId("import")}|"), .. call.Canonical]))[..20];
        if (await imports.FindAsync(id, ct) is { } there)
        {
            var known = await ViewAsync(there, 0, MostShown, ct);
            if (there.Waits)
            {
                var all = ImportView.Of(id, there.Programme, false, await imports.ResultsAsync(id, 0, Import.MostRows, ct));
                known = known with { Approval = (await AskAsync(call, all, ct)).Id };
            }
            return Answer.Waits(known, ChangeOf(known, id));
        }
        var plan = await imports.PlanAsync(place.Programme, read, ct);
        await imports.StartAsync(id, place.Programme.Id, call.Who, plan.Items, ct, TakesTwo(plan));
        var results = plan.Items.Select(i => i.Result).ToList();
        var next = results.Count <= MostShown ? null : results[MostShown - 1].Row.ToString(CultureInfo.InvariantCulture);
        var view =
            ImportView.Of(id, place.Programme.Id, false, false, results.Count, ImportCounts.Of(results), [.. results.Take(MostShown)],
                next);
        if (!TakesTwo(plan)) return Answer.Waits(view, ChangeOf(view, id));
        var approval = await AskAsync(call, view, ct);
        return Answer.Waits(view with { Waits = true, Approval = approval.Id }, ChangeOf(view, $"{id}, asked for"));
    }

    private static bool TakesTwo(ImportPlan plan) =>
        plan.Items.Count(i => i.Result.Action is ImportAction.Added or ImportAction.Changed) > Import.MostAlone;

    /// <summary>The id is made from the file, so the second owner says yes to these rows and no others.</summary>
    private Task<Approval> AskAsync(Call call, ImportView view, CancellationToken ct) => approvals.StartAsync(call.CommandId("import|"),
        new StartApproval(view.Programme, ApprovalKinds.Import, view.Id!, new AggregateId(AggregateKind.Import, view.Id!),
            new ReleaseImport(), call.Who, string.Create(CultureInfo.InvariantCulture,
                $"Brings a file of people in: {view.Added} added, {view.Changed} changed, "
                + $"{view.Unchanged} unchanged, {view.Refused} refused.")),
        ct);

    private ImportSmsView SmsOf(IReadOnlyList<ImportSms> sms, Place place)
    {
        var seen = sms.Select(s => previews.Of(s.Text, s.Language, place.Programme, s.Phone, s.Purpose)).ToList();
        return new(seen.Count, seen.Sum(s => s.Size.Count), [.. seen.Where(s => s.Price is not null).Select(s => s.Price!.Value)
            .GroupBy(p => p.Currency).Select(g => MoneyView.Of(new Money(g.Sum(p => p.Minor), g.Key)))]);
    }

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = stretch.Of(await imports.ListAsync(place.Programme.Id, ct), i => Newest.Key(i.StartedAt, i.Id));
        return Answer.Shows(new ImportsView([.. rows.Select(ImportRowView.Of)], stretch.Next(rows, i => Newest.Key(i.StartedAt, i.Id))),
            place.Programme.Id, rows.Count);
    }

    private async Task<Answer> FindAsync(Call call, CancellationToken ct)
    {
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        if (!int.TryParse(stretch.After.Length == 0 ? "0" : stretch.After, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
            return Answer.Bad("after", "after is the number of a row.");
        return Inputs.IsKey(call.Named.Id) && await imports.FindAsync(call.Named.Id, ct) is { } import
            && await ViewAsync(import, after, stretch.Take, ct) is var view
            ? Answer.Shows(view, import.Programme, view.Results.Count, import.Id)
            : Answer.NotFound("There is no import of that id.");
    }

    private async Task<Answer> RefusedAsync(Call call, CancellationToken ct) =>
        Inputs.IsKey(call.Route("id")) && await imports.FindAsync(call.Route("id"), ct) is { } import
            && await imports.RefusedAsync(import.Id, ct) is var refused
            ? Answer.Shows(Csv.File(PeopleCsv.Write(refused)), import.Programme, refused.Count, import.Id)
            : Answer.NotFound("There is no import of that id.");

    private async Task<ImportView> ViewAsync(Import import, int after, int take, CancellationToken ct)
    {
        var results = await imports.ResultsAsync(import.Id, after, take, ct);
        var next = results.Count < take ? null : results[^1].Row.ToString(CultureInfo.InvariantCulture);
        return ImportView.Of(import.Id, import.Programme, false, import.EndedAt is not null, import.Rows, import.Counts, results, next)
            with { Waits = import.Waits };
    }

    private static Change ChangeOf(ImportView v, string about) =>
        new(v.Programme, v.Id ?? v.Programme,
            string.Create(CultureInfo.InvariantCulture,
                $"{about}: {v.Added} added, {v.Changed} changed, {v.Unchanged} unchanged, {v.Refused} refused"));
}
