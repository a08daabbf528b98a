using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Tells a trader's loads or payments of many farmers. Each row is told as by SMS: the farmer is asked, and nothing counts before. A list
/// that broke off is sent again; rows that were told are known by their ids.
/// </summary>
public sealed class TradeLists(Engine engine, People people, Sheets sheets, IClock clock)
{
    private const int AtOnce = 8;

    /// <summary>The most agreements or farmers that a refusal names.</summary>
    private const int MostNamed = 6;

    /// <summary>The trader who lets this owner of a key tell lists; null for anybody else.</summary>
    public async Task<Person?> TraderAsync(string programme, string trader, string owner, CancellationToken ct) =>
        await engine.StateAsync<Person>(NewWork(), AggregateId.Person(programme, trader), ct) is { Clerks: { } clerks } person
        && clerks.Named.Any(c => c.Is(owner)) ? person : null;

    /// <summary>The traders of a programme who let this owner of a key tell lists, by the directory.</summary>
    public async Task<IReadOnlyList<DirectoryRow>> TradersAsync(string programme, string owner, CancellationToken ct)
    {
        var named = (await people.DirectoryAsync(programme, ct)).Where(p => p.Role == Role.Trader
            && p.Clerks.Any(c => Spelling.Key(c) == Spelling.Key(owner))).OrderBy(p => p.Name, StringComparer.Ordinal);
        // The person's own word stands above the directory's copy of it.
        var may = await Task.WhenAll(named.Select(async p =>
            (p, May: await TraderAsync(programme, p.PersonId, owner, ct) is not null)));
        return [.. may.Where(m => m.May).Select(m => m.p)];
    }

    /// <summary>The trader's agreements under which a farmer can be told of: the account's entries.</summary>
    public async Task<IReadOnlyList<AccountEntry>> OpenAsync(string programme, string trader, bool loads, CancellationToken ct) =>
        [.. (await EntriesAsync(programme, trader, ct)).Where(e => Fits(e, loads)).OrderBy(e => e.OtherName, StringComparer.Ordinal)];

    /// <summary>The clerk acts for the trader no more.</summary>
    public Task LeaveAsync(string programme, string trader, string owner, CancellationToken ct) => engine.ExecuteAsync(NewWork(),
        AggregateId.Person(programme, trader), new ClerkLeft(owner), $"clerk|{owner}", ct);

    /// <summary>Tells the rows, or says what would become of each.</summary>
    /// <param name="dry">Nothing is written and nobody is asked.</param>
    public async Task<IReadOnlyList<TradeResult>> TellAsync(TradeList list, bool dry, CancellationToken ct)
    {
        var entries = await EntriesAsync(list.Programme, list.Trader, ct);
        var ids = await IdsAsync(list, ct);
        var results = new TradeResult[list.Rows.Count];
        var found = new List<(int N, AccountEntry Entry)>();
        for (var n = 0; n < results.Length; n++)
        {
            var (entry, fault) = Find(list, list.Rows[n], entries, ids);
            results[n] = fault ?? new(list.Rows[n].Row, TradeOutcome.Refused);
            if (entry is not null) found.Add((n, entry));
        }
        foreach (var (n, entry) in await SlipsTwiceAsync(list, found, ct))
            results[n] = new(list.Rows[n].Row, TradeOutcome.Same, entry.Code, entry.OtherName, TradeFault.Slip);
        found.RemoveAll(f => results[f.N].Fault is TradeFault.Slip);
        var sending = dry ? null : Guid.NewGuid().ToString("N");
        var taken = await sheets.ClaimAsync(list, sending, [.. found.Select(f => (list.Rows[f.N].Row, f.Entry.Code))], ct);
        foreach (var (n, entry) in found.Where(f => taken.Contains(list.Rows[f.N].Row)))
            results[n] = new(list.Rows[n].Row, TradeOutcome.Refused, entry.Code, entry.OtherName, TradeFault.Changed);
        // One farmer's rows go one after the other, since each depends on those before, under another code too.
        await Parallel.ForEachAsync(found.Where(f => !taken.Contains(list.Rows[f.N].Row)).GroupBy(f => f.Entry.OtherId),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (rows, _) => await TellAsync(list, [.. rows.Select(r => (r.N, r.Entry.Code))], results, dry, ct));
        if (sending is null) return results;
        if (results.Where(r => !r.IsTold).Select(r => r.Row).ToHashSet() is { Count: > 0 } untold)
            await sheets.ReleaseAsync(list, sending, untold, ct);
        // The rows are in the id: what is sent again is told once, and what is added is told too.
        var told = results.Where(r => r.IsTold).Select(r => list.NameOf(r.Row) + r.Code).ToList();
        var id = $"{list.Name}|{Mark(string.Join('|', told.Prepend(LocalDatePattern.Iso.Format(list.On))))}";
        if (told.Count > 0)
            await engine.ExecuteAsync(NewWork(), AggregateId.Person(list.Programme, list.Trader),
                new ClerkTold(id, list.Clerk, list.Loads, told.Count, list.On), id, ct);
        return results;
    }

    /// <summary>
    /// The rows whose slip another row has, here or in a list of this trader's before, and which do not say that it is another load.
    /// </summary>
    private async Task<IReadOnlyList<(int N, AccountEntry Entry)>> SlipsTwiceAsync(TradeList list, List<(int N, AccountEntry Entry)> found,
        CancellationToken ct)
    {
        if (list.Rows.All(r => r.Slip.Length == 0)) return [];
        var (twice, here) = (new List<(int, AccountEntry)>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var before = (await sheets.ListAsync(list.Programme, list.Trader, ct)).Where(s => s.Loads == list.Loads)
            .SelectMany(s => s.Lines.Where(l => l is { IsTold: true, Slip: not null }).Select(l => (Sheet: s.Id, Line: l)))
            .ToLookup(s => s.Line.Slip!, StringComparer.OrdinalIgnoreCase);
        foreach (var (n, entry) in found)
        {
            var row = list.Rows[n];
            if (row.Slip.Length == 0 || here.Add(row.Slip) && !await AnyStandsAsync(row) || row.Again) continue;
            twice.Add((n, entry));
        }
        return twice;

        // What was denied or taken back may be told once more.
        async Task<bool> AnyStandsAsync(TradeRow row)
        {
            foreach (var (sheet, line) in before[row.Slip].Where(s => s.Sheet != list.Id || s.Line.Row != row.Row))
                if (await engine.StateAsync<Agreement>(NewWork(), AggregateId.Agreement(line.Code!), ct) is { } agreement
                    && agreement.Facts.Any(f => f.IsOpen && f.Evidence[0].Row is { } of && of.Sheet == sheet && of.Row == line.Row))
                    return true;
            return false;
        }
    }

    private async Task TellAsync(TradeList list, List<(int Row, string Code)> rows, TradeResult[] results, bool dry, CancellationToken ct)
    {
        var work = NewWork();
        foreach (var (n, code) in rows)
        {
            var (row, id) = (list.Rows[n], AggregateId.Agreement(code));
            if (await engine.StateAsync<Agreement>(work, id, ct) is not { } agreement) continue;
            var (command, fault) = Command(list, row, agreement);
            if (fault is not null || command is null)
            {
                results[n] = fault! with { Code = code, Farmer = agreement.Farmer.Name };
                continue;
            }
            var known = list.HandledIn(agreement, row.Row);
            var (refusal, asks) = ((AgreementRefusal?)null, (TradeQuestion?)null);
            if (known is null)
            {
                if (dry)
                {
                    var tried = AgreementDecisions.Decide(agreement, code,
                        await EarlierTellings.AddedAsync(engine, work, agreement, command, ct), clock.GetCurrentInstant());
                    (refusal, agreement) = ((AgreementRefusal?)tried.Reply, tried.State!);
                    work.Keep(id, agreement);
                    asks = await AskedAsync(work, tried.Effects, ct);
                }
                else
                {
                    refusal = (AgreementRefusal?)await engine.ExecuteAsync(work, id, command, command.By.Id, ct);
                    agreement = (await engine.StateAsync<Agreement>(work, id, ct))!;
                }
            }
            results[n] = Result(row, agreement, known, command.By.Id, refusal) with
            {
                Asks = asks, Load = command is ReportDelivery load ? agreement.Terms.Quantity with { Milli = load.Delivery.Milli } : null,
                Paid = (command as ReportPayment)?.Amount,
            };
        }
    }

    /// <summary>The question of the very decision that tells the row.</summary>
    private async Task<TradeQuestion?> AskedAsync(Work work, IEnumerable<Effect> effects, CancellationToken ct)
    {
        if (effects.OfType<Send>().Select(s => s.Order).FirstOrDefault(o => o.Sms is QuestionSms) is not { } order) return null;
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(order.Phone), ct);
        var language = Recipient.LanguageOf(subscriber, order);
        return new(SmsSender.TextOf(order.Words, language), language);
    }

    private static TradeResult Result(TradeRow row, Agreement agreement, string? known, string id, AgreementRefusal? refusal)
    {
        var (outcome, fault) = (known, refusal) switch
        {
            (null, null) => (agreement.Questions.LastOrDefault(q => q.Of == Role.Farmer) is { AskedAt: null }
                ? TradeOutcome.Waits : TradeOutcome.Asked, (TradeFault?)null),
            (null, AgreementRefusal.PaidBefore or AgreementRefusal.DeliveredBefore) => (TradeOutcome.Same, TradeFault.Agreement),
            (null, _) => (TradeOutcome.Refused, TradeFault.Agreement),
            _ when known == id => (TradeOutcome.Before, null),
            _ => (TradeOutcome.Refused, TradeFault.Changed),
        };
        return new(row.Row, outcome, agreement.Code, agreement.Farmer.Name, fault, refusal);
    }

    /// <summary>The report that a row is, with an id that is the same however often it is sent.</summary>
    private static (AgreementCommand? Command, TradeResult? Fault) Command(TradeList list, TradeRow row, Agreement agreement)
    {
        if (row.Unit is { } unit && unit != agreement.Terms.Quantity.Unit) return (null, Refused(TradeFault.OtherUnit));
        var (value, why) = list.Loads ? Quantity(row) : Amount(row, agreement.Currency);
        // Nothing and the last: no more comes.
        if (why is not null && !(why == AmountRefusal.Zero && list.Loads && row.Last)) return (null, Refused(TradeFault.Number, why));
        // Above the programme's limit a person needs the PIN, which a clerk has not.
        if (agreement.Rules.WantsPin(list.Loads ? Books.Price(agreement.Terms, value) : value))
            return (null, Refused(TradeFault.NeedsTrader));
        var grade = row.Grade.Length > 0 ? row.Grade : agreement.Terms.Grade;
        var figures = string.Create(CultureInfo.InvariantCulture, $"{list.On:uuuu-MM-dd}|{value}|{grade}|{row.Place}|{row.Last}")
            + (row.Slip.Length > 0 ? $"|{row.Slip}" : "");
        var by = new Caller(list.NameOf(row.Row) + Mark(figures), list.Trader, Clerk: list.Clerk, Row: new(list.Id, row.Row, row.Slip));
        return (list.Loads
            ? new ReportDelivery(by, new Delivery(value, grade, row.Place, row.Last), row.Again, list.On)
            : new ReportPayment(by, agreement.Money(value), row.Again, list.On), null);

        TradeResult Refused(TradeFault fault, AmountRefusal? number = null) =>
            new(row.Row, TradeOutcome.Refused, Fault: fault, Number: number);
    }

    private static (long Value, AmountRefusal? Why) Quantity(TradeRow row)
    {
        if (row.Exact is { } exact) return Scaled(exact, 3);
        var read = Quantities.Parse(row.Typed);
        return (read.Value, read.Refusal);
    }

    private static (long Value, AmountRefusal? Why) Amount(TradeRow row, string currency)
    {
        if (row.Exact is { } exact) return Scaled(exact, Currencies.Decimals(currency));
        var read = Amounts.Parse(row.Typed, currency);
        return (read.Value, read.Refusal);
    }

    private static (long Value, AmountRefusal? Why) Scaled(decimal exact, int decimals)
    {
        if (exact < 0) return (0, AmountRefusal.Negative);
        if (exact == 0) return (0, AmountRefusal.Zero);
        if (exact > Amounts.Limit) return (0, AmountRefusal.TooLarge);
        for (var n = 0; n < decimals; n++) exact *= 10;
        return exact != decimal.Truncate(exact) ? (0, AmountRefusal.TooManyDecimals)
            : exact > Amounts.Limit ? (0, AmountRefusal.TooLarge) : ((long)exact, null);
    }

    /// <summary>The agreement of the code, or the only one with this farmer that fits.</summary>
    private static (AccountEntry? Entry, TradeResult? Fault) Find(TradeList list, TradeRow row, IReadOnlyList<AccountEntry> entries,
        IReadOnlyDictionary<string, IReadOnlyList<string>> ids)
    {
        var isCode = row.Code.Length == 0 && entries.Any(e => IsOf(e, row.Farmer));
        var (farmer, code) = isCode ? ("", row.Farmer) : (row.Farmer, row.Code);
        var theirs = farmer.Length == 0 ? entries : OfFarmer(entries, farmer, ids);
        List<AccountEntry> fitting = code.Length > 0 ? [.. theirs.Where(e => IsOf(e, code))]
            : [.. theirs.Where(e => farmer.Length > 0 && Fits(e, list.Loads))];
        if (fitting is [var one]) return (one, null);
        if (fitting.Count == 0) return (null, new(row.Row, TradeOutcome.Refused, Fault: TradeFault.NoAgreement));
        var isOne = fitting.DistinctBy(e => e.OtherId).Count() == 1;
        return (null, new(row.Row, TradeOutcome.Refused, Farmer: isOne ? fitting[0].OtherName : null,
            Fault: isOne ? TradeFault.SeveralAgreements : TradeFault.SeveralFarmers,
            Codes: [.. fitting.Take(MostNamed).Select(e => isOne ? e.Code : $"{e.OtherName} {e.Code}")]));
    }

    /// <summary>By phone, by id, or by name: the whole of it, else some of its words.</summary>
    private static IReadOnlyList<AccountEntry> OfFarmer(IReadOnlyList<AccountEntry> entries, string farmer,
        IReadOnlyDictionary<string, IReadOnlyList<string>> ids)
    {
        if (entries.Where(e => ids[farmer].Contains(e.OtherId)).ToList() is { Count: > 0 } known) return known;
        if (farmer[0] == '+') return [];
        var named = entries.Where(e => Spelling.Key(e.OtherName) == Spelling.Key(farmer)).ToList();
        return named.Count > 0 ? named : [.. entries.Where(e => Spelling.MayMean(farmer, e.OtherName))];
    }

    private static bool IsOf(AccountEntry entry, string code) => entry.Code.Equals(code, StringComparison.OrdinalIgnoreCase);

    private static bool Fits(AccountEntry entry, bool loads) =>
        entry.Status == AgreementStatus.Confirmed && (loads ? entry.AwaitsGoods : entry.CanPay);

    private async Task<IReadOnlyList<AccountEntry>> EntriesAsync(string programme, string trader, CancellationToken ct) =>
        [.. ((await engine.AccountAsync(NewWork(), AggregateId.Account(programme, trader), ct))?.Entries ?? [])
            .Where(e => e.Role == Role.Trader)];

    /// <summary>The people of the programme behind each phone; a person's id stands for itself.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> IdsAsync(TradeList list, CancellationToken ct)
    {
        var ids = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var some in list.Rows.Select(r => r.Farmer).Where(f => f.Length > 0).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var (farmer, of) in some.Zip(await Task.WhenAll(some.Select(f => OfAsync(list.Programme, f, ct))))) ids[farmer] = of;
        }
        return ids;
    }

    private async Task<IReadOnlyList<string>> OfAsync(string programme, string farmer, CancellationToken ct) => farmer[0] != '+' ? [farmer]
        : [.. ((await engine.StateAsync<Subscriber>(NewWork(), AggregateId.Subscriber(farmer), ct))?.Holders ?? [])
            .Where(u => u.Holder.Programme == programme).Select(u => u.Holder.PersonId)];

    private static string Mark(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..8];

    private static Work NewWork() => new(Arrival.Request);
}
