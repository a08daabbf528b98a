using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A row of a file, kept until registered, and its result.</summary>
/// <param name="Row">Also kept of a row that was refused when it was planned, to be corrected.</param>
/// <param name="Cells">The cells of a row that was refused in reading, in the order of the file's columns.</param>
public sealed record ImportItem(ImportResult Result, PersonRow? Row, IReadOnlyList<string>? Cells = null);

/// <summary>An SMS that a row will cause.</summary>
public sealed record ImportSms(string Phone, string Text, Language Language, Purpose Purpose);

/// <summary>What a file would change now, and the SMS that go out for it at once.</summary>
public sealed record ImportPlan(IReadOnlyList<ImportItem> Items, IReadOnlyList<ImportSms> Sms);

/// <summary>A stored stretch of a file.</summary>
public sealed record ImportStretch(bool Done, IReadOnlyList<ImportItem> Items);

/// <summary>
/// Plans and imports files of people. The work queue takes one stretch after another, so no request lasts long and a stop loses nothing.
/// </summary>
/// <remarks>See docs/decisions.</remarks>
public sealed class Imports(Engine engine, ITables tables, People people, AuditTrail audit)
{
    private const int AtOnce = 8;

    /// <summary>The result that each row would have now. Rows refused in reading pass through.</summary>
    public async Task<ImportPlan> PlanAsync(Programme programme, IReadOnlyList<ImportItem> read, CancellationToken ct)
    {
        var planned = new ImportItem[read.Count];
        var caused = new IReadOnlyList<ImportSms>[read.Count];
        var named = new Holder?[read.Count];
        await EachAsync(read.Count, async n =>
        {
            var subscriber = read[n].Row is { } row
                ? await engine.StateAsync<Subscriber>(NewWork(), AggregateId.Subscriber(row.Phone), ct)
                : null;
            caused[n] = [];
            if (read[n].Row is not { } right)
            {
                planned[n] = read[n];
                return;
            }
            var plan = Registrations.InFile(right, subscriber, programme, newId: null);
            planned[n] = new ImportItem(plan.Result, right);
            if (plan.NamesAnew) named[n] = plan.Holder;
            caused[n] = Caused(right, Registrations.InFile(right, subscriber, programme, newId: "new"), subscriber, programme);
        }, ct);
        var sought = planned.Where((i, n) => i.Result.Action == ImportAction.Added || named[n] is not null);
        var namesakes = await people.NamedAsync(programme.Id, sought.Select(i => i.Row!.Name), ct);
        if (namesakes.Count > 0) planned = [.. planned.Select((i, n) => Hinted(Own(i, named[n], namesakes), namesakes))];
        return new(planned, [.. caused.Where((_, n) => planned[n].Result.Action != ImportAction.Refused).SelectMany(s => s)]);
    }

    /// <summary>The SMS of the very decision that registers the person.</summary>
    private IReadOnlyList<ImportSms> Caused(PersonRow row, RegistrationPlan plan, Subscriber? subscriber, Programme programme)
    {
        if (plan.Holder is not { } holder) return [];
        var register = new Register(row.Phone, holder, null, "", ConsentsOf(row, ""), programme.Name, plan.IsShared);
        var decided = Aggregates.Decide(AggregateId.Subscriber(row.Phone), subscriber, register, engine.Now(NewWork()));
        return
        [
            .. decided.Effects.OfType<Send>().Select(send => send.Order).Select(order =>
            {
                var language = Recipient.LanguageOf((Subscriber?)decided.State, order);
                return new ImportSms(order.Phone, SmsSender.TextOf(order.Words, language), language, order.Purpose);
            }),
        ];
    }

    private static List<ConsentGrant> ConsentsOf(PersonRow row, string source) =>
        [.. row.Consents.Select(p => new ConsentGrant(p, true, source, row.Source, Own: false))];

    /// <summary>A trader of the name is another: in a file nobody says that it is meant.</summary>
    private static ImportItem Own(ImportItem item, Holder? named, ILookup<string, DirectoryRow> namesakes) =>
        named is not null && namesakes[Spelling.Key(named.Name)].FirstOrDefault(p => p.Role == Role.Trader && p.PersonId != named.PersonId)
            is { } other
            ? item with { Result = new(item.Result.Row, ImportAction.Refused, item.Result.Phone,
                Why: $"Another trader has this name, with the phone {other.Phone}. If both are meant, send evenSo by POST people.") }
            : item;

    /// <summary>Somebody of the name has another phone: perhaps the same person with a new number.</summary>
    private static ImportItem Hinted(ImportItem item, ILookup<string, DirectoryRow> namesakes)
    {
        if (item is not { Result.Action: ImportAction.Added, Row: { } row }
            || namesakes[Spelling.Key(row.Name)].FirstOrDefault(p => p.Phone != row.Phone) is not { } other) return item;
        var hint = $"A {other.Role.ToString().ToLowerInvariant()} of this name has the phone {other.Phone}: is it the same person?";
        return new(item.Result with { Warnings = [.. item.Result.Warnings ?? [], hint] },
            row with { Warnings = [.. row.Warnings ?? [], hint] });
    }

    /// <summary>Stores the rows and queues their import. A repeated id is one import.</summary>
    /// <param name="waits">Queues nothing until a second owner says yes.</param>
    public async Task StartAsync(string id, string programme, string who, IReadOnlyList<ImportItem> planned, CancellationToken ct,
        bool waits = false)
    {
        var stretches = planned.Chunk(Import.Stretch).ToList();
        await EachAsync(stretches.Count,
            n => tables.UpsertAsync(Keys.ImportStretch(id, n), Json.Write(new ImportStretch(false, stretches[n])), ct), ct);
        await engine.ExecuteAsync(NewWork(), Of(id), new StartImport(programme, who, planned.Count, stretches.Count, waits), id, ct);
    }

    public Task<Import?> FindAsync(string id, CancellationToken ct) => engine.StateAsync<Import>(NewWork(), Of(id), ct);

    /// <summary>The imports of a programme that are kept, newest first. One storage call for each of any programme.</summary>
    public async Task<IReadOnlyList<Import>> ListAsync(string programme, CancellationToken ct)
    {
        var found = new List<Import>();
        // An import's own row is before those of its stretches; one that died before it began has none.
        for (var after = ""; await tables.BeyondAsync(Table.Imports, after, 1, ct) is [var first]; after = first.Key.Partition)
        {
            if (first.Key == Keys.Of(Of(first.Key.Partition)) && Stored.State<Import>(first) is var import && import.Programme == programme)
                found.Add(import);
        }
        return [.. found.OrderByDescending(i => i.StartedAt).ThenBy(i => i.Id, StringComparer.Ordinal)];
    }

    /// <summary>The results of the rows after number <paramref name="after"/>, as planned until registered.</summary>
    public async Task<IReadOnlyList<ImportResult>> ResultsAsync(string id, int after, int take, CancellationToken ct)
    {
        var results = new List<ImportResult>();
        // Starts at stretch 0, because blank lines make row numbers inexact.
        for (var n = 0; results.Count < take; n++)
        {
            if (await tables.GetAsync(Keys.ImportStretch(id, n), ct) is not { } row) break;
            results.AddRange(
                Json.Read<ImportStretch>(row.Data).Items.Select(i => i.Result).Where(r => r.Row > after).Take(take - results.Count));
        }
        return results;
    }

    /// <summary>The refused rows, in order.</summary>
    public async Task<IReadOnlyList<ImportItem>> RefusedAsync(string id, CancellationToken ct)
    {
        var refused = new List<ImportItem>();
        for (var n = 0; await tables.GetAsync(Keys.ImportStretch(id, n), ct) is { } row; n++)
            refused.AddRange(Json.Read<ImportStretch>(row.Data).Items.Where(i => i.Result.Action == ImportAction.Refused));
        return refused;
    }

    /// <summary>Imports the next stretch. A repeat changes nothing and gives the same results.</summary>
    public async Task ContinueAsync(Work work, AggregateId job, CancellationToken ct)
    {
        if (await engine.StateAsync<Import>(work, job, ct) is not { EndedAt: null, Waits: false } import) return;
        if (await people.ProgrammeAsync(import.Programme, ct) is not { } programme) return;
        var key = Keys.ImportStretch(import.Id, import.Next);
        if (await tables.GetAsync(key, ct) is not { } kept) return;
        var stretch = Json.Read<ImportStretch>(kept.Data);
        if (!stretch.Done)
        {
            stretch = await BringInAsync(import, programme, stretch, ct);
            await AuditAsync(import, stretch, ct);
            await tables.UpsertAsync(key, Json.Write(stretch), ct);
        }
        await engine.ExecuteAsync(work, job, new ChunkImported(import.Next, ImportCounts.Of(stretch.Items.Select(i => i.Result))),
            $"import|{import.Id}", ct);
    }

    /// <summary>One row for a stretch says whom it added and whom it changed; what changed is with the import's rows.</summary>
    private Task AuditAsync(Import import, ImportStretch stretch, CancellationToken ct)
    {
        string? Ids(ImportAction action) => string.Join(' ', stretch.Items.Where(i => i.Result.Action == action).Select(i =>
            i.Result.PersonId)) is { Length: > 0 } ids ? $"{action.ToString().ToLowerInvariant()}: {ids}" : null;
        var about = string.Join("; ", new[] { Ids(ImportAction.Added), Ids(ImportAction.Changed) }.OfType<string>());
        return about.Length == 0 ? Task.CompletedTask : audit.AppendAsync(import.Programme,
            new(import.Who, "people.brought-in", import.Id, import.StartedAt, about), $"{import.Id}|{import.Next}", ct);
    }

    private async Task<ImportStretch> BringInAsync(Import import, Programme programme, ImportStretch stretch, CancellationToken ct)
    {
        var done = new ImportItem[stretch.Items.Count];
        // One phone's rows go one after the other, since each depends on who is there.
        var phones = Enumerable.Range(0, done.Length).GroupBy(n => stretch.Items[n].Result.Phone, StringComparer.Ordinal).ToList();
        await EachAsync(phones.Count, async p =>
        {
            foreach (var n in phones[p]) done[n] = await BringInAsync(import, programme, stretch.Items[n], ct);
        }, ct);
        return new ImportStretch(true, done);
    }

    private async Task<ImportItem> BringInAsync(Import import, Programme programme, ImportItem item, CancellationToken ct)
    {
        if (item is not { Row: { } row, Result.Action: not ImportAction.Refused }) return item;
        var work = new Work(Arrival.Queued);
        var (result, holder, shared, _) =
            Registrations.InFile(row, await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(row.Phone), ct), programme,
                people.NewId(programme.Id, row.Phone, $"{import.Id}|{row.Row}"));
        if (holder is null) return new ImportItem(result, row);
        var consents = ConsentsOf(row, $"import|{import.Who}");
        // Unchanged rows are registered too: a try that died may have left effects pending.
        await people.RegisterAsync(work, row.Phone, holder, null, $"import|{import.Who}", consents, ct, shared);
        return new ImportItem(result.Action == ImportAction.Unchanged ? item.Result with { PersonId = result.PersonId } : result, null);
    }

    private static Task EachAsync(int count, Func<int, Task> act, CancellationToken ct) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            (n, _) => new ValueTask(act(n)));

    private static AggregateId Of(string id) => new(AggregateKind.Import, id);

    private static Work NewWork() => new(Arrival.Request);
}
