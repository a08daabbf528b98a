using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A list as it was told, kept so that its answers can be looked at.</summary>
/// <param name="Id">The clerk's name for it.</param>
/// <param name="Clerk">Who told it last.</param>
/// <param name="Loads">False for payments.</param>
/// <param name="At">When it was told first.</param>
public sealed record TradeSheet(string Id, string Programme, string Trader, string Clerk, bool Loads, LocalDate On, Instant At,
    IReadOnlyList<SheetLine> Lines)
{
    /// <summary>Rows about which a farmer was asked.</summary>
    public int Told => Lines.Count(l => l.IsTold);

    public int Refused => Lines.Count(l => l.IsRefused);
}

/// <summary>A row of a sheet. The figures of what was told stand in the agreement and nowhere else.</summary>
/// <param name="Code">The agreement; null where none was found.</param>
/// <param name="Cells">Of a row that was not told, as it was written, in the order of the columns; null for the rest.</param>
/// <param name="Why">Why it was not told.</param>
/// <param name="Farmer">The phone or id that was read in a row that was not told, so that an erasure finds it.</param>
/// <param name="Slip">Of a row that was told, the number on its slip; null for none.</param>
/// <param name="Claim">Who is telling the row just now; null for nobody.</param>
public sealed record SheetLine(int Row, string? Code, IReadOnlyList<string>? Cells = null, string? Why = null, string? Farmer = null,
    RowClaim? Claim = null, string? Slip = null)
{
    public bool IsTold => Code is not null && Cells is null;

    public bool IsRefused => Cells is not null;
}

/// <summary>A row that one sending of a list is telling, so that no other tells it to somebody else.</summary>
/// <param name="By">The sending.</param>
/// <param name="Code">The agreement under which it is told.</param>
/// <param name="Until">After that the sending has ended or was cut off.</param>
public sealed record RowClaim(string By, string Code, Instant Until);

/// <summary>What became of a row that was told.</summary>
public enum SheetState
{
    /// <summary>The farmer said yes.</summary>
    Confirmed,
    /// <summary>The farmer is asked and has not answered.</summary>
    Asked,
    /// <summary>The farmer answers another question first.</summary>
    Waits,
    /// <summary>The question does not reach the farmer.</summary>
    NotReached,
    /// <summary>The farmer said no.</summary>
    Denied,
    /// <summary>The trader took it back.</summary>
    TakenBack,
    /// <summary>Nobody answered in time.</summary>
    Lapsed,
    /// <summary>It was confirmed, and taken out of the books later.</summary>
    TakenOut,
    /// <summary>The agreement is not there any more.</summary>
    Gone,
}

/// <summary>A row of a sheet with its answer.</summary>
/// <param name="Farmer">The farmer's name; empty where the agreement is gone.</param>
/// <param name="Load">Null for a payment.</param>
/// <param name="Instead">The load that the farmer named in place of it; null elsewhere.</param>
public sealed record SheetAnswer(int Row, string Code, string Farmer, SheetState State, Quantity? Load = null, Money? Paid = null,
    string Slip = "", Quantity? Instead = null);

/// <summary>Sheets of traders: kept with each list that is told, and looked up with the farmers' answers.</summary>
public sealed class Sheets(Engine engine, ITables tables, IClock clock)
{
    private const int AtOnce = 16;
    private const int Tries = 10;

    /// <summary>Longer than a request may take.</summary>
    private static readonly Duration claimed = Duration.FromMinutes(10);

    /// <summary>
    /// The rows that were told, or are being told, under another agreement. The others are this sending's to tell, unless it is dry.
    /// </summary>
    /// <param name="by">The sending; null for a dry run.</param>
    /// <param name="rows">Each row that can be told, with its agreement.</param>
    public async Task<IReadOnlySet<int>> ClaimAsync(TradeList list, string? by, IReadOnlyList<(int Row, string Code)> rows,
        CancellationToken ct)
    {
        var taken = new HashSet<int>();
        await WriteAsync(list, async there =>
        {
            taken.Clear();
            var (lines, now) = (there.ToDictionary(l => l.Row), clock.GetCurrentInstant());
            foreach (var (row, code) in rows)
            {
                var line = lines.GetValueOrDefault(row) ?? new(row, null);
                if (await IsElsewhereAsync(list, line, code, now, ct)) taken.Add(row);
                // Of two sendings that tell the same, the first gives it back.
                else if (by is not null && !line.IsTold && !(line.Claim?.Until > now))
                    lines[row] = line with { Claim = new(by, code, now + claimed) };
            }
            return lines.Values;
        }, ct);
        return taken;
    }

    /// <summary>Gives back the rows that this sending did not tell.</summary>
    public Task ReleaseAsync(TradeList list, string by, IReadOnlySet<int> rows, CancellationToken ct) => WriteAsync(list, there =>
        Task.FromResult(there.Select(l => l.Claim?.By == by && rows.Contains(l.Row) ? l with { Claim = null } : l)
            .Where(l => l.IsTold || l.IsRefused || l.Claim is not null)), ct);

    /// <summary>Keeps what was told. A row that was told stays told, however often its list is sent again.</summary>
    public Task KeepAsync(TradeList list, IReadOnlyList<SheetLine> lines, CancellationToken ct) => WriteAsync(list, there =>
    {
        var merged = there.ToDictionary(l => l.Row);
        foreach (var line in lines)
        {
            var before = merged.GetValueOrDefault(line.Row);
            if (before is not { IsTold: true }) merged[line.Row] = line.IsTold ? line : line with { Claim = before?.Claim };
        }
        return Task.FromResult<IEnumerable<SheetLine>>(merged.Values);
    }, ct);

    private async Task<bool> IsElsewhereAsync(TradeList list, SheetLine line, string code, Instant now, CancellationToken ct)
    {
        if (line.IsTold) return line.Code != code;
        if (line.Claim is not { } claim || claim.Code == code) return false;
        // A sending that was cut off may have told the row and not kept it.
        return claim.Until > now
            || await engine.StateAsync<Agreement>(new Work(Arrival.Request), AggregateId.Agreement(claim.Code), ct) is { } agreement
                && list.IsIn(agreement, line.Row);
    }

    private async Task WriteAsync(TradeList list, Func<IReadOnlyList<SheetLine>, Task<IEnumerable<SheetLine>>> change, CancellationToken ct)
    {
        var key = Keys.Sheet(list.Programme, list.Trader, list.Loads, list.Id);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var row = await tables.GetAsync(key, ct);
            var there = row is null ? null : Json.Read<TradeSheet>(row.Data);
            var lines = (await change(there?.Lines ?? [])).OrderBy(l => l.Row).ToList();
            if (lines.SequenceEqual(there?.Lines ?? [])) return;
            var data = Json.Write(new TradeSheet(list.Id, list.Programme, list.Trader, list.Clerk, list.Loads, there?.On ?? list.On,
                there?.At ?? clock.GetCurrentInstant(), lines));
            if (data == row?.Data || await tables.WriteAsync(key, data, row?.ETag, ct)) return;
        }
        throw new ContentionException(AggregateId.Person(list.Programme, list.Trader));
    }

    /// <summary>A trader's sheets, the newest first. One read for each thousand.</summary>
    public async Task<IReadOnlyList<TradeSheet>> ListAsync(string programme, string trader, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Sheets, Keys.SheetsOf(programme, trader), ct)).Select(e => Json.Read<TradeSheet>(e.Data))
            .OrderByDescending(s => s.At)];

    public async Task<TradeSheet?> FindAsync(string programme, string trader, bool loads, string id, CancellationToken ct) =>
        await tables.GetAsync(Keys.Sheet(programme, trader, loads, id), ct) is { } row ? Json.Read<TradeSheet>(row.Data) : null;

    /// <summary>The answers so far, in the order of the rows: a read for each agreement.</summary>
    public async Task<IReadOnlyList<SheetAnswer>> AnswersAsync(TradeSheet sheet, CancellationToken ct)
    {
        var answers = new SheetAnswer[sheet.Told];
        var told = sheet.Lines.Where(l => l.IsTold).Select((line, n) => (line, n)).GroupBy(l => l.line.Code!, StringComparer.Ordinal);
        await Parallel.ForEachAsync(told, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (lines, token) =>
            {
                var agreement = await engine.StateAsync<Agreement>(new Work(Arrival.Request), AggregateId.Agreement(lines.Key), token);
                foreach (var (line, n) in lines) answers[n] = Of(sheet, line, agreement);
            });
        return answers;
    }

    private static SheetAnswer Of(TradeSheet sheet, SheetLine line, Agreement? agreement)
    {
        var kind = sheet.Loads ? FactKind.Load : FactKind.Transfer;
        var fact = agreement?.Facts.FirstOrDefault(f => f.Kind == kind
            && f.Evidence[0].Row is { } row && row.Sheet == sheet.Id && row.Row == line.Row);
        if (agreement is null || fact is null) return new(line.Row, line.Code!, agreement?.Farmer.Name ?? "", SheetState.Gone);
        var instead = fact.Evidence[^1] is not { Word: Word.No, At: var at } ? null
            : agreement.Facts.FirstOrDefault(f => f.Number > fact.Number && f.Kind == kind && f.Teller == agreement.Farmer.PersonId
                && f.Evidence[0].At == at);
        return new(line.Row, line.Code!, agreement.Farmer.Name, StateOf(agreement, fact),
            sheet.Loads ? agreement.Terms.Quantity with { Milli = fact.Amount } : null,
            sheet.Loads ? null : agreement.Money(fact.Amount), fact.Evidence[0].Row!.Slip,
            instead is null || !sheet.Loads ? null : agreement.Terms.Quantity with { Milli = instead.Amount });
    }

    private static SheetState StateOf(Agreement agreement, Fact fact) => fact.State switch
    {
        FactState.Posted => agreement.Facts.Any(f => f.IsPosted && f.Corrects == fact.Number) ? SheetState.TakenOut : SheetState.Confirmed,
        FactState.Voided => fact.Evidence[^1].Word switch
        {
            Word.No => SheetState.Denied, Word.Back => SheetState.TakenBack, _ => SheetState.Lapsed,
        },
        _ => agreement.Questions.FirstOrDefault(q => q.Fact == fact.Number) switch
        {
            { LostAt: not null } => SheetState.NotReached, { AskedAt: null } => SheetState.Waits, _ => SheetState.Asked,
        },
    };
}
